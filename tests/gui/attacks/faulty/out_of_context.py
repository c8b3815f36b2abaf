# Makes an ensemble in no network.
# must: trouble 6 "with"
import nengo

model = nengo.Network()
nengo.Ensemble(10, 1)
