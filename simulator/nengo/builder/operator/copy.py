"""Copy or add one signal, or a part of it, to another."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.builder.operator.base import Operator, Step
from nengo.builder.signal import Signal, SignalDict
from nengo.exceptions import BuildError


class Copy(Operator):
    """Set ``dst`` to ``src``, or increment it by ``src``.

    Reads ``src``; sets ``dst``, or with ``inc`` increments it.

    Parameters
    ----------
    src : Signal
        (...) where values come from.
    dst : Signal
        (...) where they go.
    src_slice, dst_slice : slice or list of int or ndarray, optional
        Part of the first axis that takes part, all of it by default. Only index lists are kept
        as attributes: slices make a view of the signal.
    inc : bool
        Whether to add to ``dst`` instead of replacing its value.
    tag : str, optional
        For people only.

    Raises
    ------
    BuildError
        When the step is made, if shapes do not fit, or if an index occurs twice in ``dst_slice``
        without ``inc``: which of the values should stay? With ``inc``, both are added.
    """

    def __init__(
        self,
        src: Signal,
        dst: Signal,
        src_slice: Any = None,
        dst_slice: Any = None,
        inc: bool = False,
        tag: str | None = None,
    ) -> None:
        super().__init__(tag=tag)
        if isinstance(src_slice, slice):
            src, src_slice = src[src_slice], None
        if isinstance(dst_slice, slice):
            dst, dst_slice = dst[dst_slice], None
        self.src_slice = src_slice
        self.dst_slice = dst_slice
        self.inc = inc
        self.sets = [] if inc else [dst]
        self.incs = [dst] if inc else []
        self.reads = [src]
        self.updates = []

    @property
    def src(self) -> Signal:
        """The signal that is copied."""
        return self.reads[0]

    @property
    def dst(self) -> Signal:
        """The signal that is written."""
        return self.incs[0] if self.inc else self.sets[0]

    @property
    def _description(self) -> str:
        src = f"{self.src}{_indices_text(self.src_slice)}"
        dst = f"{self.dst}{_indices_text(self.dst_slice)}"
        return f"{dst} {'+=' if self.inc else '='} {src}"

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """See `Operator.make_step`."""
        src, dst = signals[self.src], signals[self.dst]
        take = None if self.src_slice is None else np.arange(len(src))[self.src_slice]
        put = None if self.dst_slice is None else np.arange(len(dst))[self.dst_slice]
        self._check_shapes(src if take is None else src[take], dst if put is None else dst[put])
        if put is None:
            return _copy(src, take, dst, self.inc)
        return _scatter(src, take, dst, put, self)

    def _check_shapes(self, src: np.ndarray, dst: np.ndarray) -> None:
        try:
            np.broadcast_to(src, dst.shape)
        except ValueError as error:
            raise BuildError(
                f"{self}: shape {src.shape} does not fit shape {dst.shape}. "
                "Check the slices and the sizes of what is connected."
            ) from error


def _copy(src: np.ndarray, take: np.ndarray | None, dst: np.ndarray, inc: bool) -> Step:
    """Return a step whose destination is one piece of memory."""
    if take is not None:
        taken = np.empty(take.shape + src.shape[1:], src.dtype)

        def copy_taken() -> None:
            # The indices are in range; any mode but "raise" avoids a buffer.
            src.take(take, axis=0, out=taken, mode="wrap")
            np.add(dst, taken, out=dst) if inc else np.copyto(dst, taken)

        return copy_taken
    if inc:

        def increment() -> None:
            np.add(dst, src, out=dst)

        return increment

    def copy() -> None:
        dst[...] = src

    return copy


def _scatter(
    src: np.ndarray, take: np.ndarray | None, dst: np.ndarray, put: np.ndarray, op: Copy
) -> Step:
    """Return a step whose destination is a list of places."""
    if not op.inc and np.unique(put).size < put.size:
        raise BuildError(
            f"{op} sets the same entry twice, in dst_slice={op.dst_slice}. "
            "Name each index once, or increment instead (inc=True)."
        )
    picked = np.arange(len(src)) if take is None else take

    def set_places() -> None:
        dst[put] = src[picked]

    def increment_places() -> None:
        np.add.at(dst, put, src[picked])

    return increment_places if op.inc else set_places


def _indices_text(indices: Any) -> str:
    return "" if indices is None else f"[{', '.join(str(i) for i in np.asarray(indices))}]"
