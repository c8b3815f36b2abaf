"""Build a node."""

from __future__ import annotations

from nengo.builder.model import Model
from nengo.builder.operator import Reset, SimPyFunc
from nengo.builder.registry import Builder
from nengo.builder.signal import Signal
from nengo.node import Node
from nengo.process import Process


@Builder.register(Node)
def build_node(model: Model, node: Node) -> None:
    """Build a node.

    1. Make its input, reset in each step, unless its output is constant.
    2. Make its output: the input itself, what a process or function gives, or a constant.

    Sets ``model.sig[node]["in"]``, ``model.sig[node]["out"]``; None where there is no such side.
    """
    is_constant = not (node.output is None or callable(node.output) or _is_process(node))
    sig_in = None
    if node.size_in > 0 and not is_constant:
        sig_in = Signal(shape=(node.size_in,), name=f"{node}.in")
        model.add_op(Reset(sig_in))
    model.sig[node]["in"] = sig_in
    model.sig[node]["out"] = _build_output(model, node, sig_in, is_constant)
    model.params[node] = None


def _is_process(node: Node) -> bool:
    return isinstance(node.output, Process)


def _build_output(
    model: Model, node: Node, sig_in: Signal | None, is_constant: bool
) -> Signal | None:
    if node.output is None:
        return sig_in
    if is_constant:
        # Not read-only: a simulator may hold it at another value.
        return Signal(node.output, name=f"{node}.out")
    sig_out = Signal(shape=(node.size_out,), name=f"{node}.out")
    if _is_process(node):
        model.build(node.output, sig_in, sig_out, mode="set")
    else:
        output = sig_out if node.size_out > 0 else None
        model.add_op(SimPyFunc(output=output, fn=node.output, t=model.time, x=sig_in))
    return sig_out if node.size_out > 0 else None
