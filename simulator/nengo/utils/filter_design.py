"""Forms of linear filters, and discretising them: SciPy's functions, under a published name."""

from scipy.signal import (
    BadCoefficients,
    abcd_normalize,
    cont2discrete,
    normalize,
    ss2tf,
    ss2zpk,
    tf2ss,
    tf2zpk,
    zpk2ss,
    zpk2tf,
)

__all__ = [
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
