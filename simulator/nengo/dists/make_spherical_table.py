"""Write ``spherical_table.npz``, which `nengo.dists.spherical_table` reads.

Run it as ``python make_spherical_table.py OUTPUT.npz`` with SciPy 1.11 or older. The inverse of
the incomplete beta function was replaced in SciPy 1.12; it differs by up to 5e-5 for hundreds of
dimensions, and every ensemble made with a seed would differ with it.

The table has a row for each of 50 dimension parameters q (``dims``), with 200 points of the
function y(x), where y is the inverse regularised incomplete beta function with parameters q/2
and 1/2. Points are denser where the function bends.
"""

from __future__ import annotations

import sys

import numpy as np
import scipy
from scipy.special import betainc, betaincinv

N_POINTS = 200
N_EVEN = 40  # points spread evenly; the others follow the function's slope
LAST_CONSECUTIVE = 25
N_SPARSE = 25
LARGEST = 1000


def main(path: str) -> None:
    """Compute the table and write it to ``path``."""
    version = tuple(int(number) for number in scipy.__version__.split(".")[:2])
    if version >= (1, 12):
        sys.exit(f"SciPy {scipy.__version__} inverts differently. Use SciPy 1.11 or older.")
    filler = np.random.RandomState(0)
    dims = dimension_parameters()
    x = np.array([abscissae(q, filler) for q in dims])
    y = np.array([betaincinv(q / 2.0, 0.5, row) for q, row in zip(dims, x)])  # noqa: B905
    np.savez_compressed(path, dims=dims, x=x, y=y)


def dimension_parameters() -> np.ndarray:
    """All small dimension parameters, then ever fewer up to the largest."""
    sparse = np.logspace(np.log10(LAST_CONSECUTIVE + 1), np.log10(LARGEST), N_SPARSE)
    return np.concatenate([np.arange(1, LAST_CONSECUTIVE + 1), np.round(sparse).astype(int)])


def abscissae(q: int, filler: np.random.RandomState) -> np.ndarray:
    """200 sorted points in [0, 1]; random ones replace those that coincide."""
    along_slope = betainc(q / 2.0, 0.5, np.linspace(1e-16, 1 - 1e-7, N_POINTS - N_EVEN))
    x = np.unique(np.concatenate([np.linspace(0, 1, N_EVEN), along_slope]))
    while len(x) < N_POINTS:
        x = np.unique(np.concatenate([x, filler.uniform(size=N_POINTS - len(x))]))
    return x


if __name__ == "__main__":
    main(sys.argv[1])
