# Builds a simulator in a step.
# must: trouble 6 "Simulator is built here"
import nengo

with nengo.Network() as model:
    nengo.Node(lambda t: nengo.Simulator(nengo.Network()) and 0 if t > 0.01 else 0)
