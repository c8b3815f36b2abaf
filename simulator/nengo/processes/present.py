"""A series of inputs, each shown for some time."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.arrays import Rng, Shape
from nengo.params import NdarrayParam, NumberParam
from nengo.process import Process, State, StepFunction
from nengo.processes.steps import TableStep


class PresentInput(Process):
    """Show one input after the other, then start again.

    Parameters
    ----------
    inputs : (n_inputs, …) array-like
        The inputs; each is flattened.
    presentation_time : float
        How long each is shown, in seconds.
    **kwargs
        ``default_dt`` and ``seed`` of a `Process`.
    """

    inputs = NdarrayParam("inputs", shape=("...",))
    presentation_time = NumberParam("presentation_time", low=0, low_open=True)

    def __init__(self, inputs: Any, presentation_time: float, **kwargs: Any) -> None:
        self.inputs = inputs
        self.presentation_time = presentation_time
        super().__init__(
            default_size_in=0, default_size_out=int(np.prod(self.inputs.shape[1:])), **kwargs
        )

    def make_step(
        self, shape_in: Shape, shape_out: Shape, dt: float, rng: Rng, state: State
    ) -> StepFunction:
        """Make the function that picks the input of the moment; see `Process.make_step`."""
        assert shape_in == (0,)
        assert shape_out == (self.default_size_out,)
        inputs = self.inputs.reshape(len(self.inputs), -1)
        # A little more than exact, so that rounding does not delay the next input.
        return TableStep(inputs, offset=dt, period=float(self.presentation_time), shift=1e-7)
