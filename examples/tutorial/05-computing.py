"""A connection squares the number it carries.

Give a connection a *function*, and the receiving group
gets the result instead of the number itself. Here that
function is x times x: while the input swings from -1 to
1 and back, the output rises to 1 twice.

No neuron knows about squares. The spikes of the first
group stay exactly as they were; they are only read out
with other weights. Any smooth function will do, as long
as the neurons of the first group tell apart the numbers
it treats differently.

Try this:

* Hold the slider at -0.5. The output should be near
  0.25.
* Replace `x * x` by `abs(x)`, by `1 - x`, or by
  `np.sin(5 * x)`. Which one is hardest?
* Give the first group 400 neurons and try the hard one
  again.
"""

import nengo
import numpy as np


def wave(t):
    return np.sin(2 * t)


def square(x):
    return x * x


model = nengo.Network(seed=5)
with model:
    stim = nengo.Node(wave)
    number = nengo.Ensemble(n_neurons=100, dimensions=1)
    squared = nengo.Ensemble(n_neurons=100, dimensions=1)
    nengo.Connection(stim, number)
    nengo.Connection(number, squared, function=square)
