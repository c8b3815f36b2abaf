"""Random processes: white, filtered and brown noise."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.arrays import Rng, Shape
from nengo.dists import Distribution, DistributionParam, Gaussian
from nengo.params import BoolParam
from nengo.process import Process, State, StepFunction
from nengo.processes.steps import FilteredStep, SampleStep
from nengo.synapses import LinearFilter, Lowpass, Synapse, SynapseParam


class WhiteNoise(Process):
    """Noise with equal power in all frequencies: an independent sample in every step.

    Parameters
    ----------
    dist : Distribution
        Where samples come from.
    scale : bool
        Whether samples are divided by the root of the step's length, so that the power stays the
        same when ``dt`` changes.
    **kwargs
        ``default_size_out``, ``default_dt`` and ``seed`` of a `Process`.
    """

    dist = DistributionParam("dist", default=Gaussian(mean=0, std=1), readonly=True)
    scale = BoolParam("scale", default=True, readonly=True)

    def __init__(
        self, dist: Distribution = dist.default, scale: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(default_size_in=0, **kwargs)
        self.dist = dist
        self.scale = scale

    def make_step(
        self, shape_in: Shape, shape_out: Shape, dt: float, rng: Rng, state: State
    ) -> StepFunction:
        """Make the function that draws one sample; see `Process.make_step`."""
        return make_sampler(self.dist, self.scale, shape_in, shape_out, dt, rng)


class FilteredNoise(Process):
    """White noise, filtered by a synapse.

    Parameters
    ----------
    synapse : Synapse
        The filter.
    dist : Distribution
        Where the samples of the white noise come from.
    scale : bool
        Whether samples are divided by the root of the step's length before filtering.
    **kwargs
        ``default_size_out``, ``default_dt`` and ``seed`` of a `Process`.
    """

    synapse = SynapseParam("synapse", Lowpass(tau=0.005), optional=False, readonly=True)
    dist = DistributionParam("dist", default=Gaussian(mean=0, std=1), readonly=True)
    scale = BoolParam("scale", default=True, readonly=True)

    def __init__(
        self,
        synapse: Synapse = synapse.default,
        dist: Distribution = dist.default,
        scale: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(default_size_in=0, **kwargs)
        self.synapse = synapse
        self.dist = dist
        self.scale = scale

    def make_state(self, shape_in: Shape, shape_out: Shape, dt: float, dtype: Any = None) -> State:
        """Make the state of the filter; see `Process.make_state`."""
        return self.synapse.make_state(shape_out, shape_out, dt, dtype=dtype)

    def make_step(
        self, shape_in: Shape, shape_out: Shape, dt: float, rng: Rng, state: State
    ) -> StepFunction:
        """Make the function that draws and filters one sample; see `Process.make_step`."""
        sample = make_sampler(self.dist, self.scale, shape_in, shape_out, dt, rng)
        filtered = self.synapse.make_step(shape_out, shape_out, dt, rng, state)
        return FilteredStep(sample, filtered)


class BrownNoise(FilteredNoise):
    """Noise that walks at random: white noise, integrated.

    Parameters
    ----------
    dist : Distribution
        Where the samples of the white noise come from.
    **kwargs
        ``default_size_out``, ``default_dt`` and ``seed`` of a `Process`.
    """

    def __init__(self, dist: Distribution = FilteredNoise.dist.default, **kwargs: Any) -> None:
        integrator = LinearFilter([1], [1, 0], method="euler")
        super().__init__(synapse=integrator, dist=dist, **kwargs)


def make_sampler(
    dist: Distribution, scale: bool, shape_in: Shape, shape_out: Shape, dt: float, rng: Rng
) -> SampleStep:
    """Make a function of time that gives a new sample each time it is called."""
    assert shape_in == (0,)
    assert len(shape_out) == 1
    factor = 1.0 / np.sqrt(dt) if scale else 1.0
    return SampleStep(dist, shape_out[0], factor, rng)
