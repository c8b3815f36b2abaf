"""How a linear filter gets from one sample to the next, in the cheapest way its order allows."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nengo.synapses.state_space import StateSpace

FilterStep = Callable[[float, np.ndarray], np.ndarray]
"""Filters one sample: called as ``step(t, u)``; the array it gives is valid until the next call."""


def make_filter_step(system: StateSpace, X: np.ndarray) -> FilterStep:
    """Make the function that filters one sample.

    Parameters
    ----------
    system : StateSpace
        The discrete system.
    X : (n_states, …) ndarray
        Its state for each element of a signal, to be changed in place.
    """
    if system.n_states == 0:
        return _gain_step(system, X)
    if system.is_single:
        return _single_step(system, X)
    return _output_after_step(system, X) if system.D == 0 else _output_before_step(system, X)


def _gain_step(system: StateSpace, X: np.ndarray) -> FilterStep:
    y = np.empty(X.shape[1:], dtype=X.dtype)

    def step_gain(t: float, u: np.ndarray) -> np.ndarray:
        return np.multiply(system.D, u, out=y)

    return step_gain


def _single_step(system: StateSpace, X: np.ndarray) -> FilterStep:
    a, b = system.single_coefficients
    y = X[0, ...]  # an array even if the signal is a single number
    scaled_input = np.empty_like(y)

    def step_single(t: float, u: np.ndarray) -> np.ndarray:
        np.multiply(b, u, out=scaled_input)
        np.multiply(a, y, out=y)
        return np.add(y, scaled_input, out=y)

    return step_single


def _output_after_step(system: StateSpace, X: np.ndarray) -> FilterStep:
    advance = _make_advance(system, X)
    C, states = system.C.astype(X.dtype), X.reshape(len(X), -1)
    y = np.empty(X.shape[1:], dtype=X.dtype)
    flat_y = y.reshape(-1)

    def step_output_after(t: float, u: np.ndarray) -> np.ndarray:
        advance(u)
        np.matmul(C, states, out=flat_y)
        return y

    return step_output_after


def _output_before_step(system: StateSpace, X: np.ndarray) -> FilterStep:
    advance = _make_advance(system, X)
    C, D, states = system.C.astype(X.dtype), system.D, X.reshape(len(X), -1)
    y = np.empty(X.shape[1:], dtype=X.dtype)
    flat_y, through = y.reshape(-1), np.empty_like(y)

    def step_output_before(t: float, u: np.ndarray) -> np.ndarray:
        np.matmul(C, states, out=flat_y)
        np.add(y, np.multiply(D, u, out=through), out=y)
        advance(u)
        return y

    return step_output_before


def _make_advance(system: StateSpace, X: np.ndarray) -> Callable[[np.ndarray], None]:
    """Make the function that brings the state from one step to the next, given the input."""
    A = system.A.astype(X.dtype)
    B = system.B.astype(X.dtype).reshape(-1, *(1,) * (X.ndim - 1))
    states = X.reshape(len(X), -1)
    assert np.shares_memory(states, X) or X.size == 0
    advanced, driven = np.empty_like(states), np.empty_like(X)

    def advance(u: np.ndarray) -> None:
        np.matmul(A, states, out=advanced)
        states[...] = advanced
        np.add(X, np.multiply(B, u, out=driven), out=X)

    return advance
