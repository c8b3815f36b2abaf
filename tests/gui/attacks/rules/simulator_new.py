# Builds a simulator in two steps.
# must: trouble 7 "Simulator is built here"
import nengo

model = nengo.Network()
sim = nengo.Simulator.__new__(nengo.Simulator)
sim.__init__(model)
