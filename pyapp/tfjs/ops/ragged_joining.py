"""Ragged tensors joined, stacked, repeated and turned around."""

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _dispatch, dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor
from tfjs.ops._shapes import canonical_axis, product, static_int, static_ints
from tfjs.ops.joining import concat, stack
from tfjs.ops.ragged_conversion import int64_tensor, ragged_from_tensor
from tfjs.ops.ragged_rows import take_rows
from tfjs.ops.rows import lengths_of, runs, splits_of_lengths
from tfjs.ops.shaping import expand_dims, reshaped, sizes_of, squeeze, tile
from tfjs.ragged_tensor import RaggedTensor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tfjs._typing import DTypeLike
    from tfjs.ragged_tensor import Values


def _inputs(values: Any, op: str) -> "list[Values]":
    if isinstance(values, RaggedTensor):
        values = [values[i] for i in range(len(values))]
    items = list(values)
    if not items:
        raise ValueError(f"{op}: expected at least one tensor. Received: [].")
    hint = next((i.dtype for i in items if isinstance(i, RaggedTensor)), None)
    tensors: list[Values] = [
        i if isinstance(i, RaggedTensor) else as_tensor(i, hint=hint, op=op) for i in items
    ]
    if len({t.dtype for t in tensors}) > 1:
        kinds = ", ".join(t.dtype.name for t in tensors)
        raise InvalidArgumentError(
            f"{op}: expected tensors of one dtype. Received: {kinds}. Use tf.cast.", op=op
        )
    if len({len(t.shape) for t in tensors}) > 1:
        shapes = ", ".join(str(t.shape) for t in tensors)
        raise ValueError(f"{op}: expected tensors of one rank. Received: {shapes}.")
    return tensors


@_dispatch.register("RaggedTensor", "concat")
def ragged_concat(values: Any, axis: Any, name: str | None = None) -> "Values":
    """Join tensors, ragged or not, along an axis; see `tf.concat`.

    Raises:
        InvalidArgumentError: Their rows differ along another axis.
    """
    tensors = _inputs(values, "concat")
    at = canonical_axis(axis, len(tensors[0].shape), "concat")
    return tensors[0] if len(tensors) == 1 else _joined(tensors, at)


def _joined(tensors: "Sequence[Values]", axis: int) -> "Values":
    if not any(isinstance(t, RaggedTensor) for t in tensors):
        return _dense_joined(tensors, axis)
    depth = max(t.ragged_rank for t in tensors if isinstance(t, RaggedTensor))
    levels = [_as_ragged(t, depth) for t in tensors]
    if axis == 0:
        lengths = np.concatenate([lengths_of(t._splits) for t in levels])
        inner = _joined([t._values for t in levels], 0)
        return RaggedTensor(inner, splits_of_lengths(lengths), levels[0]._splits_dtype)
    rows = len(levels[0])
    if any(len(t) != rows for t in levels):
        shapes = ", ".join(str(t.shape) for t in levels)
        raise InvalidArgumentError(
            f"concat: Input tensors have incompatible shapes. Received: {shapes}.", op="concat"
        )
    if axis == 1:
        apart = _joined(levels, 0)
        order = np.arange(rows * len(levels)).reshape(len(levels), rows).T.reshape(-1)
        mixed = take_rows(apart, order)
        assert isinstance(mixed, RaggedTensor)  # noqa: S101 - made of ragged ones
        splits = mixed._splits[:: len(levels)]
        return RaggedTensor(mixed._values, splits, levels[0]._splits_dtype)
    if any(not np.array_equal(t._splits, levels[0]._splits) for t in levels):
        raise InvalidArgumentError("concat: Inputs must have identical ragged splits.", op="concat")
    return levels[0].with_values(_joined([t._values for t in levels], axis - 1))


def _dense_joined(tensors: "Sequence[Values]", axis: int) -> "Values":
    """Values with other inner sizes, as happens where one ragged tensor has none, become ragged."""
    others = {(*t.shape[:axis], *t.shape[axis + 1 :]) for t in tensors}
    if len(others) == 1 or axis:
        return concat(tensors, axis)
    return _joined([_as_ragged(t, 1) for t in tensors], axis)


def _as_ragged(values: "Values", depth: int) -> RaggedTensor:
    """At least `depth` ragged dimensions."""
    if not isinstance(values, RaggedTensor):
        return ragged_from_tensor(values, None, None, depth, dtypes.int64)
    if values.ragged_rank < depth:
        return values.with_values(_as_ragged(values._values, depth - 1))
    return values


@_dispatch.register("RaggedTensor", "stack")
def ragged_stack(values: Any, axis: Any = 0, name: str | None = "stack") -> "Values":
    """Put tensors side by side along a new axis; rows may differ in length.

    Args:
        values: Tensors or ragged tensors of one rank and dtype.
        axis: Where the new axis goes.

    Returns:
        Ragged, with one dimension more.
    """
    tensors = _inputs(values, "stack")
    rank = len(tensors[0].shape)
    at = canonical_axis(axis, rank + 1, "stack")
    if rank == 0:
        return stack(tensors, at)
    result = _joined([_for_stack(t, at) for t in tensors], at)
    if rank == 1 and isinstance(result, RaggedTensor):
        return result.with_row_splits_dtype(dtypes.int32)  # as TensorFlow makes them of vectors
    return result


def _for_stack(values: "Values", axis: int) -> "Values":
    if axis == 0 or isinstance(values, RaggedTensor):
        return _expanded(values, axis)
    return _as_ragged(expand_dims(values, axis), 1)


@_dispatch.register("RaggedTensor", "expand_dims")
def ragged_expand_dims(input: RaggedTensor, axis: Any, name: str | None = None) -> "Values":
    """Put an axis of size 1 before position `axis`."""
    return _expanded(input, canonical_axis(axis, len(input.shape) + 1, "expand_dims"))


def _expanded(values: "Values", axis: int) -> "Values":
    if axis == 0:
        return RaggedTensor.from_uniform_row_length(values, len(values), 1)
    if not isinstance(values, RaggedTensor):
        return expand_dims(values, axis)
    if axis == 1:
        return RaggedTensor.from_uniform_row_length(values, 1, len(values))
    return values.with_values(_expanded(values._values, axis - 1))


@_dispatch.register("RaggedTensor", "squeeze")
def ragged_squeeze(input: RaggedTensor, axis: Any = None, name: str | None = None) -> Any:
    """Remove axes of size 1; those must be named.

    Raises:
        ValueError: `axis` is None.
        InvalidArgumentError: An axis of another size.
    """
    if axis is None:
        raise ValueError("Ragged.squeeze must have an axis argument.")
    rank = len(input.shape)
    axes = (canonical_axis(a, rank, "squeeze") for a in static_ints(axis, "squeeze", "axis"))
    result: Any = input
    for at in sorted(axes, reverse=True):
        result = _squeezed(result, at)
    return result


def _squeezed(values: "Values", axis: int) -> Any:
    if not isinstance(values, RaggedTensor):
        return squeeze(values, axis)
    if axis > 1:
        return values.with_values(_squeezed(values._values, axis - 1))
    sizes = [len(values)] if axis == 0 else lengths_of(values._splits)
    if any(n != 1 for n in sizes):
        raise InvalidArgumentError(
            f"squeeze: expected size 1 along axis {axis}. Received: shape {values.shape}.",
            op="squeeze",
        )
    return values._values


@_dispatch.register("RaggedTensor", "reverse")
def ragged_reverse(tensor: RaggedTensor, axis: Any, name: str | None = None) -> "Values":
    """Reverse the order along the axes given, within each row."""
    rank = len(tensor.shape)
    result: Values = tensor
    for axis_given in static_ints(axis, "reverse", "axis"):
        at = canonical_axis(axis_given, rank, "reverse")
        key = (*[slice(None)] * at, slice(None, None, -1))
        result = result[key]
    return result


@_dispatch.register("RaggedTensor", "tile")
def ragged_tile(input: RaggedTensor, multiples: Any, name: str | None = None) -> "Values":
    """Repeat rows, and what is in them, `multiples[i]` times along axis `i`."""
    counts = static_ints(multiples, "tile", "multiples")
    if len(counts) != len(input.shape):
        raise InvalidArgumentError(
            f"tile: expected {len(input.shape)} multiples. Received: {list(counts)}.", op="tile"
        )
    result: Values = input
    for axis, count in enumerate(counts):
        if count != 1:
            result = _repeated(result, axis, count)
    return result


def _repeated(values: "Values", axis: int, count: int) -> "Values":
    if axis == 0:
        return take_rows(values, np.tile(np.arange(len(values)), count))
    if not isinstance(values, RaggedTensor):
        return tile(values, [count if i == axis else 1 for i in range(values.ndim)])
    whole = values
    if axis > 1:
        return whole.with_values(_repeated(whole._values, axis - 1, count))
    lengths = np.repeat(lengths_of(whole._splits), count)
    inner = take_rows(whole._values, runs(np.repeat(whole._splits[:-1], count), lengths))
    splits = splits_of_lengths(lengths)[::count] if count else np.zeros_like(whole._splits)
    return RaggedTensor(inner, splits, whole._splits_dtype)


@_dispatch.register("RaggedTensor", "size")
def ragged_size(input: RaggedTensor, out_type: "DTypeLike" = dtypes.int32, name: Any = None) -> Any:
    """Number of values, as a scalar tensor."""
    return as_tensor(product(sizes_of(input.flat_values)), out_type)


@_dispatch.register("RaggedTensor", "rank")
def ragged_dimensions(input: RaggedTensor, name: str | None = None) -> Any:
    """Number of dimensions, as a scalar tensor."""
    return as_tensor(len(input.shape), dtypes.int32)


@_dispatch.register("RaggedTensor", "split")
def ragged_split(
    value: RaggedTensor,
    num_or_size_splits: Any,
    axis: Any = 0,
    num: int | None = None,
    name: str | None = "split",
) -> list[Any]:
    """Cut the rows into pieces: how many equal ones, or the size of each.

    Raises:
        InvalidArgumentError: The pieces do not make up the axis.
        ValueError: A ragged axis.
    """
    at = canonical_axis(axis, len(value.shape), "split")
    length = value.shape[at]
    if length is None:
        raise ValueError("split: cannot cut along a ragged dimension.")
    if np.ndim(num_or_size_splits) == 0:
        count = static_int(num_or_size_splits, "split", "num_or_size_splits")
        sizes: tuple[int, ...] = (length // count,) * count if count > 0 else ()
    else:
        sizes = static_ints(num_or_size_splits, "split", "num_or_size_splits")
    if sum(sizes) != length:
        raise InvalidArgumentError(
            f"split: expected sizes that add up to {length}. Received: {list(sizes)}.", op="split"
        )
    ends = splits_of_lengths(sizes)
    front = [slice(None)] * at
    return [value[(*front, slice(a, b))] for a, b in pairwise(ends)]


@_dispatch.register("RaggedTensor", "reshape")
def ragged_reshape(tensor: RaggedTensor, shape: Any, name: str | None = None) -> Any:
    """All values as a vector, for `shape` [-1]; nothing else keeps rows."""
    if static_ints(shape, "reshape", "shape") != (-1,):
        raise ValueError("reshape: a ragged tensor can only become a vector, with shape [-1].")
    return reshaped(tensor.flat_values, (product(sizes_of(tensor.flat_values)),))


@_dispatch.register("RaggedTensor", "unstack")
def ragged_unstack(
    value: RaggedTensor, num: int | None = None, axis: int = 0, name: str | None = "unstack"
) -> list[Any]:
    """The rows, one by one."""
    if axis:
        raise ValueError("unstack: a ragged tensor is taken apart along axis 0 only.")
    return list(value)


def row_splits_to_segment_ids(
    splits: Any, name: str | None = None, out_type: "DTypeLike | None" = None
) -> Any:
    """The row of each value: `[0, 3, 3, 5]` gives `[0, 0, 0, 2, 2]`.

    Raises:
        ValueError: `splits` is empty or no vector.
    """
    tensor = as_tensor(splits, hint=dtypes.int64, op="row_splits_to_segment_ids")
    if tensor.ndim != 1 or not len(tensor):
        raise ValueError("Expected row_splits with at least one element, of rank 1")
    lengths = lengths_of(np.asarray(tensor.numpy(), np.intp))
    kind = dtypes.as_dtype(out_type) if out_type is not None else tensor.dtype
    ids = np.repeat(np.arange(len(lengths)), lengths)
    return as_tensor(ids.astype(kind.as_numpy_dtype), kind)


def segment_ids_to_row_splits(
    segment_ids: Any,
    num_segments: Any = None,
    out_type: "DTypeLike | None" = None,
    name: str | None = None,
) -> Any:
    """Where rows begin: `[0, 0, 0, 2, 2]` gives `[0, 3, 3, 5]`."""
    tensor = as_tensor(segment_ids, hint=dtypes.int64, op="segment_ids_to_row_splits")
    ids = np.asarray(tensor.numpy(), np.intp)
    rows = None if num_segments is None else static_int(num_segments, "rows", "num_segments")
    counts = np.bincount(ids, minlength=rows or 0)
    if out_type is None:
        kind = tensor.dtype if tensor.dtype is dtypes.int32 else dtypes.int64
    else:
        kind = dtypes.as_dtype(out_type)
    splits = splits_of_lengths(counts)
    return int64_tensor(splits) if kind is dtypes.int64 else as_tensor(splits.astype(np.int32))
