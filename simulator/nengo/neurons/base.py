"""The contract of neuron types, and the mathematics that holds for all of them."""

from __future__ import annotations

import warnings
from typing import Any, ClassVar

import numpy as np

from nengo.arrays import Rng, is_array_like
from nengo.dists import Distribution, get_samples
from nengo.exceptions import ValidationError
from nengo.neurons.tuning import as_columns, search_gain_bias
from nengo.params import DictParam, FrozenObject, Parameter
from nengo.params.base import Obj
from nengo.rc import rc


class NeuronType(FrozenObject):
    """How a neuron turns its input current into its output.

    A subclass defines `step`. It also declares its ``state``, and if it has any, or if there is a
    formula, it defines `rates`, `gain_bias` and `max_rates_intercepts`.

    Parameters
    ----------
    initial_state : dict, optional
        From the name of a state variable to a distribution, or an array of values, to use
        instead of the type's own.

    Attributes
    ----------
    state : dict
        From the name of each state variable to the distribution it starts from. The order is
        the one in which random numbers are drawn.
    negative : bool
        Whether the output can be negative.
    spiking : bool
        Whether the output consists of spikes.
    """

    state: ClassVar[dict[str, Distribution]] = {}
    negative: bool = True
    spiking: bool = False

    initial_state = DictParam("initial_state", default=None, optional=True, readonly=True)

    def __init__(self, initial_state: dict[str, Any] | None = None) -> None:
        super().__init__()
        self.initial_state = initial_state
        for name, value in (self.initial_state or {}).items():
            self._check_initial_state(name, value)

    @property
    def probeable(self) -> tuple[str, ...]:
        """What a probe can record: the output, and each state variable."""
        return ("output", *self.state)

    def make_state(
        self, n_neurons: int, rng: Rng = np.random, dtype: Any = None
    ) -> dict[str, np.ndarray]:
        """Make the arrays that are carried from step to step.

        Parameters
        ----------
        n_neurons : int
            Number of neurons.
        rng : RandomState
            Generator to draw initial values from.
        dtype : dtype, optional
            Type of the arrays; the configured float type by default.

        Returns
        -------
        dict
            From each state variable's name to an array of shape ``(n_neurons,)``.
        """
        dtype = rc.float_dtype if dtype is None else dtype
        initial = {**self.state, **(self.initial_state or {})}
        return {
            name: get_samples(initial[name], n=n_neurons, d=None, rng=rng).astype(dtype)
            for name in self.state
        }

    def current(self, x: Any, gain: Any, bias: Any) -> np.ndarray:
        """Compute the input current, ``gain * x + bias``.

        Parameters
        ----------
        x : scalar, (n_points,) or (n_points, n_neurons) array-like
            Represented values, projected on the encoders; without the second axis, they
            are the same for all neurons.
        gain, bias : (n_neurons,) array-like

        Returns
        -------
        (n_points, n_neurons) ndarray

        Raises
        ------
        ValidationError
            If ``x`` has not one column per neuron.
        """
        x, gain, bias = (np.atleast_1d(np.asarray(a, dtype=np.float64)) for a in (x, gain, bias))
        if x.ndim == 1:
            x = x[:, np.newaxis]
        elif x.shape != (len(x), len(gain)):
            raise ValidationError(
                f"x has shape {x.shape}, but must have one row per point and one column for each "
                f"of the {len(gain)} neurons. Pass one axis if it is the same for all neurons.",
                attr="x",
                obj=self,
            )
        J = gain * x
        J += bias
        return J

    def rates(self, x: Any, gain: Any, bias: Any) -> np.ndarray:
        """Compute the output in the long run, for constant represented values.

        Parameters
        ----------
        x, gain, bias
            See `current`.

        Returns
        -------
        (n_points, n_neurons) ndarray
            In hertz, times the amplitude of the type.
        """
        J = self.current(x, gain, bias)
        output = np.zeros_like(J)
        self.step(dt=1.0, J=J, output=output)
        return output

    def gain_bias(self, max_rates: Any, intercepts: Any) -> tuple[np.ndarray, np.ndarray]:
        """Find gains and biases for which the tuning curves look as asked for.

        This implementation searches, and takes the same response function for all neurons.

        Parameters
        ----------
        max_rates : (n_neurons,) array-like
            Rates for a projected value of one, in hertz.
        intercepts : (n_neurons,) array-like
            Projected values from which on the neurons are active.

        Returns
        -------
        gain, bias : (n_neurons,) ndarray

        Raises
        ------
        ValidationError
            If no input current gives these rates.
        """
        return search_gain_bias(self, self._response, *as_columns(max_rates, intercepts))

    def max_rates_intercepts(self, gain: Any, bias: Any) -> tuple[np.ndarray, np.ndarray]:
        """Find maximum rates and intercepts of neurons; the inverse of `gain_bias`.

        Parameters
        ----------
        gain, bias : (n_neurons,) array-like

        Returns
        -------
        max_rates, intercepts : (n_neurons,) ndarray
        """
        max_rates = self.rates(1, gain, bias)[0]
        x = np.linspace(-1, 1, 101)
        first_active = np.argmax(self.rates(x, gain, bias) > 0, axis=0)
        return max_rates, x[np.maximum(first_active - 1, 0)]

    def step(self, dt: float, J: np.ndarray, output: np.ndarray, **state: Any) -> None:
        """Advance by one step; ``output`` and state are changed in place.

        Parameters
        ----------
        dt : float
            Length of the step, in seconds.
        J : (n_neurons,) ndarray
            Input current.
        output : (n_neurons,) ndarray
            Where the output goes: firing rates in hertz, or ``amplitude / dt`` for a spike.
        **state : (n_neurons,) ndarray
            The state variables.
        """
        raise NotImplementedError(
            f"{type(self).__name__} does not say how to step. Define step(dt, J, output, **state)."
        )

    def step_math(self, dt: float, J: np.ndarray, output: np.ndarray, **state: Any) -> None:
        """Take ``dt``, ``J`` and ``output`` like `step`, whose name this was before version 4."""
        warnings.warn("step_math is called step now. Call or define step.", stacklevel=2)
        self.step(dt, J, output, **state)

    def _check_initial_state(self, name: str, value: Any) -> None:
        if name not in self.state:
            problem = f"there is no state variable {name!r}, but only {list(self.state)}."
        elif not (isinstance(value, Distribution) or is_array_like(value)):
            problem = f"{name!r} must be a distribution or an array, but is {value!r}."
        else:
            return
        raise ValidationError(problem, attr="initial_state", obj=self)

    def _response(self, J: np.ndarray) -> np.ndarray:
        """Output of one neuron for each of some input currents."""
        return self.rates(J, [1.0], [0.0]).squeeze(axis=1)


class NeuronTypeParam(Parameter):
    """A neuron type."""

    equatable = True

    def coerce(self, obj: Obj, value: Any) -> NeuronType | None:
        """Accept a `NeuronType`."""
        self.check_type(obj, value, NeuronType)
        return super().coerce(obj, value)


def check_max_rates(neuron_type: NeuronType, max_rates: np.ndarray, tau_ref: float) -> None:
    """Raise a `ValidationError` unless all rates leave room for the refractory period."""
    limit = np.inf if tau_ref == 0 else 1.0 / tau_ref
    if not np.all(max_rates < limit):
        raise ValidationError(
            f"max_rates go up to {np.max(max_rates)} Hz, but must be below {limit} Hz, "
            "the inverse of tau_ref. Lower max_rates, or tau_ref.",
            attr="max_rates",
            obj=neuron_type,
        )
