"""Numbers on their way to a small chart."""

from __future__ import annotations

import numpy as np

from nengo_gui.protocol.objects import Chart, Series

BINS = 16
DIGITS = 4
"""Nobody sees more in a chart, and they need not be sent."""


def rounded(values: np.ndarray) -> tuple[float, ...]:
    """Write numbers with few digits; what is not finite becomes zero, which JSON can say."""
    return tuple(
        float(f"{value:.{DIGITS}g}") for value in np.nan_to_num(values, posinf=0, neginf=0)
    )


def histogram(title: str, x: str, y: str, values: np.ndarray) -> Chart:
    """Count how many of some values lie where."""
    values = values[np.isfinite(values)]
    counts, edges = np.histogram(values, bins=BINS)
    middles = (edges[1:] + edges[:-1]) / 2
    return Chart(title, "bars", (Series(rounded(counts)),), x, y, rounded(middles))
