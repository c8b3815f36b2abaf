"""Transforms: the linear maps on connections."""

from nengo.transforms.base import Transform
from nengo.transforms.channelshape import ChannelShape, ChannelShapeParam
from nengo.transforms.convolution import Convolution, ConvolutionTranspose
from nengo.transforms.dense import Dense, NoTransform
from nengo.transforms.sparse import Sparse, SparseInitParam, SparseMatrix

Conv = Convolution
ConvTranspose = ConvolutionTranspose

__all__ = [
    "ChannelShape",
    "ChannelShapeParam",
    "Conv",
    "ConvTranspose",
    "Convolution",
    "ConvolutionTranspose",
    "Dense",
    "NoTransform",
    "Sparse",
    "SparseInitParam",
    "SparseMatrix",
    "Transform",
]
