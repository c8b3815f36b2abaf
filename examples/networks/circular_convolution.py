"""Two symbols are tied together in one vector and taken apart again.

Let long random vectors stand for things: RED, BLUE,
DISC, CUBE. To say "red disc" in a vector of the same
length, one can *bind* RED and DISC by circular
convolution. The result looks like neither of them. But
convolve it with the inverse of RED (the same vector,
read backwards), and DISC comes out: a bit blurred, yet
nearer to DISC than to anything else.

The plot of `answer` shows how much the result resembles
each of the four words. The question, "what is red?",
stays the same, while the scene changes every second.

Try this:

* Ask "what is blue?" by changing the vector in
  `question`. Nothing is, and no line stands out.
* Use 16 dimensions, then 128: longer vectors are better
  words.
* Show a scene of two things at once, RED * DISC + BLUE *
  CUBE. It still works.

Tony Plate proposed this in 1995 under the name of
holographic reduced representations.
"""

import nengo
import numpy as np
from nengo.processes import PresentInput

DIMENSIONS = 32

words = np.random.RandomState(1915).randn(4, DIMENSIONS)
words /= np.linalg.norm(words, axis=1, keepdims=True)
RED, BLUE, DISC, CUBE = words

model = nengo.Network(seed=3)
with model:
    colour = nengo.Node(RED)
    shape = nengo.Node(
        PresentInput([DISC, CUBE], presentation_time=1)
    )
    question = nengo.Node(RED)
    bind = nengo.networks.CircularConvolution(
        n_neurons=60, dimensions=DIMENSIONS, label="bind"
    )
    unbind = nengo.networks.CircularConvolution(
        n_neurons=60,
        dimensions=DIMENSIONS,
        invert_b=True,
        label="unbind",
    )
    answer = nengo.Node(size_in=4)
    nengo.Connection(colour, bind.input_a)
    nengo.Connection(shape, bind.input_b)
    nengo.Connection(bind.output, unbind.input_a)
    nengo.Connection(question, unbind.input_b)
    nengo.Connection(
        unbind.output, answer, transform=words, synapse=0.03
    )
