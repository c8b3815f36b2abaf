"""A matrix with few entries that are not zero."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
import scipy  # its parts are loaded when they are first used

from nengo.arrays import Rng, is_array, is_number, is_spmatrix
from nengo.dists import DistOrArrayParam, Distribution, get_samples
from nengo.exceptions import ValidationError
from nengo.params import FrozenObject, NdarrayParam, Parameter, ShapeParam
from nengo.params.base import Obj
from nengo.transforms.base import Transform


class SparseMatrix(FrozenObject):
    """The entries of a matrix that are not zero.

    Parameters
    ----------
    indices : (n_entries, 2) array-like
        Row and column of each entry.
    data : scalar, (n_entries,) array-like or Distribution
        The entries, or where they are drawn from.
    shape : (int, int)
        Number of rows and columns.
    """

    indices = NdarrayParam("indices", shape=("*", 2), dtype=np.int64)
    data = DistOrArrayParam("data", sample_shape=("*",))
    shape = ShapeParam("shape", length=2, low=1)

    def __init__(self, indices: Any, data: Any, shape: tuple[int, int]) -> None:
        super().__init__()
        self.indices = indices
        self.shape = shape
        if is_number(data) or (is_array(data) and data.ndim == 0):
            data = np.full(len(self.indices), data)
        elif not isinstance(data, Distribution):
            data = np.asarray(data)
        self.data = data
        self._check_length()

    @property
    def dtype(self) -> np.dtype:
        """Type of the entries."""
        return self.data.dtype

    @property
    def ndim(self) -> int:
        """Number of axes: 2."""
        return len(self.shape)

    @property
    def size(self) -> int:
        """Number of entries that are kept."""
        return self.data.size

    def allocate(self) -> scipy.sparse.csr_matrix:
        """Make a SciPy matrix; entries at the same place are summed when it is applied."""
        rows, columns = self.indices.T
        return scipy.sparse.csr_matrix((self.data, (rows, columns)), shape=self.shape)

    def sample(self, rng: Rng = np.random) -> SparseMatrix:
        """Draw the entries from ``rng``, if they are random; otherwise return the matrix itself."""
        if not isinstance(self.data, Distribution):
            return self
        data = get_samples(self.data, len(self.indices), rng=rng)
        return SparseMatrix(self.indices, data, self.shape)

    def toarray(self) -> np.ndarray:
        """Make a dense array; of entries at the same place the last one counts."""
        matrix = np.zeros(self.shape, dtype=self.dtype)
        matrix[tuple(self.indices.T)] = self.data
        return matrix

    def _check_length(self) -> None:
        if not isinstance(self.data, Distribution) and len(self.data) != len(self.indices):
            raise ValidationError(
                f"there are {len(self.data)} entries for {len(self.indices)} indices. "
                "Give each index one entry.",
                attr="data",
                obj=self,
            )


class SparseInitParam(Parameter):
    """A `SparseMatrix`, or a SciPy sparse matrix."""

    def coerce(self, obj: Obj, value: Any) -> Any:
        """Accept a matrix of the shape of the transform."""
        if not (isinstance(value, SparseMatrix) or is_spmatrix(value)):
            raise ValidationError(
                f"must be a sparse matrix, but is {value!r}. "
                "Pass one of scipy.sparse, or pass indices.",
                attr=self.name,
                obj=obj,
            )
        if tuple(value.shape) != obj.shape:
            raise ValidationError(
                f"the matrix has shape {value.shape}, but the transform has shape {obj.shape}.",
                attr=self.name,
                obj=obj,
            )
        return super().coerce(obj, value)


class Sparse(Transform):
    """A sparse matrix. It cannot be combined with decoders.

    Parameters
    ----------
    shape : (int, int)
        Number of dimensions given, and taken.
    indices : (n_entries, 2) array-like, optional
        Row and column of each entry. Without them, ``init`` is a matrix.
    init : SciPy sparse matrix, scalar, (n_entries,) array-like or Distribution
        The matrix; or, with ``indices``, the entries.
    """

    shape = ShapeParam("shape", length=2, low=1)
    init = SparseInitParam("init")

    _param_init_order: ClassVar = ("shape",)

    def __init__(self, shape: tuple[int, int], indices: Any = None, init: Any = 1.0) -> None:
        super().__init__()
        self.shape = shape
        if is_spmatrix(init):
            self._refuse_indices(indices)
            self.init = init.tocsr()
        elif indices is None:
            self.init = init
        else:
            self.init = SparseMatrix(indices, init, shape)

    @property
    def _argreprs(self) -> list[str]:
        return [f"shape={self.shape!r}"]  # the weights would fill pages

    @property
    def size_in(self) -> int:
        """Number of dimensions taken."""
        return self.shape[1]

    @property
    def size_out(self) -> int:
        """Number of dimensions given."""
        return self.shape[0]

    def sample(self, rng: Rng = np.random) -> Any:
        """Make the weights: a SciPy matrix if one was given, otherwise a `SparseMatrix`."""
        return self.init.sample(rng=rng) if isinstance(self.init, SparseMatrix) else self.init

    def _refuse_indices(self, indices: Any) -> None:
        if indices is not None:
            raise ValidationError(
                "indices were given besides a sparse matrix, which has its own. Pass only one.",
                attr="indices",
                obj=self,
            )
