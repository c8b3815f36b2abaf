"""Packages that only some features need."""

from __future__ import annotations

import importlib.util


def require(module: str, feature: str, install: str | None = None) -> None:
    """Raise an error that says how to install a package, unless it is there.

    Parameters
    ----------
    module : str
        Name under which the package is imported.
    feature : str
        What needs it.
    install : str, optional
        Name under which it is installed, if another.

    Raises
    ------
    ModuleNotFoundError
        If the package is not installed.
    """
    if importlib.util.find_spec(module) is None:
        name = module if install is None else install
        raise ModuleNotFoundError(
            f'{feature} needs {name}, which is not installed. Run: pip install "{name}"',
            name=module,
        )
