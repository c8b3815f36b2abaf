"""Twelve neurons that answer everything become choosy, without a teacher.

Four patterns are shown in turn, over and over. At first
every neuron of `listeners` fires at all of them, for its
connections are random and all excitatory. The rule of
Bienenstock, Cooper and Munro (BCM) compares each neuron
with its own recent average: firing more than that makes
the active connections stronger, firing less makes them
weaker. The average is the bar, and the bar rises with
success.

So a pattern that does a little better than the others
does ever better, at their cost. In the end each neuron
answers one pattern or two. The visual cortex of a young
animal is thought to find its favourite directions in
this way.

Try this:

* Let it run for half a minute. In the spike plot the
  rows are full at first; later each has a beat of its
  own.
* Is every pattern loved by someone? Try other seeds.
* Double the learning rate, or show each pattern for a
  full second.
"""

import nengo
import numpy as np
from nengo.dists import Uniform
from nengo.processes import PresentInput

PER_PATTERN = 10  # senders that answer to each pattern

model = nengo.Network(seed=4)
with model:
    pattern = nengo.Node(
        PresentInput(np.eye(4), presentation_time=0.25)
    )
    senders = nengo.Ensemble(
        n_neurons=4 * PER_PATTERN,
        dimensions=4,
        encoders=np.repeat(np.eye(4), PER_PATTERN, axis=0),
        intercepts=Uniform(0.4, 0.6),
        max_rates=Uniform(80, 120),
    )
    listeners = nengo.Ensemble(
        n_neurons=12,
        dimensions=1,
        gain=np.ones(12),
        bias=np.full(12, 0.5),
    )
    nengo.Connection(pattern, senders)
    nengo.Connection(
        senders.neurons,
        listeners.neurons,
        transform=Uniform(0, 0.004),
        learning_rule_type=nengo.BCM(learning_rate=2e-9),
    )
