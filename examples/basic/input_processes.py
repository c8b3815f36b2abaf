"""Six kinds of input side by side, from a staircase to pure noise.

A Node may be given a *process* instead of a function. A
process can be random, can have a memory, and starts over
when the simulation does. With a `seed` of its own it
draws the same numbers in every run; without one it
follows the seed of the model.

* `steps`: a value from a given time on (`Piecewise`);
  `ramps` interpolates between them
* `pictures`: rows of an array, each shown for a while
  (`PresentInput`)
* `smooth`: a random signal without fast parts
  (`WhiteSignal`)
* `jitter`: noise made smooth by a synapse
  (`FilteredNoise`)
* `drift`: a random walk (`BrownNoise`)

Try this:

* Remove a seed and change the seed of the model.
* Write a function of the time instead of a process:
  `nengo.Node(lambda t: t % 1)`.
* Connect one of them to an ensemble.
"""

import nengo
from nengo.dists import Gaussian
from nengo.processes import (
    BrownNoise,
    FilteredNoise,
    Piecewise,
    PresentInput,
    WhiteSignal,
)

TIMES = {0: 0, 1: 1, 2: -1, 3: 0.5, 4: 0}

model = nengo.Network(seed=3)
with model:
    steps = nengo.Node(Piecewise(TIMES))
    ramps = nengo.Node(
        Piecewise(TIMES, interpolation="linear")
    )
    pictures = nengo.Node(
        PresentInput(
            [[1, 0], [0, 1], [-1, -1]],
            presentation_time=0.5,
        )
    )
    smooth = nengo.Node(
        WhiteSignal(period=10, high=3, seed=1), size_out=2
    )
    jitter = nengo.Node(
        FilteredNoise(
            synapse=0.02, dist=Gaussian(0, 0.05), seed=2
        )
    )
    drift = nengo.Node(
        BrownNoise(dist=Gaussian(0, 0.5), seed=4),
        size_out=2,
    )
