# Builds a simulator as lessons do.
# must: trouble 6 "Simulator is built here"
import nengo

model = nengo.Network()
with nengo.Simulator(model) as sim:
    sim.run(1)
