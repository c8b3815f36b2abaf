# Connects what does not fit.
# must: trouble 7 "."
import nengo

with nengo.Network() as model:
    a, b = nengo.Ensemble(10, 2), nengo.Ensemble(10, 3)
    nengo.Connection(a, b)
