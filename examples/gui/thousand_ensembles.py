"""A thousand ensembles in nested boxes: a wave runs through 20,000 neurons.

Ten regions lie one behind the other. Each has ten
columns, each column ten small ensembles. Within a region
all ensembles hear the same input, and the region passes
on their average; so the wave arrives in each region a
little later than in the one before. Watch the activity
travel through the boxes.

Open a region by a double click, then a column in it. A
large model stays readable as long as you open only what
you look at.

Try this:

* Hold the slider and let go: the change runs down the
  line.
* Make the synapse between regions longer.
* Give each ensemble 5 neurons. The average of a hundred
  poor ensembles is not poor at all.
"""

from itertools import pairwise

import nengo
import numpy as np

N_REGIONS, N_COLUMNS, N_ENSEMBLES = 10, 10, 10
SYNAPSE = 0.08  # seconds from region to region


def wave(t):
    return np.sin(4 * t)


def make_column(label):
    with nengo.Network(label=label) as column:
        column.input = nengo.Node(size_in=1)
        column.output = nengo.Node(size_in=1)
        for number in range(N_ENSEMBLES):
            cells = nengo.Ensemble(
                n_neurons=20,
                dimensions=1,
                label=f"cells {number + 1}",
            )
            nengo.Connection(
                column.input, cells, synapse=None
            )
            nengo.Connection(
                cells,
                column.output,
                transform=1 / N_ENSEMBLES,
            )
    return column


def make_region(label):
    with nengo.Network(label=label) as region:
        region.input = nengo.Node(size_in=1)
        region.output = nengo.Node(size_in=1)
        for number in range(N_COLUMNS):
            column = make_column(f"column {number + 1}")
            nengo.Connection(
                region.input, column.input, synapse=None
            )
            nengo.Connection(
                column.output,
                region.output,
                transform=1 / N_COLUMNS,
                synapse=None,
            )
    return region


def connect_in_a_row(regions):
    for before, after in pairwise(regions):
        nengo.Connection(
            before.output, after.input, synapse=SYNAPSE
        )


model = nengo.Network(seed=3)
with model:
    stim = nengo.Node(wave)
    regions = [
        make_region(f"region {number + 1}")
        for number in range(N_REGIONS)
    ]
    arrived = nengo.Node(size_in=1)
    nengo.Connection(stim, regions[0].input)
    connect_in_a_row(regions)
    nengo.Connection(
        regions[-1].output, arrived, synapse=SYNAPSE
    )
