"""Transform and slices of a connection as one matrix."""

from __future__ import annotations

from typing import Any

import numpy as np

from nengo.connection import Connection
from nengo.exceptions import ValidationError
from nengo.transforms import Dense, NoTransform


def full_transform(
    conn: Connection, slice_pre: bool = True, slice_post: bool = True, allow_scalars: bool = True
) -> np.ndarray:
    """Write the transform and the slices of a connection as one matrix.

    Parameters
    ----------
    conn : Connection
        A connection with a `Dense` transform, or none.
    slice_pre : bool
        Whether to include the slice of the source. With a function, it is never included: it is
        what the function takes.
    slice_post : bool
        Whether to include the slice of the target.
    allow_scalars : bool
        Whether a factor of all dimensions may stay a single number.

    Returns
    -------
    (size_out, size_in) ndarray or () ndarray

    Raises
    ------
    ValidationError
        If the transform is of another kind, or drawn from a distribution.
    """
    weights = _weights(conn)
    whole = slice(None)
    pre_slice = conn.pre_slice if slice_pre and conn.function is None else whole
    post_slice = conn.post_slice if slice_post else whole
    has_slices = not (_is_whole(pre_slice) and _is_whole(post_slice))
    if not has_slices and (weights.ndim == 2 or (weights.ndim == 0 and allow_scalars)):
        return weights
    size_in = conn.size_mid if _is_whole(pre_slice) else conn.pre_obj.size_out
    size_out = conn.size_out if _is_whole(post_slice) else conn.post_obj.size_in
    rows, columns = np.arange(size_out)[post_slice], np.arange(size_in)[pre_slice]
    full = np.zeros((size_out, size_in))
    if weights.ndim == 2:
        full[np.ix_(rows, columns)] = weights
    else:
        np.add.at(full, (rows, columns), weights)  # a target named twice gets both
    return full


def _weights(conn: Connection) -> np.ndarray:
    if isinstance(conn.transform, NoTransform):
        return np.array(1.0)
    init = getattr(conn.transform, "init", None)
    if not isinstance(conn.transform, Dense) or not isinstance(init, np.ndarray):
        raise ValidationError(
            f"is {conn.transform!r}, but only a matrix of given numbers can be combined with "
            "slices. Pass an array as the transform.",
            attr="transform",
            obj=conn,
        )
    return np.array(init, dtype=float)


def _is_whole(key: Any) -> bool:
    return isinstance(key, slice) and key == slice(None)
