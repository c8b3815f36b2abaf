"""A named array to be: what operators read and write, before any memory exists."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.arrays import is_array, is_integer, is_spmatrix
from nengo.builder.signal.zeros import shared_zeros
from nengo.exceptions import SignalError
from nengo.rc import rc
from nengo.transforms import SparseMatrix


def is_sparse(obj: Any) -> bool:
    """Whether ``obj`` is a `.SparseMatrix` or a SciPy sparse matrix."""
    return isinstance(obj, SparseMatrix) or is_spmatrix(obj)


class Signal:
    """The description of an array: shape, dtype, initial value, and of what it is a view.

    Parameters
    ----------
    initial_value : array_like or sparse matrix, optional
        Value before the first step, and after each reset.
    shape : tuple of int, optional
        Shape, if no initial value is given: zeros of the configured dtype.
    name : str, optional
        For people only.

    Other Parameters
    ----------------
    base : Signal, optional
        The signal this one is a view of. Views are made by indexing and `reshape`.
    readonly : bool
        Whether no operator may change it.
    offset : int
        Bytes between the start of the base and the start of this view.

    Raises
    ------
    SignalError
        If the initial value contains NaN.
    """

    assert_named_signals = False
    """Set to True while debugging, to refuse signals without a name."""

    def __init__(
        self,
        initial_value: Any = None,
        shape: tuple[int, ...] | None = None,
        name: str | None = None,
        base: Signal | None = None,
        readonly: bool = False,
        offset: int = 0,
    ) -> None:
        if self.assert_named_signals and not name:
            raise SignalError("A signal has no name, but assert_named_signals is set. Pass name=…")
        if base is None:
            initial_value = _zeros(shape) if initial_value is None else _frozen(initial_value)
        self._initial_value = initial_value
        if shape is not None and tuple(shape) != self.shape:
            raise SignalError(
                f"The initial value has shape {self.shape}, but shape={tuple(shape)} was asked. "
                "Leave one of the two out."
            )
        self._name = name
        self._base = base
        self.readonly = readonly
        self._offset = offset

    @property
    def initial_value(self) -> np.ndarray:
        """(...) read-only ndarray, or sparse matrix: the value before the first step."""
        return self._initial_value

    @initial_value.setter
    def initial_value(self, value: Any) -> None:
        raise SignalError(
            f"{self} has its initial value for good: its views show the same memory. "
            "Make a new signal."
        )

    @property
    def base(self) -> Signal:
        """The signal that owns the memory: this one, unless it is a view."""
        return self if self._base is None else self._base

    @property
    def is_view(self) -> bool:
        """Whether the memory belongs to another signal."""
        return self._base is not None

    @property
    def name(self) -> str:
        """What people call it."""
        return self._name if self._name is not None else f"<unnamed at 0x{id(self):x}>"

    @name.setter
    def name(self, name: str) -> None:
        self._name = name

    @property
    def sparse(self) -> bool:
        """Whether the value is a sparse matrix."""
        return not is_array(self._initial_value)

    @property
    def dtype(self) -> np.dtype:
        """Type of the entries."""
        return self._initial_value.dtype

    @property
    def shape(self) -> tuple[int, ...]:
        """Length along each axis."""
        return self._initial_value.shape

    @property
    def ndim(self) -> int:
        """Number of axes."""
        return self._initial_value.ndim

    @property
    def size(self) -> int:
        """Number of entries; of stored entries, if sparse."""
        return self._initial_value.size

    @property
    def itemsize(self) -> int:
        """Bytes of one entry."""
        return self.dtype.itemsize

    @property
    def nbytes(self) -> int:
        """Bytes of all entries."""
        return self.size * self.itemsize

    @property
    def offset(self) -> int:
        """Bytes between the start of the base and the start of this signal."""
        return self._offset

    @property
    def elemoffset(self) -> int:
        """Entries between the start of the base and the start of this signal."""
        return self.offset // self.itemsize

    @property
    def strides(self) -> tuple[int, ...] | None:
        """Bytes from one entry to the next along each axis; None if sparse."""
        return None if self.sparse else self._initial_value.strides

    @property
    def elemstrides(self) -> tuple[int, ...] | None:
        """Entries from one to the next along each axis; None if sparse."""
        strides = self.strides
        return None if strides is None else tuple(s // self.itemsize for s in strides)

    def store_by_columns(self) -> None:
        """Keep a matrix that nobody changes column by column in memory; its values stay.

        Raises
        ------
        SignalError
            If the signal is a view, or may be written to.
        """
        if self.is_view or not self.readonly:
            raise SignalError(
                f"{self} cannot be rearranged in memory: views of it may exist. "
                "Do so with read-only signals that own their memory."
            )
        self._initial_value = np.asfortranarray(self._initial_value)
        self._initial_value.flags.writeable = False

    def reshape(self, *shape: int | tuple[int, ...]) -> Signal:
        """Return a view with another shape on the same memory.

        Raises
        ------
        SignalError
            If that needs a copy, or the signal is sparse.
        """
        self._refuse_sparse("reshaped")
        view = self._initial_value.reshape(*shape)
        if not np.may_share_memory(view, self._initial_value):
            raise SignalError(
                f"{self} cannot have shape {view.shape} without a copy. "
                "Reshape a contiguous signal."
            )
        return self._view(view, f"{self.name}.reshape({view.shape})")

    def may_share_memory(self, other: Signal) -> bool:
        """Whether writing to one of the two might change the other."""
        if self is other:
            return True
        if self.base is not other.base or self.sparse:
            return False
        return np.may_share_memory(self._initial_value, other._initial_value)

    def __getitem__(self, item: Any) -> Signal:
        if item is Ellipsis or (isinstance(item, slice) and item == slice(None)):
            return self
        self._refuse_sparse("sliced")
        items = item if isinstance(item, tuple) else (item,)
        if not all(is_integer(i) or isinstance(i, slice) or i is Ellipsis for i in items):
            raise SignalError(
                f"{self} was indexed with {item!r}, but views take integers and slices only. "
                "Use a Copy operator for index lists."
            )
        if all(is_integer(i) for i in items):
            # A scalar would not be a view any more.
            items = (*items[:-1], slice(items[-1], None if items[-1] == -1 else items[-1] + 1))
        return self._view(self._initial_value[items], f"{self.name}[{_index_text(items)}]")

    def __repr__(self) -> str:
        return f"{type(self).__name__}(name={self.name}, shape={self.shape})"

    def __getstate__(self) -> dict[str, Any]:
        state = dict(self.__dict__)
        if self.is_view:
            # Arrays are pickled one by one: a view must find its base's memory again.
            state["_initial_value"] = (self.shape, self.strides)
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        if self._base is not None:
            shape, strides = state["_initial_value"]
            owner = self._base.initial_value
            self._initial_value = np.ndarray(shape, owner.dtype, owner, self._offset, strides)
        elif not self.sparse:
            self._initial_value.flags.writeable = False

    def _view(self, value: np.ndarray, name: str) -> Signal:
        offset = self._offset + _address(value) - _address(self._initial_value)
        return Signal(value, name=name, base=self.base, readonly=self.readonly, offset=offset)

    def _refuse_sparse(self, done: str) -> None:
        if self.sparse:
            raise SignalError(f"{self} is sparse and cannot be {done}. Use a dense signal.")


def _zeros(shape: tuple[int, ...] | None) -> np.ndarray:
    if shape is None:
        raise SignalError("A signal got neither initial value nor shape. Pass one of the two.")
    return shared_zeros(tuple(shape), rc.float_dtype)


def _frozen(value: Any) -> Any:
    """Return the value as a contiguous read-only array (or a sparse matrix) without NaN."""
    if is_sparse(value):
        _refuse_nan(value.data)
        return value
    if is_array(value) and not value.any():
        return shared_zeros(value.shape, value.dtype)
    # What nobody can write need not be copied.
    if is_array(value) and value.flags.c_contiguous and not value.flags.writeable:
        array = value
    else:
        array = np.array(value, order="C")
    _refuse_nan(array)
    array.flags.writeable = False
    return array


def _refuse_nan(array: Any) -> None:
    if np.issubdtype(np.asarray(array).dtype, np.inexact) and np.isnan(array).any():
        raise SignalError(
            "The initial value of a signal contains NaN, but must be numbers. "
            "Look for 0/0 in what it was computed from."
        )


def _address(array: np.ndarray) -> int:
    return array.__array_interface__["data"][0]


def _index_text(items: tuple) -> str:
    return ", ".join(_slice_text(i) if isinstance(i, slice) else str(i) for i in items)


def _slice_text(item: slice) -> str:
    ends = [item.start, item.stop] + ([] if item.step is None else [item.step])
    return ":".join("" if end is None else str(end) for end in ends)
