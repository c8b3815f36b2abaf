"""Markers that stand where a value is still to be found."""

from __future__ import annotations


class DefaultType:
    """A marker called ``name``, the same one in every process and after every copy."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name

    def __reduce__(self) -> str:
        # A string means: look it up in my module. So copies and pickles stay identical.
        return self.name


Default = DefaultType("Default")
"""Take the default that the configuration in force has for this argument."""

ConnectionDefault = DefaultType("ConnectionDefault")
"""Take the default that the configuration in force has for connections."""

Unconfigurable = DefaultType("Unconfigurable")
"""There is no default: the argument is required."""
