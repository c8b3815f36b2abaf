# Deletes its network.
# must: trouble - "no network called .model."
import nengo

with nengo.Network() as model:
    nengo.Ensemble(10, 1)
del model
