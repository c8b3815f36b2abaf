"""A connection that knows nothing learns to pass a signal on.

At the start the connection from `pre` to `post` has the
wrong function: it gives zero, whatever comes in. A third
group, `error`, compares: what `post` says minus what it
should say. The learning rule PES uses that error to
change the decoders a little after every spike, always
against the error, and within seconds the two waves lie
on top of each other.

In the graph the dashed line is the connection that
learns, and the dotted one brings the error to it. From
second 10 on `stop` silences the error neurons: no error,
no more learning, but what was learned stays.

Try this:

* Hold `stop` at 1 from the start. Then let go.
* Raise the learning rate tenfold. Too fast is as bad as
  too slow.
* Give both groups two dimensions; nothing else must
  change but the signal.
"""

import nengo
import numpy as np
from nengo.processes import Piecewise, WhiteSignal


def nothing(x):
    return 0


model = nengo.Network(seed=1)
with model:
    signal = nengo.Node(
        WhiteSignal(period=60, high=3, rms=0.5, seed=2)
    )
    stop = nengo.Node(Piecewise({0: 0, 10: 1}))
    pre = nengo.Ensemble(n_neurons=100, dimensions=1)
    post = nengo.Ensemble(n_neurons=100, dimensions=1)
    error = nengo.Ensemble(n_neurons=100, dimensions=1)
    nengo.Connection(signal, pre)
    learned = nengo.Connection(
        pre,
        post,
        function=nothing,
        learning_rule_type=nengo.PES(learning_rate=2e-4),
    )
    nengo.Connection(post, error)
    nengo.Connection(signal, error, transform=-1)
    nengo.Connection(error, learned.learning_rule)
    nengo.Connection(
        stop,
        error.neurons,
        transform=-20 * np.ones((100, 1)),
    )
