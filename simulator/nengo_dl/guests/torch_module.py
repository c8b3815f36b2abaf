"""Modules of PyTorch, which run beside the compiled program: it calls them, and they it back."""

from __future__ import annotations

from typing import Any

import jax
import numpy as np

from nengo_dl.guests.base import Arrays, Guest, Shape


class TorchModule(Guest):
    """A module of PyTorch; its parameters are trained, its buffers stay as they are.

    Parameters
    ----------
    module : torch.nn.Module
    shapes : list of tuple of int
        Shapes of its arguments, without the axis of the minibatch.
    """

    over_steps = "join"

    def __init__(self, module: Any, shapes: list[Shape]) -> None:
        import torch  # there, since the user has a module of it

        self.torch = torch
        self.names = [name for name, _ in module.named_parameters()]
        weights = tuple(value.detach().cpu().numpy() for value in module.parameters())
        super().__init__(module, weights)
        zeros = [np.zeros((1, *shape), "float32") for shape in shapes]
        self.shape_out = self._forward(0, False, weights, zeros).shape[1:]

    def apply(self, weights: Arrays, args: Arrays, key: Any, training: bool) -> Any:
        """Call the module; see `Guest.apply`."""
        # A gradient must see the same dropout as its value: both start from this seed.
        seed = jax.random.randint(key, (), 0, np.iinfo(np.int32).max)
        return self._differentiable(training)(seed, weights, args)

    def assign(self, weights: Arrays) -> None:
        """Write ``weights`` into the module."""
        with self.torch.no_grad():
            for parameter, value in zip(self.source.parameters(), weights, strict=True):
                parameter.copy_(self.torch.tensor(np.asarray(value)))

    def _differentiable(self, training: bool) -> Any:
        """Return the call with a derivative, as a function of JAX."""

        @jax.custom_vjp
        def call(seed: Any, weights: Arrays, args: Arrays) -> Any:
            result = jax.ShapeDtypeStruct((len(args[-1]), *self.shape_out), args[-1].dtype)
            return jax.pure_callback(
                lambda *values: self._forward(values[0], training, *values[1:]),
                result,
                seed,
                weights,
                args,
            )

        def backward(inputs: Arrays, gradient: Any) -> Arrays:
            like = jax.tree.map(lambda x: jax.ShapeDtypeStruct(x.shape, x.dtype), inputs[1:])
            weights, args = jax.pure_callback(
                lambda *values: self._backward(values[0], training, *values[1:]),
                like,
                *inputs,
                gradient,
            )
            return np.zeros((), jax.dtypes.float0), weights, args

        call.defvjp(lambda *inputs: (call(*inputs), inputs), backward)
        return call

    def _forward(self, seed: Any, training: bool, weights: Arrays, args: Any) -> np.ndarray:
        with self.torch.no_grad():
            y = self._run(seed, training, self._tensors(weights), self._tensors(args))
        return y.numpy()

    def _backward(
        self, seed: Any, training: bool, weights: Arrays, args: Arrays, gradient: Any
    ) -> tuple[Arrays, Arrays]:
        leaves = self._tensors(weights), self._tensors(args)
        flat = [leaf.requires_grad_() for group in leaves for leaf in group]
        y = self._run(seed, training, *leaves)
        found = self.torch.autograd.grad(y, flat, *self._tensors([gradient]), allow_unused=True)
        arrays = [
            np.zeros(leaf.shape, "float32") if value is None else value.numpy()
            for leaf, value in zip(flat, found, strict=True)
        ]
        return tuple(arrays[: len(weights)]), tuple(arrays[len(weights) :])

    def _run(self, seed: Any, training: bool, weights: list[Any], args: list[Any]) -> Any:
        # Copies of the buffers: a module in training writes into them, and would do so twice.
        state = {name: value.clone() for name, value in self.source.named_buffers()}
        state.update(zip(self.names, weights, strict=True))
        with self.torch.random.fork_rng(devices=[]):
            self.torch.manual_seed(int(seed))
            self.source.train(training)
            return self.torch.func.functional_call(self.source, state, tuple(args))

    def _tensors(self, arrays: Any) -> list[Any]:
        return [self.torch.tensor(np.asarray(array)) for array in arrays]
