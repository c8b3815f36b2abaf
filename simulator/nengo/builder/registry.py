"""Which function builds which type of object."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from nengo.exceptions import BuildError

if TYPE_CHECKING:
    from nengo.builder.model import Model

BuildFunction = Callable[..., Any]
"""Called as ``build(model, obj, …)``; adds signals and operators to the model."""


class Builder:
    """Builds objects, with the function registered for their class or nearest superclass."""

    builders: ClassVar[dict[type, BuildFunction]] = {}
    """Class → build function."""

    @classmethod
    def register(cls, nengo_class: type) -> Callable[[BuildFunction], BuildFunction]:
        """Decorate the function that builds instances of a class.

        Parameters
        ----------
        nengo_class : type
            The class; its subclasses are built alike unless they have a function of their own.

        Examples
        --------
        >>> @Builder.register(MyRule)
        ... def build_my_rule(model, my_rule, rule):
        ...     model.add_op(SimMyRule(...))
        """

        def register_function(fn: BuildFunction) -> BuildFunction:
            if nengo_class in cls.builders:
                warnings.warn(
                    f"{nengo_class.__name__} had a build function already, "
                    f"which {fn.__name__} replaces.",
                    stacklevel=2,
                )
            cls.builders[nengo_class] = fn
            return fn

        return register_function

    @classmethod
    def build(cls, model: Model, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Build an object, unless the model has it already.

        Parameters
        ----------
        model : Model
            Receives the signals and operators.
        obj : object
            What to build.
        *args, **kwargs
            Passed to the build function.

        Returns
        -------
        object
            What the build function returns; None, with a warning, if it was built before.

        Raises
        ------
        BuildError
            If no function is registered for the class or a superclass.
        """
        if model.has_built(obj):
            warnings.warn(
                f"{obj} has been built in this model already and is left as it is.", stacklevel=2
            )
            return None
        for base in type(obj).__mro__:
            if base in cls.builders:
                return cls.builders[base](model, obj, *args, **kwargs)
        raise BuildError(
            f"{obj!r} is of type {type(obj).__name__}, for which there is no build function. "
            "Register one with nengo.builder.Builder.register."
        )
