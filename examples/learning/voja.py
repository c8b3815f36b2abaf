"""Neurons move towards what they often meet, and learn what goes with it.

Four random patterns are shown in turn: the keys. Each
belongs to a number: the value. Learning which value goes
with which key takes two rules at once.

* *Voja* works on the input side. It turns the encoders
  of active neurons towards the key that made them
  active, so that they answer it more strongly; most of
  those that answer two keys settle for one.
* *PES* works on the output side, as in the other
  examples: it changes the decoders until the value is
  right.

The neurons begin choosy (high intercepts), so each key
wakes only some of them, and those only weakly. Watch the
spikes grow denser, while the recalled value rises to the
right one. From second 8 on learning is off, and what was
learned stays.

Try this:

* Set the learning rate of Voja to 0. Which part still
  works, and how well?
* Show eight keys.
* Lower the intercepts to -0.5: now each neuron hears
  several keys, and their values get mixed.
"""

import nengo
import numpy as np
from nengo.dists import Uniform
from nengo.processes import Piecewise, PresentInput

N_NEURONS = 200
SHOWN = 0.5  # seconds for each key

keys = np.random.RandomState(5).randn(4, 16)
keys /= np.linalg.norm(keys, axis=1, keepdims=True)
values = [[0.8], [-0.4], [0.4], [-0.8]]


def nothing(x):
    return 0


model = nengo.Network(seed=3)
with model:
    key = nengo.Node(PresentInput(keys, SHOWN))
    value = nengo.Node(PresentInput(values, SHOWN))
    # Voja learns at 1 + this, so -1 stops it; it silences the
    # error neurons, too.
    stop = nengo.Node(Piecewise({0: 0, 8: -1}))
    memory = nengo.Ensemble(
        N_NEURONS,
        dimensions=16,
        intercepts=Uniform(0.15, 0.35),
    )
    recalled = nengo.Ensemble(n_neurons=100, dimensions=1)
    error = nengo.Ensemble(n_neurons=100, dimensions=1)

    moved = nengo.Connection(
        key,
        memory,
        synapse=None,
        learning_rule_type=nengo.Voja(learning_rate=0.004),
    )
    learned = nengo.Connection(
        memory,
        recalled,
        function=nothing,
        learning_rule_type=nengo.PES(learning_rate=3e-4),
    )
    nengo.Connection(
        stop, moved.learning_rule, synapse=None
    )
    nengo.Connection(recalled, error)
    nengo.Connection(value, error, transform=-1)
    nengo.Connection(error, learned.learning_rule)
    nengo.Connection(
        stop,
        error.neurons,
        transform=20 * np.ones((100, 1)),
    )
