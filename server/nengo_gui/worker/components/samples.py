"""Samples of a tap, kept from step to step until all who share them have sent them."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np

import nengo
from nengo_gui.worker.components.target import Target


class Samples:
    """What a tap has read and nobody has sent yet.

    Parameters
    ----------
    sim : Simulator
        The running simulator.
    target : Target
        What to tap.
    synapse : float or None
        Time constant of a low-pass filter, in seconds.
    """

    def __init__(self, sim: nengo.Simulator, target: Target, synapse: float | None) -> None:
        self.n_users = 0
        self._dims = list(target.tapped)
        whole = target.whole
        part = whole if self._dims == list(range(whole.size_out)) else whole[self._dims]
        self._tap = sim.tap(part, target.attr, synapse=synapse)
        self._rows = np.empty((0, len(self._dims)))
        self._first_step = sim.n_steps + 1

    def columns(self, target: Target) -> list[int]:
        """Return where the channels of a target are in a row."""
        return [self._dims.index(dim) for dim in target.dims]

    def collect(self) -> int:
        """Fetch what was sampled; return the number of the first step that is here."""
        first_step, rows = self._tap.read()
        if len(self._rows) and first_step == self._first_step + len(self._rows):
            self._rows = np.concatenate([self._rows, rows])
        else:  # nothing is left, or time began anew
            self._first_step, self._rows = first_step, rows
        return self._first_step

    def rows(self, first_step: int, n_steps: int) -> np.ndarray:
        """Return the (n_steps, n_tapped) samples of some steps, which are here."""
        start = first_step - self._first_step
        return self._rows[start : start + n_steps]

    def drop(self, upto_step: int) -> None:
        """Forget what lies before a step."""
        self._rows = self._rows[upto_step - self._first_step :]
        self._first_step = upto_step

    def close(self) -> None:
        """Stop sampling."""
        self._tap.close()


class SharedSamples:
    """All taps of a simulator. What is shown twice is sampled once: decoders take time to solve."""

    def __init__(self, sim: nengo.Simulator) -> None:
        self.dt = sim.dt
        self._sim = sim
        self._all: dict[Hashable, Samples] = {}

    def open(self, target: Target, synapse: float | None) -> Samples:
        """Share the samples of a target; pass them to ``close`` in the end."""
        key = (target.whole, target.attr, target.tapped, synapse)
        if key not in self._all:
            self._all[key] = Samples(self._sim, target, synapse)
        samples = self._all[key]
        samples.n_users += 1
        return samples

    def close(self, samples: Samples) -> None:
        """Need samples no more."""
        samples.n_users -= 1
        if samples.n_users == 0:
            samples.close()
            self._all = {key: each for key, each in self._all.items() if each is not samples}

    def collect(self) -> int | None:
        """Fetch what was sampled; return the first step that all have, None without any taps."""
        return max((samples.collect() for samples in self._all.values()), default=None)

    def drop(self, upto_step: int) -> None:
        """Forget what lies before a step."""
        for samples in self._all.values():
            samples.drop(upto_step)
