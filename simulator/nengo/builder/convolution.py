"""The operators of convolutions.

Both work on arrays with axes (space …, channel), whatever the layout of the signals.
"""

from __future__ import annotations

import itertools
from typing import Any, NamedTuple

import numpy as np

from nengo.builder.operator import Operator
from nengo.builder.operator.base import Step
from nengo.builder.signal import Signal, SignalDict


class GeneralConvInc(Operator):
    """Increment ``Y`` by a convolution of ``X``, or by its transpose; reads kernel and input.

    Parameters
    ----------
    W : Signal
        (kernel …, input channels per group, filters) the kernel.
    X : Signal
        (input size,) flattened input.
    Y : Signal
        (output size,) flattened output, which is incremented.
    conv : Convolution or ConvolutionTranspose
        Shapes, strides, padding.
    tag : str, optional
        For people only.
    """

    def __init__(self, W: Signal, X: Signal, Y: Signal, conv: Any, tag: str | None = None) -> None:
        super().__init__(tag=tag)
        self.conv = conv
        self.sets = []
        self.incs = [Y]
        self.reads = [W, X]
        self.updates = []

    @property
    def W(self) -> Signal:
        """The kernel."""
        return self.reads[0]

    @property
    def X(self) -> Signal:
        """The input."""
        return self.reads[1]

    @property
    def Y(self) -> Signal:
        """The output."""
        return self.incs[0]

    @property
    def _description(self) -> str:
        return f"{self.Y} += {self.X} * {self.W}"

    def _check_dimensions(self) -> None:
        if self.conv.input_shape.dimensions > 2:
            raise NotImplementedError(
                f"{self.conv} has {self.conv.input_shape.dimensions} dimensions, but this "
                "simulator convolves in one or two. Use a Sparse transform."
            )


class ConvInc(GeneralConvInc):
    """``Y += X`` convolved with ``W``, without turning the kernel around."""

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """See `Operator.make_step`."""
        self._check_dimensions()
        conv = self.conv
        X = _channels_last(signals[self.X], conv.input_shape)
        Y = _channels_last(signals[self.Y], conv.output_shape)
        padded, inside = _padded(conv, conv.input_shape, conv.output_shape, X.dtype)
        windows = _windows(padded, conv, Y.shape[:-1])
        groups = [
            _Group.of(i, conv.groups, windows, signals[self.W], Y) for i in range(conv.groups)
        ]

        def convolve() -> None:
            inside[...] = X
            for group in groups:
                group.patches[...] = group.windows
                np.dot(group.rows, group.kernel, out=group.result)
                np.add(group.y, group.result_as_y, out=group.y)

        return convolve


class _Group(NamedTuple):
    """Filters that see the same channels: one matrix product.

    Attributes
    ----------
    windows, patches : (places …, kernel …, channels) ndarray
        What the kernel meets: a view of the input, and room for a copy.
    rows : (n_places, kernel · channels) ndarray
        The same room.
    kernel : (kernel · channels, filters) ndarray
        The weights.
    result : (n_places, filters) ndarray
        Room for the product; the same with the axes of the output.
    y : (places …, filters) ndarray
        The part of the output that is incremented.
    """

    windows: np.ndarray
    patches: np.ndarray
    rows: np.ndarray
    kernel: np.ndarray
    result: np.ndarray
    result_as_y: np.ndarray
    y: np.ndarray

    @classmethod
    def of(cls, i: int, n_groups: int, windows: np.ndarray, W: np.ndarray, Y: np.ndarray) -> _Group:
        """Cut out group ``i``: its block of channels, and its block of filters."""
        windows = windows[..., _block(i, n_groups, windows.shape[-1])]
        filters = _block(i, n_groups, Y.shape[-1])
        patches, y = np.empty(windows.shape, windows.dtype), Y[..., filters]
        n_places = int(np.prod(y.shape[:-1]))
        kernel = W[..., filters].reshape(-1, y.shape[-1])
        result = np.empty((n_places, y.shape[-1]), np.result_type(patches, kernel))
        rows = patches.reshape(n_places, -1)
        return cls(windows, patches, rows, kernel, result, result.reshape(y.shape), y)


def _block(i: int, n_blocks: int, size: int) -> slice:
    return slice(i * size // n_blocks, (i + 1) * size // n_blocks)


class ConvTransposeInc(GeneralConvInc):
    """``Y +=`` the adjoint of the convolution from the shape of ``Y`` to that of ``X``."""

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """See `Operator.make_step`."""
        self._check_dimensions()
        conv = self.conv
        X = _channels_last(signals[self.X], conv.input_shape)
        Y = _channels_last(signals[self.Y], conv.output_shape)
        W = signals[self.W]
        padded, inside = _padded(conv, conv.output_shape, conv.input_shape, Y.dtype)
        windows = _windows(padded, conv, X.shape[:-1])
        # Axes (kernel …, places …, channels): one place of the kernel after the other is added,
        # since windows overlap.
        n = len(conv.kernel_size)
        windows = np.moveaxis(windows, range(n, 2 * n), range(n))
        parts = [(windows[at], W[at]) for at in itertools.product(*map(range, conv.kernel_size))]

        def convolve_back() -> None:
            padded.fill(0)
            for part, kernel in parts:
                part += X @ kernel
            np.add(Y, inside, out=Y)

        return convolve_back


def _channels_last(array: np.ndarray, shape: Any) -> np.ndarray:
    """Return a view with axes (space …, channel)."""
    view = array.reshape(shape.shape)
    return view if shape.channels_last else np.moveaxis(view, 0, -1)


def _padded(conv: Any, big: Any, small: Any, dtype: np.dtype) -> tuple[np.ndarray, np.ndarray]:
    """Return zeros with room for the padding of a convolution, and the view of its inside."""
    before, total = [], []
    for n_big, n_small, k, stride in zip(
        big.spatial_shape, small.spatial_shape, conv.kernel_size, conv.strides, strict=True
    ):
        pad = max((n_small - 1) * stride + k - n_big, 0) if conv.padding == "same" else 0
        before.append(pad // 2)
        total.append(n_big + pad)
    padded = np.zeros((*total, big.n_channels), dtype=dtype)
    slices = (slice(b, b + n) for b, n in zip(before, big.spatial_shape, strict=True))
    return padded, padded[tuple(slices)]


def _windows(padded: np.ndarray, conv: Any, places: tuple[int, ...]) -> np.ndarray:
    """(places …, kernel …, channels) view of what the kernel meets at each place."""
    space = padded.strides[:-1]
    steps = tuple(s * stride for s, stride in zip(space, conv.strides, strict=True))
    return np.lib.stride_tricks.as_strided(
        padded,
        shape=(*places, *conv.kernel_size, padded.shape[-1]),
        strides=(*steps, *space, padded.strides[-1]),
    )
