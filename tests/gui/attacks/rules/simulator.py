# Builds a simulator.
# must: trouble 6 "Simulator is built here"
import nengo

model = nengo.Network()
sim = nengo.Simulator(model)
