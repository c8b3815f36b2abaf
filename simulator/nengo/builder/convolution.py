"""The operators of convolutions.

Both work on arrays with axes (space …, channel), whatever the layout of the signals.
"""

from __future__ import annotations

import itertools
from typing import Any

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
    """``Y += X convolved with W``, without turning the kernel around."""

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """See `Operator.make_step`."""
        self._check_dimensions()
        conv = self.conv
        X = _channels_last(signals[self.X], conv.input_shape)
        Y = _channels_last(signals[self.Y], conv.output_shape)
        W = signals[self.W]
        padded, inside = _padded(conv, conv.input_shape, conv.output_shape, X.dtype)
        windows = _windows(padded, conv.kernel_size, conv.strides, Y.shape[:-1])

        # One matrix product per group: (places, kernel · channels) · (kernel · channels, filters).
        n_places, n_groups = int(np.prod(Y.shape[:-1])), conv.groups
        channels = np.split(np.arange(X.shape[-1]), n_groups)
        filters = np.split(np.arange(Y.shape[-1]), n_groups)
        groups = [
            (windows[..., c], np.empty(windows[..., c].shape, X.dtype), Y[..., f[0] : f[-1] + 1], f)
            for c, f in zip((slice(c[0], c[-1] + 1) for c in channels), filters, strict=True)
        ]
        flat = [
            (window, patch, patch.reshape(n_places, -1), W[..., f].reshape(-1, len(f)), y)
            for window, patch, y, f in groups
        ]

        def convolve() -> None:
            inside[...] = X
            for window, patch, rows, kernel, y in flat:
                patch[...] = window
                y += (rows @ kernel).reshape(y.shape)

        return convolve


class ConvTransposeInc(GeneralConvInc):
    """``Y += `` the adjoint of the convolution from the shape of ``Y`` to that of ``X``."""

    def make_step(self, signals: SignalDict, dt: float, rng: np.random.RandomState) -> Step:
        """See `Operator.make_step`."""
        self._check_dimensions()
        conv = self.conv
        X = _channels_last(signals[self.X], conv.input_shape)
        Y = _channels_last(signals[self.Y], conv.output_shape)
        padded, inside = _padded(conv, conv.output_shape, conv.input_shape, Y.dtype)
        windows = _windows(padded, conv.kernel_size, conv.strides, X.shape[:-1])
        places = list(itertools.product(*map(range, conv.kernel_size)))
        # Windows overlap, so one place of the kernel is added at a time.
        targets = [
            (windows[(..., *place, slice(None))], signals[self.W][place]) for place in places
        ]

        def convolve_back() -> None:
            padded.fill(0)
            for target, kernel in targets:
                target += X @ kernel
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


def _windows(padded: np.ndarray, kernel_size: tuple, strides: tuple, places: tuple) -> np.ndarray:
    """(places …, kernel …, channels) view of what the kernel meets at each place."""
    space = padded.strides[:-1]
    steps = tuple(s * stride for s, stride in zip(space, strides, strict=True))
    return np.lib.stride_tricks.as_strided(
        padded,
        shape=(*places, *kernel_size, padded.shape[-1]),
        strides=(*steps, *space, padded.strides[-1]),
    )
