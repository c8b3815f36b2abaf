"""Helpers for tests: comparing signals, and asserting in several threads at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import numpy as np

from nengo.exceptions import ValidationError


def signals_allclose(
    t: Any,
    targets: Any,
    signals: Any,
    atol: float = 1e-8,
    rtol: float = 1e-5,
    buf: float = 0,
    delay: float = 0,
    plt: Any = None,
    labels: Any = None,
    individual_results: bool = False,
    allclose: Callable[..., Any] = np.allclose,
) -> Any:
    """Whether signals are close to what they should be.

    Parameters
    ----------
    t : (n_steps,) array-like
        Times, equally spaced, in seconds.
    targets : (n_steps,) or (n_steps, 1) or (n_steps, n_signals) array-like
        What the signals should be.
    signals : (n_steps,) or (n_steps, n_signals) array-like
        What they are.
    atol, rtol : float
        Tolerances: absolute, and relative to the targets.
    buf : float
        How long at the start nothing is compared, in seconds.
    delay : float
        How much later than the targets the signals come, in seconds.
    plt : module, optional
        ``matplotlib.pyplot``, or what acts like it, to draw signals and errors on.
    labels : str or sequence of str, optional
        Names of the signals in the picture.
    individual_results : bool
        Whether to return an answer for each signal.
    allclose : callable
        Compares two arrays, as ``allclose(signals, targets, atol=atol, rtol=rtol)``.

    Returns
    -------
    bool or list of bool
    """
    t, targets, signals = np.asarray(t), _columns(targets), _columns(signals)
    if not len(t) == len(targets) == len(signals) or targets.shape[1] not in (1, signals.shape[1]):
        raise ValidationError(
            f"have shape {signals.shape}, but there are {len(t)} times, and targets of shape "
            f"{targets.shape}. Give one row per time, and one target per signal or one for all.",
            attr="signals",
        )
    dt = t[1] - t[0] if len(t) > 1 else 1.0
    start, late = round(buf / dt), round(delay / dt)
    t = t[start + late :]
    signals = signals[start + late :]
    targets = targets[start : len(targets) - late]
    if plt is not None:
        _plot(plt, t, targets, signals, labels, (atol, rtol))
    if not individual_results:
        return allclose(signals, targets, atol=atol, rtol=rtol)
    pairs = zip(signals.T, np.broadcast_to(targets, signals.shape).T, strict=True)
    return [allclose(signal, target, atol=atol, rtol=rtol) for signal, target in pairs]


class ThreadedAssertion:
    """A test that several threads run at the same time.

    A subclass defines `assert_thread`, and perhaps what comes before and after. No thread
    begins to assert before all have begun, and none finishes before all have asserted.

    Parameters
    ----------
    n_threads : int
        Number of threads.
    """

    class AssertionWorker(threading.Thread):
        """One of the threads.

        Parameters
        ----------
        parent : ThreadedAssertion
            The test.
        barrier : threading.Barrier
            Where the threads wait for each other.
        n : int
            Number of the thread, from zero.

        Attributes
        ----------
        error : BaseException or None
            What the thread died of.
        """

        def __init__(self, parent: ThreadedAssertion, barrier: threading.Barrier, n: int) -> None:
            super().__init__()
            self.parent = parent
            self.barrier = barrier
            self.n = n
            self.error: BaseException | None = None

        def run(self) -> None:
            """Go through the three parts of the test, together with the others."""
            for part in (self.parent.init_thread, self.parent.assert_thread):
                self._try(part)
                self.barrier.wait()
            self._try(self.parent.finish_thread)

        def _try(self, part: Callable[[Any], None]) -> None:
            if self.error is None:
                try:
                    part(self)
                except BaseException as error:  # shown by the thread that waits for us
                    self.error = error

    def __init__(self, n_threads: int) -> None:
        self.n_threads = n_threads

    def run(self) -> None:
        """Run all threads; raise the first error of any."""
        barrier = threading.Barrier(self.n_threads)
        workers = [self.AssertionWorker(self, barrier, n) for n in range(self.n_threads)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        for worker in workers:
            if worker.error is not None:
                raise worker.error

    def init_thread(self, worker: AssertionWorker) -> None:
        """Prepare the thread ``worker``; nothing by default."""

    def assert_thread(self, worker: AssertionWorker) -> None:
        """Assert in the thread ``worker``, at the same time as the others."""
        raise NotImplementedError(
            f"{type(self).__name__} does not say what to assert. Define assert_thread(worker)."
        )

    def finish_thread(self, worker: AssertionWorker) -> None:
        """Clean up after the thread ``worker``; nothing by default."""


def _columns(values: Any) -> np.ndarray:
    values = np.asarray(values)
    return values[:, np.newaxis] if values.ndim == 1 else values


def _plot(
    plt: Any,
    t: np.ndarray,
    targets: np.ndarray,
    signals: np.ndarray,
    labels: Any,
    tolerances: tuple[float, float],
) -> None:
    """Draw signals over targets, and errors over what is tolerated."""
    atol, rtol = tolerances
    top = plt.subplot(2, 1, 1)
    top.plot(t, targets, "k--", label="target")
    labels = [labels] if isinstance(labels, str) else labels
    for i, signal in enumerate(signals.T):
        top.plot(t, signal, label=None if labels is None else labels[i])
    top.set_ylabel("signal")
    if labels is not None:
        top.legend(loc="best")
    bottom = plt.subplot(2, 1, 2)
    tolerated = atol + rtol * np.abs(targets)
    bottom.plot(t, tolerated, "k--")
    bottom.plot(t, -tolerated, "k--")
    bottom.plot(t, signals - targets)
    bottom.set_xlabel("time (s)")
    bottom.set_ylabel("error")
