# Builds a simulator without calling it.
# must: trouble 6 "Simulator is built here"
import nengo

model = nengo.Network()
list(map(nengo.Simulator, [model]))
