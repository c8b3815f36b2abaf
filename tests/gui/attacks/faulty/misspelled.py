# Misspells a name.
# must: trouble 6 "Ensemble"
import nengo

with nengo.Network() as model:
    nengo.Ensembel(10, 1)
