"""Which component sends which form of stream."""

from __future__ import annotations

from collections.abc import Mapping

from nengo_gui.protocol.inside import Form
from nengo_gui.worker.components.base import Component
from nengo_gui.worker.components.raster import Raster
from nengo_gui.worker.components.similarity import Similarity
from nengo_gui.worker.components.snapshot import Snapshot
from nengo_gui.worker.components.value import Value
from nengo_gui.worker.components.voltage import Voltage

KINDS: Mapping[Form, type[Component]] = {
    "samples": Value,
    "spikes": Raster,
    "voltage": Voltage,
    "snapshots": Snapshot,
    "similarity": Similarity,
}
