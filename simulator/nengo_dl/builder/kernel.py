"""The contract of kernels: like operators of a step, done at once, in JAX.

A kernel sees its operands as arrays ``(…, n)``: the entries of all its operators behind each other
on the last axis. What stands before is none of its business: nothing (the same for all items),
``(batch,)``, or ``(steps, batch)`` where nothing has to be done step by step.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple

import jax
import numpy as np

from nengo.builder.operator import Operator
from nengo.builder.signal import Signal

SET, INC, UPDATE = "set", "inc", "update"
"""What may happen to a signal; see `nengo.builder.operator.Operator`."""


class Ref(NamedTuple):
    """Some entries of a signal.

    Attributes
    ----------
    signal : Signal
        The signal, or a view of it that contains the entries.
    positions : (n,) ndarray of int
        The entries, counted in the flattened base of the signal; one may occur several times.
    """

    signal: Signal
    positions: np.ndarray

    @property
    def base(self) -> Signal:
        """The signal that owns the memory."""
        return self.signal.base

    @property
    def size(self) -> int:
        """How many entries."""
        return self.positions.size


def ref(signal: Signal, indices: Any = None, shape: tuple[int, ...] | None = None) -> Ref:
    """Refer to a signal.

    Parameters
    ----------
    signal : Signal
        The signal.
    indices : list of int or ndarray, optional
        Which entries of the first axis, by default all.
    shape : tuple of int, optional
        A shape to which what was chosen is broadcast.
    """
    positions = positions_of(signal)
    if indices is not None:
        positions = positions[indices]
    if shape is not None:
        positions = np.broadcast_to(positions, shape)
    return Ref(signal, positions.reshape(-1))


def positions_of(signal: Signal) -> np.ndarray:
    """Return where in its flattened base each entry of a signal is, in the signal's shape."""
    if signal.sparse:
        return np.arange(signal.size)
    base = np.arange(signal.base.size)
    if not signal.is_view:
        return base.reshape(signal.shape)
    assert signal.elemstrides is not None
    strides = tuple(stride * base.itemsize for stride in signal.elemstrides)
    return np.ndarray(signal.shape, base.dtype, base, signal.elemoffset * base.itemsize, strides)


class Write(NamedTuple):
    """What a kernel does to some entries: it sets, increments or updates them."""

    mode: str
    ref: Ref


class Access(NamedTuple):
    """What one operator touches.

    Attributes
    ----------
    reads : tuple of Ref
        Its operands in this step.
    keeps : tuple of Ref
        What it left behind in the last step, and writes itself.
    writes : tuple of Write
        Its results.
    """

    reads: tuple[Ref, ...] = ()
    keeps: tuple[Ref, ...] = ()
    writes: tuple[Write, ...] = ()


class Context(NamedTuple):
    """What a kernel may know besides its operands.

    Attributes
    ----------
    dt : float
        Length of a step, in seconds.
    batch : int
        Number of items.
    step : jax.Array
        () or (steps, 1, 1) the number of the step.
    key : jax.Array
        Of the random numbers of this run; fold the step into it.
    training : bool
        Whether gradients are wanted.
    """

    dt: float
    batch: int
    step: jax.Array
    key: jax.Array
    training: bool


class Training(NamedTuple):
    """How neurons are trained.

    Attributes
    ----------
    surrogate : bool
        Whether spiking neurons go on spiking, with the gradient of their rates.
    smoothing : float or None
        Sigma by which the curve of LIF neurons is smoothed.
    """

    surrogate: bool = False
    smoothing: float | None = None


class Kernel:
    """Like operators, done at once. A subclass defines `access` and `__call__`.

    Parameters
    ----------
    operators : sequence of Operator
        Those that are done; none depends on another one.
    dt : float
        Length of a step, in seconds.

    Attributes
    ----------
    reads, keeps, writes : list of list of Ref
        For each role in `Access`, what each operator refers to.
    modes : list of str
        What happens to each role of ``writes``.
    """

    def __init__(self, operators: Sequence[Operator], dt: float) -> None:
        self.operators = tuple(operators)
        self.dt = dt
        accesses = [type(self).access(op) for op in operators]
        self.reads = _by_role([access.reads for access in accesses])
        self.keeps = _by_role([access.keeps for access in accesses])
        writes = [access.writes for access in accesses]
        self.modes = [write.mode for write in writes[0]]
        self.writes = _by_role([tuple(w.ref for w in each) for each in writes])

    @classmethod
    def accepts(cls, op: Operator) -> bool:
        """Whether this kernel can do what ``op`` does."""
        return True

    @classmethod
    def likeness(cls, op: Operator) -> Hashable:
        """Operators of equal likeness can be done at once; by default all of the kind."""
        return ()

    @classmethod
    def access(cls, op: Operator) -> Access:
        """Say what ``op`` touches."""
        raise NotImplementedError

    def __call__(
        self, ctx: Context, reads: list[jax.Array], keeps: list[jax.Array]
    ) -> list[jax.Array]:
        """Do it.

        Parameters
        ----------
        ctx : Context
            Time and randomness.
        reads, keeps : list of (…, n) array
            One for each role in `Access`.

        Returns
        -------
        list of (…, n) array
            One for each write.
        """
        raise NotImplementedError

    @property
    def in_order(self) -> bool:
        """Whether steps must be done one after the other even if nothing is carried over."""
        return False

    def when_training(self, training: Training) -> Kernel:
        """Return what is done instead while training; itself, unless gradients need help."""
        return self

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self.operators)}: {self.operators[0]}>"


def _by_role(refs: list[tuple[Ref, ...]]) -> list[list[Ref]]:
    """Turn refs per operator into refs per role."""
    return [list(role) for role in zip(*refs, strict=True)]


KernelType = type[Kernel]
_kernels: dict[type[Operator], list[KernelType]] = {}


def lowers(*operator_types: type[Operator]) -> Callable[[KernelType], KernelType]:
    """Decorate a kernel that does what operators of these very types do, if it accepts them."""

    def register(kernel: KernelType) -> KernelType:
        for operator_type in operator_types:
            _kernels.setdefault(operator_type, []).insert(0, kernel)
        return kernel

    return register


def kernel_for(op: Operator) -> KernelType | None:
    """Return the kernel that does what ``op`` does, the one registered last first; or None."""
    return next((kernel for kernel in _kernels.get(type(op), []) if kernel.accepts(op)), None)
