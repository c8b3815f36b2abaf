"""``compile``, ``fit`` and ``evaluate`` of a simulator, in the vocabulary of Keras."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np

import nengo_dl.inputs as data_in
from nengo.exceptions import SimulationError, ValidationError
from nengo_dl.config import setting
from nengo_dl.engine.program import Arrays
from nengo_dl.frameworks import import_keras
from nengo_dl.inputs import Data, Names
from nengo_dl.machine import Machine
from nengo_dl.training import STEPS, Wiring, broadcast, make_model, named_scores, synchronise


class Fitter:
    """Trains a machine by Keras.

    Parameters
    ----------
    machine : Machine
        What is trained.
    """

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._compiled: dict[str, Any] | None = None
        self._models: dict[bool, Any] = {}
        self._optimizer: Any = None

    def compile(
        self,
        optimizer: Any = "rmsprop",
        loss: Any = None,
        metrics: Any = None,
        loss_weights: Any = None,
        **kwargs: Any,
    ) -> None:
        """Say how to train; see `Simulator.compile`."""
        import_keras()
        probes = self._machine.probes
        losses = _for_all(probes, loss)
        weights = _by_place(probes, loss_weights)
        if weights:
            weights = {probe: weights.get(probe, 1.0) for probe in losses}
        named = {
            "loss": _named(probes, losses),
            "metrics": _named(probes, _by_place(probes, metrics)),
            "loss_weights": _named(probes, weights),
        }
        chosen = [n for n in probes.names.values() if any(n in (v or {}) for v in named.values())]
        if not chosen:
            raise ValidationError(
                "neither loss nor metrics say anything of a Probe of this network. Pass a loss, "
                "such as loss={probe: 'mse'}.",
                attr="loss",
            )
        self._compiled = {**named, **kwargs}
        self._outputs = tuple(chosen)
        self._optimizer = optimizer
        self._models = {}

    def fit(
        self,
        x: Any = None,
        y: Any = None,
        n_steps: int | None = None,
        stateful: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Train; see `Simulator.fit`."""
        self._require_compiled()
        if setting(self._machine.network, "inference_only"):
            raise SimulationError(
                "The network was configured with inference_only=True, so that nothing can be "
                "trained. Leave this setting out."
            )
        keras = import_keras()
        batch = self._batch_size(kwargs)
        given = self._keras_data(x, y, n_steps)
        if stateful or not isinstance(given["x"], Mapping):
            kwargs.setdefault("shuffle", False)
        if kwargs.get("validation_data") is not None:
            x_other, y_other, *rest = kwargs["validation_data"]
            other = self._keras_data(x_other, y_other, n_steps)
            kwargs["validation_data"] = (other["x"], other["y"], *rest)
            kwargs.setdefault("validation_batch_size", batch)
        with self._model(stateful) as model:
            callbacks = [synchronise(keras, lambda: self._fetch(model, stateful))]
            callbacks += list(kwargs.pop("callbacks", None) or [])
            return model.fit(**given, **batch_of(given, batch), callbacks=callbacks, **kwargs)

    def evaluate(
        self,
        x: Any = None,
        y: Any = None,
        n_steps: int | None = None,
        stateful: bool = False,
        **kwargs: Any,
    ) -> dict[str, float]:
        """Score; see `Simulator.evaluate`."""
        self._require_compiled()
        batch = self._batch_size(kwargs)
        given = self._keras_data(x, y, n_steps)
        with self._model(stateful) as model:
            scores = model.evaluate(**given, **batch_of(given, batch), return_dict=True, **kwargs)
        return named_scores(scores, self._outputs)

    @property
    def keras_model(self) -> Any:
        """The Keras model, as compiled."""
        self._require_compiled()
        return self._model_for(stateful=False)

    @contextmanager
    def _model(self, stateful: bool) -> Iterator[Any]:
        """Lend the Keras model, holding the present parameters, and take them back."""
        keras, machine = import_keras(), self._machine
        floats = keras.config.floatx()
        keras.config.set_floatx(machine.dtype)
        try:
            model = self._model_for(stateful)
            model.take(machine.parameters, machine.state)
            yield model
            self._fetch(model, stateful)
        finally:
            keras.config.set_floatx(floats)

    def _model_for(self, stateful: bool) -> Any:
        if stateful not in self._models:
            machine = self._machine
            model = make_model(self._wiring(stateful), machine.parameters, machine.state)
            assert self._compiled is not None
            model.compile(optimizer=self._optimizer, **self._compiled)
            # Moments and step sizes belong to the parameters, however they are trained.
            self._optimizer = model.optimizer
            self._models[stateful] = model
        return self._models[stateful]

    def _wiring(self, stateful: bool) -> Wiring:
        machine = self._machine
        return Wiring(
            program=machine.program,
            sources=self._sources(),
            outputs=self._outputs,
            last_only=tuple(n for n in machine.wish.last_only if n in self._outputs),
            training=machine.training,
            learning_phase=machine.learning_phase,
            stateful=stateful,
        )

    def _sources(self) -> dict[str, str]:
        """Return name of an input → its block, of all that is not constant."""
        blocks = {
            name: self._machine.source_block(signal)
            for signal, name in self._source_names().items()
        }
        return {name: block for name, block in blocks.items() if block is not None}

    def _source_names(self) -> dict[Any, str]:
        machine = self._machine
        sig = machine.model.sig
        nodes = {sig[node]["out"]: name for node, name in machine.nodes.names.items()}
        others = (source.signal for source in machine.compiled.sources)
        return {**{signal: f"source_{i}" for i, signal in enumerate(others)}, **nodes}

    def _fetch(self, model: Any, stateful: bool) -> None:
        machine = self._machine
        parameters, state = model.give()
        machine.parameters = parameters
        if stateful:
            machine.state, machine.n_steps = state, int(state.n_steps)

    def _keras_data(self, x: Any, y: Any, n_steps: int | None) -> dict[str, Any]:
        """Return what Keras takes as x and y."""
        if data_in.is_stream(x):
            return {"x": self._stream(x, n_steps), "y": None}
        inputs, n_steps = self._machine.given(x, n_steps)
        self._machine.warn_of_single_step(n_steps)
        targets = self._targets(y)
        return {"x": self._complete(inputs, targets, n_steps), "y": targets}

    def _stream(self, given: Iterable[Any], n_steps: int | None) -> Iterator[tuple[Arrays, Arrays]]:
        """Yield what Keras takes, minibatch by minibatch."""
        machine = self._machine
        again = itertools.repeat(given) if hasattr(given, "__len__") else [given]
        for item in itertools.chain.from_iterable(again):
            x, y = item if isinstance(item, tuple | list) and len(item) == 2 else (item, None)
            n_now = n_steps
            if isinstance(x, Mapping) and STEPS in x:
                n_now = int(np.ravel(x[STEPS])[0])
                x = {key: value for key, value in x.items() if key != STEPS}
            inputs = data_in.arrays(x, machine.nodes, lambda node: node.size_out, machine.dtype)
            n_now = data_in.count_steps(inputs, n_now)
            targets = self._targets(y)
            yield self._complete(inputs, targets, n_now), targets

    def _targets(self, y: Any) -> Arrays:
        probes, dtype = self._machine.probes, self._machine.dtype
        targets = {
            probes.names[probe]: np.asarray(target)
            for probe, target in probes.match(y).items()
            if target is not None
        }
        missing = [name for name in self._outputs if name not in targets]
        if missing:
            raise ValidationError(
                f"there is no target for {', '.join(missing)}, which has a loss or a metric. "
                f"Pass a dictionary with targets for {', '.join(self._outputs)}.",
                attr="y",
            )
        # Whole numbers may name classes; anything else is of the simulator's type.
        return {
            name: target if target.dtype.kind in "iub" else target.astype(dtype, copy=False)
            for name, target in targets.items()
            if name in self._outputs
        }

    def _complete(self, inputs: Data, targets: Arrays, n_steps: int) -> Arrays:
        """Add what nobody gave: the outputs of other Nodes, noise, and the number of steps."""
        machine = self._machine
        sig, dtype = machine.model.sig, machine.dtype
        n_items = len(next(iter([*inputs.values(), *targets.values()])))
        given = {sig[node]["out"]: x for node, x in inputs.items()}
        computed = machine.new_feed().values(machine.n_steps + 1, n_steps, given)
        values = {signal: broadcast(v.astype(dtype), n_items) for signal, v in computed.items()}
        values.update(given)
        names = self._source_names()
        wired = self._sources()
        complete = {names[s]: v for s, v in values.items() if names[s] in wired}
        for node, name in machine.nodes.names.items():
            if name in wired and name not in complete:
                constant = np.asarray(sig[node]["out"].initial_value, dtype)
                complete[name] = np.broadcast_to(constant, (n_items, 1, node.size_out))
        complete[STEPS] = np.broadcast_to(np.zeros(1, dtype), (n_items, n_steps, 1))
        return complete

    def _batch_size(self, kwargs: dict[str, Any]) -> int:
        if kwargs.pop("batch_size", None) is not None:
            warnings.warn(
                "batch_size has no effect: the simulator runs as many items at a time as its "
                "minibatch_size says.",
                stacklevel=4,
            )
        return self._machine.batch

    def _require_compiled(self) -> None:
        if self._compiled is None:
            raise SimulationError(
                "The simulator does not know what to aim for. Call "
                "sim.compile(optimizer=…, loss=…) first."
            )


def batch_of(given: Mapping[str, Any], batch: int) -> dict[str, int]:
    """Return the argument that tells Keras the size of a batch, where it cuts them itself."""
    return {"batch_size": batch} if isinstance(given["x"], Mapping) else {}


def _for_all(probes: Names, value: Any) -> dict[Any, Any]:
    """Match values with Probes; a bare one is for all of them."""
    if value is None or isinstance(value, Mapping | list | tuple):
        return probes.match(value)
    return dict.fromkeys(probes.names, value)


def _by_place(probes: Names, value: Any) -> dict[Any, Any]:
    """Match values with Probes; several for the only Probe stay together."""
    if len(probes.names) == 1 and value is not None and not isinstance(value, Mapping):
        return dict.fromkeys(probes.names, value)
    return probes.match(value)


def _named(probes: Names, values: Mapping[Any, Any]) -> dict[str, Any] | None:
    named = {probes.names[obj]: value for obj, value in values.items() if value is not None}
    return named or None
