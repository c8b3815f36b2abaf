"""A group of neurons follows a moving number: press play and watch.

On the right is a model, written in Python. On the left
is the same model, drawn. Change the text and the drawing
follows; nothing else needs to be done.

Press the play button (or click the drawing and press
Space). The square `stim` makes a number that swings
between -1 and 1. It sends the number to the circle
`cells`, a group of 50 model neurons. Each dot in the
circle is a neuron and lights up when that neuron fires.
The plot under the circle reads the number back from the
spikes alone.

The slider shows the number that goes in. Drag it, and
the neurons follow you instead of the wave; press Delete
while the slider has the focus to give the wave back.

Try this:

* Click `cells` with the right mouse button and ask for
  its spikes.
* Change 50 to 5, then to 500. What happens to the line
  in the plot?
* Open the list of examples at the left edge and go on
  with the next lesson.
"""

import nengo
import numpy as np


def wave(t):
    return np.sin(2 * t)


model = nengo.Network(seed=0)
with model:
    stim = nengo.Node(wave)
    cells = nengo.Ensemble(n_neurons=50, dimensions=1)
    nengo.Connection(stim, cells)
