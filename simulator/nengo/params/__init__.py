"""Attributes that validate, default and freeze."""

from nengo.params.base import Parameter, equal, is_param, iter_params
from nengo.params.containers import DictParam, ShapeParam, TupleParam
from nengo.params.frozen import FrozenObject
from nengo.params.function import FunctionInfo, FunctionParam
from nengo.params.ndarray import NdarrayParam
from nengo.params.scalars import (
    BoolParam,
    EnumParam,
    IntParam,
    NumberParam,
    ObsoleteParam,
    StringParam,
)
from nengo.params.sentinels import ConnectionDefault, Default, DefaultType, Unconfigurable

__all__ = [
    "BoolParam",
    "ConnectionDefault",
    "Default",
    "DefaultType",
    "DictParam",
    "EnumParam",
    "FrozenObject",
    "FunctionInfo",
    "FunctionParam",
    "IntParam",
    "NdarrayParam",
    "NumberParam",
    "ObsoleteParam",
    "Parameter",
    "ShapeParam",
    "StringParam",
    "TupleParam",
    "Unconfigurable",
    "equal",
    "is_param",
    "iter_params",
]
