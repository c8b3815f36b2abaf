# Builds a simulator from the list of modules.
# must: trouble 6 "Simulator is built here"
import nengo, sys

model = nengo.Network()
sys.modules["nengo"].Simulator(model)
