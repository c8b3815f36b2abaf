"""Activities of ensembles at their evaluation points, computed once for all connections."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

import nengo.neurons as neurons
from nengo.arrays import Rng
from nengo.solvers import LstsqL2, LstsqL2nz, Solver
from nengo.solvers.base import Info
from nengo.solvers.direct import Cholesky
from nengo.solvers.large import LargeMatrix

LIMIT = 2**29
"""Bytes of activities of one ensemble, 512 MiB: some 5,000 neurons. Those of a larger one are
computed whenever they are read."""

KEPT = 2**26
"""Bytes of activities of several ensembles kept for connections to come, 64 MiB."""

SIZE_AT_ONCE = 2**16
"""Activities computed together: 512 KiB, so that what they follow from stays in the cache."""

SHARING = (LstsqL2, LstsqL2nz)
"""Solvers that gain by activities that are shared; others, or the user's, may write to them."""


class Kept(NamedTuple):
    """What is kept of one ensemble.

    Attributes
    ----------
    built : BuiltEnsemble
        Its parameters.
    eval_points : (n_points, dimensions) ndarray
        The points, in represented space.
    activities : (n_points, n_neurons) ndarray or LargeMatrix
        Rates, in hertz; they cannot be written to.
    solutions : dict
        From solver and targets to what was found.
    """

    built: Any
    eval_points: np.ndarray
    activities: Any
    solutions: dict[Any, tuple[np.ndarray, Info]]

    def solve(self, solver: Solver, targets: np.ndarray, rng: Rng) -> tuple[np.ndarray, Info]:
        """Solve for decoders, unless another connection had the same targets.

        Parameters
        ----------
        solver : Solver
            One that `shares_activities`, and so draws no random numbers.
        targets : (n_points, size_mid) ndarray
            What to decode.
        rng : numpy.random.RandomState
            Generator of the connection.

        Returns
        -------
        decoders : (n_neurons, size_mid) ndarray
        solver_info : dict
        """
        key = (solver, targets.shape, targets.dtype, targets.tobytes())
        if key not in self.solutions:
            self.solutions[key] = solver(self.activities, targets, rng=rng)
        decoders, info = self.solutions[key]
        return decoders.copy(), dict(info)


class SharedActivities:
    """The latest activities of a build. Solvers find their factors by these arrays again."""

    def __init__(self) -> None:
        self._kept: list[Kept] = []

    def of(self, built: Any, ens: Any, eval_points: np.ndarray, solver: Solver) -> Kept:
        """Return activities, if possible those that another connection has asked for.

        Parameters
        ----------
        built : BuiltEnsemble
            The parameters of the ensemble.
        ens : Ensemble
            The ensemble.
        eval_points : (n_points, dimensions) ndarray
            The points, in represented space.
        solver : Solver
            What they are for: `LstsqL2` can work with a `LargeMatrix`.
        """
        for kept in self._kept:
            if kept.built is built and _can_use(kept, eval_points, solver):
                return kept
        self._make_room(8 * len(eval_points) * ens.n_neurons)
        self._kept.append(Kept(built, eval_points, _compute(built, ens, eval_points, solver), {}))
        return self._kept[-1]

    def clear(self) -> None:
        """Forget everything, since the build is over."""
        self._kept.clear()

    def _make_room(self, nbytes: int) -> None:
        """Forget the oldest, before activities of so many bytes are added."""
        while self._kept and nbytes + sum(kept.activities.nbytes for kept in self._kept) > KEPT:
            self._kept.pop(0)


def shares_activities(solver: Solver) -> bool:
    """Whether a solver is one of ours that gains by activities that are shared."""
    return type(solver) in SHARING and type(solver.solver) is Cholesky  # type: ignore[attr-defined]


def _can_use(kept: Kept, eval_points: np.ndarray, solver: Solver) -> bool:
    is_whole = isinstance(kept.activities, np.ndarray)
    return (is_whole or type(solver) is LstsqL2) and np.array_equal(kept.eval_points, eval_points)


def _compute(built: Any, ens: Any, eval_points: np.ndarray, solver: Solver) -> Any:
    """Compute activities for a solver, or prepare to; see `SharedActivities.of`."""
    directions = built.encoders.T / ens.radius
    if not _is_elementwise(ens.neuron_type):
        x = np.dot(eval_points, directions)
        # A view, since a neuron type may return an array of its own.
        activities = ens.neuron_type.rates(x, built.gain, built.bias).view()
    else:
        shape = (len(eval_points), directions.shape[1])

        def compute(rows: slice, columns: slice) -> np.ndarray:
            gain, bias = built.gain[columns], built.bias[columns]
            return _rates(ens.neuron_type, eval_points[rows], directions[:, columns], gain, bias)

        if type(solver) is LstsqL2 and 8 * shape[0] * shape[1] > LIMIT:
            return LargeMatrix(shape, compute)
        activities = compute(slice(None), slice(None))
    activities.flags.writeable = False
    return activities


def _is_elementwise(neuron_type: Any) -> bool:
    """Whether each rate follows from one point and one neuron: so it does with types of ours."""
    base = getattr(neuron_type, "base_type", None)
    is_ours = type(neuron_type) in vars(neurons).values()
    return is_ours and (base is None or _is_elementwise(base))


def _rates(
    neuron_type: Any, points: np.ndarray, directions: np.ndarray, gain: np.ndarray, bias: np.ndarray
) -> np.ndarray:
    """Compute (n_points, n_neurons) activities, a few rows at a time."""
    activities = np.empty((len(points), len(gain)))
    at_once = max(1, SIZE_AT_ONCE // len(gain))
    for start in range(0, len(points), at_once):
        rows = slice(start, start + at_once)
        activities[rows] = neuron_type.rates(np.dot(points[rows], directions), gain, bias)
    return activities
