"""Five kinds of model neuron carry the same wave.

* `lif`: leaky integrate-and-fire, the default. It leaks,
  fires, rests for a moment.
* `rate`: the same neuron without spikes; its output is
  the smooth average rate.
* `rectified`: no leak and no rest; the rate grows in
  proportion to the input.
* `sigmoid`: a smooth S-shaped rate, dear to artificial
  networks.
* `izhikevich`: two coupled variables that imitate many
  cells of the cortex; it fires slowly and tires, so it
  answers changes more eagerly than standing input.

The way to build with them is the same for all: whatever
the neuron, the decoders are found from how its rate
depends on its input. What differs is noise, speed, and
likeness to the brain.

Try this:

* Add `neuron_type=nengo.AdaptiveLIF()`: neurons that get
  tired.
* `nengo.PoissonSpiking(nengo.LIFRate())` makes any rate
  neuron spike at random.
* Give `izhikevich` 500 neurons.
"""

import nengo
import numpy as np
from nengo.dists import Uniform


def wave(t):
    return np.sin(3 * t)


model = nengo.Network(seed=17)
with model:
    stim = nengo.Node(wave)
    lif = nengo.Ensemble(60, 1, neuron_type=nengo.LIF())
    rate = nengo.Ensemble(
        60, 1, neuron_type=nengo.LIFRate()
    )
    rectified = nengo.Ensemble(
        60, 1, neuron_type=nengo.SpikingRectifiedLinear()
    )
    sigmoid = nengo.Ensemble(
        60, 1, neuron_type=nengo.Sigmoid()
    )
    izhikevich = nengo.Ensemble(
        60,
        1,
        neuron_type=nengo.Izhikevich(),
        max_rates=Uniform(40, 70),
    )
    nengo.Connection(stim, lif)
    nengo.Connection(stim, rate)
    nengo.Connection(stim, rectified)
    nengo.Connection(stim, sigmoid)
    nengo.Connection(stim, izhikevich)
