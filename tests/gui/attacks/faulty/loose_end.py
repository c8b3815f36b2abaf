# Connects to an ensemble of another network.
# must: trouble - "."
import nengo

with nengo.Network() as other:
    a = nengo.Ensemble(10, 1)
with nengo.Network() as model:
    nengo.Connection(a, nengo.Ensemble(10, 1))
