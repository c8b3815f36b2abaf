"""What the probes of a model recorded: named, summed up, saved."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO

import numpy as np

import nengo
from nengo_gui.worker.naming import TOP, Naming

SUFFIXES = (".npz", ".csv")
TIME = "t"


class Recording:
    """The samples of all probes of a simulator, each under the name it has in the code.

    Parameters
    ----------
    sim : Simulator
        After it ran.
    naming : Naming
        Of its network.
    """

    def __init__(self, sim: nengo.Simulator, naming: Naming) -> None:
        self._sim = sim
        self._probes = {
            _key(name): obj for name, obj in naming.objects.items() if isinstance(obj, nengo.Probe)
        }

    def __bool__(self) -> bool:
        return bool(self._probes)

    def lines(self) -> list[str]:
        """Say of each probe what it recorded."""
        return [f"  {name}: {_summary(self._data(probe))}" for name, probe in self._probes.items()]

    def save(self, path: Path) -> None:
        """Write everything into a file; whoever reads it sees all of it or the old one.

        Raises
        ------
        ValueError
            If a table cannot hold it.
        OSError
        """
        arrays = self.arrays()
        _write(path, lambda file: _save(file, path.suffix, arrays))

    def arrays(self) -> dict[str, np.ndarray]:
        """Return times in seconds as ``t``, and (n_samples, …) arrays by the names of probes.

        A probe that samples more rarely brings times of its own, as ``name.t``.
        """
        arrays = {TIME: self._sim.trange()}
        for name, probe in self._probes.items():
            arrays[name] = data = self._data(probe)
            if probe.sample_every is not None:
                times = self._sim.trange(sample_every=probe.sample_every)
                arrays[f"{name}.{TIME}"] = times[: len(data)]
            else:  # a step that failed has a time, but no sample
                arrays[TIME] = arrays[TIME][: len(data)]
        return arrays

    def _data(self, probe: nengo.Probe) -> np.ndarray:
        return np.asarray(self._sim.data[probe])


def _key(name: str) -> str:
    short = name.removeprefix(f"{TOP}.")
    return name if short == TIME else short  # times have that name


def _summary(data: np.ndarray) -> str:
    if not data.size:
        return f"{data.shape}, no samples"
    return f"{data.shape}, from {data.min():.4g} to {data.max():.4g}, mean {data.mean():.4g}"


def _save(file: IO[bytes], suffix: str, arrays: Mapping[str, np.ndarray]) -> None:
    if suffix == ".npz":
        np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
        return
    columns, names = _table(arrays)
    header = ",".join(names)
    np.savetxt(file, columns, fmt="%.9g", delimiter=",", header=header, comments="")


def _table(arrays: Mapping[str, np.ndarray]) -> tuple[np.ndarray, list[str]]:
    """Put arrays side by side: one row a sample, one column a number."""
    n_rows = len(arrays[TIME])
    columns, names = [], []
    for name, array in arrays.items():
        if len(array) != n_rows:
            raise ValueError(
                f"{name} has {len(array)} samples and others have {n_rows}, which no table holds. "
                "Save as .npz, or give all probes the same sample_every."
            )
        flat = array.reshape(n_rows, -1)
        columns.append(flat)
        single = array.ndim == 1 or flat.shape[1] == 1
        names += [name] if single else [f"{name}[{i}]" for i in range(flat.shape[1])]
    return np.hstack(columns), names


def _write(path: Path, save: Callable[[IO[bytes]], None]) -> None:
    temporary = path.with_name(path.name + ".part")
    try:
        with open(temporary, "wb") as file:
            save(file)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
