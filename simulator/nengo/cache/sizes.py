"""Sizes of files, as people write them."""

from __future__ import annotations

SYMBOLS = ("B", "KB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB")
"""Each unit is 1024 times the one before."""


def bytes2human(n: float, fmt: str = "%(value).1f %(symbol)s") -> str:
    """Write a number of bytes with the largest unit that leaves it at least one.

    Parameters
    ----------
    n : float
        Number of bytes.
    fmt : str
        Template with the fields ``value`` and ``symbol``.

    Examples
    --------
    >>> bytes2human(10000)
    '9.8 KB'
    """
    power = 0
    value = float(n)
    while value >= 1024 and power < len(SYMBOLS) - 1:
        value /= 1024
        power += 1
    return fmt % {"value": value, "symbol": SYMBOLS[power]}


def human2bytes(s: str) -> int:
    """Read a number with a unit, such as ``"512 MB"``, as a number of bytes.

    Raises
    ------
    ValueError
        If there is no number, or no unit.
    """
    text = s.strip().upper()
    number = text.rstrip("".join(set("".join(SYMBOLS))))
    symbol = text[len(number) :]
    if symbol not in SYMBOLS:
        raise ValueError(
            f"{s!r} is not a size. Write a number and one of {', '.join(SYMBOLS)}, "
            "for example '512 MB'."
        )
    return int(float(number) * 1024 ** SYMBOLS.index(symbol))


def byte_align(size: int, alignment: int) -> int:
    """Round a size up to a whole number of blocks.

    Parameters
    ----------
    size, alignment : int
        Size, and length of a block, in bytes.
    """
    return -(-size // alignment) * alignment
