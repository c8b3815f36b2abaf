"""Defaults for some classes, in force inside a ``with`` block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nengo.config.settings import ClassParams, InstanceParams
from nengo.context import ThreadLocalStack
from nengo.exceptions import ConfigError
from nengo.params import is_param, iter_params


class Config:
    """Defaults for the parameters of some classes.

    Every network has one. It is in force inside the ``with`` block of the network, or of the
    config itself, for the objects created there.

    Parameters
    ----------
    *configures : type
        The classes to configure.

    Examples
    --------
    >>> with nengo.Network() as model:
    ...     model.config[nengo.Ensemble].neuron_type = nengo.LIFRate()
    """

    context = ThreadLocalStack(maxsize=100)
    """The configs of the open ``with`` blocks, outermost first."""

    def __init__(self, *configures: type) -> None:
        # Keys are classes and, for extra parameters, objects.
        self.params: dict[Any, ClassParams | InstanceParams] = {}
        if configures:
            self.configures(*configures)

    @staticmethod
    def all_defaults(cls: type | None = None) -> str:
        """Describe the defaults in force here, for one class or for all configured ones."""
        classes = Config._classes_in_context() if cls is None else [cls]
        return "\n".join(Config._describe_defaults(each) for each in classes)

    @staticmethod
    def default(cls: type, param: str) -> Any:
        """Return the value that a new object of the class would take here.

        Parameters
        ----------
        cls : type
            The class about to be instantiated.
        param : str
            The name of one of its parameters.

        Returns
        -------
        object
            What the innermost config says that sets it for the class or a superclass;
            else the default of the class.

        Raises
        ------
        ConfigError
            If the argument is required and so has no default.
        AttributeError
            If the class has no such parameter.
        """
        descriptor = getattr(cls, param)
        if not descriptor.configurable:
            raise ConfigError(
                f"{cls.__name__}.{param} has no default, because every object needs its own. "
                "Pass a value."
            )
        for config in reversed(Config.context):
            for base in cls.__mro__:
                settings = config.params.get(base)
                if settings is not None and _is_set(settings, param):
                    return getattr(settings, param)
        return descriptor.default

    def configures(self, *classes: type) -> None:
        """Configure further classes.

        Raises
        ------
        TypeError
            If no class is given.
        """
        if not classes:
            raise TypeError("configures() got no class, but needs one or more. Pass classes.")
        for cls in classes:
            self.params[cls] = ClassParams(cls)

    def __enter__(self) -> Config:
        Config.context.append(self)
        return self

    def __exit__(self, *exc_info: object) -> None:
        if len(Config.context) == 0:
            raise ConfigError(
                "A `with config` block was left, but none is open in this thread. "
                "Leave each block once, in the thread that entered it."
            )
        config = Config.context.pop()
        if config is not self:
            raise ConfigError(
                f"A `with` block of {self!r} was left while that of {config!r} was innermost. "
                "Leave blocks in the opposite order of entering them."
            )

    def __contains__(self, item: object) -> bool:
        raise TypeError(
            "A Config does not answer `in`. Ask `name in config[Class]` whether a default is set."
        )

    def __getitem__(self, key: Any) -> ClassParams | InstanceParams:
        if isinstance(key, type):
            return self._class_params(key)
        if key not in self.params:
            self.params[key] = InstanceParams(key, self._class_params(type(key)))
        return self.params[key]

    def _class_params(self, cls: type) -> ClassParams:
        for base in cls.__mro__:
            if base in self.params:
                return self.params[base]  # type: ignore[return-value]  # keyed by class
        names = ", ".join(c.__name__ for c in self._configured_classes())
        raise ConfigError(
            f"{cls.__name__} is not configured here; these are: {names or 'none'}. "
            f"Add it with config.configures({cls.__name__})."
        )

    def _configured_classes(self) -> list[type]:
        return [key for key in self.params if isinstance(key, type)]

    @staticmethod
    def _classes_in_context() -> Iterator[type]:
        found = dict.fromkeys(
            cls for config in Config.context for cls in config._configured_classes()
        )
        return iter(found)

    @staticmethod
    def _describe_defaults(cls: type) -> str:
        names = [name for name in iter_params(cls) if getattr(cls, name).configurable]
        lines = [f"  {name}: {Config.default(cls, name)}" for name in names]
        return "\n".join([f"Current defaults for {cls.__name__}:", *lines])

    def __str__(self) -> str:
        return "\n".join(str(self.params[cls]) for cls in self._configured_classes())

    def __repr__(self) -> str:
        names = ", ".join(cls.__name__ for cls in self._configured_classes())
        return f"<{type(self).__name__} at 0x{id(self):x} configuring ({names})>"


def _is_set(settings: ClassParams, name: str) -> bool:
    param = settings._extra_params.get(name) or getattr(settings._configures, name, None)
    return is_param(param) and settings in param
