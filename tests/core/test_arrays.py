"""Shape and dtype helpers, and helpers for functions."""

import numpy as np
import pytest

from nengo import arrays
from nengo.functions import checked_call, function_name


def test_numbers_are_told_from_arrays_and_texts():
    integers = [1, True, np.int32(1), np.uint8(1)]
    reals = [1.0, np.float32(1), np.inf]
    assert all(arrays.is_integer(x) and arrays.is_number(x) for x in integers)
    assert all(arrays.is_number(x) and not arrays.is_integer(x) for x in reals)
    assert not any(arrays.is_number(x) for x in ["1", [1], np.ones(1), None, 1j])
    assert arrays.is_number(1j, check_complex=True)


def test_iterables_are_what_can_be_looped_over():
    assert all(map(arrays.is_iterable, [[1], (1,), "a", {}, np.ones(1)]))
    assert not any(map(arrays.is_iterable, [1, None, np.array(1)]))
    assert all(map(arrays.is_array_like, [np.ones(1), 1, [1], (1,)]))
    assert not any(map(arrays.is_array_like, ["a", {}, None]))


@pytest.mark.parametrize(
    ("x", "min_dim", "shape"), [(3, 0, (3,)), (3, 2, (1, 3)), ([2, 3], 3, (1, 2, 3)), ((), 1, (1,))]
)
def test_shapes_are_padded_in_front(x, min_dim, shape):
    assert arrays.as_shape(x, min_dim) == shape


def test_arrays_are_padded_behind():
    assert arrays.array([1, 2], dims=3).shape == (2, 1, 1)
    assert arrays.array([[1, 2]], min_dims=1).shape == (1, 2)
    assert not arrays.array(1.0, readonly=True).flags.writeable
    with pytest.raises(ValueError, match="2 axes"):
        arrays.array([[1]], dims=1)


def test_equal_arrays_have_equal_hashes(rng):
    small, large = rng.randn(5), rng.randint(9, size=(40, 50))
    assert arrays.array_hash(small) == arrays.array_hash(small.copy())
    assert arrays.array_hash(large) == arrays.array_hash(large.astype(float))
    assert arrays.array_hash(large) != arrays.array_hash(large.T)
    assert arrays.array_hash(small) != arrays.array_hash(small + 1)


def test_offsets_count_bytes_from_the_start_of_the_memory():
    x = np.zeros((4, 5))
    assert arrays.array_offset(x) == 0
    assert arrays.array_offset(x[2:, 1:]) == x.itemsize * 11


def test_lengths_and_means():
    x = np.array([[3.0, 4.0], [0.0, 0.0]])
    assert arrays.norm(x) == 5
    assert np.allclose(arrays.norm(x, axis=1, keepdims=True), [[5], [0]])
    assert np.allclose(arrays.rms(x), 2.5)


def test_a_wrong_signature_is_told_from_an_error_inside():
    assert checked_call(lambda x: x + 1, 1) == (2, True)
    assert checked_call(lambda x: x, 1, 2) == (None, False)
    with pytest.raises(TypeError, match="unsupported"):
        checked_call(lambda x: x + "a", 1)


def test_callable_objects_are_named_by_their_class():
    class Ramp:
        def __call__(self):
            pass

    assert function_name(np.sin) == "sin"
    assert function_name(Ramp()) == "Ramp"
