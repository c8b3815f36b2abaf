"""A blurred picture of a word comes in, the clean word goes out.

Each word is a vector of 32 numbers. What comes in is a
word with a lot of noise on it. For every word it knows,
the memory has a group of neurons that wakes only if the
input resembles its word well enough; whoever wakes sends
the clean word on. Here they also inhibit each other, so
that only one wins.

The plots show how much the input and the output resemble
each of the four words. For the input they are a tangle;
for the output one line is near 1.

Try this:

* Double `NOISE`.
* Raise the threshold to 0.9: the memory would rather say
  nothing than something wrong.
* Give `output_vectors` another order. What has the
  memory become?
"""

import nengo
import numpy as np
from nengo.dists import Gaussian
from nengo.processes import FilteredNoise, PresentInput

NOISE = 0.05
DIMENSIONS = 32

words = np.random.RandomState(654).randn(4, DIMENSIONS)
words /= np.linalg.norm(words, axis=1, keepdims=True)

model = nengo.Network(seed=5)
with model:
    word = nengo.Node(
        PresentInput(words, presentation_time=0.5)
    )
    noise = nengo.Node(
        FilteredNoise(
            synapse=0.02, dist=Gaussian(0, NOISE), seed=7
        ),
        size_out=DIMENSIONS,
    )
    blurred = nengo.Node(size_in=DIMENSIONS)
    memory = nengo.networks.AssociativeMemory(
        input_vectors=words, threshold=0.5
    )
    memory.add_wta_network()
    heard = nengo.Node(size_in=4)
    said = nengo.Node(size_in=4)
    nengo.Connection(word, blurred, synapse=None)
    nengo.Connection(noise, blurred, synapse=None)
    nengo.Connection(blurred, memory.input, synapse=None)
    nengo.Connection(
        blurred, heard, transform=words, synapse=0.01
    )
    nengo.Connection(
        memory.output, said, transform=words, synapse=0.01
    )
