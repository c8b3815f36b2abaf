"""The contract of guests: functions with weights, for a whole minibatch at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.exceptions import ValidationError

Arrays = tuple[Any, ...]
"""Arrays of NumPy at the door, and of JAX (or what stands for them) in `Guest.apply`."""

Shape = tuple[int, ...]


class Guest:
    """A function that somebody wrote for JAX or another framework.

    Parameters
    ----------
    source : object
        What the user gave. Guests of the same source share their weights.
    weights : tuple of ndarray
        What training changes.

    Attributes
    ----------
    over_steps : "map", "loop" or "join"
        How to call it for all steps at once: mapped over steps, as all of JAX can be; step by step;
        or once, with the items of all steps as one minibatch, if calls are dear.
    """

    over_steps = "map"

    def __init__(self, source: Any, weights: Arrays = ()) -> None:
        self.source = source
        self.weights = tuple(np.asarray(array) for array in weights)

    def apply(self, weights: Arrays, args: Arrays, key: Any, training: bool) -> Any:
        """Call the function, without changing anything outside.

        Parameters
        ----------
        weights : tuple of Array
            Present values, like the attribute.
        args : tuple of Array
            What the user's function takes: the time, a minibatch of values, or both.
        key : Array
            Key for JAX's random numbers.
        training : bool
            Whether layers such as dropout should act.

        Returns
        -------
        (minibatch_size, …) Array
        """
        raise NotImplementedError(f"{type(self).__name__} does not say how to apply itself.")

    def assign(self, weights: Arrays) -> None:
        """Write trained ``weights`` back to where the user has them.

        Raises
        ------
        ValidationError
            If the source cannot be written to.
        """
        raise ValidationError(
            f"the weights of {self.source!r} cannot be written back, since its arrays do not "
            "change. Read them from the simulator, with sim.parameters.",
            attr="tensor_func",
            obj=self,
        )
