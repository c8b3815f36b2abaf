"""Two numbers become the two coordinates of one point, and part again.

`x` and `y` each hold one number. `point` holds both:
square brackets pick the dimension that a connection goes
to, as they pick an element of a list in Python. On the
other side the brackets take one dimension out again.

Why bring numbers together? Because a function can only
use what one group of neurons knows. To multiply x by y,
some neurons must be told about both; the next lesson
does it.

Try this:

* Change the speed of one wave: the XY plot draws a
  Lissajous figure.
* Let `back` listen to `point[1]` instead.
* Swap the two coordinates on the way in.
"""

import nengo
import numpy as np


def along(t):
    return 0.8 * np.sin(4 * t)


def upward(t):
    return 0.8 * np.sin(6 * t)


model = nengo.Network(seed=8)
with model:
    stim_x = nengo.Node(along)
    stim_y = nengo.Node(upward)
    x = nengo.Ensemble(n_neurons=80, dimensions=1)
    y = nengo.Ensemble(n_neurons=80, dimensions=1)
    point = nengo.Ensemble(
        n_neurons=200, dimensions=2, radius=1.2
    )
    back = nengo.Ensemble(n_neurons=80, dimensions=1)
    nengo.Connection(stim_x, x)
    nengo.Connection(stim_y, y)
    nengo.Connection(x, point[0])
    nengo.Connection(y, point[1])
    nengo.Connection(point[0], back)
