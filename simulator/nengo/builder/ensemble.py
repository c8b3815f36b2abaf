"""Build an ensemble: draw its parameters, and connect input, neurons and output."""

from __future__ import annotations

import warnings
from typing import Any, NamedTuple

import numpy as np

from nengo.arrays import array, norm
from nengo.builder.model import Model
from nengo.builder.operator import Copy, DotInc, Reset
from nengo.builder.registry import Builder
from nengo.builder.signal import Signal
from nengo.dists import Distribution, get_samples
from nengo.dists.base import Rng
from nengo.ensemble import Ensemble
from nengo.exceptions import BuildError, NengoWarning
from nengo.neurons import Direct
from nengo.rc import rc


class BuiltEnsemble(NamedTuple):
    """The parameters with which an ensemble was built, as in ``sim.data[ensemble]``.

    Attributes
    ----------
    eval_points : (n_eval_points, dimensions) ndarray
        Where decoders are solved, radius included.
    encoders : (n_neurons, dimensions) ndarray
        Preferred directions.
    intercepts, max_rates : (n_neurons,) ndarray
        Where neurons begin to fire, relative to the radius, and their largest rates, in hertz.
    scaled_encoders : (n_neurons, dimensions) ndarray
        Encoders times gain over radius: what a step multiplies.
    gain, bias : (n_neurons,) ndarray
        Slope and offset of the input current; None in direct mode.
    """

    eval_points: np.ndarray
    encoders: np.ndarray
    intercepts: np.ndarray | None
    max_rates: np.ndarray | None
    scaled_encoders: np.ndarray
    gain: np.ndarray | None
    bias: np.ndarray | None


built_attrs = list(BuiltEnsemble._fields)


def gen_eval_points(
    ens: Ensemble,
    eval_points: Any,
    rng: np.random.RandomState,
    scale_eval_points: bool = True,
    dtype: Any = None,
) -> np.ndarray:
    """Draw the points at which decoders are solved.

    Parameters
    ----------
    ens : Ensemble
        Tells how many are needed, and the radius.
    eval_points : Distribution or (n, dimensions) ndarray
        Where they come from.
    rng : numpy.random.RandomState
        The generator.
    scale_eval_points : bool
        Whether to multiply them by the radius.
    dtype : dtype, optional
        Type of the result, by default the configured one.

    Returns
    -------
    (n_eval_points, dimensions) ndarray
    """
    dtype = rc.float_dtype if dtype is None else dtype
    if isinstance(eval_points, Distribution):
        n_points = ens.n_eval_points
        if n_points is None:
            n_points = default_n_eval_points(ens.n_neurons, ens.dimensions)
        points = eval_points.sample(n_points, ens.dimensions, rng).astype(dtype, copy=False)
    else:
        points = array(eval_points, min_dims=2, dtype=dtype)
        if ens.n_eval_points is not None and len(points) != ens.n_eval_points:
            warnings.warn(
                f"{ens} has n_eval_points={ens.n_eval_points}, which is ignored: "
                f"its eval_points are {len(points)} given points. Leave n_eval_points out.",
                stacklevel=2,
            )
    if scale_eval_points:
        points = points * ens.radius
    return points


def default_n_eval_points(n_neurons: int, dimensions: int) -> int:
    """Return at how many points ``n_neurons`` are solved for in ``dimensions``, by default."""
    return max(int(np.clip(500 * dimensions, 750, 2500)), 2 * n_neurons)


def get_activities(built_ens: BuiltEnsemble, ens: Ensemble, eval_points: np.ndarray) -> np.ndarray:
    """Return the steady rates of all neurons at given points.

    Parameters
    ----------
    built_ens : BuiltEnsemble
        The parameters of the ensemble.
    ens : Ensemble
        The ensemble.
    eval_points : (n_points, dimensions) ndarray
        The points, in represented space.

    Returns
    -------
    (n_points, n_neurons) ndarray
        Rates, in hertz.
    """
    x = np.dot(eval_points, built_ens.encoders.T / ens.radius)
    return ens.neuron_type.rates(x, built_ens.gain, built_ens.bias)


def get_gain_bias(
    ens: Ensemble, rng: Rng = np.random, dtype: Any = None
) -> tuple[np.ndarray | None, ...]:
    """Draw gain and bias, or what they follow from.

    Parameters
    ----------
    ens : Ensemble
        The ensemble.
    rng : numpy.random.RandomState
        The generator.
    dtype : dtype, optional
        Type of the results, by default the configured one.

    Returns
    -------
    gain, bias, max_rates, intercepts : (n_neurons,) ndarray or None

    Raises
    ------
    BuildError
        If a gain that follows from max rates and intercepts is not positive.
    """
    if ens.gain is not None and ens.bias is not None:
        drawn = _given_gain_bias(ens, rng)
    elif ens.gain is not None or ens.bias is not None:
        raise NotImplementedError(
            f"{ens} has only one of gain and bias, but needs both or none. "
            "Set both, or use max_rates and intercepts."
        )
    else:
        drawn = _solved_gain_bias(ens, rng)
    dtype = rc.float_dtype if dtype is None else dtype
    return tuple(None if x is None else np.asarray(x).astype(dtype, copy=False) for x in drawn)


def _given_gain_bias(ens: Ensemble, rng: np.random.RandomState) -> tuple:
    gain = get_samples(ens.gain, ens.n_neurons, rng=rng)
    bias = get_samples(ens.bias, ens.n_neurons, rng=rng)
    max_rates, intercepts = ens.neuron_type.max_rates_intercepts(gain, bias)
    if _differs_from_default(ens, "max_rates") or _differs_from_default(ens, "intercepts"):
        warnings.warn(
            NengoWarning(
                f"{ens} has gain and bias, so max_rates and intercepts have no effect. "
                "Set one pair or the other."
            ),
            stacklevel=2,
        )
    return gain, bias, max_rates, intercepts


def _differs_from_default(ens: Ensemble, name: str) -> bool:
    value, default = getattr(ens, name), getattr(Ensemble, name).default
    if value is None:
        return False
    return not isinstance(value, Distribution) or value != default


def _solved_gain_bias(ens: Ensemble, rng: np.random.RandomState) -> tuple:
    max_rates = get_samples(ens.max_rates, ens.n_neurons, rng=rng)
    intercepts = get_samples(ens.intercepts, ens.n_neurons, rng=rng)
    gain, bias = ens.neuron_type.gain_bias(max_rates, intercepts)
    if gain is not None and not (np.all(np.isfinite(gain)) and np.all(gain > 0)):
        raise BuildError(
            f"The maximum firing rates and intercepts of {ens} lead to gains that are negative "
            "or not finite. Choose other max_rates, or intercepts further below 1."
        )
    return gain, bias, max_rates, intercepts


@Builder.register(Ensemble)
def build_ensemble(model: Model, ens: Ensemble) -> None:
    """Build an ensemble.

    1. Draw evaluation points, encoders, gain and bias, in this order.
    2. Make the input, reset in each step.
    3. Make the neurons, with their bias, and the noise.
    4. Add encoders times input to the current of the neurons.

    Sets ``model.params[ens]`` to a `BuiltEnsemble`; in ``model.sig[ens]`` "in", "encoders" and
    "out"; in ``model.sig[ens.neurons]`` "in", "out", "bias" and the states of the neurons.
    """
    rng = np.random.RandomState(model.seeds[ens])
    eval_points = gen_eval_points(ens, ens.eval_points, rng)
    sig = model.sig[ens]
    sig["in"] = Signal(shape=(ens.dimensions,), name=f"{ens}.in")
    model.add_op(Reset(sig["in"]))

    encoders = _get_encoders(ens, rng)
    gain, bias, max_rates, intercepts = get_gain_bias(ens, rng)
    if isinstance(ens.neuron_type, Direct):
        scaled_encoders = encoders
        _build_direct_neurons(model, ens)
    else:
        scaled_encoders = encoders * (gain / ens.radius)[:, np.newaxis]
        scaled_encoders.flags.writeable = False
        _build_neurons(model, ens, bias)
    if ens.noise is not None:
        model.build(ens.noise, sig_out=model.sig[ens.neurons]["in"], mode="inc")

    sig["encoders"] = Signal(scaled_encoders, name=f"{ens}.scaled_encoders", readonly=True)
    model.add_op(
        DotInc(sig["encoders"], sig["in"], model.sig[ens.neurons]["in"], tag=f"{ens} encoding")
    )
    sig["out"] = model.sig[ens.neurons]["out"]
    model.params[ens] = BuiltEnsemble(
        eval_points=eval_points,
        encoders=encoders,
        intercepts=intercepts,
        max_rates=max_rates,
        scaled_encoders=scaled_encoders,
        gain=gain,
        bias=bias,
    )
    for values in model.params[ens]:
        if values is not None:
            values.flags.writeable = False


def _get_encoders(ens: Ensemble, rng: np.random.RandomState) -> np.ndarray:
    if isinstance(ens.neuron_type, Direct):
        return np.identity(ens.dimensions, dtype=rc.float_dtype)
    if isinstance(ens.encoders, Distribution):
        encoders = ens.encoders.sample(ens.n_neurons, ens.dimensions, rng=rng)
        encoders = np.asarray(encoders, dtype=rc.float_dtype)
    else:
        encoders = array(ens.encoders, min_dims=2, dtype=rc.float_dtype)
    if ens.normalize_encoders:
        with np.errstate(invalid="ignore", divide="ignore"):
            encoders = encoders / norm(encoders, axis=1, keepdims=True)
    if np.any(np.isnan(encoders)):
        raise BuildError(
            f"The encoders of {ens} contain NaN: perhaps one of them has length zero. "
            "Give every encoder a direction."
        )
    return encoders


def _build_neurons(model: Model, ens: Ensemble, bias: np.ndarray | None) -> None:
    sig, size = model.sig[ens.neurons], (ens.n_neurons,)
    sig["in"] = Signal(shape=size, name=f"{ens}.neuron_in")
    sig["out"] = Signal(shape=size, name=f"{ens}.neuron_out")
    if bias is not None:
        # What nobody can write need not be copied into the signal.
        bias.flags.writeable = False
    sig["bias"] = Signal(bias, name=f"{ens}.bias", readonly=True)
    model.add_op(Copy(sig["bias"], sig["in"], tag=f"{ens} bias"))
    model.build(ens.neuron_type, ens.neurons)


def _build_direct_neurons(model: Model, ens: Ensemble) -> None:
    sig = model.sig[ens.neurons]
    sig["in"] = Signal(shape=(ens.dimensions,), name=f"{ens}.neuron_in")
    sig["out"] = sig["in"]
    model.add_op(Reset(sig["in"]))
