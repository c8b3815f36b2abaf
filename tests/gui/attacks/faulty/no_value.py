# Forgets to return.
# must: trouble 6 "None"
import nengo

with nengo.Network() as model:
    nengo.Connection(nengo.Node(lambda t: None, size_out=1), nengo.Ensemble(10, 1))
