"""Any message there can be, for tests that throw everything at whoever reads it. Not a test."""

from hypothesis import strategies as st
from msgspec import inspect

NUMBERS = st.sampled_from([0, 1, -1, 2, 7, 2**31, 1 - 2**53, 2**53 - 1]) | st.integers(-3, 12)
FLOATS = st.sampled_from([0.0, -1.0, 0.001, 1e300, -1e300, 5e-324]) | st.floats(-2, 2)
IDS = ["", "model", "model.a", "model.a.b", "model.networks[0]", ".", "a.b.", "x" * 300]
PATHS = ["example:a.py", "../a.py", "new:", "a.py", "import nengo"]
TEXTS = st.sampled_from([*IDS, *PATHS]) | st.text(max_size=8)


def any_of(kind):
    """Return a strategy for all values of a message type."""
    return _strategy(inspect.type_info(kind))


def _strategy(kind):
    match kind:
        case inspect.StructType():
            fields = {field.name: _strategy(field.type) for field in kind.fields}
            return st.builds(kind.cls, **fields)
        case inspect.UnionType():
            return st.one_of(*map(_strategy, kind.types))
        case inspect.VarTupleType() | inspect.ListType():
            return st.lists(_strategy(kind.item_type), max_size=3).map(tuple)
        case inspect.TupleType():
            return st.tuples(*map(_strategy, kind.item_types))
        case inspect.DictType():
            return st.dictionaries(_strategy(kind.key_type), _strategy(kind.value_type), max_size=3)
        case inspect.LiteralType():
            return st.sampled_from(sorted(kind.values, key=str))
        case inspect.BoolType():
            return st.booleans()
        case inspect.IntType():
            return NUMBERS
        case inspect.FloatType():
            return FLOATS
        case inspect.StrType():
            return TEXTS
        case inspect.BytesType():
            return st.binary(max_size=60)
        case inspect.NoneType():
            return st.none()
        case inspect.AnyType():
            return st.none() | NUMBERS | TEXTS
    raise TypeError(f"{kind} has no strategy")


def members(union):
    """Return the kinds of message of a closed union."""
    return [info.cls for info in inspect.type_info(union).types]
