"""Names that other packages have taken over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from nengo.exceptions import MovedError


def moved(location: str) -> Callable[..., NoReturn]:
    """Make a function that says where its former self lives now.

    Parameters
    ----------
    location : str
        The module to import it from.
    """

    def say_where(*args: Any, **kwargs: Any) -> NoReturn:
        """Raise a `MovedError`: this lives elsewhere now."""
        raise MovedError(location=location)

    return say_where
