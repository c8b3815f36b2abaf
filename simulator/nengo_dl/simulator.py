"""The façade: build a network, compile it, run it in batches, train it, look at its data."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from nengo.arrays import maxint
from nengo.builder import Model
from nengo.cache import get_default_decoder_cache
from nengo.exceptions import ReadonlyError, SimulationError, SimulatorClosed, ValidationError
from nengo.network import Network
from nengo.node import Node
from nengo.utils.progress import Progress, ProgressTracker, to_progressbar
from nengo_dl import inputs as data_in
from nengo_dl.builder.kernel import Training
from nengo_dl.config import of_all_objects, setting
from nengo_dl.data import Samples, SimulationData
from nengo_dl.engine.compile import compile_model
from nengo_dl.engine.program import Parameters, State
from nengo_dl.feed import Feed, Generators
from nengo_dl.fitting import Fitter
from nengo_dl.inputs import Data, Names
from nengo_dl.names import name_objects
from nengo_dl.parameters import Keeper, Parameter, by_owner, find_parameters, find_taus
from nengo_dl.placement import Placement
from nengo_dl.running import Runner, Wish


class Simulator:
    """Runs and trains a network.

    Parameters
    ----------
    network : Network or None
        What to simulate; None if ``model`` has been built already.
    dt : float
        Length of a step, in seconds.
    seed : int, optional
        Seed of everything random while running. By default it follows from the seed of the
        network, if that has one.
    minibatch_size : int, optional
        Number of items that are run beside each other. By default one, and data in ``sim.data``
        have no axis for items.
    progress_bar : bool or ProgressBar
        Whether, or by what, progress is shown.

    Other Parameters
    ----------------
    model : Model, optional
        Where to build; its ``dt`` counts.
    device : str, optional
        ``"/cpu:0"``, ``"/gpu:0"`` …; by default JAX chooses.
    devices : sequence of jax.Device, optional
        Several devices, among which items are shared out.
    unroll_simulation : int
        Accepted for compatibility; loops need no hint here.

    Attributes
    ----------
    data : SimulationData
        What was built, trained and recorded.
    model : Model
        Signals and operators.
    closed : bool
        Whether it has been closed.

    Raises
    ------
    BuildError
        If the network cannot be simulated.

    Examples
    --------
    >>> with nengo_dl.Simulator(net, minibatch_size=32) as sim:
    ...     sim.compile(optimizer="adam", loss="mse")
    ...     sim.fit({node: x}, {probe: y}, epochs=10)
    ...     sim.predict({node: x_test})
    """

    closed = True

    def __init__(
        self,
        network: Network | None,
        dt: float = 0.001,
        seed: int | None = None,
        model: Model | None = None,
        device: str | None = None,
        unroll_simulation: int = 1,
        minibatch_size: int | None = None,
        progress_bar: Any = True,
        devices: Sequence[Any] | None = None,
    ) -> None:
        self.network, self.unroll, self.progress_bar = network, unroll_simulation, progress_bar
        self._asked_batch, self.minibatch_size = minibatch_size, minibatch_size or 1
        self.dtype = setting(network, "dtype")
        self.stateful = setting(network, "stateful")
        self.placement = Placement(device, devices, self.dtype)
        self.placement.check_batch(self.minibatch_size)
        self.model = _new_model(network, dt) if model is None else model
        if model is not None and model.dt != dt:
            warnings.warn(
                f"dt is {dt}, but the model was made with {model.dt}, which counts. Leave dt out.",
                stacklevel=2,
            )
        if network is not None:
            self._build(network)
        self.seed = _default_seed(network) if seed is None else seed
        self._compile()
        self.closed = False
        self.reset()

    # What is there.

    @property
    def dt(self) -> float:
        """Length of a step, in seconds."""
        return self.model.dt

    @dt.setter
    def dt(self, dt: float) -> None:
        raise ReadonlyError(attr="dt", obj=self)

    @property
    def n_steps(self) -> int:
        """Number of steps since the last reset."""
        return self._n_steps

    @property
    def time(self) -> float:
        """Time since the last reset, in seconds."""
        return self._n_steps * self.dt

    @property
    def node_inputs(self) -> list[Node]:
        """The Nodes of which data may be given."""
        return list(self._nodes.names)

    def get_name(self, obj: Any) -> str:
        """Return the name by which data, losses and files know an object."""
        return self._names[obj]

    def trange(self, sample_every: float | None = None) -> np.ndarray:
        """Give the times of the steps so far.

        Parameters
        ----------
        sample_every : float, optional
            As in `Probe`: only the times at which such a probe has recorded.

        Returns
        -------
        (n_samples,) ndarray
            In seconds; the first step ends at ``dt``.
        """
        period = 1 if sample_every is None else sample_every / self.dt
        steps = np.arange(1, self.n_steps + 1)
        return self.dt * steps[steps % period < 1]

    # Running, as in Nengo.

    def step(self, **kwargs: Any) -> None:
        """Advance by one step; takes what `run_steps` takes."""
        self.run_steps(1, progress_bar=False, **kwargs)

    def run(self, time_in_seconds: float, **kwargs: Any) -> None:
        """Advance by some time, rounded to whole steps; takes what `run_steps` takes.

        Raises
        ------
        ValidationError
            If the time is negative.
        """
        if time_in_seconds < 0:
            raise ValidationError(
                f"is {time_in_seconds}, but must be positive. Time does not run backwards; "
                "use reset() to begin again.",
                attr="time_in_seconds",
                obj=self,
            )
        n_steps = round(float(time_in_seconds) / self.dt)
        if n_steps == 0:
            warnings.warn(
                f"{time_in_seconds} seconds are 0 steps of {self.dt} seconds, so nothing is run. "
                f"The simulator stays at {self.time} seconds.",
                stacklevel=2,
            )
        else:
            self.run_steps(n_steps, **kwargs)

    def run_steps(
        self,
        n_steps: int,
        data: Any = None,
        progress_bar: Any = None,
        stateful: bool | None = None,
    ) -> None:
        """Advance by a number of steps.

        Parameters
        ----------
        n_steps : int
            How many, at least one.
        data : dict, optional
            Input Node → (minibatch_size, n_steps, size) array, which replaces its output.
        progress_bar : bool or ProgressBar, optional
            By default as the simulator was told.
        stateful : bool, optional
            Whether state, clock and processes go on from here in the next call; by default, yes.
        """
        with self._working("run"):
            given, n_steps = self._inputs(data, n_steps)
            self._check_one_batch(given)
            stateful = self._is_stateful(stateful, default=True)
            with self._showing(n_steps, progress_bar) as tell:
                self._record(given, n_steps, stateful, tell)

    # Running, as in Keras.

    def predict(
        self, x: Any = None, n_steps: int | None = None, stateful: bool = False, **kwargs: Any
    ) -> dict[Any, np.ndarray]:
        """Run for data, item by item of which as many as the minibatch size at a time.

        Parameters
        ----------
        x : dict, list or array, optional
            (n_items, n_steps, size) data for all input Nodes by Node or name, in the order of the
            Nodes, or for the first one. The others do what they do.
        n_steps : int, optional
            Number of steps, if there are no data.
        stateful : bool
            Whether each minibatch goes on where the one before ended, and the simulator with it.
            By default each starts where the simulator is, which stays there.

        Returns
        -------
        dict
            Probe → (n_items, n_steps, size) array of all steps, whatever its ``sample_every``; of
            the last one only without ``keep_history``.
        """
        _ignore(kwargs)
        with self._working("predict"):
            given, n_steps = self._inputs(x, n_steps)
            return self._predict(given, n_steps, self._is_stateful(stateful, default=False))

    def predict_on_batch(self, x: Any = None, **kwargs: Any) -> dict[Any, np.ndarray]:
        """Run for one minibatch of data; see `predict`."""
        return self.predict(x, **kwargs)

    # Training, as in Keras.

    def compile(
        self,
        optimizer: Any = "rmsprop",
        loss: Any = None,
        metrics: Any = None,
        loss_weights: Any = None,
        **kwargs: Any,
    ) -> None:
        """Say how to train and what to score.

        Parameters
        ----------
        optimizer : str or keras.optimizers.Optimizer
            How parameters follow gradients.
        loss : str, callable or keras.losses.Loss; or dict or list of these
            Called with targets and values of shape (minibatch_size, n_steps, size). A bare one is
            for all Probes; a dictionary is keyed by Probe or name, a list in order. A Probe
            without a loss needs no target.
        metrics, loss_weights : dict or list, optional
            Likewise. With one Probe only, a list of metrics is all for that.
        **kwargs
            Whatever else `keras.Model.compile` takes.

        Raises
        ------
        ModuleNotFoundError, SimulationError
            If Keras is missing, or runs on another framework than JAX.
        """
        with self._working("be compiled"):
            self._fitter.compile(optimizer, loss, metrics, loss_weights, **kwargs)

    def fit(
        self,
        x: Any = None,
        y: Any = None,
        n_steps: int | None = None,
        stateful: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Train on data. Spiking neurons give rates, unless configured otherwise.

        Parameters
        ----------
        x : dict, list, array or iterable
            As in `predict`; or a generator or data set of ``(x, y)`` minibatches.
        y : dict, list or array
            (n_items, n_steps, size) targets for Probes, by Probe or name, in order, or for the
            first one. What an own loss makes of them is up to it.
        n_steps : int, optional
            Number of steps, if ``x`` does not tell.
        stateful : bool
            Whether each minibatch goes on where the one before ended.
        **kwargs
            Whatever else `keras.Model.fit` takes: ``epochs``, ``validation_data``, ``callbacks`` …

        Returns
        -------
        keras.callbacks.History
            Losses and metrics of each epoch.
        """
        with self._working("be trained"):
            stateful = self._is_stateful(stateful, default=False)
            return self._fitter.fit(x, y, n_steps, stateful, **kwargs)

    def evaluate(
        self,
        x: Any = None,
        y: Any = None,
        n_steps: int | None = None,
        stateful: bool = False,
        **kwargs: Any,
    ) -> dict[str, float]:
        """Score on data, with spikes; takes what `fit` takes.

        Returns
        -------
        dict
            ``"loss"``, and ``"<probe>_loss"``, ``"<probe>_<metric>"`` for each Probe → score.
        """
        with self._working("be evaluated"):
            stateful = self._is_stateful(stateful, default=False)
            return self._fitter.evaluate(x, y, n_steps, stateful, **kwargs)

    @property
    def keras_model(self) -> Any:
        """The Keras model that trains this simulator; there is one after `compile`."""
        with self._working("show its model"):
            return self._fitter.keras_model

    # Going back, and going.

    def reset(
        self,
        seed: int | None = None,
        include_trainable: bool = True,
        include_probes: bool = True,
        include_processes: bool = True,
    ) -> None:
        """Go back to the start.

        Parameters
        ----------
        seed : int, optional
            Seed of everything random from here on; by default that of the last time.
        include_trainable : bool
            Whether trained parameters go back, too.
        include_probes : bool
            Whether what was recorded is forgotten.
        include_processes : bool
            Whether processes begin again.
        """
        with self._working("be reset"):
            self.seed = self.seed if seed is None else seed
            initial = self._program.initial_parameters()
            if include_trainable or not hasattr(self, "_parameters"):
                self._parameters: Parameters = initial
            state = self._program.initial_state(self.minibatch_size, self.seed)
            self._state: State = self.placement.state(state)
            self._n_steps = 0
            if include_probes:
                self.clear_probes()
            if include_processes or not hasattr(self, "_feed"):
                self._restart_processes()

    def soft_reset(self, include_trainable: bool = False, include_probes: bool = False) -> None:
        """Go back to the start, but keep what was trained and recorded; now part of `reset`."""
        warnings.warn(
            "soft_reset is now reset with include_trainable and include_probes.",
            DeprecationWarning,
            stacklevel=2,
        )
        self.reset(
            include_trainable=include_trainable,
            include_probes=include_probes,
            include_processes=False,
        )

    def clear_probes(self) -> None:
        """Forget what was recorded, without going back."""
        for samples in self._samples.values():
            samples.clear()

    def close(self) -> None:
        """Free the memory of parameters and state. What was recorded stays."""
        if not self.closed:
            self.closed = True
            del self._parameters, self._state, self._feed

    def __enter__(self) -> Simulator:
        self._refuse_closed("be entered")
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def __del__(self) -> None:
        if not self.closed:
            warnings.warn(
                f"{self!r} was never closed. Close it with sim.close(), or use it in a `with` "
                "block.",
                ResourceWarning,
                stacklevel=2,
            )

    def __getstate__(self) -> dict[str, Any]:
        raise NotImplementedError(
            "A simulator of nengo_dl cannot be pickled. Save what it has learned with "
            "sim.save_params(path), and load it into a simulator of the same network."
        )

    # Parameters.

    @property
    def parameters(self) -> dict[str, np.ndarray]:
        """Name → present value of each parameter, as it is saved."""
        self._refuse_closed("show its parameters")
        return {each.name: self._value(each) for each in self._described}

    # How it is made.

    def _build(self, network: Network) -> None:
        bar = to_progressbar(self.progress_bar)
        with ProgressTracker(bar, Progress("Building", "Build", max_steps=1)) as tracker:
            self.model.build(network, progress=tracker.next_stage("Building", "Build"))

    def _compile(self) -> None:
        network, model = self.network, self.model
        self._names = name_objects(network) or _names_of_probes(model)
        inputs = data_in.input_nodes([] if network is None else network.all_nodes)
        self._nodes = Names("input Nodes", {node: self._names[node] for node in inputs})
        self._probes = Names("Probes", {probe: self._names[probe] for probe in model.probes})
        taus, tau_parameters = find_taus(model, network, self._names)
        self._described = [*find_parameters(model, network, self._names), *tau_parameters]
        with self.placement.active():
            self._compiled = compile_model(
                model,
                samples={name: model.sig[p]["in"] for p, name in self._probes.names.items()},
                inputs=[model.sig[node]["out"] for node in inputs],
                trained=[each.signal for each in self._described if each.is_trained],
                taus=taus,
                dtype=self.dtype,
            )
        self._program = self._compiled.program
        self._runner = Runner(self._compiled, self.placement)
        self._keeper = Keeper(self._compiled.layout)
        self._fitter = Fitter(self)
        self._keeps_history = of_all_objects(network, "keep_history")
        self._samples = {p: Samples(model.sig[p]["in"].shape) for p in model.probes}
        built = {obj: params for obj, params in model.params.items()}
        self.data = SimulationData(
            built,
            self._samples,
            by_owner(self._described),
            self._value_or_initial,
            self._asked_batch,
        )

    def _restart_processes(self) -> None:
        self._feed = self._new_feed()
        generators = self._generators()
        for kernel in self._program.host_kernels:
            items = range(self.minibatch_size)
            kernel.restart([[generators.of(op, i) for i in items] for op in kernel.operators])

    def _generators(self) -> Generators:
        return Generators(self._compiled.operators, self.seed)

    def _new_feed(self) -> Feed:
        model = self.model
        sources = [s for s in self._compiled.sources if s.signal in self._compiled.layout.places]
        return Feed(
            sources,
            self._generators(),
            self.minibatch_size,
            self.dt,
            model.time,
            model.step,
            model.origins,
        )

    # How it runs.

    def _record(
        self, given: Data, n_steps: int, stateful: bool, tell: Callable[[int], Any]
    ) -> None:
        first = self._n_steps + 1
        state, found = self._run(given, n_steps, self._wish(), self._state, self._feed, tell)
        steps = np.arange(first, first + n_steps)
        for probe, name in self._probes.names.items():
            period = 1 if probe.sample_every is None else probe.sample_every / self.dt
            chosen = steps % period < 1 if self._keeps(probe) else slice(None)
            self._samples[probe].extend(np.swapaxes(found[name][chosen], 0, 1))
        if stateful:
            self._state, self._n_steps = state, self._n_steps + n_steps
        else:
            self._restart_processes()

    def _predict(self, given: Data, n_steps: int, stateful: bool) -> dict[Any, np.ndarray]:
        found: dict[Any, list[np.ndarray]] = {probe: [] for probe in self._probes.names}
        state, feed = self._state, self._feed
        for part, n_items in data_in.batches(given, self.minibatch_size):
            if not stateful:
                state, feed = self._state, self._new_feed()
            state, samples = self._run(part, n_steps, self._wish(), state, feed)
            for probe, name in self._probes.names.items():
                shape = self.model.sig[probe]["in"].shape
                each = np.swapaxes(samples[name], 0, 1)[:n_items]
                found[probe].append(each.reshape(*each.shape[:2], *shape))
        if stateful:
            self._state, self._n_steps = state, int(state.n_steps)
        return {probe: np.concatenate(parts) for probe, parts in found.items()}

    def _run(
        self,
        given: Data,
        n_steps: int,
        wish: Wish,
        state: State,
        feed: Feed,
        tell: Callable[[int], Any] = lambda n: None,
    ) -> tuple[State, dict[str, np.ndarray]]:
        by_signal = {self.model.sig[node]["out"]: x for node, x in given.items()}
        return self._runner.run(self._parameters, state, feed, by_signal, n_steps, wish, tell)

    def _wish(self) -> Wish:
        last_only = tuple(n for p, n in self._probes.names.items() if not self._keeps(p))
        names = tuple(self._probes.names.values())
        return Wish(names, last_only, self._training if self.learning_phase else None)

    @property
    def learning_phase(self) -> bool | None:
        """Whether neurons give rates as in training always (True), never, or in `fit` (None)."""
        return setting(self.network, "learning_phase")

    @property
    def is_inference_only(self) -> bool:
        """Whether training is ruled out."""
        return setting(self.network, "inference_only")

    @property
    def _training(self) -> Training:
        is_surrogate = setting(self.network, "spiking_gradient") == "surrogate"
        return Training(is_surrogate, setting(self.network, "lif_smoothing"))

    def _keeps(self, probe: Any) -> bool:
        return self._keeps_history.get(probe) is not False

    def _inputs(self, given: Any, n_steps: int | None) -> tuple[Data, int]:
        data = data_in.arrays(given, self._nodes, lambda node: node.size_out, self.dtype)
        n_steps = data_in.count_steps(data, n_steps)
        return data_in.without_repeats(data), n_steps

    def _check_one_batch(self, given: Data) -> None:
        for node, x in given.items():
            if len(x) != self.minibatch_size:
                raise ValidationError(
                    f"data for {node} have {len(x)} items, but the simulator runs "
                    f"{self.minibatch_size}. Use predict for other numbers of items.",
                    attr="data",
                    obj=self,
                )

    def _is_stateful(self, wanted: bool | None, default: bool) -> bool:
        if wanted and not self.stateful:
            warnings.warn(
                "stateful=True has no effect, since the network was configured with "
                "stateful=False. Change configure_settings.",
                stacklevel=3,
            )
        return self.stateful and (default if wanted is None else wanted)

    def _value(self, parameter: Parameter) -> np.ndarray:
        return self._keeper.get(parameter.signal, self._parameters, self._state)

    def _value_or_initial(self, parameter: Parameter) -> np.ndarray:
        if not self.closed:
            return self._value(parameter)
        warnings.warn(
            "The simulator has been closed: these are the parameters as they were built, not as "
            "they were trained. Look at them before closing.",
            stacklevel=4,
        )
        return np.asarray(parameter.signal.initial_value)

    @contextmanager
    def _working(self, what: str) -> Iterator[None]:
        self._refuse_closed(what)
        with self.placement.active():
            yield

    @contextmanager
    def _showing(self, n_steps: int, progress_bar: Any) -> Iterator[Callable[[int], Any]]:
        bar = to_progressbar(self.progress_bar if progress_bar is None else progress_bar)
        progress = Progress("Simulating", "Simulation", n_steps)
        with ProgressTracker(bar, progress) as tracker:
            yield tracker.total_progress.step

    def _refuse_closed(self, what: str) -> None:
        if self.closed:
            raise SimulatorClosed(
                f"The simulator has been closed and cannot {what} any more. Make a new one."
            )


def _names_of_probes(model: Model) -> Mapping[Any, str]:
    return {probe: f"probe_{i}" for i, probe in enumerate(model.probes)}


def _new_model(network: Network | None, dt: float) -> Model:
    return Model(
        dt=float(dt), label=f"{network}, dt={dt}", decoder_cache=get_default_decoder_cache()
    )


def _default_seed(network: Network | None) -> int:
    if network is None or network.seed is None:
        return np.random.randint(maxint)
    return network.seed + 1


def _ignore(kwargs: Mapping[str, Any]) -> None:
    """Accept what Keras takes and we do not need; refuse what nobody knows."""
    known = {"batch_size", "verbose", "steps", "callbacks", "workers", "max_queue_size"}
    unknown = set(kwargs) - known
    if unknown:
        raise SimulationError(
            f"predict got {', '.join(sorted(unknown))}, which it does not know. "
            f"It takes x, n_steps, stateful, and ignores {', '.join(sorted(known))}."
        )
    if kwargs.get("batch_size") is not None:
        warnings.warn(
            "batch_size has no effect: the simulator runs as many items at a time as its "
            "minibatch_size says.",
            stacklevel=3,
        )
