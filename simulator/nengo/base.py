"""What ensembles, nodes, connections and probes share.

They are added to the network whose ``with`` block is open, carry a label and a seed, and
remember the line of the model that made them.
"""

from __future__ import annotations

import inspect
import warnings
from typing import Any

import numpy as np

from nengo.arrays import is_integer, maxint, maxseed
from nengo.birthplace import birthplace
from nengo.config import SupportDefaultsMixin
from nengo.context import open_networks
from nengo.exceptions import (
    Birthplace,
    NetworkContextError,
    NotAddedToNetworkWarning,
    ValidationError,
)
from nengo.params import Default, IntParam, Parameter, StringParam, iter_params
from nengo.process import Process, ProcessParam
from nengo.signatures import constructor_signature

__all__ = [
    "NengoObject",
    "NengoObjectParam",
    "NetworkMember",
    "ObjPart",
    "ObjView",
    "Process",
    "ProcessParam",
    "maxint",
    "maxseed",
]


def add_to_open_network(obj: Any) -> None:
    """Add an object to the network of the innermost ``with`` block.

    Raises
    ------
    NetworkContextError
        If no block is open, or networks do not hold objects of that type.
    """
    if len(open_networks) == 0:
        raise NetworkContextError(
            f"{obj} was made outside of any network. Make it inside a `with network:` block, "
            "or pass add_to_container=False."
        ).at(obj)
    objects = open_networks[-1].objects
    for base in type(obj).__mro__:
        if base in objects:
            objects[base].append(obj)
            return
    raise NetworkContextError(
        f"{obj!r} is of type {type(obj).__name__}, but a network holds only "
        f"{', '.join(cls.__name__ for cls in objects)} objects. Add one of these."
    )


class NetworkMember(type):
    """Adds each new object to the open network, once its constructor has succeeded."""

    def __call__(cls, *args: Any, add_to_container: bool = True, **kwargs: Any) -> Any:
        """Make an object; ``add_to_container=False`` keeps it out of the network."""
        obj = cls.__new__(cls)  # type: ignore[call-overload]
        obj.__dict__["_birthplace"] = birthplace()
        obj.__init__(*args, **kwargs)
        obj.__dict__["_initialized"] = True
        if add_to_container:
            add_to_open_network(obj)
        return obj

    @property
    def __signature__(cls) -> inspect.Signature:
        """The parameters of the class and, by keyword, ``add_to_container``."""
        signature = constructor_signature(cls)
        return signature.replace(parameters=[*signature.parameters.values(), _ADD_TO_CONTAINER])


_ADD_TO_CONTAINER = inspect.Parameter(
    "add_to_container", inspect.Parameter.KEYWORD_ONLY, default=True, annotation="bool"
)


class NengoObject(SupportDefaultsMixin, metaclass=NetworkMember):
    """Base of the objects that a network is made of.

    Parameters
    ----------
    label : str, optional
        A name for people.
    seed : int, optional
        Fixes all random choices made when the object is built, 0 … 2³² - 1.
    """

    label = StringParam("label", default=None, optional=True)
    seed = IntParam("seed", default=None, low=0, high=maxseed, optional=True)

    connectable = True
    """Whether a connection may begin or end here."""

    _initialized = False
    _birthplace: Birthplace | None = None

    def __init__(self, label: Any, seed: Any) -> None:
        self.label = label
        self.seed = seed

    @property
    def params(self) -> list[str]:
        """Names of all parameters."""
        return list(iter_params(self))

    def copy(self, add_to_container: bool = True) -> Any:
        """Return a copy that shares the values of all parameters.

        Parameters
        ----------
        add_to_container : bool
            Whether to add it to the open network.
        """
        twin = type(self).__new__(type(self))
        twin.__dict__.update(self.__dict__)
        twin.__dict__["_birthplace"] = birthplace()
        if add_to_container:
            add_to_open_network(twin)
        return twin

    def __setattr__(self, name: str, value: Any) -> None:
        if self._initialized and value is not Default and not hasattr(self, name):
            warnings.warn(
                f"{self} has no attribute {name!r}, so a new one is created. "
                "Was another one meant?",
                SyntaxWarning,
                stacklevel=2,
            )
        super().__setattr__(name, value)

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        if len(open_networks) > 0:
            warnings.warn(NotAddedToNetworkWarning(self), stacklevel=2)

    def __str__(self) -> str:
        return self._text()

    def __repr__(self) -> str:
        return self._text(f" at 0x{id(self):x}")

    def _text(self, address: str = "") -> str:
        if self.label is None:
            return f"<{type(self).__name__} (unlabeled) at 0x{id(self):x}>"
        return f"<{type(self).__name__} {self.label!r}{address}>"


class ObjPart:
    """Base of what belongs to an object and can be connected, without being one itself."""


class ObjView:
    """Some of the dimensions of an object, as ``obj[key]``.

    Parameters
    ----------
    obj : Ensemble, Node, Neurons or LearningRule
        The whole.
    key : int, slice, list of int, or ndarray
        Which dimensions, as in indexing an array with one axis.

    Attributes
    ----------
    slice : slice or list of int or ndarray
        The key; an integer becomes a slice of length one.
    size_in, size_out : int or None
        How many dimensions are taken on either side; None where the key is not valid.

    Raises
    ------
    IndexError
        If the key is valid on neither side.
    """

    def __init__(self, obj: Any, key: Any = slice(None)) -> None:
        self.obj = obj
        self.size_in = _n_selected(obj.size_in, key)
        self.size_out = _n_selected(obj.size_out, key)
        if self.size_in is None and self.size_out is None:
            raise IndexError(
                f"{key!r} selects nothing of {obj}, which has {obj.size_in} inputs and "
                f"{obj.size_out} outputs. Use an index, a slice or a list within these."
            )
        self.slice = _as_slice(int(key)) if _is_index(key) else key

    @property
    def _birthplace(self) -> Any:
        return self.obj._birthplace

    def copy(self) -> ObjView:
        """Return another view of the same dimensions."""
        return ObjView(self.obj, self.slice)

    def __len__(self) -> int:
        return self.size_out or 0

    def __str__(self) -> str:
        return f"{self.obj}[{_key_text(self.slice)}]"

    def __repr__(self) -> str:
        return f"{self.obj!r}[{_key_text(self.slice)}]"


class NengoObjectParam(Parameter):
    """One end of a connection, or the target of a probe.

    Parameters
    ----------
    nonzero_size_in, nonzero_size_out : bool
        Whether the object must take, or give, at least one number.
    """

    def __init__(
        self,
        name: str,
        optional: bool = False,
        readonly: bool = True,
        nonzero_size_in: bool = False,
        nonzero_size_out: bool = False,
    ) -> None:
        super().__init__(name, optional=optional, readonly=readonly)
        self.nonzero_size_in = nonzero_size_in
        self.nonzero_size_out = nonzero_size_out

    def coerce(self, obj: Any, value: Any) -> Any:
        """Accept an object of a network, or a part or slice of one."""
        if not isinstance(value, NengoObject | ObjView | ObjPart):
            raise ValidationError(
                f"{value!r} is not an object of a network, but must be one, or a part or slice "
                "of one. Pass an ensemble, a node, neurons, ….",
                attr=self.name,
                obj=obj,
            )
        self._check_size(obj, value, "size_in", self.nonzero_size_in)
        self._check_size(obj, value, "size_out", self.nonzero_size_out)
        return super().coerce(obj, value)

    def _check_size(self, obj: Any, value: Any, which: str, needed: bool) -> None:
        if needed and (getattr(value, which) or 0) < 1:
            raise ValidationError(
                f"{value} has {which} {getattr(value, which)}, but needs 1 or more here. "
                "Give it a size, or choose another object.",
                attr=self.name,
                obj=obj,
            )


def _is_index(key: Any) -> bool:
    return is_integer(key) or (isinstance(key, np.ndarray) and key.ndim == 0)


def _as_slice(index: int) -> slice:
    # The last entry has no successor to stop at.
    return slice(index, None if index == -1 else index + 1)


def _n_selected(size: int, key: Any) -> int | None:
    """Return how many of ``size`` entries a key selects; None if it is not valid."""
    try:
        return np.arange(size)[key].size
    except IndexError:
        return None


def _key_text(key: Any) -> str:
    if not isinstance(key, slice):
        return str(key)
    ends = [key.start, key.stop] + ([] if key.step is None else [key.step])
    return ":".join("" if end is None else str(end) for end in ends)
