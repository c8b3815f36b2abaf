"""Forms of linear filters, and discretising them: SciPy's functions, under a published name.

They are fetched when asked for, since importing `scipy.signal` takes longer than all of Nengo.
"""

from typing import Any

_NAMES = [
    "BadCoefficients",
    "abcd_normalize",
    "cont2discrete",
    "normalize",
    "ss2tf",
    "ss2zpk",
    "tf2ss",
    "tf2zpk",
    "zpk2ss",
    "zpk2tf",
]


def __getattr__(name: str) -> Any:
    if name not in _NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import scipy.signal

    return getattr(scipy.signal, name)


def __dir__() -> list[str]:
    return sorted(_NAMES)
