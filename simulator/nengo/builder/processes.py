"""Build a process, of which synapses are a kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from nengo.builder.model import Model
from nengo.builder.operator import Operator
from nengo.builder.operator.base import Step
from nengo.builder.registry import Builder
from nengo.builder.signal import Signal, SignalDict
from nengo.exceptions import BuildError
from nengo.process import Process


class SimProcess(Operator):
    """Advance a process by one step.

    Reads the time and ``input``; sets, increments or updates ``output``, as ``mode`` says;
    updates the state.

    Parameters
    ----------
    process : Process
        The process.
    input : Signal or None
        What it is given; it gets a copy, which it may keep.
    output : Signal or None
        Where the result goes; None to ignore it.
    t : Signal
        () the time.
    mode : "set", "inc" or "update"
        What happens to the output.
    state : dict, optional
        Name → signal, kept from step to step.
    tag : str, optional
        For people only.
    """

    def __init__(
        self,
        process: Process,
        input: Signal | None,
        output: Signal | None,
        t: Signal,
        mode: str = "set",
        state: dict[str, Signal] | None = None,
        tag: str | None = None,
    ) -> None:
        super().__init__(tag=tag)
        if mode not in ("set", "inc", "update"):
            raise BuildError(f"mode is {mode!r}, but must be one of 'set', 'inc' and 'update'.")
        self.process = process
        self.input = input
        self.output = output
        self.t = t
        self.mode = mode
        self.state = {} if state is None else state
        outputs = [] if output is None else [output]
        self.sets = outputs if mode == "set" else []
        self.incs = outputs if mode == "inc" else []
        self.reads = [t] if input is None else [t, input]
        self.updates = (outputs if mode == "update" else []) + list(self.state.values())

    @property
    def _description(self) -> str:
        sign = "+=" if self.mode == "inc" else "="
        return f"{self.output} {sign} {self.process}({self.input})"

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """See `Operator.make_step`."""
        process_step = self._make_process_step(signals, dt, rng)
        step = self._writing(self._bound(process_step, signals), signals)
        # An engine that knows what this does may do it otherwise.
        step.process_step = process_step  # type: ignore[attr-defined]
        return step

    def _writing(self, advance: Callable[[], Any], signals: SignalDict) -> Step:
        """Return a function that puts what the process gives where it belongs."""
        if self.output is None:
            return advance
        output: np.ndarray = signals[self.output]
        add = np.add
        if self.mode == "inc":

            def increment() -> None:
                add(output, advance(), out=output)

            return increment

        def write() -> None:
            output[...] = advance()

        return write

    def _make_process_step(
        self, signals: SignalDict, dt: float, rng: np.random.RandomState
    ) -> Callable[..., Any]:
        """Return the step function that the process makes."""
        shape_in = (0,) if self.input is None else self.input.shape
        shape_out = (0,) if self.output is None else self.output.shape
        state = {name: signals[signal] for name, signal in self.state.items()}
        # Every process takes its draw here, even if it never uses it: else the noise of one
        # would depend on the type of the others.
        return self.process.make_step(shape_in, shape_out, dt, self.process.get_rng(rng), state)

    def _bound(self, step: Callable[..., Any], signals: SignalDict) -> Callable[[], Any]:
        """Return the step of the process, with its arguments bound."""
        time = signals[self.t].item
        if self.input is None:
            return lambda: step(time())
        copy = signals[self.input].copy
        return lambda: step(time(), copy())


@Builder.register(Process)
def build_process(
    model: Model,
    process: Process,
    sig_in: Signal | None = None,
    sig_out: Signal | None = None,
    mode: str = "set",
) -> Signal | None:
    """Build a process between two signals.

    1. Make its output, of the shape of the input, unless one is given.
    2. Make a signal per state variable.
    3. Add the operator.

    Parameters
    ----------
    model : Model
        Receives the signals and operators.
    process : Process
        The process.
    sig_in, sig_out : Signal, optional
        What it is given, and where the result goes.
    mode : "set", "inc" or "update"
        What happens to the output.

    Returns
    -------
    Signal or None
        The output.
    """
    if sig_out is None and sig_in is not None:
        name = f"{process}.{sig_in.name}"
        sig_out = Signal(shape=sig_in.shape, name=name)
    shape_in = (0,) if sig_in is None else sig_in.shape
    shape_out = (0,) if sig_out is None else sig_out.shape
    dtype = model.time.dtype if sig_out is None else sig_out.dtype
    state = process.make_state(shape_in, shape_out, model.dt, dtype=dtype)
    signals = {name: Signal(value, name=name) for name, value in state.items()}
    model.add_op(SimProcess(process, sig_in, sig_out, model.time, mode=mode, state=signals))
    return sig_out
