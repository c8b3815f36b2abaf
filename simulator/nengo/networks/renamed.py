"""Arguments and attributes of former versions."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any

from nengo.exceptions import ObsoleteError


def refuse_net(kwargs: Mapping[str, Any]) -> None:
    """Raise an `ObsoleteError` if a network to fill was passed, as one did before 3.0."""
    if "net" in kwargs:
        raise ObsoleteError(
            "The 'net' argument is no longer supported. Make the network inside the `with` "
            "block of the one that it should be part of.",
            since="3.0",
        )


def renamed(name: str) -> property:
    """Make a property that reads another attribute, and says so."""

    def read(self: Any) -> Any:
        """Read an attribute that has another name now."""
        warnings.warn(
            f"This attribute was renamed. Use {name!r}.", DeprecationWarning, stacklevel=2
        )
        return getattr(self, name)

    return property(read, doc=f"Former name of `{name}`.")
