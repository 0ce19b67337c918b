"""`RaggedTensor`: rows of different lengths, stored as one long tensor and where each row begins.

The values are an ordinary tensor (or ragged again), so gradients flow through them. The partition
is kept on the host, where shapes are decided; one that comes as a tensor is read once.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

import numpy as np

from tfjs import _operators, dtypes
from tfjs._ragged_construction import RaggedConstruction, require, values_of
from tfjs.dtypes import DType
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops.rows import lengths_of, rows_of_values
from tfjs.tensor import Tensor
from tfjs.tensor_shape import TensorShape

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike
    from tfjs.ops.rows import Ints

Values: TypeAlias = "Tensor | RaggedTensor"


class RaggedTensor(RaggedConstruction):
    """Values in rows of different lengths; made by the `from_…` methods and `tf.ragged`."""

    __slots__ = ("_splits", "_splits_dtype", "_uniform", "_values")

    def __init__(
        self,
        values: Values,
        splits: "Ints",
        splits_dtype: DType = dtypes.int64,
        uniform: int | None = None,
    ) -> None:
        self._values = values
        self._splits = splits
        self._splits_dtype = splits_dtype
        self._uniform = uniform

    # What it consists of.

    @property
    def values(self) -> Values:
        """The rows one after the other: shape `(count, ...)`, or ragged."""
        return self._values

    @property
    def flat_values(self) -> Tensor:
        """The innermost values, as a tensor."""
        inner = self._values
        return inner.flat_values if isinstance(inner, RaggedTensor) else inner

    @property
    def dtype(self) -> DType:
        """Dtype of the values."""
        return self._values.dtype

    @property
    def ragged_rank(self) -> int:
        """How often the values are partitioned."""
        inner = self._values
        return 1 + (inner.ragged_rank if isinstance(inner, RaggedTensor) else 0)

    @property
    def uniform_row_length(self) -> Tensor | None:
        """Length of every row where that is known; None otherwise."""
        return None if self._uniform is None else as_tensor(self._uniform, self._splits_dtype)

    @property
    def shape(self) -> TensorShape:
        """Sizes along each dimension; None where rows differ."""
        return TensorShape((len(self._splits) - 1, self._uniform, *self._values.shape[1:]))

    def get_shape(self) -> TensorShape:
        """Sizes along each dimension; None where rows differ."""
        return self.shape

    @property
    def row_splits(self) -> Tensor:
        """Where rows begin and end, shape `(rows + 1,)`."""
        return from_array(self._splits, self._splits_dtype, None, "row_splits")

    @property
    def nested_row_splits(self) -> tuple[Tensor, ...]:
        """The splits of every level, the outermost first."""
        return tuple(level.row_splits for level in self._levels())

    def nested_row_lengths(self, name: str | None = None) -> tuple[Tensor, ...]:
        """The row lengths of every level, the outermost first."""
        return tuple(level.row_lengths() for level in self._levels())  # type: ignore[misc]

    def nested_value_rowids(self, name: str | None = None) -> tuple[Tensor, ...]:
        """The row of each value, for every level, the outermost first."""
        return tuple(level.value_rowids() for level in self._levels())

    def _levels(self) -> Iterator["RaggedTensor"]:
        level: Values = self
        while isinstance(level, RaggedTensor):
            yield level
            level = level._values

    def value_rowids(self, name: str | None = None) -> Tensor:
        """The row of each value, shape `(count,)`."""
        return from_array(rows_of_values(self._splits), self._splits_dtype, None, "value_rowids")

    def nrows(self, out_type: "DTypeLike | None" = None, name: str | None = None) -> Tensor:
        """Number of rows, as a scalar."""
        return as_tensor(len(self._splits) - 1, out_type or self._splits_dtype)

    def row_starts(self, name: str | None = None) -> Tensor:
        """First value of each row."""
        return from_array(self._splits[:-1], self._splits_dtype, None, "row_starts")

    def row_limits(self, name: str | None = None) -> Tensor:
        """The value after the last of each row."""
        return from_array(self._splits[1:], self._splits_dtype, None, "row_limits")

    def row_lengths(self, axis: int = 1, name: str | None = None) -> Values:
        """Lengths of the rows along a ragged axis; ragged itself for the inner ones."""
        if axis == 0:
            return self.nrows()
        inner = self._values
        if axis == 1:
            return from_array(lengths_of(self._splits), self._splits_dtype, None, "row_lengths")
        if isinstance(inner, RaggedTensor):
            return self.with_values(inner.row_lengths(axis - 1))
        width = inner.shape[axis - 1]
        sizes = np.full([n or 0 for n in inner.shape[: axis - 1]], width)
        return self.with_values(from_array(sizes, self._splits_dtype, None, "row_lengths"))

    def bounding_shape(
        self, axis: Any = None, name: str | None = None, out_type: "DTypeLike | None" = None
    ) -> Tensor:
        """The smallest rectangular shape that holds everything, or its sizes along `axis`."""
        bounds = np.asarray(self._bounds(), np.intp)
        chosen = bounds if axis is None else bounds[np.asarray(axis)]
        kind = dtypes.as_dtype(out_type) if out_type is not None else self._splits_dtype
        return from_array(np.asarray(chosen), kind, None, "bounding_shape")

    def _bounds(self) -> tuple[int, ...]:
        width = int(lengths_of(self._splits).max(initial=0))
        if self._uniform is not None:
            width = self._uniform
        inner = self._values
        rest = inner._bounds() if isinstance(inner, RaggedTensor) else inner.shape
        return (len(self._splits) - 1, width, *rest[1:])

    # The same partition with other values.

    def with_values(self, new_values: "TensorLike | RaggedTensor") -> "RaggedTensor":
        """The same rows of other values.

        Raises:
            InvalidArgumentError: Another number of values.
        """
        inner = values_of(new_values)
        require(
            len(inner) == self._splits[-1],
            f"with_values: expected {self._splits[-1]} values. Received: {len(inner)}",
        )
        return RaggedTensor(inner, self._splits, self._splits_dtype, self._uniform)

    def with_flat_values(self, new_values: "TensorLike | RaggedTensor") -> "RaggedTensor":
        """The same rows, at every level, of other innermost values."""
        inner = self._values
        if isinstance(inner, RaggedTensor):
            return self.with_values(inner.with_flat_values(new_values))
        return self.with_values(new_values)

    def with_row_splits_dtype(self, dtype: "DTypeLike") -> "RaggedTensor":
        """The same rows with `row_splits` of another dtype, int32 or int64."""
        kind = dtypes.as_dtype(dtype)
        if kind not in (dtypes.int32, dtypes.int64):
            raise ValueError(f"row_splits dtype must be int32 or int64. Received: {kind.name}.")
        inner = self._values
        if isinstance(inner, RaggedTensor):
            inner = inner.with_row_splits_dtype(kind)
        return RaggedTensor(inner, self._splits, kind, self._uniform)

    def __getitem__(self, key: Any) -> Any:
        return _operators.ops.ragged_getitem(self, key)

    # What a program, and `tf.nest`, make of it.

    def __tf_flatten__(self) -> Any:
        levels = [(v._splits.tobytes(), v._splits_dtype.name, v._uniform) for v in self._levels()]
        return tuple(levels), (self.flat_values,)

    @classmethod
    def __tf_unflatten__(cls, metadata: Any, parts: Any) -> "RaggedTensor":
        values = parts[0]
        for splits, kind, uniform in reversed(metadata):
            values = cls(values, np.frombuffer(splits, np.intp), dtypes.as_dtype(kind), uniform)
        return values  # type: ignore[no-any-return]

    def _to_components(self) -> list[Tensor]:
        return [self.flat_values, *self.nested_row_splits]

    def _from_components(self, parts: list[Any]) -> "RaggedTensor":
        return RaggedTensor.from_nested_row_splits(parts[0], parts[1:], validate=False)  # type: ignore[no-any-return]

    # As other things.

    def to_list(self) -> list[Any]:
        """Nested Python lists."""
        inner = self._values
        rows = inner.to_list() if isinstance(inner, RaggedTensor) else inner.numpy().tolist()
        return [rows[a:b] for a, b in zip(self._splits[:-1], self._splits[1:], strict=True)]

    def numpy(self) -> "np.ndarray[Any, Any]":
        """An array; of dtype object, with an array for each row, where rows differ in length."""
        values = self._values.numpy()
        rows = [values[a:b] for a, b in zip(self._splits[:-1], self._splits[1:], strict=True)]
        if not rows:
            return np.array([], dtype=values.dtype)
        if len({len(row) for row in rows}) == 1 and len({row.shape for row in rows}) == 1:
            return np.array(rows)
        array = np.empty(len(rows), np.object_)
        array[:] = rows
        return array

    def __len__(self) -> int:
        return len(self._splits) - 1

    def __iter__(self) -> Iterator[Any]:
        return (self[i] for i in range(len(self)))

    def __bool__(self) -> bool:
        raise TypeError("RaggedTensor may not be used as a boolean.")

    def __hash__(self) -> NoReturn:
        raise TypeError("unhashable type: 'RaggedTensor'")

    def __reduce__(self) -> Any:
        return _restored, (self._values, self._splits, self._splits_dtype, self._uniform)

    def __repr__(self) -> str:
        values = self.numpy()
        if not values.size:  # NumPy writes one pair of brackets, however many rows there are
            return f"<tf.RaggedTensor {self.to_list()}>"
        with np.printoptions(formatter={"all": _text}):
            return f"<tf.RaggedTensor {_text(values)}>"

    __str__ = __repr__

    def to_tensor(
        self, default_value: "TensorLike | None" = None, name: str | None = None, shape: Any = None
    ) -> Tensor:
        """A rectangular tensor, short rows filled up; see `tf.ragged`'s guide for `shape`."""
        return _operators.ops.ragged_to_tensor(self, default_value, shape)  # type: ignore[no-any-return]

    def to_sparse(self, name: str | None = None) -> Any:
        """A `SparseTensor` with an entry for each value."""
        return _operators.ops.ragged_to_sparse(self)

    def merge_dims(self, outer_axis: int, inner_axis: int) -> Values:
        """Dimensions `outer_axis` to `inner_axis`, both included, as one."""
        return _operators.ops.ragged_merge_dims(self, outer_axis, inner_axis)  # type: ignore[no-any-return]

    @classmethod
    def from_tensor(
        cls,
        tensor: "TensorLike",
        lengths: Any = None,
        padding: "TensorLike | None" = None,
        ragged_rank: int = 1,
        name: str | None = None,
        row_splits_dtype: "DTypeLike" = dtypes.int64,
    ) -> "RaggedTensor":
        """Rows of a rectangular tensor, cut to `lengths` or before a tail of `padding`."""
        return _operators.ops.ragged_from_tensor(  # type: ignore[no-any-return]
            tensor, lengths, padding, ragged_rank, dtypes.as_dtype(row_splits_dtype)
        )

    @classmethod
    def from_sparse(
        cls, st_input: Any, name: str | None = None, row_splits_dtype: "DTypeLike" = dtypes.int64
    ) -> "RaggedTensor":
        """Rows of a `SparseTensor` of rank 2 whose entries fill each row from the left."""
        return _operators.ops.ragged_from_sparse(  # type: ignore[no-any-return]
            st_input, dtypes.as_dtype(row_splits_dtype)
        )


def _restored(values: Values, splits: "Ints", kind: DType, uniform: int | None) -> RaggedTensor:
    return RaggedTensor(values, splits, kind, uniform)


def _text(item: Any) -> str:
    if isinstance(item, np.ndarray):
        return np.array2string(item, separator=", ", formatter={"all": _text})
    return str(item)
