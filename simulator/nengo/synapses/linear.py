"""Linear filters, given by their transfer function."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from nengo.arrays import Shape
from nengo.exceptions import ValidationError
from nengo.params import BoolParam, EnumParam, NdarrayParam, NumberParam
from nengo.process import State
from nengo.synapses import state_space
from nengo.synapses.base import Synapse, check_state_dtype
from nengo.synapses.state_space import StateSpace
from nengo.synapses.stepping import FilterStep, make_filter_step


class LinearFilter(Synapse):
    """A linear, time-invariant filter.

    Its output includes the input of the same step, unless its order in the numerator forbids.

    Parameters
    ----------
    num, den : (n,) array-like
        Coefficients of the transfer function's numerator and denominator in descending powers:
        of ``s`` if ``analog``, of ``z`` otherwise.
    analog : bool
        Whether the filter is given in continuous time, and discretised when it is used.
    method : {"zoh", "euler", "bilinear", "backward_diff"}
        How to discretise: hold the input over each step, or approximate the slope.
    **kwargs
        ``default_size_in``, ``default_size_out``, ``default_dt`` and ``seed`` of a `Synapse`.
    """

    num = NdarrayParam("num", shape=("*",))
    den = NdarrayParam("den", shape=("*",))
    analog = BoolParam("analog")
    method = EnumParam("method", values=state_space.METHODS)

    def __init__(
        self, num: Any, den: Any, analog: bool = True, method: str = "zoh", **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.num = num
        self.den = den
        self.analog = analog
        self.method = method
        if not np.any(self.den):
            raise ValidationError(
                f"den is {self.den}, but at least one coefficient must not be zero.",
                attr="den",
                obj=self,
            )

    def combine(self, obj: LinearFilter) -> LinearFilter:
        """Filter by this filter, then by another one, ``obj``; both continuous or both discrete.

        Raises
        ------
        ValidationError
            If one is analog and the other digital.
        """
        if self.analog != obj.analog:
            raise ValidationError(
                f"{self} and {obj} cannot be combined, since only one of them is analog. "
                "Give both in continuous or both in discrete time.",
                attr="obj",
            )
        num, den = np.polymul(self.num, obj.num), np.polymul(self.den, obj.den)
        return LinearFilter(
            num,
            den,
            analog=self.analog,
            default_size_in=self.default_size_in,
            default_size_out=self.default_size_out,
            default_dt=self.default_dt,
            seed=self.seed,
        )

    def evaluate(self, frequencies: Any) -> np.ndarray:
        """Evaluate the transfer function.

        Parameters
        ----------
        frequencies : array-like
            In hertz if the filter is analog, otherwise in cycles per step.

        Returns
        -------
        ndarray
            Complex gain at each frequency.
        """
        s = 2j * np.pi * np.asarray(frequencies)
        s = s if self.analog else np.exp(s)
        return np.polyval(self.num, s) / np.polyval(self.den, s)

    def make_state(
        self, shape_in: Shape, shape_out: Shape, dt: float, dtype: Any = None, y0: Any = 0
    ) -> State:
        """Make the state ``X``, of shape ``(n_states, *shape_out)``.

        Parameters
        ----------
        shape_in, shape_out, dt, dtype
            See `Process.make_state`.
        y0 : array-like
            What to start from; the state is the one in which the filter would rest there.

        Raises
        ------
        ValidationError
            If ``dtype`` is not a float type, or the filter never rests at ``y0``.
        """
        assert shape_in == shape_out
        dtype = check_state_dtype(self, dtype)
        system = self.discrete(dt)
        X = np.zeros((system.n_states, *shape_out), dtype=dtype)
        if y0 is not None and np.any(y0):
            X[...] = self._resting_state(system, np.broadcast_to(y0, shape_out))
        return {"X": X}

    def make_step(
        self, shape_in: Shape, shape_out: Shape, dt: float, rng: Any, state: State
    ) -> FilterStep:
        """Make the function that filters one sample; see `Process.make_step`."""
        assert shape_in == shape_out
        system = self.discrete(dt)
        X = state["X"]
        assert X.shape == (system.n_states, *shape_out)
        return make_filter_step(system, X)

    def discrete(self, dt: float) -> StateSpace:
        """Return the system that is stepped every ``dt`` seconds."""
        system = state_space.from_transfer_function(self.num, self.den)
        return state_space.discretize(system, dt, self.method) if self.analog else system

    def _resting_state(self, system: StateSpace, y0: np.ndarray) -> np.ndarray:
        if system.n_states == 0:
            return np.zeros((0, *y0.shape))
        if system.is_single:
            a, b = system.single_coefficients
            if a == 1:
                raise self._never_rests("the filter integrates its input")
            return b / (1 - a) * y0
        gain = system.dc_gain()
        if abs(gain) <= 1e-8:
            raise self._never_rests("the filter has no gain for constant inputs")
        return np.multiply.outer(system.dc_state(), y0 / gain)

    def _never_rests(self, why: str) -> ValidationError:
        return ValidationError(
            f"there is no state to start from, since {why}. Set y0=0.", attr="y0", obj=self
        )


class Lowpass(LinearFilter):
    """A first-order lowpass filter, the usual model of a synapse.

    Its impulse response decays exponentially.

    Parameters
    ----------
    tau : float
        Time constant, in seconds. With 0 there is no filtering.
    **kwargs
        ``default_size_in``, ``default_size_out``, ``default_dt`` and ``seed`` of a `Synapse`.
    """

    tau = NumberParam("tau", low=0)
    _param_init_order: ClassVar = ("tau",)

    def __init__(self, tau: float, **kwargs: Any) -> None:
        self.tau = tau
        super().__init__([1], [tau, 1], **kwargs)


class Alpha(LinearFilter):
    """A second-order lowpass filter, made of two equal first-order ones.

    Its impulse response rises to a peak after ``tau`` seconds, then decays.

    Parameters
    ----------
    tau : float
        Time constant of each, in seconds. With 0 there is no filtering.
    **kwargs
        ``default_size_in``, ``default_size_out``, ``default_dt`` and ``seed`` of a `Synapse`.
    """

    tau = NumberParam("tau", low=0)
    _param_init_order: ClassVar = ("tau",)

    def __init__(self, tau: float, **kwargs: Any) -> None:
        self.tau = tau
        super().__init__([1], [tau**2, 2 * tau, 1], **kwargs)
