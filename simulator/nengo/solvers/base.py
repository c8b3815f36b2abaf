"""The contract of solvers: find the decoders with which activities give target values."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from nengo.arrays import Rng, rms
from nengo.params import BoolParam, FrozenObject, Parameter
from nengo.params.base import Obj

Info = dict[str, Any]
"""What a solver found out besides the solution, by name."""


class Solver(FrozenObject):
    """A way to solve ``A X = Y`` for ``X``.

    Parameters
    ----------
    weights : bool
        Whether to solve for all weights from neurons to neurons, rather than for decoders.

    Attributes
    ----------
    compositional : bool
        Whether weights can be had by multiplying decoders with transform and encoders;
        otherwise they are solved for directly.
    """

    compositional: ClassVar[bool] = True

    weights = BoolParam("weights", default=False, readonly=True)

    def __init__(self, weights: bool = False) -> None:
        super().__init__()
        self.weights = weights

    def __call__(self, A: np.ndarray, Y: np.ndarray, rng: Rng = np.random) -> Any:
        """Solve ``A X = Y``.

        Parameters
        ----------
        A : (n_points, n_neurons) ndarray
            Activities, in hertz.
        Y : (n_points,) or (n_points, size_out) ndarray
            Target values.
        rng : RandomState
            Generator to draw from, if the solver is random.

        Returns
        -------
        X : (n_neurons,) or (n_neurons, size_out) ndarray
            The solution; it has one axis if ``Y`` has.
        info : dict
            What else was found: mostly ``rmses``, the root mean square error of each dimension,
            and ``time``, in seconds.
        """
        raise NotImplementedError(
            f"{type(self).__name__} does not say how to solve. Define __call__(A, Y, rng)."
        )


class SolverParam(Parameter):
    """A solver."""

    def coerce(self, obj: Obj, value: Any) -> Solver | None:
        """Accept a `Solver`."""
        self.check_type(obj, value, Solver)
        return super().coerce(obj, value)


def format_system(A: np.ndarray, Y: np.ndarray) -> tuple[np.ndarray, int, int, int, bool]:
    """Give ``Y`` two axes, and count those of ``A``.

    Returns
    -------
    Y : (m, d) ndarray
        The targets.
    m, n, d : int
        Number of points, neurons and dimensions.
    has_columns : bool
        Whether ``Y`` had two axes already.
    """
    m, n = A.shape
    has_columns = Y.ndim > 1
    Y = Y if has_columns else Y[:, np.newaxis]
    return Y, m, n, Y.shape[1], has_columns


def rmses(A: np.ndarray, X: np.ndarray, Y: np.ndarray) -> np.ndarray | np.floating:
    """Root mean square error of each dimension of the solution ``X`` of ``A X = Y``."""
    return rms(Y - np.dot(A, X), axis=0)
