"""A ready-made network multiplies two vectors, coordinate by coordinate.

In lesson 9 of the tutorial one group of neurons held
both factors. `Product` is cleverer. It uses

    4 a b = (a + b)^2 - (a - b)^2

so it needs only squares, and squares need only one
dimension each. Neurons love that: the same accuracy
costs fewer of them.

Here the first factor is a fast wave in both dimensions,
the second a slow one that fades the first out in one
dimension while it fades it in in the other.

Try this:

* Open the network by a double click: two arrays, one for
  the sum, one for the difference.
* Hold the sliders of `fade`.
* Inputs beyond 1? Say so with `input_magnitude`, and the
  radii are set for you.
"""

import nengo
import numpy as np


def fast(t):
    return np.sin(10 * t), np.sin(10 * t)


def slow(t):
    return np.cos(t), np.sin(t)


model = nengo.Network(seed=2)
with model:
    wave = nengo.Node(fast)
    fade = nengo.Node(slow)
    product = nengo.networks.Product(
        n_neurons=100, dimensions=2
    )
    nengo.Connection(wave, product.input_a)
    nengo.Connection(fade, product.input_b)
