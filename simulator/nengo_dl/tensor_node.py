"""The published place of `TensorNode`, `Layer` and `tensor_layer`."""

from nengo_dl.layers import Layer, TensorNode, tensor_layer

__all__ = ["Layer", "TensorNode", "tensor_layer"]
