"""Every error and warning of the simulator.

::

    NengoException
    ├── ValidationError (ValueError)       a value the user wrote is not allowed
    │   └── ReadonlyError                  … because the attribute cannot change any more
    ├── ConfigError (ValueError)           a default that cannot be set or looked up
    ├── NetworkContextError (RuntimeError) an object made outside, or at the wrong end, of a `with`
    ├── BuildError (ValueError)            the model cannot be turned into signals and operators
    │   └── (see also) ConvergenceError (RuntimeError), SignalError (ValueError)
    ├── SimulationError (RuntimeError)     a step went wrong
    ├── SimulatorClosed                    the simulator has given its signals back
    ├── ObsoleteError, MovedError          a name of former versions
    ├── SpaModuleError, SpaParseError (ValueError)
    ├── Unconvertible (ValueError)         a network that has no simpler form
    ├── FingerprintError (ValueError), CacheIOError (OSError), TimeoutError
    NengoWarning (Warning)
    ├── NotAddedToNetworkWarning
    └── CacheIOWarning

An error may know its *birthplace*: the file and line of the model that made the object it is
about. Editors underline that line.
"""

from __future__ import annotations

import os
from typing import Any, NamedTuple, TypeVar

Error = TypeVar("Error", bound="NengoException")


class Birthplace(NamedTuple):
    """The file and line (from 1) of the user's code that made an object."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{os.path.basename(self.file)} line {self.line}"


class NengoException(Exception):
    """What all errors raised by the simulator have in common.

    Attributes
    ----------
    birthplace : Birthplace or None
        Where the object that the error is about was made, as far as we know.
    """

    birthplace: Birthplace | None = None

    def at(self: Error, obj: Any) -> Error:
        """Remember where ``obj`` was made, unless a place is known already.

        Returns the error itself, so that it reads ``raise BuildError("…").at(connection)``.
        """
        place = getattr(obj, "_birthplace", None)
        if self.birthplace is None and place is not None:
            self.birthplace = Birthplace(*place)
        return self

    def __str__(self) -> str:
        message = self._message()
        return message if self.birthplace is None else f"{message} (made at {self.birthplace})"

    def _message(self) -> str:
        return super().__str__()


class ValidationError(NengoException, ValueError):
    """A value given by the user is not allowed.

    Parameters
    ----------
    msg : str
        What was seen, what is allowed, what to do.
    attr : str
        Name of the attribute that was given the value.
    obj : object, optional
        The object (or class) that has the attribute.
    """

    def __init__(self, msg: str | None, attr: str, obj: Any = None) -> None:
        super().__init__(msg, attr, obj)
        self.msg = msg
        self.attr = attr
        self.obj = obj
        self.at(obj)

    def _message(self) -> str:
        if self.obj is None:
            return f"{self.attr}: {self.msg}"
        owner = self.obj if isinstance(self.obj, type) else type(self.obj)
        return f"{owner.__name__}.{self.attr}: {self.msg}"


class ReadonlyError(ValidationError):
    """An attribute that cannot be changed (any more) was set."""

    def __init__(self, attr: str, obj: Any = None, msg: str | None = None) -> None:
        if msg is None:
            msg = f"{attr} is read-only and cannot be changed. Make a new object instead."
        super().__init__(msg, attr, obj)
        self.args = (attr, obj, msg)  # the order in which unpickling gives them back


class ConvergenceError(NengoException, RuntimeError):
    """An iteration did not settle."""


class BuildError(NengoException, ValueError):
    """The model cannot be turned into signals and operators."""


class ObsoleteError(NengoException):
    """A feature of a former version is gone.

    Parameters
    ----------
    msg : str
        What to use instead.
    since : str, optional
        The version that dropped the feature.
    url : str, optional
        Where to read more.
    """

    def __init__(self, msg: str, since: str | None = None, url: str | None = None) -> None:
        super().__init__(msg, since, url)
        self.msg = msg
        self.since = since
        self.url = url

    def _message(self) -> str:
        since = "" if self.since is None else f" since {self.since}"
        more = "" if self.url is None else f"\nFor more, see {self.url}"
        return f"Obsolete{since}: {self.msg}{more}"


class MovedError(NengoException):
    """A name lives elsewhere now.

    Parameters
    ----------
    location : str, optional
        Where to import it from.
    """

    def __init__(self, location: str | None = None) -> None:
        super().__init__(location)
        self.location = location

    def _message(self) -> str:
        return f"This feature has moved. Import it from {self.location}."


class ConfigError(NengoException, ValueError):
    """A default cannot be set or looked up."""


class SpaModuleError(NengoException, ValueError):
    """A module of a legacy SPA network is not where it should be."""


class SpaParseError(NengoException, ValueError):
    """An expression of semantic pointers cannot be read."""


class SimulatorClosed(NengoException):
    """The simulator has given its signals back and cannot run any more."""


class SimulationError(NengoException, RuntimeError):
    """A step of the simulation went wrong."""


class SignalError(NengoException, ValueError):
    """A signal was made or viewed in a way that is not possible."""


class FingerprintError(NengoException, ValueError):
    """An object has no fingerprint that would recognise it in another process."""


class NetworkContextError(NengoException, RuntimeError):
    """An object was made outside a network, or networks were left in the wrong order."""


class Unconvertible(NengoException, ValueError):
    """A network has no simpler form of the kind asked for."""


class CacheIOError(NengoException, OSError):
    """The decoder cache cannot be read or written."""


class TimeoutError(NengoException):
    """Something did not happen in the time it was given."""


class NengoWarning(Warning):
    """What all warnings of the simulator have in common."""


class NotAddedToNetworkWarning(NengoWarning):
    """A copy was made inside a network without becoming part of it.

    Parameters
    ----------
    obj : object
        The copy.
    """

    def __init__(self, obj: Any) -> None:
        super().__init__(obj)
        self.obj = obj

    def __str__(self) -> str:
        return (
            f"{self.obj} was copied or unpickled, and is not part of the current network. "
            "Use its copy() method, or add it with network.add(obj)."
        )


class CacheIOWarning(NengoWarning):
    """The decoder cache is not usable just now; everything works, only slower."""
