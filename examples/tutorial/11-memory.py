"""Neurons remember a number by telling it to themselves.

So far the neurons forgot their input at once. Now
`memory` is connected to itself: what it represents comes
back as its own input a tenth of a second later, so it
keeps what it has. A push from outside adds to that. In
other words, it adds up its input over time: it is an
*integrator*. Cells behind the eyes do this, and so you
can keep looking to one side in the dark.

The input of the memory is scaled by `TAU`, the time
constant of the loop, so that a push of 1 for one second
moves the memory by 1.

Try this:

* Let it run: pushes up and down, and rest between them.
  The memory drifts, as ours does.
* Give it 50 neurons; it drifts faster, towards a few
  numbers that it holds best.
* Push with the slider until the memory reaches the end
  of its range.
"""

import nengo
from nengo.processes import Piecewise

TAU = 0.1  # seconds; a slow loop forgives noisy spikes

model = nengo.Network(seed=11)
with model:
    push = nengo.Node(
        Piecewise(
            {
                0: 0,
                0.5: 1.2,
                1: 0,
                3: -2,
                3.5: 0,
                5.5: 1,
                6: 0,
            }
        )
    )
    memory = nengo.Ensemble(n_neurons=300, dimensions=1)
    nengo.Connection(
        push, memory, transform=TAU, synapse=TAU
    )
    nengo.Connection(memory, memory, synapse=TAU)
