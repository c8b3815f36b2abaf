"""What ``help`` and editors show as the parameters of a class."""

from __future__ import annotations

import inspect
from typing import Any


def constructor_signature(cls: type) -> inspect.Signature:
    """Return the parameters of ``cls.__init__``, without ``self``.

    Where a metaclass or ``__new__`` takes whatever it is given, Python would show only that.
    """
    signature = inspect.signature(cls.__init__)  # type: ignore[misc]
    return signature.replace(parameters=list(signature.parameters.values())[1:])


class ConstructorSignature:
    """A class attribute ``__signature__`` that also holds for subclasses."""

    def __get__(self, obj: Any, cls: type) -> inspect.Signature:
        return constructor_signature(cls)
