# Holds itself.
# must: trouble - "."
import nengo

with nengo.Network() as model:
    a = nengo.Ensemble(10, 1)
model.networks.append(model)
