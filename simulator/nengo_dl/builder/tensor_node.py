"""Build TensorNodes: one operator, which calls the function."""

from __future__ import annotations

import numpy as np

from nengo.builder.model import Model
from nengo.builder.operator import Operator, Reset
from nengo.builder.operator.base import Step
from nengo.builder.registry import Builder
from nengo.builder.signal import Signal, SignalDict
from nengo.exceptions import SimulationError
from nengo_dl.layers import TensorNode


class SimTensorNode(Operator):
    """Call the function of a `TensorNode`.

    Parameters
    ----------
    node : TensorNode
        Whose function it is.
    t : Signal or None
        The time, in seconds, where it is passed.
    x : Signal or None
        (size_in,) what the function takes.
    output : Signal
        (size_out,) what it gives.
    tag : str, optional
        For people only.

    Notes
    -----
    Sets ``[output]``; reads ``[t, x]``, as far as they are there.
    """

    def __init__(
        self,
        node: TensorNode,
        t: Signal | None,
        x: Signal | None,
        output: Signal,
        tag: str | None = None,
    ) -> None:
        super().__init__(tag=tag)
        self.node = node
        self.t, self.x, self.output = t, x, output
        self.sets, self.incs, self.updates = [output], [], []
        self.reads = [signal for signal in (t, x) if signal is not None]

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """Raise a `SimulationError`: it takes another simulator to do this."""
        raise SimulationError(
            f"{self.node} is a TensorNode, which only runs in nengo_dl. "
            "Use nengo_dl.Simulator, or a nengo.Node."
        ).at(self.node)


@Builder.register(TensorNode)
def build_tensor_node(model: Model, node: TensorNode) -> None:
    """Build a TensorNode.

    1. Make its input, reset in each step, if it takes any.
    2. Call its function.

    Sets ``model.sig[node]["in"]``, which may be None, and ``model.sig[node]["out"]``.
    """
    sig_in = None
    if node.size_in > 0:
        sig_in = Signal(shape=(node.size_in,), name=f"{node}.in")
        model.add_op(Reset(sig_in))
    sig_out = Signal(shape=(node.size_out,), name=f"{node}.out")
    t = model.time if node.pass_time else None
    model.add_op(SimTensorNode(node, t, sig_in, sig_out, tag=str(node)))
    model.sig[node]["in"] = sig_in
    model.sig[node]["out"] = sig_out
    model.params[node] = None
