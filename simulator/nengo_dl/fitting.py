"""``compile``, ``fit`` and ``evaluate`` of a simulator, in the vocabulary of Keras."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np

from nengo.exceptions import SimulationError, ValidationError
from nengo_dl import inputs as data_in
from nengo_dl.engine.program import Arrays
from nengo_dl.frameworks import import_keras
from nengo_dl.inputs import Data, Names
from nengo_dl.training import STEPS, Wiring, broadcast, make_model, named_scores, synchronise


class Fitter:
    """Trains a simulator by Keras.

    Parameters
    ----------
    sim : Simulator
        What is trained.
    """

    def __init__(self, sim: Any) -> None:
        self._sim = sim
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
        probes: Names = self._sim._probes
        losses = _for_all(probes, loss)
        named = {
            "loss": _named(probes, losses),
            "metrics": _named(probes, _by_place(probes, metrics)),
            "loss_weights": _named(probes, _by_place(probes, loss_weights)),
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
        if self._sim.is_inference_only:
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
        self._require_compiled()
        keras, sim = import_keras(), self._sim
        floats = keras.config.floatx()
        keras.config.set_floatx(sim.dtype)
        try:
            model = self._model_for(stateful)
            model.take(sim._parameters, sim._state)
            yield model
            self._fetch(model, stateful)
        finally:
            keras.config.set_floatx(floats)

    def _model_for(self, stateful: bool) -> Any:
        if stateful not in self._models:
            sim = self._sim
            model = make_model(self._wiring(stateful), sim._parameters, sim._state)
            assert self._compiled is not None
            model.compile(optimizer=self._optimizer, **self._compiled)
            # Moments and step sizes belong to the parameters, however they are trained.
            self._optimizer = model.optimizer
            self._models[stateful] = model
        return self._models[stateful]

    def _wiring(self, stateful: bool) -> Wiring:
        sim = self._sim
        return Wiring(
            program=sim._program,
            sources=self._sources(),
            outputs=self._outputs,
            last_only=tuple(n for n in sim._wish().last_only if n in self._outputs),
            training=sim._training,
            learning_phase=sim.learning_phase,
            stateful=stateful,
        )

    def _sources(self) -> dict[str, str]:
        """Return name of an input → its block, of all that is not constant."""
        places = self._sim._compiled.layout.places
        return {
            name: places[signal].block.name
            for signal, name in self._source_names().items()
            if signal in places
        }

    def _source_names(self) -> dict[Any, str]:
        sim = self._sim
        nodes = {sim.model.sig[node]["out"]: name for node, name in sim._nodes.names.items()}
        others = (source.signal for source in sim._compiled.sources)
        return {**{signal: f"source_{i}" for i, signal in enumerate(others)}, **nodes}

    def _fetch(self, model: Any, stateful: bool) -> None:
        sim = self._sim
        parameters, state = model.give()
        sim._parameters = parameters
        if stateful:
            sim._state, sim._n_steps = state, int(state.n_steps)

    def _keras_data(self, x: Any, y: Any, n_steps: int | None) -> dict[str, Any]:
        """Return what Keras takes as x and y."""
        if _is_stream(x):
            return {"x": self._stream(x, n_steps), "y": None}
        sim = self._sim
        inputs = data_in.arrays(x, sim._nodes, lambda node: node.size_out, sim.dtype)
        n_steps = data_in.count_steps(inputs, n_steps)
        targets = self._targets(y)
        inputs = data_in.without_repeats(inputs)
        return {"x": self._complete(inputs, targets, n_steps), "y": targets}

    def _stream(self, given: Iterable[Any], n_steps: int | None) -> Iterator[tuple[Arrays, Arrays]]:
        """Yield what Keras takes, minibatch by minibatch."""
        sim = self._sim
        again = itertools.repeat(given) if hasattr(given, "__len__") else [given]
        for item in itertools.chain.from_iterable(again):
            x, y = item if isinstance(item, tuple | list) and len(item) == 2 else (item, None)
            n_now = n_steps
            if isinstance(x, Mapping) and STEPS in x:
                n_now = int(np.ravel(x[STEPS])[0])
                x = {key: value for key, value in x.items() if key != STEPS}
            inputs = data_in.arrays(x, sim._nodes, lambda node: node.size_out, sim.dtype)
            n_now = data_in.count_steps(inputs, n_now)
            targets = self._targets(y)
            yield self._complete(inputs, targets, n_now), targets

    def _targets(self, y: Any) -> Arrays:
        sim, probes = self._sim, self._sim._probes
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
            name: target if target.dtype.kind in "iub" else target.astype(sim.dtype, copy=False)
            for name, target in targets.items()
            if name in self._outputs
        }

    def _complete(self, inputs: Data, targets: Arrays, n_steps: int) -> Arrays:
        """Add what nobody gave: the outputs of other Nodes, noise, and the number of steps."""
        sim = self._sim
        n_items = len(next(iter([*inputs.values(), *targets.values()])))
        given = {sim.model.sig[node]["out"]: x for node, x in inputs.items()}
        computed = sim._new_feed().values(sim.n_steps + 1, n_steps, given)
        values = {signal: broadcast(v.astype(sim.dtype), n_items) for signal, v in computed.items()}
        values.update(given)
        names = self._source_names()
        wired = self._sources()
        complete = {names[s]: v for s, v in values.items() if names[s] in wired}
        for node, name in sim._nodes.names.items():
            if name in wired and name not in complete:
                constant = np.asarray(sim.model.sig[node]["out"].initial_value, sim.dtype)
                complete[name] = np.broadcast_to(constant, (n_items, 1, node.size_out))
        complete[STEPS] = np.broadcast_to(np.zeros(1, sim.dtype), (n_items, n_steps, 1))
        return complete

    def _batch_size(self, kwargs: dict[str, Any]) -> int:
        if kwargs.pop("batch_size", None) is not None:
            warnings.warn(
                "batch_size has no effect: the simulator runs as many items at a time as its "
                "minibatch_size says.",
                stacklevel=4,
            )
        return self._sim.minibatch_size

    def _require_compiled(self) -> None:
        if self._compiled is None:
            raise SimulationError(
                "The simulator does not know what to aim for. Call "
                "sim.compile(optimizer=…, loss=…) first."
            )


def batch_of(given: Mapping[str, Any], batch: int) -> dict[str, int]:
    """Return the argument that tells Keras the size of a batch, where it cuts them itself."""
    return {"batch_size": batch} if isinstance(given["x"], Mapping) else {}


def _is_stream(x: Any) -> bool:
    """Whether data come batch by batch, from a generator or a data set."""
    return (
        x is not None
        and not isinstance(x, Mapping | list | tuple | np.ndarray)
        and (hasattr(x, "__iter__") and not hasattr(x, "__array__"))
    )


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
