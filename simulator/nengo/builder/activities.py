"""Activities of ensembles at their evaluation points, computed once for all connections."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

LIMIT = 2**29
"""Bytes of activities kept at a time: 512 MiB, those of one ensemble of 5,000 neurons."""


class Kept(NamedTuple):
    """What is kept of one ensemble."""

    built: Any
    eval_points: np.ndarray
    activities: np.ndarray


class SharedActivities:
    """The latest activities of a build. Solvers find their factors by these arrays again."""

    def __init__(self) -> None:
        self._kept: list[Kept] = []

    def compute(
        self, built: Any, neuron_type: Any, eval_points: np.ndarray, x: np.ndarray
    ) -> np.ndarray:
        """Return activities, if possible those that another connection has asked for.

        Parameters
        ----------
        built : BuiltEnsemble
            The parameters of the ensemble.
        neuron_type : NeuronType
            Its type.
        eval_points : (n_points, dimensions) ndarray
            The points, in represented space.
        x : (n_points, n_neurons) ndarray
            The same points along the encoder of each neuron.

        Returns
        -------
        (n_points, n_neurons) ndarray
            Rates, in hertz; they cannot be written to.
        """
        for kept in self._kept:
            if kept.built is built and np.array_equal(kept.eval_points, eval_points):
                return kept.activities
        # A view, since a neuron type may return an array of its own.
        activities = neuron_type.rates(x, built.gain, built.bias).view()
        activities.flags.writeable = False
        self._keep(Kept(built, eval_points, activities))
        return activities

    def clear(self) -> None:
        """Forget everything, since the build is over."""
        self._kept.clear()

    def _keep(self, latest: Kept) -> None:
        self._kept.append(latest)
        while sum(kept.activities.nbytes for kept in self._kept) > LIMIT:
            self._kept.pop(0)
