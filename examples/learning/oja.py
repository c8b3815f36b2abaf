"""A neuron finds out by itself what its two inputs have in common.

Two sensors hear the same thing, `shared`, and each a
little of something else, `private`. A third neuron
listens to both. To begin with it takes one sensor minus
the other, so it hears mostly what they do *not* share.
Erkki Oja's rule changes that: connections grow when both
their ends are active, and all shrink together so that
none grows without bound. What remains is the direction
in which the inputs vary most, their first principal
component.

In the XY plot the inputs form a long diagonal cloud; the
listener ends up measuring along its long side.

Try this:

* Make `private` stronger than `shared`.
* Begin with the weights `[[-0.005, 0.003]]`: the sign of
  what is found is a matter of chance.
* Connect `shared` to one of the two sensors with the
  opposite sign.
"""

import nengo
import numpy as np
from nengo.processes import WhiteSignal

# Rates may be negative and are zero at zero: Oja's setting.
balanced = {
    "neuron_type": nengo.Tanh(),
    "intercepts": nengo.dists.Choice([0]),
    "max_rates": nengo.dists.Choice([200]),
}

model = nengo.Network(seed=5)
with model:
    shared = nengo.Node(
        WhiteSignal(period=60, high=2, rms=0.5, seed=1)
    )
    private = nengo.Node(
        WhiteSignal(period=60, high=2, rms=0.2, seed=2)
    )
    sensors = nengo.Ensemble(
        2, dimensions=2, encoders=np.eye(2), **balanced
    )
    listener = nengo.Ensemble(
        1, dimensions=1, encoders=[[1]], **balanced
    )
    nengo.Connection(shared, sensors, transform=[[1], [1]])
    nengo.Connection(
        private, sensors, transform=[[1], [-1]]
    )
    nengo.Connection(
        sensors.neurons,
        listener.neurons,
        transform=[[0.005, -0.003]],
        learning_rule_type=nengo.Oja(
            learning_rate=5e-8, beta=180
        ),
    )
