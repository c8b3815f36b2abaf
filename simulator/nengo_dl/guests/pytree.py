"""Functions whose weights are a tree of arrays: flax, equinox, or made by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from nengo_dl.guests.base import Arrays, Guest


class Applied(Guest):
    """A pair ``(params, apply)``, where ``apply(params, *args)`` gives the result.

    Parameters
    ----------
    pair : (tree of ndarray, callable)
        Arrays of real numbers are trained; all else stays as it is.
    source : object, optional
        What the user gave, if not the pair.
    """

    def __init__(self, pair: tuple[Any, Callable[..., Any]], source: Any = None) -> None:
        params, self.function = pair
        self.leaves, self.tree = jax.tree.flatten(params)
        super().__init__(
            params if source is None else source,
            weights=tuple(leaf for leaf in self.leaves if _is_real_array(leaf)),
        )

    def apply(self, weights: Arrays, args: Arrays, key: Any, training: bool) -> Any:
        """Call the function with the tree put together again; see `Guest.apply`."""
        present = iter(weights)
        leaves = [next(present) if _is_real_array(leaf) else leaf for leaf in self.leaves]
        return self.function(jax.tree.unflatten(self.tree, leaves), *args)

    def assign(self, weights: Arrays) -> None:
        """Write ``weights`` into the arrays of the user, if these can be changed."""
        own = [leaf for leaf in self.leaves if _is_real_array(leaf)]
        if not all(isinstance(leaf, np.ndarray) and leaf.flags.writeable for leaf in own):
            super().assign(weights)
        for leaf, value in zip(own, weights, strict=True):
            leaf[...] = value


def of_equinox(module: Any) -> Applied:
    """Make a guest of a ``module`` of equinox, which takes single items."""

    def call(module: Any, x: Any) -> Any:
        return jax.vmap(module)(x)

    return Applied((module, call), source=module)


class FlaxModule(Guest):
    """A module of flax.nnx: its ``Param`` variables are trained, the others stay as they are.

    Parameters
    ----------
    module : flax.nnx.Module
    """

    def __init__(self, module: Any) -> None:
        from flax import nnx  # there, since the user has a module of it

        self.nnx = nnx
        self.definition, params, others = nnx.split(module, nnx.Param, ...)
        weights, self.params_tree = jax.tree.flatten(params)
        self.others, self.others_tree = jax.tree.flatten(others)
        super().__init__(module, tuple(weights))

    def apply(self, weights: Arrays, args: Arrays, key: Any, training: bool) -> Any:
        """Call the module, in its mode of training or inference; see `Guest.apply`."""
        others = [
            jax.random.fold_in(key, stream) if _is_key(leaf) else leaf
            for stream, leaf in enumerate(self.others)
        ]
        module = self.nnx.merge(
            self.definition,
            jax.tree.unflatten(self.params_tree, weights),
            jax.tree.unflatten(self.others_tree, others),
        )
        module.train() if training else module.eval()
        return module(*args)

    def assign(self, weights: Arrays) -> None:
        """Write ``weights`` into the module."""
        self.nnx.update(self.source, jax.tree.unflatten(self.params_tree, weights))


def _is_real_array(leaf: Any) -> bool:
    return isinstance(leaf, np.ndarray | jax.Array) and jnp.issubdtype(leaf.dtype, jnp.floating)


def _is_key(leaf: Any) -> bool:
    return jnp.issubdtype(leaf.dtype, jax.dtypes.prng_key)
