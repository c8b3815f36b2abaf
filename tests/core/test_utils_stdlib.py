"""Sets, weak containers, groups and calls."""

import gc
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nengo.utils.functions import function_name
from nengo.utils.stdlib import (
    FrozenOrderedSet,
    OrderedSet,
    Timer,
    WeakKeyDefaultDict,
    WeakKeyIDDictionary,
    WeakSet,
    checked_call,
    execfile,
    groupby,
)
from nengo.utils.threading import ThreadLocalStack


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_ordered_sets_are_sets(a, b):
    for cls in (FrozenOrderedSet, OrderedSet):
        assert cls(a) == set(a)
        assert cls(a) & cls(b) == set(a) & set(b)
        assert cls(a) | cls(b) == set(a) | set(b)
        assert cls(a) - cls(b) == set(a) - set(b)
        assert len(cls(a)) == len(set(a))
        assert all(x in cls(a) for x in a)


@given(st.lists(st.integers(0, 9)))
def test_ordered_sets_remember_first_appearances(items):
    assert list(FrozenOrderedSet(items)) == list(dict.fromkeys(items))
    assert list(FrozenOrderedSet(items) | {10}) == [*dict.fromkeys(items), 10]


def test_frozen_sets_have_a_hash_and_others_have_none():
    assert hash(FrozenOrderedSet([1, 2])) == hash(FrozenOrderedSet([2, 1]))
    with pytest.raises(TypeError):
        hash(OrderedSet([1]))


def test_ordered_sets_can_change():
    items = OrderedSet([3, 1])
    items.add(7)
    items.update([1, 5])
    items.discard(3)
    items.discard(99)
    items.difference_update([7])
    assert list(items) == [1, 5]
    assert repr(items) == "OrderedSet([1, 5])"


class Thing:
    pass


class Unhashable:
    __hash__ = None

    def __eq__(self, other):
        return True


def test_weak_dictionaries_forget_keys_that_nobody_holds():
    kept = Thing()
    for cls in (WeakKeyIDDictionary, lambda items: WeakKeyDefaultDict(list, items)):
        items = cls([(kept, 1), (Thing(), 2)])
        gc.collect()
        assert list(items.items()) == [(kept, 1)]
        del items[kept]
        assert len(items) == 0 and kept not in items


def test_weak_keys_may_be_compared_by_identity():
    a, b = Unhashable(), Unhashable()
    items = WeakKeyIDDictionary([(a, 1)])
    items[b] = 2
    assert items[a] == 1 and items[b] == 2
    assert Unhashable() not in items
    with pytest.raises(KeyError):
        items[Unhashable()]
    with pytest.raises(KeyError):
        del items[Unhashable()]


def test_weak_defaults_are_made_on_demand():
    key, items = Thing(), WeakKeyDefaultDict(list)
    assert key not in items
    items[key].append(1)
    items[key].append(2)
    assert items[key] == [1, 2]


def test_weak_sets_forget_what_nobody_holds():
    kept = Thing()
    items = WeakSet([kept])
    items.add(Thing())
    gc.collect()
    assert list(items) == [kept] and kept in items
    items.discard(kept)
    assert len(items) == 0


@pytest.mark.parametrize("add", [WeakSet().add, lambda x: WeakKeyIDDictionary([(x, 1)])])
def test_weak_containers_hold_only_what_can_be_forgotten(add):
    with pytest.raises(TypeError):
        add(3)


@given(st.lists(st.integers()))
def test_groups_keep_the_order_of_first_objects(objects):
    groups = groupby(objects, lambda x: x % 3)
    assert [key for key, _ in groups] == list(dict.fromkeys(x % 3 for x in objects))
    assert all(group == [x for x in objects if x % 3 == key] for key, group in groups)


@given(st.lists(st.integers()))
def test_groups_without_hash_are_sorted(objects):
    groups = groupby(objects, lambda x: [x % 3])
    assert [key for key, _ in groups] == sorted([n] for n in {x % 3 for x in objects})
    assert all(group == [x for x in objects if [x % 3] == key] for key, group in groups)


def test_groups_may_be_any_iterable():
    groups = groupby("abba", str, hashable=True, force_list=False)
    assert not isinstance(groups, list)
    assert dict(groups) == {"a": ["a", "a"], "b": ["b", "b"]}


def test_a_wrong_signature_is_told_from_an_error_inside():
    def fails(x):
        raise TypeError("inside")

    assert checked_call(lambda x: x, 1) == (1, True)
    assert checked_call(lambda x: x) == (None, False)
    assert checked_call(lambda x, *, k: k, 1, k=2).value == 2
    with pytest.raises(TypeError, match="inside"):
        checked_call(fails, 1)


def test_functions_have_names():
    assert function_name(np.sin) == "sin"
    assert function_name(Thing()) == "Thing"


def test_a_file_is_run_in_a_namespace(tmp_path):
    (tmp_path / "code.py").write_text("b = a + 1\n")
    names, local = {"a": 1}, {}
    execfile(tmp_path / "code.py", names)
    assert names["b"] == 2
    execfile(tmp_path / "code.py", {"a": 2}, local)
    assert local == {"b": 3}


def test_a_timer_measures_its_block():
    timer = Timer()
    assert timer.duration is None
    with timer as entered:
        assert entered is timer and timer.end is None
    assert timer.duration == timer.end - timer.start >= 0


def test_every_thread_has_a_stack_of_its_own():
    stack = ThreadLocalStack(maxsize=1)
    stack.append(1)
    seen = []
    thread = threading.Thread(target=lambda: seen.append(len(stack)))
    thread.start()
    thread.join()
    assert seen == [0] and list(stack) == [1]
    with pytest.raises(RuntimeError):
        stack.append(2)
