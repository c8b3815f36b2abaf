"""Whether a network does what the model does, before and after training."""

from __future__ import annotations

from typing import Any, NamedTuple

import keras
import numpy as np

from nengo.exceptions import ValidationError
from nengo_dl.simulator import Simulator

N_ITEMS = 2
N_EPOCHS = 3
N_STEPS = 5
"""Steps of data that we make, if a temporal model takes any number."""


class Tolerance(NamedTuple):
    """How much results may differ, absolutely and relatively."""

    atol: float
    rtol: float


def verify(
    converter: Any, training: bool, inputs: Any, tolerance: Tolerance, seed: int = 0
) -> None:
    """Raise a `ValidationError` unless model and network give the same.

    Parameters
    ----------
    converter : Converter
        Has both.
    training : bool
        Whether to compare what they give after some epochs, too.
    inputs : list of ndarray or None
        As the model takes them; ones by default.
    tolerance : Tolerance
        How much they may differ.
    seed : int
        Of the neurons, and of the targets.
    """
    data = [np.asarray(x, "float32") for x in _listed(inputs)] or _ones(converter.model)
    model = _copied(converter.model)
    with Simulator(
        converter.net, minibatch_size=len(data[0]), seed=seed, progress_bar=False
    ) as sim:
        _compare(converter, model, sim, data, tolerance, "before training")
        if training:
            _train(converter, model, sim, data, seed)
            _compare(converter, model, sim, data, tolerance, f"after {N_EPOCHS} epochs")


def _listed(inputs: Any) -> list[Any]:
    if inputs is None:
        return []
    return list(inputs) if isinstance(inputs, list | tuple) else [inputs]


def _ones(model: Any) -> list[np.ndarray]:
    shapes = [[N_STEPS if n is None else n for n in x.shape[1:]] for x in model.inputs]
    return [np.ones((N_ITEMS, *shape), "float32") for shape in shapes]


def _copied(model: Any) -> Any:
    """Copy a model, which training may then change."""
    twin = keras.models.clone_model(model)
    twin.set_weights(model.get_weights())
    return twin


def _compare(
    converter: Any, model: Any, sim: Any, data: list[np.ndarray], tolerance: Tolerance, when: str
) -> None:
    expected = keras.tree.flatten(model(data if len(data) > 1 else data[0]))
    actual = sim.predict(_inputs(converter, data))
    for tensor, one in zip(converter.model.outputs, expected, strict=True):
        other = actual[converter.outputs[tensor]]
        one = np.reshape(one, other.shape)
        if not np.allclose(other, one, atol=tolerance.atol, rtol=tolerance.rtol):
            raise ValidationError(
                f"output {tensor.name!r} of the network differs by up to "
                f"{np.abs(other - one).max():.3g} from that of the model {when}, where values are "
                f"up to {np.abs(one).max():.3g}. Swapped activations, spikes and synapses do "
                "that; without them, raise atol or rtol.",
                attr="verify",
                obj=converter,
            )


def _train(converter: Any, model: Any, sim: Any, data: list[np.ndarray], seed: int) -> None:
    """Train both alike, towards the same random targets."""
    rng = np.random.RandomState(seed)
    targets = [
        rng.uniform(0, 1, y.shape).astype("float32")
        for y in keras.tree.flatten(model(data if len(data) > 1 else data[0]))
    ]
    options: dict[str, Any] = {"epochs": N_EPOCHS, "verbose": 0, "shuffle": False}
    several = len(targets) > 1
    model.compile(optimizer=keras.optimizers.SGD(0.01), loss=["mse"] * len(targets))
    model.fit(
        data if len(data) > 1 else data[0],
        targets if several else targets[0],
        batch_size=len(data[0]),
        **options,
    )
    probes = [converter.outputs[tensor] for tensor in converter.model.outputs]
    sim.compile(optimizer=keras.optimizers.SGD(0.01), loss=dict.fromkeys(probes, "mse"))
    by_probe = {p: _by_step(converter, y) for p, y in zip(probes, targets, strict=True)}
    sim.fit(_inputs(converter, data), by_probe, **options)
    _compare_sizes(converter, model, sim)


def _compare_sizes(converter: Any, model: Any, sim: Any) -> None:
    n_model, n_network = (
        sum(int(np.prod(weights.shape)) for weights in each.trainable_weights)
        for each in (model, sim.keras_model)
    )
    if n_model != n_network:
        raise ValidationError(
            f"the model has {n_model} numbers to train, but the network has {n_network}. "
            "Weights that were shared have been split, or lead to no output.",
            attr="verify",
            obj=converter,
        )


def _inputs(converter: Any, data: list[np.ndarray]) -> dict[Any, np.ndarray]:
    nodes = [converter.inputs[tensor] for tensor in converter.model.inputs]
    return {node: _by_step(converter, x) for node, x in zip(nodes, data, strict=True)}


def _by_step(converter: Any, x: np.ndarray) -> np.ndarray:
    """Return (n_items, n_steps, size) data; without time, there is one step."""
    n_steps = x.shape[1] if converter.options.temporal_model else 1
    return x.reshape(len(x), n_steps, -1)
