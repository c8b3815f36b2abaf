"""Neurons between layers, for who knows Keras.

A network of Nengo has no layers, but objects and
connections. `nengo_dl.Layer` lets you write it like a
Keras model all the same. What is new:

* neurons have state, so data have an axis of time:
  (items, steps, values);
* in `fit`, spiking neurons give their rates, which have
  gradients; in `evaluate` and `predict`, they spike;
* a single step of spikes says little. Show an image for
  a while, and smooth what comes out.

Needs: pip install "nengo[dl]" scikit-learn
"""

import os

os.environ.setdefault("KERAS_BACKEND", "jax")

import keras
import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

import nengo
import nengo_dl

digits = load_digits()
x_train, x_test, y_train, y_test = train_test_split(
    digits.data.astype("float32") / 16,
    digits.target,
    random_state=0,
)

# %% Layers of Keras, with neurons in between.
keras.utils.set_random_seed(0)
with nengo.Network(seed=0) as net:
    # Rates of neurons are large. Spikes that weigh less
    # keep numbers at the size that layers are made for.
    lif = nengo.LIF(amplitude=0.01)
    neurons = {
        "max_rates": nengo.dists.Choice([100]),
        "intercepts": nengo.dists.Choice([0]),
    }
    image = nengo.Node(np.zeros(64))
    x = nengo_dl.Layer(keras.layers.Dense(128))(image)
    x = nengo_dl.Layer(lif)(x, **neurons)
    x = nengo_dl.Layer(keras.layers.Dense(10))(x)
    answer = nengo.Probe(x, label="answer")
    smooth = nengo.Probe(x, synapse=0.02, label="smooth")

# %% The words are those of Keras, and so are the objects.
# One step is enough to train rates. Images and labels
# get their axis of time.
with nengo_dl.Simulator(
    net, minibatch_size=50, seed=0, progress_bar=False
) as sim:
    sim.compile(
        optimizer=keras.optimizers.Adam(0.003),
        loss={
            answer: keras.losses.SparseCategoricalCrossentropy(
                from_logits=True
            )
        },
    )
    sim.fit(
        {image: x_train[:, None]},
        {answer: y_train[:, None, None]},
        epochs=20,
        verbose=0,
    )

    # With spikes, and each image for 0.1 seconds.
    shown = x_test[:, None].repeat(100, axis=1)
    data = sim.predict({image: shown})

# %% How good is the answer after one step, and later on?
for name, probe in [
    ("as they come", answer),
    ("smoothed", smooth),
]:
    right = data[probe].argmax(axis=2) == y_test[:, None]
    for n in (1, 30, 100):
        print(
            f"{name}, after {n} steps: "
            f"{right[:, n - 1].mean():.1%} right"
        )
accuracy = right[:, -1].mean()
