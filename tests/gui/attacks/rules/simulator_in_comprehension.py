# Builds many simulators.
# must: trouble 6 "Simulator is built here"
import nengo

model = nengo.Network()
sims = [nengo.Simulator(model) for _ in range(3)]
