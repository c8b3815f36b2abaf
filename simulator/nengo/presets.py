"""Ready-made configs."""

from __future__ import annotations

from nengo.config import Config
from nengo.dists import Choice, Exponential, Uniform
from nengo.ensemble import Ensemble


def ThresholdingEnsembles(
    threshold: float, intercept_width: float = 0.15, radius: float = 1.0
) -> Config:
    """Make a config for ensembles of one dimension that represent only values above a threshold.

    Parameters
    ----------
    threshold : float
        Below it, all neurons are silent and the decoded value is zero.
    intercept_width : float
        How densely the neurons' thresholds crowd just above it: the scale of their exponential
        distribution.
    radius : float
        Largest value represented.

    Returns
    -------
    Config
        To be used in a ``with`` block inside that of a network.

    Examples
    --------
    >>> with nengo.Network():
    ...     with nengo.presets.ThresholdingEnsembles(0.3):
    ...         above = nengo.Ensemble(100, 1)
    """
    config = Config(Ensemble)
    config[Ensemble].radius = radius
    config[Ensemble].intercepts = Exponential(intercept_width, threshold, radius)
    config[Ensemble].encoders = Choice([[1]])
    config[Ensemble].eval_points = Uniform(threshold / radius, 1)
    return config
