"""How ragged tensors are made: values, and a row partition in any of its six spellings.

Every constructor works out where rows begin, checks that on the host and calls the class.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from tfjs import dtypes
from tfjs._dispatch import Composite
from tfjs.dtypes import DType
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops._shapes import static_int
from tfjs.ops.rows import splits_of_lengths
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import TensorLike
    from tfjs.ops.rows import Ints
    from tfjs.ragged_tensor import RaggedTensor


class RaggedConstruction(Composite):
    """The `from_…` methods of `RaggedTensor`."""

    __slots__ = ()

    if TYPE_CHECKING:  # the class's own, which the methods call

        def __init__(
            self,
            values: "Tensor | RaggedTensor",
            splits: Ints,
            splits_dtype: DType = dtypes.int64,
            uniform: int | None = None,
        ) -> None: ...

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
        inner = values_of(values)
        splits, kind = _partition(row_splits, "row_splits")
        if not len(splits):
            raise ValueError("row_splits tensor may not be empty.")
        if validate:
            require(splits[0] == 0, "Arguments to from_row_splits do not start with zero")
            require(bool((np.diff(splits) >= 0).all()), "row_splits must not decrease")
            require(
                splits[-1] == len(inner),
                f"Arguments to from_row_splits do not form a valid RaggedTensor: row_splits end at "
                f"{splits[-1]}, and there are {len(inner)} values",
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
            require(bool((lengths >= 0).all()), "row_lengths must not be negative")
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
            require(bool((np.diff(ids) >= 0).all()), "value_rowids must not decrease")
            require(ids[0] >= 0 and ids[-1] < rows, "value_rowids must be within the rows")
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
        inner = values_of(values)
        starts, kind = _partition(row_starts, "row_starts")
        return cls.from_row_splits(
            inner, from_array(np.append(starts, len(inner)), kind, None, ""), validate=validate
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
        inner = values_of(values)
        width = static_int(uniform_row_length, "from_uniform_row_length", "uniform_row_length")
        if width < 0:
            raise ValueError(f"Expected a non-negative uniform_row_length. Received: {width}.")
        if nrows is not None:
            rows = static_int(nrows, "from_uniform_row_length", "nrows")
        else:
            rows = len(inner) // width if width else 0
        if validate:
            require(
                rows * width == len(inner),
                f"uniform_row_length={width} does not divide {len(inner)} values into rows",
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
        inner = values_of(values)
        if validate:
            require(
                splits[-1] == len(inner),
                f"expected {argument} for {len(inner)} values. Received: {argument} for "
                f"{splits[-1]}",
            )
        return cls(inner, splits, kind)


def values_of(values: Any) -> Any:
    """Values of rows: ragged ones as they are, others as a tensor of rank 1 or more."""
    if isinstance(values, RaggedConstruction):
        return values
    tensor = as_tensor(values, op="RaggedTensor")
    if tensor.ndim == 0:
        raise InvalidArgumentError(
            "RaggedTensor: expected values of rank 1 or more. Received: a scalar.",
            op="RaggedTensor",
        )
    return tensor


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


def require(condition: Any, message: str) -> None:
    """Raise an `InvalidArgumentError` with `message` unless `condition` holds."""
    if not condition:
        raise InvalidArgumentError(f"RaggedTensor: {message}.", op="RaggedTensor")
