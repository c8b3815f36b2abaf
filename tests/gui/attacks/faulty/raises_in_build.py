# Has a function that fails when it is built.
# must: trouble 8 "KeyError"
import nengo

with nengo.Network() as model:
    a = nengo.Ensemble(10, 1)
    nengo.Connection(
        a, a, function=lambda x: {}[float(x[0])] if abs(x[0]) > 0 else 0
    )
