# Gives Nodes and Connections functions of all kinds.
# must: fine
import functools
import operator

import numpy as np

import nengo


class Counter:
    def __init__(self):
        self.n = 0

    def __call__(self, t):
        self.n += 1
        return self.n

    def method(self, t, x):
        return x


def numbers():
    while True:
        yield 1.0


stream = numbers()
with nengo.Network() as model:
    a = nengo.Ensemble(20, 1)
    nengo.Node(Counter())
    nengo.Connection(a, nengo.Node(Counter().method, size_in=1))
    nengo.Node(lambda t: next(stream))
    nengo.Node(functools.partial(lambda scale, t: scale * t, 2))
    nengo.Node(np.sin)
    nengo.Connection(a, a, function=functools.partial(operator.mul, 0.5))
    nengo.Connection(a, a, function=np.square)
