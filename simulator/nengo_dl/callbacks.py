"""What Keras may call while a simulator is trained. Importing this imports Keras."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from typing import Any

import jax
import numpy as np

from nengo.connection import Connection
from nengo.ensemble import Ensemble, Neurons
from nengo.exceptions import ValidationError
from nengo.extras import require
from nengo_dl.frameworks import import_keras
from nengo_dl.layers import TensorNode

keras = import_keras()


class IsolateState(keras.callbacks.Callback):  # type: ignore[name-defined,misc]
    """Lets every minibatch start from the state that the simulator has now.

    This is what happens without ``stateful=True`` anyway.

    Parameters
    ----------
    sim : Simulator
        What is trained.
    """

    def __init__(self, sim: Any) -> None:
        super().__init__()
        self._state = sim._machine.state

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Put the state back."""
        self._put_back()

    def on_test_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Put the state back."""
        self._put_back()

    def _put_back(self) -> None:
        # Keras holds the weights elsewhere while it works.
        self.model.jax_state_sync()
        parameters, _ = self.model.give()
        self.model.take(parameters, self._state)


class _Log:
    """A file that TensorBoard reads."""

    def __init__(self, log_dir: str) -> None:
        require("tensorboard", "Writing for TensorBoard")
        from tensorboard.compat.proto.event_pb2 import Event
        from tensorboard.plugins.histogram.summary_v2 import histogram_pb
        from tensorboard.plugins.scalar.summary_v2 import scalar_pb
        from tensorboard.summary.writer.event_file_writer import EventFileWriter

        self._writer = EventFileWriter(str(log_dir))
        self._event, self._histogram, self._scalar = Event, histogram_pb, scalar_pb

    def histogram(self, tag: str, values: np.ndarray, step: int) -> None:
        """Note how values are distributed."""
        self._add(self._histogram(tag, values), step)

    def scalar(self, tag: str, value: float, step: int) -> None:
        """Note a number."""
        self._add(self._scalar(tag, value), step)

    def close(self) -> None:
        """Write what has been noted."""
        self._writer.close()

    def _add(self, summary: Any, step: int) -> None:
        event = self._event(wall_time=time.time(), step=step, summary=summary)
        self._writer.add_event(event)


class NengoSummaries(keras.callbacks.Callback):  # type: ignore[name-defined,misc]
    """Shows how parameters are distributed, epoch by epoch, in TensorBoard.

    Parameters
    ----------
    log_dir : str
        Folder that TensorBoard reads.
    sim : Simulator
        What is trained.
    objects : iterable of Ensemble, Neurons, Connection or TensorNode
        Whose parameters to show: encoders of ensembles, biases of neurons, weights of the others.

    Raises
    ------
    ValidationError
        If one of them has no such parameters.
    ModuleNotFoundError
        If TensorBoard is not installed.
    """

    def __init__(self, log_dir: str, sim: Any, objects: Iterable[Any]) -> None:
        super().__init__()
        self._sim = sim
        self._names = [name for obj in objects for name in _parameters_of(sim, obj)]
        self._log_dir, self._log = log_dir, _Log(log_dir)

    def on_epoch_end(self, epoch: int, logs: Mapping[str, float] | None = None) -> None:
        """Note all parameters."""
        values = self._sim.parameters
        for name in self._names:
            self._log.histogram(name, values[name], epoch)

    def on_train_end(self, logs: Any = None) -> None:
        """Close the file."""
        self._log.close()


class TensorBoard(keras.callbacks.Callback):  # type: ignore[name-defined,misc]
    """Shows losses and metrics in TensorBoard, and what the machine does for some of the batches.

    Parameters
    ----------
    log_dir : str
        Folder that TensorBoard reads.
    profile_batch : int or (int, int), optional
        First and last minibatch, counted from one, for which to note what the machine does. By
        default none.

    Raises
    ------
    ModuleNotFoundError
        If TensorBoard is not installed.
    """

    def __init__(self, log_dir: str = "logs", profile_batch: int | tuple[int, int] = 0) -> None:
        super().__init__()
        self._log_dir, self._log = log_dir, _Log(log_dir)
        pair = (profile_batch, profile_batch) if isinstance(profile_batch, int) else profile_batch
        self._first, self._last = pair
        self._n_batches = 0

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Begin to profile, if it is time."""
        self._n_batches += 1
        if self._n_batches == self._first:
            jax.profiler.start_trace(str(self._log_dir))

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Stop profiling, if it is time."""
        if self._n_batches == self._last:
            jax.profiler.stop_trace()

    def on_epoch_end(self, epoch: int, logs: Mapping[str, float] | None = None) -> None:
        """Note losses and metrics, those of validation in a group of their own."""
        for name, value in (logs or {}).items():
            group = "validation" if name.startswith("val_") else "train"
            self._log.scalar(f"{group}/{name.removeprefix('val_')}", value, epoch)

    def on_train_end(self, logs: Any = None) -> None:
        """Close the file."""
        if self._first <= self._n_batches < self._last:
            jax.profiler.stop_trace()
        self._log.close()


def _parameters_of(sim: Any, obj: Any) -> list[str]:
    """Return the names of the parameters of an object."""
    name = sim.get_name(obj.ensemble if isinstance(obj, Neurons) else obj)
    wanted = {Ensemble: "encoders", Neurons: "bias", Connection: "weights", TensorNode: "weights"}
    found = [
        parameter
        for kind, what in wanted.items()
        if isinstance(obj, kind)
        for parameter in sim.parameters
        if parameter.startswith(f"{name}/{what}")
    ]
    if not found:
        raise ValidationError(
            f"{obj} has no parameters to show. Pass ensembles, their neurons, connections with "
            "weights, or TensorNodes with weights.",
            attr="objects",
        )
    return found
