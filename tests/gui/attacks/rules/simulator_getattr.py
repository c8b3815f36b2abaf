# Builds a simulator by its name.
# must: trouble 6 "Simulator is built here"
import nengo

model = nengo.Network()
getattr(nengo, "Simu" + "lator")(model)
