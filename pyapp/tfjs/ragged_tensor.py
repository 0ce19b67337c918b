"""`RaggedTensor`: rows of different lengths, stored as one long tensor and where each row begins.

The values are an ordinary tensor (or ragged again), so gradients flow through them. The partition
is kept on the host, where shapes are decided; one that comes as a tensor is read once.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Self, TypeAlias

import numpy as np

from tfjs import _operators, dtypes
from tfjs._dispatch import Composite
from tfjs.dtypes import DType
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops._shapes import static_int
from tfjs.ops.rows import lengths_of, rows_of_values, splits_of_lengths
from tfjs.tensor import Tensor
from tfjs.tensor_shape import TensorShape
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike
    from tfjs.ops.rows import Ints

Values: TypeAlias = "Tensor | RaggedTensor"


class RaggedTensor(Composite):
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

    # Construction.

    @classmethod
    def from_row_splits(
        cls,
        values: "TensorLike | RaggedTensor",
        row_splits: "TensorLike",
        name: str | None = None,
        validate: bool = True,
    ) -> Self:
        """Row `i` holds the values from `row_splits[i]` to `row_splits[i + 1]`.

        Args:
            values: Shape `(count, ...)`, or ragged.
            row_splits: Shape `(rows + 1,)`, integers, from 0 to `count`.
            validate: Whether to check `row_splits`.

        Raises:
            InvalidArgumentError: `row_splits` does not rise from 0 to `count`.
        """
        inner = _as_values(values)
        splits, kind = _partition(row_splits, "row_splits")
        if not len(splits):
            raise ValueError("row_splits tensor may not be empty.")
        if validate:
            _require(splits[0] == 0, "Arguments to from_row_splits do not start with zero")
            _require(bool((np.diff(splits) >= 0).all()), "row_splits must not decrease")
            _require(
                splits[-1] == _count(inner),
                f"Arguments to from_row_splits do not form a valid RaggedTensor: row_splits end at "
                f"{splits[-1]}, and there are {_count(inner)} values",
            )
        return cls(inner, splits, kind)

    @classmethod
    def from_row_lengths(
        cls,
        values: "TensorLike | RaggedTensor",
        row_lengths: "TensorLike",
        name: str | None = None,
        validate: bool = True,
    ) -> Self:
        """Row `i` holds the next `row_lengths[i]` values.

        Raises:
            InvalidArgumentError: A negative length, or lengths that do not add up.
        """
        lengths, kind = _partition(row_lengths, "row_lengths")
        if validate:
            _require(bool((lengths >= 0).all()), "row_lengths must not be negative")
        return cls._checked(values, splits_of_lengths(lengths), kind, "row_lengths", validate)

    @classmethod
    def from_value_rowids(
        cls,
        values: "TensorLike | RaggedTensor",
        value_rowids: "TensorLike",
        nrows: Any = None,
        name: str | None = None,
        validate: bool = True,
    ) -> Self:
        """Value `i` is in row `value_rowids[i]`; rows come in order.

        Args:
            values: Shape `(count, ...)`, or ragged.
            value_rowids: Shape `(count,)`, integers that do not decrease.
            nrows: Number of rows; one more than the last of `value_rowids` if None.

        Raises:
            InvalidArgumentError: `value_rowids` decreases, or does not fit.
            ValueError: A negative `nrows`.
        """
        ids, kind = _partition(value_rowids, "value_rowids")
        rows = static_int(nrows, "from_value_rowids", "nrows") if nrows is not None else None
        if rows is not None and rows < 0:
            raise ValueError(f"Expected nrows >= 0; got {rows}")
        if rows is None:
            rows = int(ids[-1]) + 1 if len(ids) else 0
        if validate and len(ids):
            _require(bool((np.diff(ids) >= 0).all()), "value_rowids must not decrease")
            _require(ids[0] >= 0 and ids[-1] < rows, "value_rowids must be within the rows")
        splits = np.searchsorted(ids, np.arange(rows + 1)).astype(np.intp)
        return cls._checked(values, splits, kind, "value_rowids", validate)

    @classmethod
    def from_row_starts(
        cls,
        values: "TensorLike | RaggedTensor",
        row_starts: "TensorLike",
        name: str | None = None,
        validate: bool = True,
    ) -> Self:
        """Row `i` begins with value `row_starts[i]`; the first begins with value 0."""
        inner = _as_values(values)
        starts, kind = _partition(row_starts, "row_starts")
        return cls.from_row_splits(
            inner, from_array(np.append(starts, _count(inner)), kind, None, ""), validate=validate
        )

    @classmethod
    def from_row_limits(
        cls,
        values: "TensorLike | RaggedTensor",
        row_limits: "TensorLike",
        name: str | None = None,
        validate: bool = True,
    ) -> Self:
        """Row `i` ends before value `row_limits[i]`; the last ends with the last value."""
        limits, kind = _partition(row_limits, "row_limits")
        splits = from_array(np.insert(limits, 0, 0), kind, None, "from_row_limits")
        return cls.from_row_splits(values, splits, validate=validate)

    @classmethod
    def from_uniform_row_length(
        cls,
        values: "TensorLike | RaggedTensor",
        uniform_row_length: Any,
        nrows: Any = None,
        validate: bool = True,
        name: str | None = None,
    ) -> Self:
        """Every row holds `uniform_row_length` values.

        Args:
            values: Shape `(count, ...)`, or ragged.
            uniform_row_length: At least 0.
            nrows: Needed where the length is 0.

        Raises:
            InvalidArgumentError: The values do not fill the rows.
            ValueError: A negative length.
        """
        inner = _as_values(values)
        width = static_int(uniform_row_length, "from_uniform_row_length", "uniform_row_length")
        if width < 0:
            raise ValueError(f"Expected a non-negative uniform_row_length. Received: {width}.")
        if nrows is not None:
            rows = static_int(nrows, "from_uniform_row_length", "nrows")
        else:
            rows = _count(inner) // width if width else 0
        if validate:
            _require(
                rows * width == _count(inner),
                f"uniform_row_length={width} does not divide {_count(inner)} values into rows",
            )
        return cls(inner, np.arange(rows + 1, dtype=np.intp) * width, uniform=width)

    @classmethod
    def from_nested_row_splits(
        cls,
        flat_values: "TensorLike",
        nested_row_splits: Sequence["TensorLike"],
        name: str | None = None,
        validate: bool = True,
    ) -> Any:
        """Several partitions, the outermost first."""
        result: Any = flat_values
        for splits in reversed(_listed(nested_row_splits, "nested_row_splits")):
            result = cls.from_row_splits(result, splits, validate=validate)
        return result

    @classmethod
    def from_nested_row_lengths(
        cls,
        flat_values: "TensorLike",
        nested_row_lengths: Sequence["TensorLike"],
        name: str | None = None,
        validate: bool = True,
    ) -> Any:
        """Several partitions by lengths, the outermost first."""
        result: Any = flat_values
        for lengths in reversed(_listed(nested_row_lengths, "nested_row_lengths")):
            result = cls.from_row_lengths(result, lengths, validate=validate)
        return result

    @classmethod
    def from_nested_value_rowids(
        cls,
        flat_values: "TensorLike",
        nested_value_rowids: Sequence["TensorLike"],
        nested_nrows: Sequence[Any] | None = None,
        name: str | None = None,
        validate: bool = True,
    ) -> Any:
        """Several partitions by row numbers, the outermost first."""
        ids = _listed(nested_value_rowids, "nested_value_rowids")
        rows = list(nested_nrows) if nested_nrows is not None else [None] * len(ids)
        if len(rows) != len(ids):
            raise ValueError("nested_nrows must have the same length as nested_value_rowids")
        result: Any = flat_values
        for each, count in zip(reversed(ids), reversed(rows), strict=True):
            result = cls.from_value_rowids(result, each, count, validate=validate)
        return result

    @classmethod
    def _checked(
        cls, values: Any, splits: "Ints", kind: DType, argument: str, validate: bool
    ) -> Self:
        inner = _as_values(values)
        if validate:
            _require(
                splits[-1] == _count(inner),
                f"expected {argument} for {_count(inner)} values. Received: {argument} for "
                f"{splits[-1]}",
            )
        return cls(inner, splits, kind)

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
        inner = _as_values(new_values)
        _require(
            _count(inner) == self._splits[-1],
            f"with_values: expected {self._splits[-1]} values. Received: {_count(inner)}",
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

    __hash__ = object.__hash__

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


def _as_values(values: Any) -> Values:
    if isinstance(values, RaggedTensor):
        return values
    tensor = as_tensor(values, op="RaggedTensor")
    if tensor.ndim == 0:
        raise InvalidArgumentError(
            "RaggedTensor: expected values of rank 1 or more. Received: a scalar.",
            op="RaggedTensor",
        )
    return tensor


def _count(values: Values) -> int:
    return len(values)


def _partition(value: Any, argument: str) -> tuple["Ints", DType]:
    """The numbers of a row partition, and the dtype that it came with."""
    if isinstance(value, Composite):
        raise TypeError(f"RaggedTensor: {argument} must be a tensor, not {type(value).__name__}.")
    kind = dtypes.int64
    if isinstance(value, Tensor | Variable | np.ndarray):
        kind = dtypes.as_dtype(value.dtype)
        value = np.asarray(value)
    array = np.asarray(value)
    if array.size and array.dtype.kind not in "iu":
        raise ValueError(f"RaggedTensor: {argument} must have dtype int32 or int64.")
    if array.ndim != 1:
        raise ValueError(
            f"RaggedTensor: {argument} must have rank 1. Received: shape {array.shape}."
        )
    return array.astype(np.intp), kind if kind is dtypes.int32 else dtypes.int64


def _listed(value: Any, argument: str) -> list[Any]:
    if isinstance(value, Tensor | Variable | np.ndarray):
        raise TypeError(f"{argument} must be a list of Tensors. Received: {value!r}.")
    return list(value)


def _require(condition: Any, message: str) -> None:
    if not condition:
        raise InvalidArgumentError(f"RaggedTensor: {message}.", op="RaggedTensor")
