"""Neurons multiply two numbers.

First bring both numbers together in `both`, as in the
last lesson. Then let a connection with a function read
the product from that group. Multiplying is useful far
beyond arithmetic: a number times 0 or 1 is a gate, and
attention, decisions and memory are full of gates.

The corners of the square from (-1, -1) to (1, 1) are
farther from the middle than 1, namely the square root of
2; hence the radius of `both`.

Try this:

* Hold `stim_b` at 0: the product is silent, whatever
  `stim_a` does. Hold it at 1: all passes.
* Hold it at -1.
* Divide instead, and find out why neurons do not like it
  near zero.
"""

import nengo
import numpy as np


def quick(t):
    return np.sin(6 * t)


def envelope(t):
    return np.sin(0.8 * t)


def product(pair):
    return pair[0] * pair[1]


model = nengo.Network(seed=9)
with model:
    stim_a = nengo.Node(quick)
    stim_b = nengo.Node(envelope)
    a = nengo.Ensemble(n_neurons=80, dimensions=1)
    b = nengo.Ensemble(n_neurons=80, dimensions=1)
    both = nengo.Ensemble(
        n_neurons=300, dimensions=2, radius=np.sqrt(2)
    )
    result = nengo.Ensemble(n_neurons=80, dimensions=1)
    nengo.Connection(stim_a, a)
    nengo.Connection(stim_b, b)
    nengo.Connection(a, both[0])
    nengo.Connection(b, both[1])
    nengo.Connection(both, result, function=product)
