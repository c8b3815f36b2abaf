"""Four groups of neurons with different gifts hear the same wave.

Each argument of an ensemble says something about its
neurons:

* `max_rates`: how fast each neuron fires at the edge of
  the range. The neurons of `lazy` fire rarely, so its
  value is rough.
* `encoders` and `intercepts`: which way each neuron
  looks and where it wakes up. Those of `upper` all look
  up and wake above 0. It cannot tell negative numbers
  apart; in return it uses no spike on them.
* `radius`: the range of numbers the neurons are spread
  over. The wave leaves the range of `narrow`, and is cut
  off there.

`usual` has the defaults: rates of 200 to 400 Hz,
intercepts from -1 to 0.9, both signs, radius 1. A single
number, a list with one entry per neuron, and a
distribution are all welcome; a distribution draws a
number for each neuron.

Try this:

* Make `lazy` precise again without touching its rates.
* Let `upper` wake up between 0.4 and 1: a group that
  speaks only when it is sure.
* Which of the four would you choose for a memory?
"""

import nengo
import numpy as np
from nengo.dists import Choice, Uniform


def wave(t):
    return np.sin(3 * t)


model = nengo.Network(seed=16)
with model:
    stim = nengo.Node(wave)
    usual = nengo.Ensemble(n_neurons=50, dimensions=1)
    lazy = nengo.Ensemble(
        n_neurons=50,
        dimensions=1,
        max_rates=Uniform(10, 30),
    )
    upper = nengo.Ensemble(
        n_neurons=50,
        dimensions=1,
        encoders=Choice([[1]]),
        intercepts=Uniform(0, 0.9),
    )
    narrow = nengo.Ensemble(
        n_neurons=50, dimensions=1, radius=0.5
    )
    nengo.Connection(stim, usual)
    nengo.Connection(stim, lazy)
    nengo.Connection(stim, upper)
    nengo.Connection(stim, narrow)
