"""The samples of the last minute as a file that NumPy reads."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

from nengo_gui.protocol.frames import DENSE, EVENTS, Block, Frame, decode
from nengo_gui.protocol.objects import Plot, Stream

Parts = tuple[np.ndarray, np.ndarray]
"""(n,) times and (n, channels) values; of spikes (n,) times and (n, 1) neurons."""


def record(
    frames: Iterable[bytes],
    plots: Iterable[Plot],
    streams: Iterable[Stream],
    start: float | None = None,
    end: float | None = None,
) -> bytes:
    """Write the samples of plots as an ``.npz`` archive.

    For each plot it has ``name.time`` in simulated seconds, ``name.values`` with a column for each
    channel, and ``name.labels``, what the columns are called. Spikes are a list: ``name.time`` says
    when, ``name.values`` which neuron. The name is that of the object and the kind of the plot.

    Parameters
    ----------
    frames : iterable of bytes
        In the order of time.
    start, end : float, optional
        Simulated seconds to record, both included; by default everything.
    """
    by_id = {plot.id: plot for plot in plots}
    parts = _parts(frames)
    arrays: dict[str, np.ndarray] = {}
    for stream in streams:
        plot = by_id.get(stream.plot)
        if plot is None or stream.stream not in parts:
            continue
        times, values = _within(parts[stream.stream], start, end)
        name = _free_name(f"{plot.object}.{plot.kind}", arrays)
        labels = np.array(stream.labels, dtype=str)
        if plot.kind == "raster":
            arrays |= {f"{name}.time": times, f"{name}.values": labels[values[:, 0].astype(int)]}
        else:
            arrays |= {f"{name}.time": times, f"{name}.values": values, f"{name}.labels": labels}
    archive = io.BytesIO()
    np.savez_compressed(archive, allow_pickle=False, **arrays)
    return archive.getvalue()


def _parts(frames: Iterable[bytes]) -> dict[int, list[Parts]]:
    parts: dict[int, list[Parts]] = defaultdict(list)
    widths: dict[int, int] = {}
    for message in frames:
        for frame in decode(message):
            for block in frame.blocks:
                if block.encoding in (DENSE, EVENTS):
                    if widths.setdefault(block.stream, block.channels) != block.channels:
                        parts[block.stream].clear()  # an edit changed what it shows
                        widths[block.stream] = block.channels
                    parts[block.stream].append(_part(frame, block))
    return parts


def _part(frame: Frame, block: Block) -> Parts:
    if block.encoding == EVENTS:
        return frame.t0 + frame.interval * block.data[:, 0], block.data[:, 1:].astype(np.float32)
    samples = block.first + block.every * np.arange(block.data.shape[1])
    return frame.t0 + frame.interval * samples, block.data.T


def _within(parts: list[Parts], start: float | None, end: float | None) -> Parts:
    times = np.concatenate([times for times, _ in parts])
    values = np.concatenate([values for _, values in parts])
    chosen = np.ones(len(times), dtype=bool)
    if start is not None:
        chosen &= times >= start
    if end is not None:
        chosen &= times <= end
    return times[chosen], values[chosen]


def _free_name(wanted: str, arrays: Mapping[str, np.ndarray]) -> str:
    name, n = wanted, 2
    while f"{name}.time" in arrays:
        name, n = f"{wanted}{n}", n + 1
    return name
