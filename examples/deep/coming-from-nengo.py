"""A model of Nengo, run for many inputs at once, and tuned.

What changes for who knows Nengo:

* `minibatch_size` runs copies beside each other, and
  data have an axis for items, before steps and values;
* inputs can be given when the model runs, and replace
  what Nodes put out;
* all of the model has gradients: encoders, biases and
  decoders can be tuned together, for the task at hand,
  instead of one connection after the other;
* what was tuned goes back into the model, for any
  simulator of Nengo.

Needs: pip install "nengo[dl]"
"""

import numpy as np

import nengo
import nengo_dl

# %% Two ensembles, and the product of what they hear.
with nengo.Network(seed=1) as model:
    inp = nengo.Node([0, 0])
    # Rates weigh little, so that decoders are about as
    # large as encoders, and learn about as fast.
    pair = nengo.Ensemble(
        40,
        2,
        neuron_type=nengo.LIFRate(amplitude=0.01),
        radius=1.5,
    )
    product = nengo.Node(size_in=1)
    nengo.Connection(inp, pair, synapse=None)
    nengo.Connection(
        pair,
        product,
        function=lambda x: x[0] * x[1],
        synapse=None,
    )
    probe = nengo.Probe(product)

# %% A thousand inputs, a hundred at once: (items, steps, values).
rng = np.random.RandomState(0)
x = rng.uniform(-1, 1, size=(1000, 1, 2))
y = x.prod(axis=2, keepdims=True)
x_test = rng.uniform(-1, 1, size=(500, 1, 2))
y_test = x_test.prod(axis=2, keepdims=True)

with nengo_dl.Simulator(
    model, minibatch_size=100, seed=0, progress_bar=False
) as sim:
    sim.compile(optimizer="adam", loss="mse")
    before = sim.evaluate(
        {inp: x_test}, {probe: y_test}, verbose=0
    )["loss"]

    # Encoders, biases and decoders, all at once.
    sim.fit({inp: x}, {probe: y}, epochs=30, verbose=0)
    after = sim.evaluate(
        {inp: x_test}, {probe: y_test}, verbose=0
    )["loss"]

    # Put what was tuned into the model.
    sim.freeze_params(model)

# %% From here on, it is a model like others.
inp.output = [0.5, -0.6]
with nengo.Simulator(model, progress_bar=False) as sim:
    sim.run(0.01)
answer = sim.data[probe][-1, 0]

print(f"error before tuning: {before**0.5:.3f}")
print(f"error after tuning:  {after**0.5:.3f}")
print(f"0.5 times -0.6 is about {answer:.2f}")
