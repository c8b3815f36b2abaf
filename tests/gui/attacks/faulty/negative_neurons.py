# Has fewer neurons than none.
# must: trouble 6 "n_neurons"
import nengo

with nengo.Network() as model:
    nengo.Ensemble(-10, 1)
