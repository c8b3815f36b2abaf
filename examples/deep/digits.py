"""Handwritten digits, learned as rates and recognised by spikes.

512 leaky integrate-and-fire neurons stand between the
pixels and ten scores. They are trained by the curve of
their rates, in which time plays no role; afterwards they
spike, and a filter of 20 ms collects what they say.

Try fewer SPIKING_STEPS, or another amplitude: it says
how much a spike weighs, and so how often one is needed.
Needs: pip install "nengo[dl]" scikit-learn
"""

import nengo
import numpy as np
import nengo_dl
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

import keras  # after nengo_dl, which runs it on JAX

SPIKING_STEPS = 60

images, labels = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    images[:, None] / 16,
    labels[:, None, None],
    random_state=0,
)

with nengo.Network(seed=0) as net:
    # A curve without a kink trains better.
    nengo_dl.configure_settings(lif_smoothing=0.1)
    pixels = nengo.Node(np.zeros(64), label="pixels")
    hidden = nengo.Ensemble(
        512,
        1,
        neuron_type=nengo.LIF(amplitude=0.01),
        max_rates=nengo.dists.Choice([100]),
        intercepts=nengo.dists.Choice([0]),
    )
    digit = nengo.Node(size_in=10, label="digit")
    nengo.Connection(
        pixels,
        hidden.neurons,
        transform=nengo_dl.dists.Glorot(),
        synapse=None,
    )
    nengo.Connection(
        hidden.neurons,
        digit,
        transform=nengo_dl.dists.Glorot(),
        synapse=None,
    )
    now = nengo.Probe(digit, label="now")
    smoothed = nengo.Probe(digit, synapse=0.02)


def accuracy(scores):
    """Say how often the last step is right, in percent."""
    guesses = scores[:, -1].argmax(axis=-1)
    return 100 * np.mean(guesses == y_test.ravel())


def crossentropy(y_true, y_pred):
    """Compare scores that are not normalised with labels."""
    return keras.losses.sparse_categorical_crossentropy(
        y_true, y_pred, from_logits=True
    )


with nengo_dl.Simulator(net, minibatch_size=50) as sim:
    sim.compile(
        optimizer=keras.optimizers.Adam(0.002),
        loss={now: crossentropy},
    )
    sim.fit(x_train, {now: y_train}, epochs=30, verbose=0)

    spiking = sim.predict(x_test, n_steps=SPIKING_STEPS)
    # From here on the network is a trained one, for any simulator.
    sim.freeze_params(net)

with net:
    nengo_dl.configure_settings(learning_phase=True)
with nengo_dl.Simulator(net, minibatch_size=50) as sim:
    rates = sim.predict(x_test)

as_rates = accuracy(rates[now])
as_spikes = accuracy(spiking[smoothed])
print(f"as rates: {as_rates:.1f} % right")
print(f"as spikes: {as_spikes:.1f} % right")
