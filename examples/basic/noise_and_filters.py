"""A noisy wave passes four synapses and comes out clean, or late, or both.

A synapse turns a spike into a current that rises and
falls. Seen from the signal it is a *filter*: it lets
slow changes pass and takes the edge off fast ones. Here
there are no neurons at all, only Nodes and the synapses
between them, so that nothing but the filters makes the
difference.

* `quick`: `Lowpass(0.01)` follows at once, noise and all
* `slow`: `Lowpass(0.1)` is calm, smaller and late
* `alpha`: `Alpha(0.05)` rises gently instead of with a
  jump; sharper against fast noise
* `box`: `Triangle(0.2)` averages over a fixed time and
  then forgets everything

Try this:

* Which one would you choose for a plot? Each plot has a
  synapse setting of its own.
* Make the wave faster and see which filter loses it
  first.
* Set a synapse to `None`: no filter, no delay.
"""

import nengo
import numpy as np
from nengo.dists import Gaussian
from nengo.processes import WhiteNoise


def wave(t):
    return np.sin(3 * t)


model = nengo.Network(seed=4)
with model:
    signal = nengo.Node(wave)
    noise = nengo.Node(
        WhiteNoise(Gaussian(0, 0.5), scale=False, seed=5)
    )
    mixed = nengo.Node(size_in=1)
    quick = nengo.Node(size_in=1)
    slow = nengo.Node(size_in=1)
    alpha = nengo.Node(size_in=1)
    box = nengo.Node(size_in=1)
    nengo.Connection(signal, mixed, synapse=None)
    nengo.Connection(noise, mixed, synapse=None)
    nengo.Connection(
        mixed, quick, synapse=nengo.Lowpass(0.01)
    )
    nengo.Connection(
        mixed, slow, synapse=nengo.Lowpass(0.1)
    )
    nengo.Connection(
        mixed, alpha, synapse=nengo.Alpha(0.05)
    )
    nengo.Connection(
        mixed, box, synapse=nengo.synapses.Triangle(0.2)
    )
