# Builds a simulator from what is in the module.
# must: trouble 6 "Simulator is built here"
import nengo

model = nengo.Network()
next(value for name, value in vars(nengo).items() if name == "Simulator")(model)
