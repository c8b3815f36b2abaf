"""Training: a Keras model around a program, so that all of Keras' vocabulary works on networks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from nengo_dl.builder.kernel import Training
from nengo_dl.engine.program import Arrays, Parameters, Program, State
from nengo_dl.frameworks import import_keras

STEPS = "n_steps"
"""Name of the input that carries nothing but the number of steps, in its shape."""


class Wiring(NamedTuple):
    """How a Keras model is connected to a program.

    Attributes
    ----------
    program : Program
        What runs.
    sources : dict
        Name of an input of the model → name of the source block.
    outputs : tuple of str
        Names of the samples that the model gives.
    last_only : tuple of str
        Those of which only the last step is given.
    training : Training
        How neurons are trained.
    learning_phase : bool or None
        Whether to train by curves always (True) or never (False).
    stateful : bool
        Whether each batch goes on where the one before ended.
    """

    program: Program
    sources: Mapping[str, str]
    outputs: tuple[str, ...]
    last_only: tuple[str, ...]
    training: Training
    learning_phase: bool | None
    stateful: bool


def make_model(wiring: Wiring, parameters: Parameters, state: State) -> Any:
    """Make a Keras model whose weights are the parameters and the state of a network."""
    keras = import_keras()
    model = _model_class(keras)(wiring)
    model.declare(parameters, state)
    return model


def _model_class(keras: Any) -> Any:
    class NetworkModel(keras.Model):  # type: ignore[name-defined]  # keras is loaded late
        """A network as Keras sees it."""

        def __init__(self, wiring: Wiring) -> None:
            super().__init__(dtype=wiring.program.dtype)
            self.wiring = wiring

        def declare(self, parameters: Parameters, state: State) -> None:
            """Make a weight for each array of parameters and state."""
            self._trained = self._weights(parameters.trained, trainable=True)
            self._fixed = self._weights(parameters.fixed)
            self._blocks = self._weights(state.blocks)
            clock = {"n_steps": state.n_steps, "key": jax.random.key_data(state.key)}
            self._clock = self._weights(clock)

        def _weights(self, arrays: Arrays, trainable: bool = False) -> dict[str, Any]:
            return {
                name: self.add_weight(
                    shape=value.shape,
                    dtype=str(value.dtype),
                    initializer=_giving(value),
                    trainable=trainable,
                    name=name.replace("/", "_"),
                )
                for name, value in arrays.items()
            }

        def take(self, parameters: Parameters, state: State) -> None:
            """Set all weights."""
            _assign(self._trained, parameters.trained)
            _assign(self._fixed, parameters.fixed)
            _assign(self._blocks, state.blocks)
            key = jax.random.key_data(state.key)
            _assign(self._clock, {"n_steps": state.n_steps, "key": key})

        def give(self) -> tuple[Parameters, State]:
            """Return copies of all weights, since Keras gives away the memory of its own."""
            parameters, state = self._present()
            copied = {name: jnp.array(x) for name, x in state.blocks.items()}
            return (
                Parameters(*({n: jnp.array(x) for n, x in part.items()} for part in parameters)),
                State(copied, jnp.array(state.n_steps), jnp.copy(state.key)),
            )

        def _present(self) -> tuple[Parameters, State]:
            key = jax.random.wrap_key_data(jnp.asarray(self._clock["key"].value))
            clock = jnp.asarray(self._clock["n_steps"].value)
            state = State(_values(self._blocks), clock, key)
            return Parameters(_values(self._trained), _values(self._fixed)), state

        def call(self, inputs: Arrays, training: bool | None = False) -> Arrays:
            """Run the network for a batch."""
            wiring = self.wiring
            parameters, state = self._present()
            batch, length = inputs[STEPS].shape[:2]
            blocks = {name: _for_batch(x, batch) for name, x in state.blocks.items()}
            phase = training if wiring.learning_phase is None else wiring.learning_phase
            state, samples = wiring.program.run(
                parameters,
                state._replace(blocks=blocks),
                {block: _by_step(inputs[name]) for name, block in wiring.sources.items()},
                length=length,
                batch=batch,
                training=wiring.training if phase else None,
                wanted=wiring.outputs,
                last_only=wiring.last_only,
            )
            if wiring.stateful:
                _assign(self._blocks, state.blocks)
                _assign({"n_steps": self._clock["n_steps"]}, {"n_steps": state.n_steps})
            return {name: jnp.swapaxes(x, 0, 1) for name, x in samples.items()}

    return NetworkModel


def _giving(value: Any) -> Callable[..., Any]:
    return lambda shape, dtype=None: value


def _values(weights: Mapping[str, Any]) -> Arrays:
    return {name: weight.value for name, weight in weights.items()}


def _assign(weights: Mapping[str, Any], values: Arrays) -> None:
    for name, weight in weights.items():
        weight.assign(jnp.array(values[name]))


def _for_batch(x: jax.Array, batch: int) -> jax.Array:
    """Return the state of as many items as there are; the last batch may have fewer."""
    assert batch <= len(x), "batches are cut to the minibatch size"
    return x[:batch]


def _by_step(x: jax.Array) -> jax.Array:
    """Turn (batch, steps, n) into (steps, batch, n); or (batch, n), if there is but one step."""
    return x[:, 0] if x.shape[1] == 1 else jnp.swapaxes(x, 0, 1)


def synchronise(keras: Any, fetch: Callable[[], None]) -> Any:
    """Make a callback that calls ``fetch`` after each epoch, before all other callbacks."""

    class Synchronise(keras.callbacks.Callback):  # type: ignore[name-defined]
        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            fetch()

    return Synchronise()


def broadcast(values: np.ndarray, n_items: int) -> np.ndarray:
    """Give (steps, items or 1, n) values to (n_items, steps, n); items repeat in turn."""
    by_item = np.swapaxes(values, 0, 1)
    if len(by_item) == 1:
        return np.broadcast_to(by_item, (n_items, *by_item.shape[1:]))
    return by_item[np.arange(n_items) % len(by_item)]


def named_scores(scores: Mapping[str, float], outputs: Sequence[str]) -> dict[str, float]:
    """Name scores ``<output>_<score>`` even if there is but one output."""
    if len(outputs) != 1:
        return dict(scores)
    (output,) = outputs
    named = {
        name if name in ("loss",) or name.startswith(f"{output}_") else f"{output}_{name}": score
        for name, score in scores.items()
    }
    return {f"{output}_loss": scores["loss"], **named} if "loss" in scores else named
