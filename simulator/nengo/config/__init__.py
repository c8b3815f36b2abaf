"""Defaults per network: which value an argument takes when the user gives none.

A `Config` holds one `ClassParams` for each class it configures (the defaults of all its
instances) and, on demand, one `InstanceParams` per object (the values of extra parameters).
``with config:`` puts it on a stack; `Config.default` searches that stack from the innermost
block outwards.
"""

from nengo.config.config import Config
from nengo.config.defaults import SupportDefaultsMixin
from nengo.config.settings import ClassParams, InstanceParams
from nengo.exceptions import ConfigError
from nengo.params import Default

__all__ = [
    "ClassParams",
    "Config",
    "ConfigError",
    "Default",
    "InstanceParams",
    "SupportDefaultsMixin",
]
