"""A layer of Keras inside a network of spiking neurons.

Whatever has gradients can stand between neurons: layers
and models of Keras, functions of jax.numpy, modules of
flax, equinox and PyTorch, or a pair of parameters and a
function. Their weights are trained with the network.

Here, a convolution sees an image, neurons spike for what
it finds, and a function of jax.numpy compares the
result with what each class looks like.

Needs: pip install "nengo[dl]" scikit-learn
"""

import os
import tempfile

os.environ.setdefault("KERAS_BACKEND", "jax")

import jax.numpy as jnp
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

# %% A network whose parts come from three places.
keras.utils.set_random_seed(0)
conv = keras.layers.Conv2D(16, 3, strides=2)
rng = np.random.RandomState(0)
prototypes = rng.normal(0, 0.1, (10, 144)).astype("float32")


def likeness(prototypes, x):
    """How like each prototype the activities are."""
    return -jnp.square(x[:, None] - prototypes).sum(axis=-1)


def build(synapse):
    """Build the network; without synapse, for training."""
    with nengo.Network(seed=0) as model:
        model.image = nengo.Node(np.zeros(64))

        # A layer of Keras …
        x = nengo_dl.Layer(conv)(
            model.image, shape_in=(8, 8, 1)
        )

        # … neurons that spike for what it finds …
        relu = nengo.SpikingRectifiedLinear(amplitude=0.01)
        x = nengo_dl.Layer(relu)(
            x,
            transform=100,
            gain=np.ones(144),
            bias=np.zeros(144),
        )

        # … and a function of jax.numpy with parameters.
        x = nengo_dl.Layer((prototypes, likeness))(
            x, synapse=synapse
        )
        model.answer = nengo.Probe(x)
    return model


# %% Train for one step, with rates in place of spikes.
def train(path):
    model = build(synapse=None)
    with nengo_dl.Simulator(
        model, minibatch_size=50, seed=0, progress_bar=False
    ) as sim:
        sim.compile(
            optimizer=keras.optimizers.Adam(0.003),
            loss=keras.losses.SparseCategoricalCrossentropy(
                from_logits=True
            ),
        )
        sim.fit(
            {model.image: x_train[:, None]},
            {model.answer: y_train[:, None, None]},
            epochs=20,
            verbose=0,
        )
        sim.save_params(path)


# %% Run with spikes, for a tenth of a second.
def test(path):
    model = build(synapse=0.02)
    with nengo_dl.Simulator(
        model, minibatch_size=50, seed=0, progress_bar=False
    ) as sim:
        sim.load_params(path)
        shown = x_test[:, None].repeat(100, axis=1)
        data = sim.predict({model.image: shown})
    answers = data[model.answer][:, -1].argmax(axis=1)
    return np.mean(answers == y_test)


# %% Both have the same parts, so weights fit by name.
with tempfile.TemporaryDirectory() as folder:
    train(f"{folder}/weights")
    accuracy = test(f"{folder}/weights")
print(f"with spikes, {accuracy:.1%} are right")
