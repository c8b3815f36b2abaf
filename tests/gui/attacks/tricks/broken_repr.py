# Has a synapse that cannot be shown.
# must: trouble 7 "do not look"
import nengo


class Odd(nengo.Lowpass):
    def __repr__(self): raise ValueError("do not look")


with nengo.Network() as model:
    a = nengo.Ensemble(10, 1)
    nengo.Connection(a, a, synapse=Odd(0.1))
