"""The façade: build a network, compile it, run it, look at its data."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from nengo.builder import Model
from nengo.builder.operator import Operator
from nengo.builder.signal import Signal, SignalDict
from nengo.engine import Program, compile_model
from nengo.engine.data import SimulationData
from nengo.engine.holds import Holds
from nengo.engine.order import Edges
from nengo.engine.states import State
from nengo.engine.taps import Tap, make_tap
from nengo.exceptions import ValidationError
from nengo.lifetime import Lifetime, default_seed, new_model
from nengo.network import Network
from nengo.node import Node
from nengo.utils.progress import NoProgressBar, Progress, ProgressTracker, to_progressbar

__all__ = ["SimulationData", "Simulator", "guard"]

guard: Callable[[], None] | None = None
"""Called before each simulator is made, if set. A host that makes simulators itself, as the
editor does, lets it raise an error that says so."""


class Simulator(Lifetime):
    """Runs a network.

    Parameters
    ----------
    network : Network or None
        What to simulate; None if ``model`` has been built already.
    dt : float
        Length of a step, in seconds.
    seed : int, optional
        Seed of everything random while running. By default it follows from the seed of the
        network, if that has one.
    model : Model, optional
        Where to build; its ``dt`` counts.
    progress_bar : bool or ProgressBar
        Whether, or by what, progress is shown.
    optimize : bool
        Accepted for compatibility. Speed does not depend on it, and numbers never do.
    engine : str, optional
        What carries out the steps: "numpy", "compiled", or "auto", which starts on the one and
        changes over to the other. By default what the environment variable ``NENGO_ENGINE`` says,
        or else the setting ``engine`` in the section ``nengo.Simulator`` of `nengo.rc`, "auto".

    Attributes
    ----------
    data : SimulationData
        What was built and recorded.
    model : Model
        Signals and operators.
    signals : SignalDict or None
        The memory of all signals; None once closed.
    rng : numpy.random.RandomState
        Where processes without a seed got theirs.
    closed : bool
        Whether it has been closed.

    Raises
    ------
    BuildError
        If the network cannot be simulated.

    Examples
    --------
    >>> with nengo.Simulator(model) as sim:
    ...     sim.run(1.0)
    >>> plt.plot(sim.trange(), sim.data[probe])
    """

    def __init__(
        self,
        network: Network | None,
        dt: float = 0.001,
        seed: int | None = None,
        model: Model | None = None,
        progress_bar: Any = True,
        optimize: bool = True,
        engine: str | None = None,
    ) -> None:
        if guard is not None:
            guard()
        self.progress_bar = progress_bar
        self.optimize = optimize
        self.engine = engine
        self.model = new_model(network, dt) if model is None else model
        if network is not None:
            self._build(network)
        self._compile()
        self._restart(default_seed(network) if seed is None else seed)
        self.closed = False

    @property
    def n_steps(self) -> int:
        """Number of steps since the last reset."""
        return self._program.n_steps

    @property
    def time(self) -> float:
        """Time since the last reset, in seconds."""
        return self._program.time

    @property
    def signals(self) -> SignalDict | None:
        """The memory of all signals; None once closed."""
        return None if self.closed else self._program.signals

    @property
    def step_order(self) -> list[Operator]:
        """The operators, in the order in which they run."""
        return list(self._program.plan.operators)

    @property
    def dg(self) -> Edges:
        """Operator → those that must run after it."""
        return self._program.plan.edges

    def step(self) -> None:
        """Advance by one step."""
        self._refuse_closed("step")
        self._program.run(1)

    def run(self, time_in_seconds: float, progress_bar: Any = None) -> None:
        """Advance by some time, rounded to whole steps.

        Parameters
        ----------
        time_in_seconds : float
            How far.
        progress_bar : bool or ProgressBar, optional
            By default as the simulator was told.

        Raises
        ------
        ValidationError
            If the time is negative.
        """
        n_steps = self._steps_in(time_in_seconds)
        if n_steps:
            self.run_steps(n_steps, progress_bar=progress_bar)

    def run_steps(self, steps: int, progress_bar: Any = None) -> None:
        """Advance by a number of steps.

        Parameters
        ----------
        steps : int
            How many, at least one.
        progress_bar : bool or ProgressBar, optional
            By default as the simulator was told.
        """
        self._refuse_closed("run")
        if steps < 1:
            raise ValidationError(
                f"is {steps}, but must be at least 1. Leave the call out.",
                attr="steps",
                obj=self,
            )
        self._program.reserve(steps)
        bar = to_progressbar(self.progress_bar if progress_bar is None else progress_bar)
        if isinstance(bar, NoProgressBar):
            self._program.run(steps)
            return
        with ProgressTracker(bar, Progress("Simulating", "Simulation", steps)) as tracker:
            for n_steps in _growing_chunks(steps):
                self._program.run(n_steps)
                tracker.total_progress.step(n_steps)

    def trange(self, sample_every: float | None = None, dt: float | None = None) -> np.ndarray:
        """Give the times of the steps so far.

        Parameters
        ----------
        sample_every : float, optional
            As in `Probe`: only the times at which such a probe has recorded.
        dt : float, optional
            Deprecated name of ``sample_every``.

        Returns
        -------
        (n_samples,) ndarray
            In seconds; the first step ends at ``dt``.
        """
        if dt is not None:
            if sample_every is not None:
                raise ValidationError(
                    "both `dt` and its new name `sample_every` are given. Pass sample_every alone.",
                    attr="dt",
                    obj=self,
                )
            warnings.warn(
                "The argument `dt` of trange is now called `sample_every`.",
                DeprecationWarning,
                stacklevel=2,
            )
            sample_every = dt
        return super().trange(sample_every)

    def reset(self, seed: int | None = None) -> None:
        """Go back to the start.

        Parameters
        ----------
        seed : int, optional
            Seed of everything random from here on. By default it is that of the last time.
        """
        self._refuse_closed("reset")
        self._restart(self.seed if seed is None else seed)

    def clear_probes(self) -> None:
        """Forget what was recorded, without going back."""
        self._program.clear_samples()
        self.data.reset()

    def close(self) -> None:
        """Free the memory of the signals. What was recorded stays."""
        if not self.closed:
            self._program.close()
        self.closed = True

    def tap(self, target: Any, attr: str | None = None, synapse: Any = None) -> Tap:
        """Read a signal while running, without a probe in the network.

        Nothing that the model computes changes, and the network is not edited. Costs
        something only until it is closed.

        Parameters
        ----------
        target : Ensemble, Neurons, Node, Connection, LearningRule, or a slice of one
            What to read from. If this is an ensemble, decoders are solved first.
        attr : str, optional
            Which of its signals. By default the first of ``target.probeable``.
        synapse : Synapse or float, optional
            Filter through which to read.

        Returns
        -------
        Tap
            Call its ``read`` from time to time, and ``close`` in the end.
        """
        self._refuse_closed("be tapped")
        return make_tap(self._program, self.model, target, attr, synapse)

    def hold(self, node: Any, values: Any, dims: Any = None) -> None:
        """Hold the output of a node at given values, from the next step on.

        Everything that reads the node sees these values. Its function is still called.

        Parameters
        ----------
        node : Node
            The node.
        values : (size_out,) array_like
            One value per dimension; NaN lets a dimension go.
        dims : int or list of int, optional
            The dimensions that are meant; others stay as they are. By default all.
        """
        self._refuse_closed("be held")
        self._holds.hold(node, self._output(node), values, dims)

    def release(self, node: Any) -> None:
        """Let a node go that was held."""
        self._refuse_closed("be released")
        self._holds.release(node)

    def states(self) -> list[State]:
        """Find what is remembered from one step to the next: voltages, what synapses hold, ….

        Another simulator of a similar network can go on from there: copy the values of
        ``signals[state.signal]`` between states of equal ``name`` whose ``origin`` are the
        corresponding objects, then call its ``skip_to``. Random generators, and what functions of
        nodes keep to themselves, are not among them.
        """
        self._refuse_closed("tell its states")
        return self._program.states()

    def skip_to(self, n_steps: int) -> None:
        """Go on as after so many steps, without taking them; what was recorded is forgotten.

        Parameters
        ----------
        n_steps : int
            The number of the step that counts as the last one.
        """
        self._refuse_closed("skip")
        self._program.skip_to(n_steps)
        self.data.reset()

    def _build(self, network: Network) -> None:
        bar = to_progressbar(self.progress_bar)
        with ProgressTracker(bar, Progress("Building", "Build", max_steps=1)) as tracker:
            self.model.build(network, progress=tracker.next_stage("Building", "Build"))

    def _compile(self) -> None:
        self._program: Program = compile_model(self.model, self.engine)
        self._holds = Holds(self._program)
        self.data = SimulationData({**self.model.params, **self._program.samples})

    def _restart(self, seed: int) -> None:
        self.seed = seed
        self.rng = np.random.RandomState(seed)
        self._program.reset(self.rng)
        self.data.reset()

    def _output(self, node: Any) -> Signal:
        signal = self.model.sig[node].get("out") if isinstance(node, Node) else None
        if signal is None:
            raise ValidationError(
                f"{node} cannot be held: only nodes of this model that have an output can. "
                "Connect a node to it, and hold that.",
                attr="node",
                obj=self,
            )
        return signal

    def __getstate__(self) -> dict[str, Any]:
        state = {name: getattr(self, name) for name in _PICKLED}
        signals = self._program.clock if self.closed else self._program.signals
        state["signals"] = {
            signal: array
            for signal, array in signals.items()
            if not (signal.readonly or signal.is_view)
        }
        state["samples"] = self._program.samples
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name in _PICKLED:
            setattr(self, name, state[name])
        self._compile()
        self._restart(self.seed)
        for signal, array in state["signals"].items():
            self._program.signals[signal] = array
        self._program.samples.update(state["samples"])
        self.data = SimulationData({**self.model.params, **self._program.samples})
        if self.closed:
            self._program.close()


_PICKLED = ("model", "seed", "progress_bar", "optimize", "engine", "closed")


def _growing_chunks(n_steps: int) -> Iterator[int]:
    """Split a run so that progress is told often, but not so often that it costs time."""
    chunk, chunk_seconds = 1, 0.02
    while n_steps > 0:
        n_now = min(chunk, n_steps)
        started = time.perf_counter()
        yield n_now
        elapsed = time.perf_counter() - started
        n_steps -= n_now
        if elapsed < chunk_seconds:
            chunk *= 2
        elif elapsed > 4 * chunk_seconds:
            chunk = max(1, chunk // 2)
