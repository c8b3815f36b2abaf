"""Helpers for numbers and arrays."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nengo.exceptions import ValidationError
from nengo.utils import numpy as npext


@given(st.integers(), st.integers())
def test_compare_has_the_sign_of_the_difference(a, b):
    assert npext.compare(a, b) == np.sign(a - b)


def test_a_grid_has_every_combination():
    x, y, z = npext.meshgrid_nd([1, 2], [3, 4, 5], [6])
    assert x.shape == y.shape == z.shape == (2, 3, 1)
    assert np.array_equal(x[:, 0, 0], [1, 2])
    assert np.array_equal(y[0, :, 0], [3, 4, 5])


def test_the_error_relative_to_the_signal(rng):
    a, b = rng.randn(2, 5, 3)
    assert npext.nrmse(b, b) == 0
    assert npext.nrmse(2 * b, b) == pytest.approx(1)
    by_row = npext.nrmse(a, b, axis=1, keepdims=True)
    assert by_row.shape == (5, 1)
    assert by_row[2, 0] == pytest.approx(npext.nrmse(a[2], b[2]))


def test_rmse_says_what_to_use_instead():
    with pytest.warns(DeprecationWarning, match="rms"):
        assert npext.rmse([1, 2, 3], [1, 2, 5]) == pytest.approx(npext.rms([0, 0, 2]))


def test_published_names_of_numbers():
    assert npext.maxint == 2**31 - 1
    assert npext.maxseed == 2**32 - 1
    assert npext.clip(3, 0, 1) == 1
    assert npext.is_spmatrix(npext.scipy_sparse.eye(2))


def test_what_is_no_shape_is_refused():
    with pytest.raises(ValueError, match="sequence"):
        npext.as_shape(None)
    with pytest.raises(ValidationError, match="dims"):
        npext.array([[1, 2]], dims=1)
