"""What users may pass as data, in one form: a dictionary from objects to arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nengo.exceptions import ValidationError
from nengo.node import Node
from nengo_dl.layers import TensorNode

Data = dict[Any, np.ndarray]
"""Node or Probe → (n_items, n_steps, size) array."""


class Names:
    """Finds Nodes or Probes by name or by themselves.

    Parameters
    ----------
    kind : str
        What they are, for messages.
    names : dict
        Object → name, in the order in which lists are read.
    """

    def __init__(self, kind: str, names: Mapping[Any, str]) -> None:
        self.kind, self.names = kind, dict(names)
        self._objects = {name: obj for obj, name in names.items()}

    def find(self, key: Any) -> Any:
        """Return the object that a user means by an object or a name."""
        obj = self._objects.get(key, key) if isinstance(key, str) else key
        if obj not in self.names:
            raise ValidationError(
                f"{key!r} is not among the {self.kind}, which are "
                f"{', '.join(self.names.values()) or 'none'}. Use one of these, or the object "
                "itself.",
                attr="data",
            )
        return obj

    def match(self, given: Any) -> dict[Any, Any]:
        """Return object → value, of a dictionary, a list in order, or one value for the first."""
        if given is None:
            return {}
        if isinstance(given, Mapping):
            return {self.find(key): value for key, value in given.items()}
        values = list(given) if isinstance(given, list | tuple) else [given]
        if len(values) > len(self.names):
            raise ValidationError(
                f"there are {len(values)} values, but only {len(self.names)} {self.kind}. "
                "Pass a dictionary to say which is for whom.",
                attr="data",
            )
        return dict(zip(self.names, values, strict=False))


def arrays(given: Any, names: Names, size_of: Any, dtype: str) -> Data:
    """Check data and put them in one form.

    Parameters
    ----------
    given : dict, list, array or None
        What a user passed.
    names : Names
        The objects that data may be for.
    size_of : callable
        Gives the number of entries in a step of an object.
    dtype : str
        Type of the arrays.

    Raises
    ------
    ValidationError
        If a shape does not fit.
    """
    data = {obj: np.asarray(x, dtype) for obj, x in names.match(given).items() if x is not None}
    for obj, x in data.items():
        if x.ndim != 3 or x.shape[-1] != size_of(obj):
            raise ValidationError(
                f"data for {obj} have shape {x.shape}, but must have three axes: items, steps, "
                f"and {size_of(obj)} entries. Use x[:, None, :] for a single step.",
                attr="data",
                obj=obj,
            )
    if len({len(x) for x in data.values()}) > 1:
        sizes = ", ".join(f"{names.names[obj]}: {len(x)}" for obj, x in data.items())
        raise ValidationError(
            f"data have different numbers of items ({sizes}). Give each the same number.",
            attr="data",
        )
    return data


def is_stream(x: Any) -> bool:
    """Whether data come minibatch by minibatch, from a generator or a data set."""
    if x is None or isinstance(x, Mapping | list | tuple) or hasattr(x, "__array__"):
        return False
    return hasattr(x, "__iter__")


def count_steps(data: Data, n_steps: int | None) -> int:
    """Return the number of steps that data, or else the user, ask for.

    Raises
    ------
    ValidationError
        If nobody says, or they disagree.
    """
    lengths = {x.shape[1] for x in data.values()}
    longer = lengths - {1}
    if len(longer) > 1:
        raise ValidationError(
            f"data have different numbers of steps, {sorted(longer)}. Give each the same number, "
            "or one step for what never changes.",
            attr="data",
        )
    found = max(lengths, default=None)
    if n_steps is None:
        n_steps = found
    if n_steps is None or n_steps < 1:
        raise ValidationError(
            f"is {n_steps}, but must be at least 1. Pass data, or say for how many steps to run.",
            attr="n_steps",
        )
    if longer and n_steps not in longer:
        raise ValidationError(
            f"is {n_steps}, but data have {max(longer)} steps. Leave it out, or cut the data.",
            attr="n_steps",
        )
    return n_steps


def without_repeats(data: Data) -> Data:
    """Return data of which what is the same in all steps has one step only."""
    return {
        obj: x[:, :1] if x.shape[1] > 1 and bool((x == x[:, :1]).all()) else x
        for obj, x in data.items()
    }


def batches(data: Data, batch: int) -> Sequence[tuple[Data, int]]:
    """Cut data into minibatches; the last one is filled up by repeating its last item.

    Returns
    -------
    list of (data, int)
        Each with its number of real items.
    """
    n_items = max((len(x) for x in data.values()), default=batch)
    cut = []
    for start in range(0, n_items, batch):
        part = {obj: x[start : start + batch] for obj, x in data.items()}
        n = min(batch, n_items - start)
        cut.append(({obj: _filled(x, batch) for obj, x in part.items()}, n))
    return cut


def _filled(x: np.ndarray, batch: int) -> np.ndarray:
    missing = batch - len(x)
    return x if missing == 0 else np.concatenate([x, np.repeat(x[-1:], missing, axis=0)])


def input_nodes(nodes: Sequence[Node]) -> list[Node]:
    """Return the nodes of which data may be given: those without input, but with output."""
    return [
        node
        for node in nodes
        if node.size_in == 0 and node.size_out > 0 and not isinstance(node, TensorNode)
    ]
