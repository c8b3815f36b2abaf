"""On which devices, and in which precision, a simulator works."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import jax
import numpy as np
from jax.sharding import Mesh, NamedSharding, PartitionSpec

from nengo.exceptions import ValidationError
from nengo_dl.engine.program import State

BATCH = "batch"
"""Name of the axis along which items are shared out."""


class Placement:
    """The devices of a simulator. Items of a batch are shared out among them.

    Parameters
    ----------
    device : str, optional
        ``"/cpu:0"``, ``"/gpu:1"`` …; by default JAX chooses.
    devices : sequence of jax.Device, optional
        Several devices.
    dtype : str
        Type of all numbers.
    """

    def __init__(
        self, device: str | None, devices: Sequence[jax.Device] | None, dtype: str
    ) -> None:
        self._device = None if device is None else find_device(device)
        self._mesh = None if devices is None else Mesh(np.array(devices), (BATCH,))
        self._dtype = dtype

    @contextmanager
    def active(self) -> Iterator[None]:
        """Work here, in a ``with`` block."""
        with ExitStack() as stack:
            if self._dtype == "float64":
                stack.enter_context(double_precision())
            if self._device is not None:
                stack.enter_context(jax.default_device(self._device))
            yield

    def inputs(self, x: np.ndarray) -> Any:
        """Share out (…, batch, n) inputs; those that are the same for all items go everywhere."""
        if self._mesh is None:
            return x
        is_shared_out = x.ndim > 1 and x.shape[-2] > 1
        axes = (*(None,) * (x.ndim - 2), BATCH, None) if is_shared_out else ()
        return jax.device_put(x, NamedSharding(self._mesh, PartitionSpec(*axes)))

    def state(self, state: State) -> State:
        """Share out a state."""
        if self._mesh is None:
            return state
        by_item = NamedSharding(self._mesh, PartitionSpec(BATCH))
        everywhere = NamedSharding(self._mesh, PartitionSpec())
        blocks = {name: jax.device_put(x, by_item) for name, x in state.blocks.items()}
        n_steps, key = (jax.device_put(x, everywhere) for x in (state.n_steps, state.key))
        return State(blocks, n_steps, key)

    def check_batch(self, batch: int) -> None:
        """Refuse a batch that cannot be shared out evenly."""
        n = 1 if self._mesh is None else self._mesh.size
        if batch % n:
            raise ValidationError(
                f"is {batch}, but must be a multiple of the number of devices, {n}. "
                f"Pass minibatch_size={n * -(-batch // n)}.",
                attr="minibatch_size",
            )


@contextmanager
def double_precision() -> Iterator[None]:
    """Let JAX keep 64 bits, in all threads: Python code is called from others than this one."""
    before = jax.config.read("jax_enable_x64")
    jax.config.update("jax_enable_x64", True)
    try:
        yield
    finally:
        jax.config.update("jax_enable_x64", before)


def find_device(name: str) -> jax.Device:
    """Return the device of a name such as ``"/gpu:1"``.

    Raises
    ------
    ValidationError
        If there is none.
    """
    kind, _, number = name.strip("/").removeprefix("device:").lower().partition(":")
    try:
        return jax.devices(kind)[int(number or 0)]
    except (RuntimeError, IndexError, ValueError) as error:
        there = ", ".join(f"/{d.platform}:{d.id}" for d in jax.devices())
        raise ValidationError(
            f"is {name!r}, but there are only {there}. Choose one of these, or leave it out.",
            attr="device",
        ) from error
