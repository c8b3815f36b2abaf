"""Neurons repeat what they heard half a second ago.

A memory for one number is not enough here: to repeat a
signal later, the whole last half second must be held at
once. It is held as a curve, and the curve as a sum of
six shapes (Legendre polynomials): level, slope, bend and
so on. As time passes, the shapes turn into each other by
fixed rules, a linear differential equation that the loop
of `window` solves. Any moment of the half second can
then be read out with the right weights.

Try this:

* Read from the middle of the window: change `HOW_OLD` to
  0.25.
* Raise the speed of the input until six shapes cannot
  draw it any more, then use ten.
* Plot `window`: the six numbers are all the network
  knows of the past.

The equation is from Voelker, Kajić and Eliasmith,
*Legendre Memory Units*, 2019.
"""

import nengo
import numpy as np
from nengo.processes import WhiteSignal

WINDOW = 0.5  # seconds held
HOW_OLD = 0.5  # seconds back that are read out
N_SHAPES = 6
TAU = 0.1  # seconds

order = np.arange(N_SHAPES)
row, column = order[:, None], order[None, :]
signs = np.where(
    row < column, -1.0, (-1.0) ** (row - column + 1)
)
A = signs * (2 * row + 1) / WINDOW
B = (2 * row + 1) * (-1.0) ** row / WINDOW
read = np.polynomial.legendre.legvander(
    [2 * HOW_OLD / WINDOW - 1], N_SHAPES - 1
)

model = nengo.Network(seed=5)
with model:
    signal = nengo.Node(
        WhiteSignal(period=60, high=1.5, rms=0.4, seed=8)
    )
    window = nengo.networks.EnsembleArray(
        n_neurons=200, n_ensembles=N_SHAPES
    )
    delayed = nengo.Ensemble(n_neurons=200, dimensions=1)
    nengo.Connection(
        signal, window.input, transform=TAU * B, synapse=TAU
    )
    nengo.Connection(
        window.output,
        window.input,
        transform=TAU * A + np.eye(N_SHAPES),
        synapse=TAU,
    )
    nengo.Connection(window.output, delayed, transform=read)
