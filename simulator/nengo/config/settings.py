"""What is configured for one class, and for one object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nengo.exceptions import ConfigError
from nengo.params import Parameter, is_param, iter_params


class ClassParams:
    """The configured defaults of one class, as ``config[Class]``.

    Attributes are the parameters of the class; assigning one sets its default,
    deleting one goes back to the default of the class.

    Parameters
    ----------
    configures : type
        The class whose instances take these defaults.
    """

    def __init__(self, configures: type) -> None:
        if not isinstance(configures, type):
            raise TypeError(
                f"{configures!r} is not a class, but only classes can be configured. "
                "Pass nengo.Ensemble, nengo.Connection, …"
            )
        self._configures = configures
        self._extra_params: dict[str, Parameter] = {}

    @property
    def default_params(self) -> tuple[str, ...]:
        """Names of the parameters that the class itself declares."""
        return tuple(iter_params(self._configures))

    @property
    def extra_params(self) -> tuple[str, ...]:
        """Names of the parameters added by `set_param`."""
        return tuple(self._extra_params)

    @property
    def params(self) -> tuple[str, ...]:
        """Names of all parameters: those of the class, then those added."""
        return self.default_params + self.extra_params

    def get_param(self, key: str) -> Parameter:
        """Return the descriptor of the parameter called ``key``.

        Raises
        ------
        AttributeError
            If neither the class nor `set_param` declared it.
        """
        if key in self._extra_params:
            return self._extra_params[key]
        param = getattr(self._configures, key, None)
        if not is_param(param):
            raise AttributeError(
                f"{self._configures.__name__} has no parameter {key!r}, "
                f"but only {', '.join(self.params)}. Add a new one with set_param."
            )
        return param

    def set_param(self, key: str, value: Parameter) -> None:
        """Add a parameter that each instance of the class may then carry.

        Parameters
        ----------
        key : str
            A name that the class does not use for a parameter of its own.
        value : Parameter
            The descriptor that validates it and knows its default.

        Raises
        ------
        ConfigError
            If the value is not a parameter, or the name is taken.
        """
        if not is_param(value):
            raise ConfigError(
                f"{key!r} was given {value!r}, but an extra parameter is described by a "
                "Parameter. Pass for example nengo.params.NumberParam."
            )
        if key in self.default_params:
            raise ConfigError(
                f"{key!r} is a parameter of {self._configures.__name__} already. "
                "Choose another name, or assign its default."
            )
        value.__set_name__(self._configures, key)
        self._extra_params[key] = value

    def update(self, defaults: Mapping[str, Any]) -> None:
        """Set several defaults, given as name → value."""
        for key, value in defaults.items():
            setattr(self, key, value)

    def __contains__(self, key: str) -> bool:
        return self in self.get_param(key)

    def __getattr__(self, key: str) -> Any:
        # Private names must fail at once: copying asks for some before _configures exists.
        if key.startswith("_"):
            raise AttributeError(f"{type(self).__name__} has no attribute {key!r}")
        return self.get_param(key).get_default(self)

    def __setattr__(self, key: str, value: Any) -> None:
        if key.startswith("_"):
            super().__setattr__(key, value)
            return
        param = self.get_param(key)
        if not param.configurable:
            raise ConfigError(
                f"{self._configures.__name__}.{key} cannot be configured, because every "
                "object needs its own. Pass it to the constructor."
            )
        param.set_default(self, value)

    def __delattr__(self, key: str) -> None:
        if key.startswith("_"):
            super().__delattr__(key)
        else:
            self.get_param(key).del_default(self)

    def _configured(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.params if name in self}

    def __str__(self) -> str:
        return _listing(self._configures.__name__, self._configured())

    def __repr__(self) -> str:
        extra = {name: getattr(self, name) for name in self.extra_params}
        values = {**self._configured(), **extra}
        return _summary(type(self).__name__, self._configures.__name__, values)


class InstanceParams:
    """The extra parameters of one object, as ``config[obj]``.

    Parameters
    ----------
    configures : object
        The object they belong to.
    clsparams : ClassParams
        Knows which extra parameters exist and their defaults.
    """

    def __init__(self, configures: Any, clsparams: ClassParams) -> None:
        self._configures = configures
        self._clsparams = clsparams

    def get_param(self, key: str) -> Parameter:
        """Return the descriptor of the extra parameter called ``key``.

        Raises
        ------
        ConfigError
            If the class itself declares the parameter: its value lives on the object.
        AttributeError
            If there is no parameter of that name.
        """
        if key in self._clsparams.default_params:
            raise ConfigError(
                f"{key!r} belongs to {self._configures!s} itself and is not configured "
                f"per object. Use the object's own attribute .{key}."
            )
        return self._clsparams.get_param(key)

    def set_param(self, key: str, value: Parameter) -> None:
        """Refuse ``key`` and ``value``: parameters are added to a class, not to a single object."""
        raise ConfigError(
            f"{key!r} cannot be added to one object. "
            f"Add it to the class, with config[{type(self._configures).__name__}].set_param."
        )

    def __contains__(self, key: str) -> bool:
        is_builtin = key in self._clsparams.default_params
        return not is_builtin and self in self.get_param(key)

    def __getattr__(self, key: str) -> Any:
        if key.startswith("_"):
            raise AttributeError(f"{type(self).__name__} has no attribute {key!r}")
        # A value that was set is found the ordinary way, in __dict__.
        return self.get_param(key).get_default(self._clsparams)

    def __setattr__(self, key: str, value: Any) -> None:
        if key.startswith("_"):
            super().__setattr__(key, value)
        else:
            self.get_param(key).__set__(self, value)

    def __delattr__(self, key: str) -> None:
        if key.startswith("_"):
            super().__delattr__(key)
        else:
            self.get_param(key).__delete__(self)

    def _configured(self) -> dict[str, Any]:
        names = self._clsparams.extra_params
        return {name: getattr(self, name) for name in names if name in self}

    def __str__(self) -> str:
        return _listing(str(self._configures), self._configured())

    def __repr__(self) -> str:
        return _summary(type(self).__name__, str(self._configures), self._configured())


def _listing(name: str, configured: Mapping[str, Any]) -> str:
    if not configured:
        return f"No parameters configured for {name}."
    lines = [f"  {key}: {value}" for key, value in configured.items()]
    return "\n".join([f"Parameters configured for {name}:", *lines])


def _summary(kind: str, name: str, configured: Mapping[str, Any]) -> str:
    values = ", ".join(f"{key}: {value}" for key, value in configured.items())
    return f"<{kind}[{name}]{{{values}}}>"
