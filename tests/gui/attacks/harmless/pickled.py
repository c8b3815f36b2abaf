# Pickles and copies its own classes.
# must: fine
import copy
import pickle

import nengo


class Signal:
    def __init__(self, size):
        self.size = size

    def __call__(self, t):
        return [t] * self.size


signal = pickle.loads(pickle.dumps(Signal(2)))
with nengo.Network() as model:
    nengo.Node(signal)
twin = pickle.loads(pickle.dumps(copy.deepcopy(model)))
