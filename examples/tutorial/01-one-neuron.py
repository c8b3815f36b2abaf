"""A single neuron fires faster as its input grows.

The neuron here is a *leaky integrate-and-fire* neuron.
Its input charges it up like a leaky bucket; that charge
is the voltage in the second plot. When the voltage
reaches the top, the neuron fires one spike (first plot),
starts again from empty and rests for two milliseconds.

Three numbers say how this neuron answers. Its *encoder*
is 1: it likes positive input. Its *intercept* is -0.5:
below that input it is silent. Its *max rate* is 100:
when the input is 1 it fires 100 spikes a second.

The third plot is the best guess about the input that a
single neuron allows: every spike lifts the guess a
little, silence lets it sink. It is a poor guess. The
next lessons repair that.

Try this:

* Hold the slider at -0.7, at -0.4 and at 1, and compare
  the spikes.
* Turn the encoder to -1. When does the neuron fire now?
* Move the intercept to 0.5.
"""

import nengo
import numpy as np


def wave(t):
    return np.sin(3 * t)


model = nengo.Network(seed=1)
with model:
    stim = nengo.Node(wave)
    neuron = nengo.Ensemble(
        n_neurons=1,
        dimensions=1,
        encoders=[[1]],
        intercepts=[-0.5],
        max_rates=[100],
    )
    nengo.Connection(stim, neuron)
