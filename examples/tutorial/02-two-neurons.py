"""Two neurons that like opposite things sketch both halves of a wave.

One neuron alone says nothing about the numbers at which
it is silent. So give it a partner with the opposite
*encoder*: the first neuron fires more as the input
rises, the second as it falls. Brains are full of such
pairs; a muscle that bends an arm has one that stretches
it.

To *decode* a number from spikes, every spike of a neuron
adds a small pulse of a certain height, its *decoder*.
The first neuron gets a positive height, the second a
negative one, and the pulses are added up. The best
heights are computed before the simulation starts.

Try this:

* Watch the value plot when the input is near 0: why is
  it roughest there?
* Give both neurons the encoder 1. Which half of the wave
  is lost?
* Set both intercepts to 0.3. What happens between -0.3
  and 0.3?
"""

import nengo
import numpy as np


def wave(t):
    return np.sin(3 * t)


model = nengo.Network(seed=2)
with model:
    stim = nengo.Node(wave)
    pair = nengo.Ensemble(
        n_neurons=2,
        dimensions=1,
        encoders=[[1], [-1]],
        intercepts=[-0.5, -0.5],
        max_rates=[100, 100],
    )
    nengo.Connection(stim, pair)
