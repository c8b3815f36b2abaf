"""A connection learns to square, from examples alone.

Nobody tells the network the formula. It is shown an
input and, as a teacher would, the right answer; the
difference between answer and guess trains the
connection. To begin with it copies the input, so its
guesses below zero even have the wrong sign.

The XY plot draws the guess over the input. At first it
is a straight line; then the line bends into a parabola.

Try this:

* Change the teacher to `x**3` or `np.sin(4 * x)` and
  reset.
* Teach only half: let the input stay above zero. What
  happens below?
* Hold `answer` at 0 in the middle of learning: the
  network duly learns to say zero.
"""

import nengo
import numpy as np


def wave(t):
    return np.sin(4 * t)


def teacher(t, x):
    return x**2


model = nengo.Network(seed=2)
with model:
    stim = nengo.Node(wave)
    answer = nengo.Node(teacher, size_in=1)
    number = nengo.Ensemble(n_neurons=100, dimensions=1)
    guess = nengo.Ensemble(n_neurons=100, dimensions=1)
    error = nengo.Ensemble(
        n_neurons=100, dimensions=1, radius=2
    )
    curve = nengo.Node(size_in=2)

    nengo.Connection(stim, number)
    nengo.Connection(stim, answer, synapse=None)
    learned = nengo.Connection(
        number,
        guess,
        learning_rule_type=nengo.PES(learning_rate=2e-4),
    )
    nengo.Connection(guess, error)
    nengo.Connection(answer, error, transform=-1)
    nengo.Connection(error, learned.learning_rule)
    # For the plot of the guess over the input.
    nengo.Connection(number, curve[0], synapse=0.02)
    nengo.Connection(guess, curve[1], synapse=0.02)
