"""A spiking network that learns to use few spikes.

Spikes cost energy. A second loss on a probe of the
neurons pulls their rates down while the first one keeps
the answers right. Compare both networks: the second one
answers nearly as well, with a fraction of the spikes.

Try other weights for the second loss, or another
type of neurons.
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

# %% An image, a hundred neurons that spike, ten answers.
with nengo.Network(seed=0) as net:
    # Rates instead of spikes have a hard threshold, which
    # is smoothed a little so that gradients stay small.
    nengo_dl.configure_settings(
        lif_smoothing=0.1, trainable=None
    )
    image = nengo.Node(np.zeros(64))
    neurons = nengo.Ensemble(
        100,
        1,
        neuron_type=nengo.LIF(amplitude=0.01),
        max_rates=nengo.dists.Choice([100]),
        intercepts=nengo.dists.Choice([0]),
    ).neurons
    answer = nengo.Node(size_in=10)
    nengo.Connection(
        image,
        neurons,
        transform=nengo_dl.dists.Glorot(),
        synapse=None,
    )
    nengo.Connection(
        neurons,
        answer,
        transform=nengo_dl.dists.Glorot(),
        synapse=None,
    )
    rates = nengo.Probe(neurons)
    p_train = nengo.Probe(answer)
    p_test = nengo.Probe(answer, synapse=0.02)


def train_and_test(weight):
    """Train; return the share of right answers, and rates."""
    with nengo_dl.Simulator(
        net, minibatch_size=50, seed=0, progress_bar=False
    ) as sim:
        sim.compile(
            optimizer=keras.optimizers.Adam(0.005),
            loss={
                p_train: keras.losses.SparseCategoricalCrossentropy(
                    from_logits=True
                ),
                # The mean of all rates.
                rates: nengo_dl.losses.Regularize(order=1),
            },
            loss_weights={p_train: 1, rates: weight},
        )
        no_target = np.zeros((len(x_train), 1, 1))
        sim.fit(
            {image: x_train[:, None]},
            {
                p_train: y_train[:, None, None],
                rates: no_target,
            },
            epochs=20,
            verbose=0,
        )
        shown = x_test[:, None].repeat(100, axis=1)
        data = sim.predict({image: shown})
    answers = data[p_test][:, -1].argmax(axis=1)
    in_hertz = data[rates].mean() / 0.01
    return np.mean(answers == y_test), in_hertz


# %% Once with all the spikes it likes, once with few.
free = train_and_test(weight=0)
frugal = train_and_test(weight=0.02)

for name, (accuracy, rate) in [
    ("free", free),
    ("frugal", frugal),
]:
    print(f"{name}: {accuracy:.1%} right, {rate:.0f} Hz")
