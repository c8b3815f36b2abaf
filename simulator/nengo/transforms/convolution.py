"""The same weights at every place of an image."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from nengo.arrays import Rng, Shape
from nengo.dists import DistOrArrayParam, Distribution, Uniform
from nengo.exceptions import ValidationError
from nengo.params import BoolParam, EnumParam, IntParam, ShapeParam
from nengo.transforms.base import Transform
from nengo.transforms.channelshape import ChannelShape, ChannelShapeParam


class ConvolutionBase(Transform):
    """What convolutions and their transposes have in common; see `Convolution`."""

    n_filters = IntParam("n_filters", low=1)
    input_shape = ChannelShapeParam("input_shape", low=1)
    kernel_size = ShapeParam("kernel_size", default=(3, 3), low=1, readonly=True)
    strides = ShapeParam("strides", default=(1, 1), low=1, readonly=True)
    padding = EnumParam("padding", default="valid", values=("same", "valid"), readonly=True)
    channels_last = BoolParam("channels_last", default=True, readonly=True)
    init = DistOrArrayParam("init", default=Uniform(-1, 1), readonly=True)
    groups = IntParam("groups", default=1, low=1, readonly=True)

    _param_init_order: ClassVar = ("channels_last", "input_shape")

    def __init__(
        self,
        n_filters: int,
        input_shape: Any,
        kernel_size: Shape,
        strides: Shape,
        padding: str,
        channels_last: bool,
        init: Any,
        groups: int = 1,
    ) -> None:
        super().__init__()
        self.n_filters = n_filters
        self.channels_last = channels_last  # before the shapes, which ask for it
        self.input_shape = input_shape
        self.kernel_size = kernel_size
        self.strides = strides
        self.padding = padding
        self.groups = groups
        self.init = init
        self._check_dimensions()
        self._check_groups()
        self._check_kernel()

    @property
    def _argreprs(self) -> list[str]:
        required = [f"n_filters={self.n_filters!r}", f"input_shape={self.input_shape.shape}"]
        optional = ("kernel_size", "strides", "padding", "channels_last", "groups")
        return required + [
            f"{name}={getattr(self, name)!r}"
            for name in optional
            if getattr(self, name) != getattr(type(self), name).default
        ]

    @property
    def output_shape(self) -> ChannelShape:
        """Shape of the image given."""
        raise NotImplementedError

    @property
    def size_in(self) -> int:
        """Number of dimensions taken: those of the flattened image."""
        return self.input_shape.size

    @property
    def size_out(self) -> int:
        """Number of dimensions given: those of the flattened image."""
        return self.output_shape.size

    @property
    def dimensions(self) -> int:
        """Number of axes of space."""
        return self.input_shape.dimensions

    @property
    def kernel_shape(self) -> Shape:
        """Shape of the weights: the kernel's space, channels taken, channels given."""
        return (*self.kernel_size, self.input_shape.n_channels // self.groups, self.n_filters)

    def sample(self, rng: Rng = np.random) -> np.ndarray:
        """Make the weights, of shape `kernel_shape`."""
        if not isinstance(self.init, Distribution):
            return np.array(self.init)
        # One matrix from the channels taken to those given for each place in the kernel.
        channels_in, channels_out = self.kernel_shape[-2:]
        places = range(int(np.prod(self.kernel_size)))
        kernel = [self.init.sample(channels_in, channels_out, rng=rng) for _ in places]
        return np.reshape(kernel, self.kernel_shape)

    def _check_dimensions(self) -> None:
        for name in ("kernel_size", "strides"):
            lengths = getattr(self, name)
            if len(lengths) != self.dimensions:
                raise ValidationError(
                    f"{name} is {lengths}, but the image {self.input_shape} has "
                    f"{self.dimensions} dimensions in space. Give one number for each.",
                    attr=name,
                )

    def _check_groups(self) -> None:
        n_channels = self.input_shape.n_channels
        if self.groups > n_channels:
            problem = f"there are {self.groups} groups, but only {n_channels} channels."
        elif n_channels % self.groups or self.n_filters % self.groups:
            problem = (
                f"{n_channels} channels and {self.n_filters} filters cannot be divided into "
                f"{self.groups} equal groups."
            )
        else:
            return
        raise ValidationError(problem, attr="groups")

    def _check_kernel(self) -> None:
        if not isinstance(self.init, Distribution) and self.init.shape != self.kernel_shape:
            raise ValidationError(
                f"the kernel has shape {self.init.shape}, but must have {self.kernel_shape}: "
                "its space, channels taken, channels given.",
                attr="init",
            )


class Convolution(ConvolutionBase):
    """A convolution: the same weights applied at every place of an image.

    Strictly a correlation, since the kernel is not flipped. Images are flattened in C order.

    Parameters
    ----------
    n_filters : int
        Number of channels given.
    input_shape : tuple of int or ChannelShape
        Shape of the image taken, with its channels.
    kernel_size : tuple of int
        Extent of the kernel along each axis of space.
    strides : tuple of int
        Distance between the places where the kernel is applied, along each axis of space.
    padding : {"valid", "same"}
        Keep the kernel within the image, or pad the image with zeros so that its size
        (divided by the strides) stays the same.
    channels_last : bool
        Whether the last axis of images is that of the channels; otherwise the first one is.
    init : array-like or Distribution
        The weights, of shape ``kernel_size + (channels taken, channels given)``, or where they
        are drawn from.

    Rarely needed:

    groups : int
        Divide channels and filters into so many parts; each part of the filters sees only the
        same part of the channels.
    """

    def __init__(
        self,
        n_filters: int,
        input_shape: Any,
        kernel_size: Shape = (3, 3),
        strides: Shape = (1, 1),
        padding: str = "valid",
        channels_last: bool = True,
        init: Any = ConvolutionBase.init.default,
        groups: int = 1,
    ) -> None:
        super().__init__(
            n_filters, input_shape, kernel_size, strides, padding, channels_last, init, groups
        )
        self._check_padding()

    @property
    def output_shape(self) -> ChannelShape:
        """Shape of the image given."""
        space = np.array(self.input_shape.spatial_shape)
        if self.padding == "valid":
            space = space - self.kernel_size + 1
        space = -(-space // self.strides)  # round up
        return ChannelShape.from_space_and_channels(
            tuple(space.tolist()), self.n_filters, self.channels_last
        )

    def _check_padding(self) -> None:
        space = self.input_shape.spatial_shape
        if self.padding == "valid" and np.any(np.greater(self.kernel_size, space)):
            raise ValidationError(
                f"a kernel of size {self.kernel_size} does not fit into an image of size {space}, "
                'so that nothing would be left. Use a smaller one, or padding="same".',
                attr="padding",
                obj=self,
            )


class ConvolutionTranspose(ConvolutionBase):
    """A transposed convolution: every element of an image taken adds a kernel to that given.

    It maps back from the shape that a convolution gives to the shape that it takes.

    Parameters
    ----------
    n_filters : int
        Number of channels given.
    input_shape : tuple of int or ChannelShape
        Shape of the image taken, with its channels.
    output_shape : tuple of int or ChannelShape, optional
        Shape of the image given; by default the smallest one that a convolution would map to
        ``input_shape``.
    kernel_size, strides, padding, channels_last, init
        See `Convolution`.
    """

    output_shape = ChannelShapeParam("output_shape", low=1)  # type: ignore[assignment]

    _param_init_order: ClassVar = ("channels_last", "input_shape")

    def __init__(
        self,
        n_filters: int,
        input_shape: Any,
        output_shape: Any = None,
        kernel_size: Shape = (3, 3),
        strides: Shape = (1, 1),
        padding: str = "valid",
        channels_last: bool = True,
        init: Any = ConvolutionBase.init.default,
    ) -> None:
        super().__init__(n_filters, input_shape, kernel_size, strides, padding, channels_last, init)
        self.output_shape = self._smallest_shape() if output_shape is None else output_shape
        self._check_output_shape()

    @property
    def _argreprs(self) -> list[str]:
        args = super()._argreprs
        return [*args[:2], f"output_shape={self.output_shape.shape}", *args[2:]]

    def _smallest_shape(self) -> ChannelShape:
        space = 1 + (np.array(self.input_shape.spatial_shape) - 1) * self.strides
        if self.padding == "valid":
            space = space + self.kernel_size - 1
        return ChannelShape.from_space_and_channels(
            tuple(space.tolist()), self.n_filters, self.channels_last
        )

    def _check_output_shape(self) -> None:
        shape = self.output_shape
        if shape.n_channels != self.n_filters:
            raise ValidationError(
                f"{shape} has {shape.n_channels} channels, but there are {self.n_filters} filters. "
                "Give one channel to each.",
                attr="output_shape",
                obj=self,
            )
        forward = Convolution(
            self.input_shape.n_channels,
            shape,
            self.kernel_size,
            self.strides,
            self.padding,
            self.channels_last,
        )
        if forward.output_shape != self.input_shape:
            raise ValidationError(
                f"a convolution maps {shape} to {forward.output_shape}, not to {self.input_shape}. "
                f"Leave it out, or try {self._smallest_shape()}.",
                attr="output_shape",
                obj=self,
            )
