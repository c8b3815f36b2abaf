"""The façade: build a network, compile it, run it in batches, train it, look at its data."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

import nengo_dl.saving as saving
from nengo.builder import Model
from nengo.exceptions import SimulationError, ValidationError
from nengo.lifetime import Lifetime, default_seed, new_model
from nengo.network import Network
from nengo.node import Node
from nengo.utils.progress import Progress, ProgressTracker, to_progressbar
from nengo_dl.config import setting
from nengo_dl.data import SimulationData
from nengo_dl.fitting import Fitter
from nengo_dl.gradients import check_gradients
from nengo_dl.inputs import Data, is_stream
from nengo_dl.machine import Machine
from nengo_dl.parameters import Parameter, by_owner
from nengo_dl.placement import Placement, double_precision
from nengo_dl.transfer import Transfer

CLOCK = f"{saving.STATE}n_steps"
"""Name of the clock in files."""


class Simulator(Lifetime):
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
        self.stateful = setting(network, "stateful")
        self.placement = Placement(device, devices, setting(network, "dtype"))
        self.placement.check_batch(self.minibatch_size)
        self.model = new_model(network, dt) if model is None else model
        if model is not None and model.dt != dt:
            warnings.warn(
                f"dt is {dt}, but the model was made with {model.dt}, which counts. Leave dt out.",
                stacklevel=2,
            )
        self._machine = self._new_machine()
        self._fitter = Fitter(self._machine)
        self.data = self._new_data()
        self.closed = False
        self.reset(default_seed(network) if seed is None else seed)

    # What is there.

    @property
    def n_steps(self) -> int:
        """Number of steps since the last reset."""
        return self._machine.n_steps

    @property
    def time(self) -> float:
        """Time since the last reset, in seconds."""
        return self.n_steps * self.dt

    @property
    def seed(self) -> int:
        """Seed of everything random while running."""
        return self._machine.seed

    @property
    def node_inputs(self) -> list[Node]:
        """The Nodes of which data may be given."""
        return list(self._machine.nodes.names)

    def get_name(self, obj: Any) -> str:
        """Return the name by which data, losses and files know an object."""
        return self._machine.names[obj]

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
        n_steps = self._steps_in(time_in_seconds)
        if n_steps:
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
            given, n_steps = self._machine.given(data, n_steps)
            self._check_one_batch(given)
            stateful = self._is_stateful(stateful, default=True)
            with self._showing(n_steps, progress_bar) as tell:
                self._machine.record(given, n_steps, stateful, tell)

    # Running, as in Keras.

    def predict(
        self, x: Any = None, n_steps: int | None = None, stateful: bool = False, **kwargs: Any
    ) -> dict[Any, np.ndarray]:
        """Run for data, item by item of which as many as the minibatch size at a time.

        Parameters
        ----------
        x : dict, list or array, optional
            (n_items, n_steps, size) data for all input Nodes by Node or name, in the order of the
            Nodes, or for the first one; or an iterable of these. Other Nodes do what they do.
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
            stateful = self._is_stateful(stateful, default=False)
            parts = [self._predict(part, n_steps, stateful) for part in _parts(x)]
        return {probe: np.concatenate([part[probe] for part in parts]) for probe in parts[0]}

    def predict_on_batch(self, x: Any = None, **kwargs: Any) -> dict[Any, np.ndarray]:
        """Run for one minibatch of data; see `predict`."""
        return self.predict(x, **kwargs)

    @property
    def is_inference_only(self) -> bool:
        """Whether training is ruled out."""
        return setting(self.network, "inference_only")

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
            seed = self.seed if seed is None else seed
            self._machine.restart(seed, include_trainable, include_processes)
            if include_probes:
                self.clear_probes()

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
        for samples in self._machine.samples.values():
            samples.clear()

    def close(self) -> None:
        """Free the memory of parameters and state. What was recorded stays."""
        if not self.closed:
            self.closed = True
            del self._machine.parameters, self._machine.state, self._machine.feed

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
        return {each.name: self._value(each) for each in self._machine.described}

    def summary(self) -> str:
        """Return a table of all parameters: name, shape, and whether they are trained."""
        described = self._machine.described
        width = max((len(each.name) for each in described), default=0)
        rows = [
            f"{each.name:{width}}  {each.shape!s:>14}  {self._use_of(each)}" for each in described
        ]
        return "\n".join(rows)

    def save_params(self, path: Any, include_state: bool = False) -> None:
        """Write all parameters to a file, by name.

        Parameters
        ----------
        path : path-like
            Where; without a suffix it gets ``.npz``.
        include_state : bool
            Whether to write the state as well: voltages, filters, what is being learned.
        """
        state = self._state_arrays() if include_state else {}
        saving.write(path, {**self.parameters, **state})

    def load_params(self, path: Any, include_state: bool = False) -> None:
        """Read parameters that `save_params` wrote, of this network or one built alike.

        Raises
        ------
        SimulationError
            If names or shapes differ; it says which.
        """
        with self._working("load parameters"):
            state = self._state_arrays() if include_state else {}
            present = {**self.parameters, **state}
            found = saving.read(path, {name: x.shape for name, x in present.items()})
            machine = self._machine
            machine.set_values({each.signal: found[each.name] for each in machine.described})
            if include_state:
                blocks = {n: found[f"{saving.STATE}{n}"] for n in machine.state.blocks}
                machine.take_state(blocks, int(found[CLOCK]))

    def get_nengo_params(self, nengo_objs: Any, as_dict: bool = False) -> Any:
        """Return the arguments with which Ensembles and Connections do what they learned.

        Parameters
        ----------
        nengo_objs : Ensemble, Connection, or list of these
            What to describe.
        as_dict : bool
            Whether to return label → arguments instead of a list.

        Returns
        -------
        dict, or list or dict of dict
            For one object its arguments.
        """
        transfer = self._transfer()
        if not isinstance(nengo_objs, list | tuple):
            return transfer.arguments(nengo_objs)
        if as_dict:
            return {obj.label: transfer.arguments(obj) for obj in nengo_objs}
        return [transfer.arguments(obj) for obj in nengo_objs]

    def freeze_params(self, nengo_objs: Any) -> None:
        """Write what was learned into Networks, Ensembles or Connections of the model.

        Any simulator of Nengo then does what this one does, as far as neurons are the same.
        """
        is_several = isinstance(nengo_objs, list | tuple)
        self._transfer().freeze(nengo_objs if is_several else [nengo_objs])

    def check_gradients(
        self,
        outputs: Any = None,
        atol: float = 1e-5,
        rtol: float = 1e-3,
        n_steps: int = 10,
    ) -> None:
        """Compare gradients, as `fit` uses them, with finite differences.

        Parameters
        ----------
        outputs : Probe or list of Probe, optional
            Whose mean square is the loss; by default all.
        atol, rtol : float
            Largest absolute and relative difference allowed.
        n_steps : int
            How many steps to run.

        Raises
        ------
        SimulationError
            If a gradient differs, or is not finite; or if nothing may be trained.
        """
        if self.is_inference_only:
            raise SimulationError(
                "The network was configured with inference_only=True, so that it has no "
                "gradients. Leave this setting out."
            )
        probes = self._machine.probes
        chosen = list(probes.names) if outputs is None else outputs
        chosen = chosen if isinstance(chosen, list | tuple) else [chosen]
        names = tuple(probes.names[probes.find(probe)] for probe in chosen)
        with self._working("check gradients"), double_precision():
            loss = self._machine.loss_in_double_precision(names, n_steps)
            trained = self._machine.parameters.trained
            check_gradients(loss, trained, atol, rtol, np.random.RandomState(self.seed))

    def _predict(self, x: Any, n_steps: int | None, stateful: bool) -> dict[Any, np.ndarray]:
        given, n_steps = self._machine.given(x, n_steps)
        self._machine.warn_of_single_step(n_steps)
        return self._machine.predict(given, n_steps, stateful)

    def _new_data(self) -> SimulationData:
        machine = self._machine
        return SimulationData(
            self.model.params,
            machine.samples,
            by_owner(machine.described),
            self._value,
            self._asked_batch,
        )

    def _new_machine(self) -> Machine:
        bar = to_progressbar(self.progress_bar)
        with ProgressTracker(bar, Progress("Building", "Build", max_steps=1)) as tracker:
            if self.network is not None:
                progress = tracker.next_stage("Building", "Build")
                self.model.build(self.network, progress=progress)
        return Machine(self.model, self.network, self.minibatch_size, self.placement)

    def _transfer(self) -> Transfer:
        self._refuse_closed("show its parameters")
        machine = self._machine
        return Transfer(self.model.params, by_owner(machine.described), machine.value)

    def _state_arrays(self) -> dict[str, np.ndarray]:
        blocks = self._machine.state.blocks
        arrays = {f"{saving.STATE}{name}": np.asarray(x) for name, x in blocks.items()}
        return {**arrays, CLOCK: np.array(self.n_steps)}

    def _use_of(self, parameter: Parameter) -> str:
        if not self._machine.uses(parameter):
            return "not used"
        return "trained" if parameter.is_trained else "fixed"

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
        if not self.closed:
            return self._machine.value(parameter)
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


def _parts(x: Any) -> list[Any]:
    """Return the data of a prediction one by one; of pairs with targets, the data."""
    if not is_stream(x):
        return [x]
    return [item[0] if isinstance(item, tuple) else item for item in x]


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
