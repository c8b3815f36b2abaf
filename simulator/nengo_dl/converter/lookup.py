"""Finding what a part of a Keras model has become."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nengo_dl.converter.graph import Call


class Lookup(Mapping):
    """From tensors of a model to objects of the network.

    It can also be asked for a layer, or the name of one, if that is used once.

    Parameters
    ----------
    what : str
        What is looked up, for messages.
    calls : list of Call
        The calls whose outputs are in here.
    objects : dict
        The `id` of each tensor → its object.
    """

    def __init__(self, what: str, calls: list[Call], objects: dict[int, Any]) -> None:
        self.what = what
        self.calls = calls
        self.objects = objects

    def __getitem__(self, key: Any) -> Any:
        found = [x for call in self.calls for x in call.outputs if _is_meant(key, call, x)]
        if len(found) == 1:
            return self.objects[id(found[0])]
        raise KeyError(
            f"{key!r} is {len(found) or 'none'} of the {self.what} of the model, which are "
            f"{', '.join(call.name for call in self.calls)}. Pass a tensor of converter.model, or "
            "a layer that is used once."
        )

    def __iter__(self) -> Iterator[Any]:
        return (tensor for call in self.calls for tensor in call.outputs)

    def __len__(self) -> int:
        return sum(len(call.outputs) for call in self.calls)


def _is_meant(key: Any, call: Call, tensor: Any) -> bool:
    if isinstance(key, str):
        return key in (call.name, call.layer.name)
    return key is tensor or key is call.layer
