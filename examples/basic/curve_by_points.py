"""A connection follows a curve that is known only by measured points.

Often there is no formula: only a table of what should
come out for what goes in. Give the connection the inputs
as `eval_points` and the outputs as `function`, row by
row. The decoders are then fitted to these points and
nothing else; between and beyond them the neurons guess.

The table here has a plateau, a dip and a steep side, as
measured things do.

Try this:

* Hold the slider at different inputs and compare with
  the table.
* Remove the points below zero. What do the neurons make
  of what they were never told?
* Give the ensemble 30 neurons, then 1000: corners are
  expensive.
"""

import nengo
import numpy as np

MEASURED = np.array(
    [
        [-1.0, 0.0],
        [-0.6, 0.0],
        [-0.4, 0.8],
        [0.0, 0.8],
        [0.3, -0.6],
        [0.7, 0.3],
        [1.0, 0.4],
    ]
)
inputs = np.linspace(-1, 1, 200)
outputs = np.interp(inputs, MEASURED[:, 0], MEASURED[:, 1])


def sweep(t):
    return np.sin(t)


model = nengo.Network(seed=5)
with model:
    stim = nengo.Node(sweep)
    number = nengo.Ensemble(n_neurons=200, dimensions=1)
    curve = nengo.Ensemble(n_neurons=100, dimensions=1)
    both = nengo.Node(size_in=2)
    nengo.Connection(stim, number)
    nengo.Connection(
        number,
        curve,
        eval_points=inputs[:, None],
        function=outputs[:, None],
    )
    # The plot of `both` draws the output over the input.
    nengo.Connection(number, both[0], synapse=0.02)
    nengo.Connection(curve, both[1], synapse=0.02)
