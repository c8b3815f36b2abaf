# Builds a simulator from text.
# must: trouble 6 "Simulator is built here"
import nengo

model = nengo.Network()
exec("nengo." + "Simulator(model)")
