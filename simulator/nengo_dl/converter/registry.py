"""Which converter is for which kind of layer."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

_converters: dict[type, Any] = {}


def register(*layer_types: type) -> Callable[[type], type]:
    """Decorate the `LayerConverter` for layers of these very types.

    Subclasses of the types are not meant: what they change may be what is converted.

    Parameters
    ----------
    *layer_types : type
        Classes of Keras layers.

    Examples
    --------
    >>> @nengo_dl.Converter.register(MyLayer)
    ... class ConvertMyLayer(nengo_dl.converter.LayerConverter):
    ...     def convert(self):
    ...         node = self.add_node()
    ...         self.connect(self.inputs[0], node, transform=self.layer.factor)
    ...         return node
    """

    def add(converter: type) -> type:
        for layer_type in layer_types:
            if layer_type in _converters:
                warnings.warn(
                    f"{layer_type.__name__} had a converter already, which {converter.__name__} "
                    "replaces.",
                    stacklevel=2,
                )
            _converters[layer_type] = converter
        return converter

    return add


def registered(layer: Any) -> Any:
    """Return the converter registered for the type of a layer, or None."""
    return _converters.get(type(layer))
