# Calls a class its model.
# must: trouble 5 "of type type"
import nengo

model = nengo.Network
