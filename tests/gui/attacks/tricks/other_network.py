# Puts something else in the place of Network.
# must: trouble 6 "of type dict"
import nengo

nengo.Network = dict
model = nengo.Network()
