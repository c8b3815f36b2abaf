"""A Keras network that reads digits, converted to spikes.

A small convolutional network is trained by Keras, as
anyone would. Then it becomes a network of spiking
neurons, which reads the same digits almost as well.

Three things decide how well:

* the *synapse* smooths spikes, and makes answers late;
* how often neurons fire: the more spikes, the finer the
  grain, and the more energy on a chip;
* how long an image is shown.

Try another target_rate, N_STEPS or synapse.
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

# %% Images of eight by eight points, and what they show.
digits = load_digits()
images = digits.images[..., np.newaxis] / 16
x_train, x_test, y_train, y_test = train_test_split(
    images.astype("float32"), digits.target, random_state=0
)

# %% A network in Keras. The softmax is left to the loss.
keras.utils.set_random_seed(1)
layers = keras.layers
model = keras.Sequential(
    [
        keras.Input((8, 8, 1), name="image"),
        layers.Conv2D(
            16, 3, padding="same", activation="relu"
        ),
        layers.AveragePooling2D(2),
        layers.Conv2D(32, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(10, name="answer"),
    ]
)
# Steps become smaller and smaller, down to none at the end.
step_size = keras.optimizers.schedules.CosineDecay(
    0.01, 30 * len(x_train) // 64
)
model.compile(
    optimizer=keras.optimizers.Adam(step_size),
    loss=keras.losses.SparseCategoricalCrossentropy(
        from_logits=True
    ),
    metrics=["accuracy"],
)
model.fit(x_train, y_train, 64, epochs=30, verbose=0)
_, keras_accuracy = model.evaluate(
    x_test, y_test, verbose=0
)

# %% Is the converted network the same, before it spikes?
nengo_dl.Converter(model).verify(inputs=x_test[:10])

# %% Show each image for so many steps of a millisecond.
N_STEPS = 80


def spiking_accuracy(synapse=0.02, **options):
    """Convert, run, and count how often the answer is right."""
    converter = nengo_dl.Converter(
        model,
        swap_activations={
            "relu": nengo.SpikingRectifiedLinear()
        },
        synapse=synapse,
        inference_only=True,
        **options,
    )
    image = converter.inputs["image"]
    answer = converter.outputs["answer"]
    shown = x_test.reshape(-1, 1, 64).repeat(
        N_STEPS, axis=1
    )
    with nengo_dl.Simulator(
        converter.net,
        minibatch_size=50,
        seed=0,
        progress_bar=False,
    ) as sim:
        data = sim.predict({image: shown})
    right = data[answer][:, -1].argmax(axis=1) == y_test
    return right.mean()


# %% Spikes that are as rare as activities are small …
few = spiking_accuracy()
# … and as many as are needed, found from data.
more = spiking_accuracy(
    scale_firing_rates="auto",
    sample_data=x_train[:200],
    target_rate=300,
)

print(f"Keras:       {keras_accuracy:.1%} right")
print(f"few spikes:  {few:.1%} right")
print(f"more spikes: {more:.1%} right")
