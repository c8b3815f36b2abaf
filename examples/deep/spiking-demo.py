"""Rate and spiking neurons that follow one sine wave, drawn by Matplotlib.

Ten neurons give rates, ten others give spikes: the same
curve, read in two ways. nengo_dl runs them on JAX; the
spikes are those of nengo itself, to the step.
Needs: pip install "nengo[dl]" matplotlib
"""

import matplotlib.pyplot as plt
import nengo
import numpy as np
from nengo.utils.matplotlib import rasterplot

import nengo_dl

with nengo.Network(seed=2) as net:
    a = nengo.Node(output=lambda t: np.sin(2 * np.pi * t))
    b = nengo.Ensemble(
        n_neurons=10,
        dimensions=1,
        neuron_type=nengo.RectifiedLinear(),
    )
    c = nengo.Ensemble(
        n_neurons=10,
        dimensions=1,
        neuron_type=nengo.SpikingRectifiedLinear(),
    )
    nengo.Connection(a, b)
    nengo.Connection(a, c)
    p_a = nengo.Probe(a)
    p_b = nengo.Probe(b.neurons)
    p_c = nengo.Probe(c.neurons)

with nengo_dl.Simulator(net) as sim:
    sim.run_steps(1000)

plt.figure()
plt.plot(sim.trange(), sim.data[p_a])
plt.xlabel("time (s)")
plt.title("input")

plt.figure()
plt.plot(sim.trange(), sim.data[p_b])
plt.xlabel("time (s)")
plt.ylabel("rate (Hz)")
plt.title("rate neurons")

plt.figure()
rasterplot(sim.trange(), sim.data[p_c])
plt.xlabel("time (s)")
plt.ylabel("neuron")
plt.title("spiking neurons")

plt.show()
