"""Attributes that validate, default and freeze."""

import copy
import pickle

import numpy as np
import pytest

import nengo
from nengo import params
from nengo.exceptions import ConfigError, ObsoleteError, ReadonlyError, ValidationError
from nengo.params import ConnectionDefault, Default, Unconfigurable

REFUSED = object()


def holder(param, **attributes):
    """Make an object with one attribute ``p``, described by ``param``."""
    obj = type("Holder", (), {"p": param})()
    obj.__dict__.update(attributes)
    return obj


def kept(param, value):
    obj = holder(param)
    try:
        obj.p = value
    except ValidationError as error:
        assert error.attr == "p"
        return REFUSED
    return obj.p


def test_an_unset_attribute_has_its_default():
    assert holder(params.Parameter("p", default=3)).p == 3
    with pytest.raises(ValidationError, match="no value yet"):
        _ = holder(params.Parameter("p")).p


def test_the_class_shows_the_descriptor():
    param = params.Parameter("p", default=3)
    assert type(holder(param)).p is param
    assert repr(param) == "Parameter('p', default=3, optional=False, readonly=False)"


def test_none_must_be_allowed():
    assert kept(params.Parameter("p", default=1), None) is REFUSED
    assert kept(params.Parameter("p", default=1, optional=True), None) is None


@pytest.mark.parametrize("marker", [Default, ConnectionDefault, Unconfigurable], ids=repr)
def test_markers_are_no_values(marker):
    assert kept(params.Parameter("p", default=1), marker) is REFUSED


@pytest.mark.parametrize("marker", [Default, ConnectionDefault, Unconfigurable], ids=repr)
def test_markers_stay_themselves(marker):
    assert copy.deepcopy(marker) is marker
    assert pickle.loads(pickle.dumps(marker)) is marker


def test_required_attributes_are_set_once():
    obj = holder(params.Parameter("p"))
    obj.p = 1
    with pytest.raises(ReadonlyError):
        obj.p = 2
    assert obj.p == 1


def test_an_object_knows_whether_a_value_was_set():
    obj = holder(params.Parameter("p", default=1))
    assert obj not in type(obj).p
    obj.p = 1
    assert obj in type(obj).p
    del obj.p
    assert obj not in type(obj).p


def test_defaults_are_kept_apart_from_values():
    obj = holder(params.IntParam("p", default=1))
    param = type(obj).p
    param.set_default(obj, 5)
    assert (param.get_default(obj), obj.p) == (5, 1)
    assert obj in param
    param.del_default(obj)
    assert param.get_default(obj) == 1
    with pytest.raises(ValidationError):
        param.set_default(obj, "a")
    with pytest.raises(ConfigError):
        params.Parameter("p").set_default(obj, 5)


@pytest.mark.parametrize(
    ("param", "accepted", "refused"),
    [
        (params.BoolParam("p"), [True, False], [1, 0.0, "a", None]),
        (params.NumberParam("p"), [1, 1.5, np.float32(2), np.inf], ["a", [1], None, 1j]),
        (params.NumberParam("p", low=0, high=1), [0, 0.5, 1], [-1e-9, 1.1, np.nan]),
        (params.NumberParam("p", low=0, low_open=True), [1e-9], [0]),
        (params.NumberParam("p", high=0, high_open=True), [-1e-9], [0]),
        (params.IntParam("p", low=1), [1, np.int64(3)], [1.0, 0, "a", None]),
        (params.StringParam("p"), ["", "a"], [b"a", 1, None]),
        (params.EnumParam("p", values=("a", "b")), ["a", "b"], ["c", 1, None]),
        (params.TupleParam("p", length=2), [(1, 2), ("a", None)], [(1,), 3, None]),
        (params.ShapeParam("p", low=1), [(1, 2), ()], [(0,), (1.0,), (-1,), 3, None]),
        (params.DictParam("p"), [{}, {1: 2}], [[1], None]),
    ],
    ids=lambda x: repr(x) if isinstance(x, params.Parameter) else "",
)
def test_kinds_of_values(param, accepted, refused):
    assert all(kept(param, value) == value for value in accepted)
    assert all(kept(param, value) is REFUSED for value in refused)


def test_numbers_are_kept_as_python_s_own():
    assert type(kept(params.NumberParam("p"), np.float32(2))) is float
    assert type(kept(params.IntParam("p"), np.int64(2))) is int
    assert type(kept(params.NumberParam("p"), np.array(2.0))) is float
    assert type(kept(params.BoolParam("p"), np.bool_(True))) is bool


def test_words_ignore_their_case_unless_told():
    assert kept(params.EnumParam("p", values=("a", "B")), "A") == "a"
    assert kept(params.EnumParam("p", values=("a", "B"), lower=False), "A") is REFUSED
    with pytest.raises(ValidationError, match="twice"):
        params.EnumParam("p", values=("a", "A"))


def test_sequences_become_tuples():
    assert kept(params.TupleParam("p"), [1, 2]) == (1, 2)
    assert kept(params.ShapeParam("p"), np.array([1, 2])) == (1, 2)


@pytest.mark.parametrize(
    ("shape", "accepted", "refused"),
    [
        (("*",), [(3,), (0,)], [(), (1, 1)]),
        ((2, "*"), [(2, 1), (2, 5)], [(3, 1), (2,)]),
        (("...", 3), [(3,), (2, 3), (1, 2, 3)], [(), (2,)]),
        ((2, "...", 3), [(2, 3), (2, 7, 3)], [(2,), (3, 3)]),
        (("n", "*"), [(4, 1)], [(3, 1)]),
    ],
    ids=str,
)
def test_arrays_have_the_declared_shape(shape, accepted, refused):
    for wanted in accepted:
        obj = holder(params.NdarrayParam("p", shape=shape), n=4)
        obj.p = np.ones(wanted)
        assert obj.p.shape == wanted
    for unwanted in refused:
        obj = holder(params.NdarrayParam("p", shape=shape), n=4)
        with pytest.raises(ValidationError, match=r"shape"):
            obj.p = np.ones(unwanted)


def test_a_shape_may_wait_for_the_object():
    assert params.NdarrayParam("p", shape=(3, "*")).coerce_defaults
    assert not params.NdarrayParam("p", shape=("n", "*")).coerce_defaults
    with pytest.raises(ConfigError, match="'n'"):
        holder(params.NdarrayParam("p", shape=("n",))).p = [1]
    with pytest.raises(ValidationError, match="ambiguous"):
        params.NdarrayParam("p", shape=("...", "..."))


def test_arrays_are_views_and_lists_are_converted(monkeypatch):
    given = np.arange(3)
    obj = holder(params.NdarrayParam("p", default=None))
    obj.p = given
    assert np.shares_memory(obj.p, given)
    assert obj.p.dtype == given.dtype
    obj.p = [1, 2]
    assert obj.p.dtype == nengo.rc.float_dtype
    assert kept(params.NdarrayParam("p"), "a") is REFUSED


def test_a_readonly_array_locks_its_view_only():
    given = np.ones(3)
    obj = holder(params.NdarrayParam("p"))
    obj.p = given
    assert not obj.p.flags.writeable
    assert given.flags.writeable


def test_functions_are_kept_with_the_size_of_their_result():
    obj = holder(params.FunctionParam("p", default=None, optional=True))
    obj.p = np.sin
    assert obj.p == (np.sin, 1)
    obj.p = lambda x: [1, 2, 3]
    assert obj.p.size == 3
    obj.p = None
    assert obj.p.function is None
    for wrong in (3, lambda: 1, lambda x, y: 1):
        with pytest.raises(ValidationError):
            obj.p = wrong


def test_obsolete_attributes_say_so():
    obj = holder(params.ObsoleteParam("p", "Use q.", since="2"))
    with pytest.raises(ObsoleteError, match=r"Use q\."):
        _ = obj.p
    with pytest.raises(ObsoleteError):
        obj.p = 1


def test_parameters_are_listed_in_order_of_their_names():
    names = list(params.iter_params(nengo.Ensemble))
    assert names == sorted(names)
    assert {"radius", "encoders", "seed"} < set(names)
    assert list(params.iter_params(nengo.LIF())) == list(params.iter_params(nengo.LIF))


def test_equality_looks_into_containers():
    ones = np.ones(2)
    assert params.equal({"a": [ones]}, {"a": [ones.copy()]})
    assert not params.equal({"a": ones}, {"a": ones + 1})
    assert not params.equal(ones, None)
    assert params.equal(1, 1.0)


class Frozen(params.FrozenObject):
    size = params.IntParam("size", default=2, readonly=True)
    values = params.NdarrayParam("values", default=None, shape=("size",), readonly=True)
    options = params.DictParam("options", default=None, optional=True, readonly=True)

    _param_init_order = ("size",)

    def __init__(self, size=2, values=(1, 2), options=None):
        super().__init__()
        self.size = size
        self.values = values
        self.options = options


ALIKE = [
    dict(),
    dict(size=3, values=[1, 2, 3]),
    dict(values=np.array([3.0, 4.0])),
    dict(options={"a": np.ones(2), "b": nengo.LIF()}),
]


@pytest.mark.parametrize("arguments", ALIKE, ids=str)
def test_equal_parameters_make_equal_objects(arguments):
    assert Frozen(**arguments) == Frozen(**copy.deepcopy(arguments))
    assert hash(Frozen(**arguments)) == hash(Frozen(**copy.deepcopy(arguments)))


def test_different_parameters_or_classes_make_different_objects():
    objects = [Frozen(**arguments) for arguments in ALIKE] + [type("Sub", (Frozen,), {})(), 3]
    assert all((a == b) == (a is b) for a in objects for b in objects)


@pytest.mark.parametrize("arguments", ALIKE, ids=str)
@pytest.mark.parametrize(
    "duplicate", [copy.copy, copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))]
)
def test_copies_are_equal_and_still_frozen(arguments, duplicate):
    twin = duplicate(Frozen(**arguments))
    assert twin == Frozen(**arguments)
    assert not twin.values.flags.writeable
    with pytest.raises(ReadonlyError):
        twin.size = 5


def test_only_parameters_are_frozen():
    frozen = Frozen()
    frozen.note = "a"
    frozen.note = "b"
    with pytest.raises(ReadonlyError):
        frozen.size = 3


def test_all_parameters_of_a_frozen_object_are_readonly():
    class Thawed(params.FrozenObject):
        p = params.IntParam("p", default=1)

    with pytest.raises(ReadonlyError, match="readonly=True"):
        Thawed()


def test_the_text_of_a_frozen_object_shows_what_is_not_default():
    assert repr(nengo.LIF()) == "LIF()"
    assert repr(nengo.LIF(tau_rc=0.03)) == "LIF(tau_rc=0.03)"
    assert repr(nengo.Lowpass(0.1, seed=3)) == "Lowpass(tau=0.1)"

    class Secretive(params.FrozenObject):
        def __init__(self, secret):
            super().__init__()

    assert repr(Secretive(1)).startswith("<Secretive at 0x")
