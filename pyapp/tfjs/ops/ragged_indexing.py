"""Parts of ragged tensors: by index and slice, by position, by mask."""

import builtins
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _dispatch, dtypes
from tfjs.errors import InvalidArgumentError, OutOfRangeError
from tfjs.ops._arguments import as_tensor
from tfjs.ops._shapes import canonical_axis, static_int
from tfjs.ops.comparison import where
from tfjs.ops.gathering import gather
from tfjs.ops.indexing import getitem
from tfjs.ops.ragged_arithmetic import elementwise, map_flat_values
from tfjs.ops.ragged_conversion import dense_coordinates, int64_tensor, ragged_from_tensor
from tfjs.ops.ragged_rows import take_rows
from tfjs.ops.rows import lengths_of, runs, splits_of_lengths
from tfjs.ops.shaping import expand_dims
from tfjs.ragged_tensor import RaggedTensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike
    from tfjs.ragged_tensor import Values

_ALL = builtins.slice(None)


@_dispatch.register("RaggedTensor", "getitem")
def ragged_getitem(ragged: RaggedTensor, key: Any) -> Any:
    """What `ragged[key]` gives: ints, slices, `...` and `tf.newaxis`.

    Raises:
        ValueError: An int for a dimension that is ragged.
        InvalidArgumentError: An index below the first row, or more keys than dimensions.
        OutOfRangeError: An index behind the last row.
    """
    keys = list(key) if isinstance(key, tuple | list) else [key]
    if builtins.sum(k is Ellipsis for k in keys) > 1:
        raise ValueError("Only one ellipsis is allowed.")
    if any(k is Ellipsis for k in keys):
        at = next(i for i, k in enumerate(keys) if k is Ellipsis)
        used = builtins.sum(k is not None for k in keys) - 1
        keys[at : at + 1] = [_ALL] * (len(ragged.shape) - used)
    return _outer(ragged, keys)


def _outer(values: "Values", keys: list[Any]) -> Any:
    """Index the first dimension of `values` by the first key, the rest by the rest."""
    if not keys:
        return values
    if not isinstance(values, RaggedTensor):
        return getitem(values, tuple(keys))
    first, rest = keys[0], keys[1:]
    if first is None:
        return _one_row(_outer(values, rest))
    count = len(values)
    if isinstance(first, builtins.slice):
        rows = np.arange(*_bounds(first, count))
        whole = len(rows) == count and first.step in (None, 1)
        return _inner(values if whole else take_rows(values, rows), rest)  # type: ignore[arg-type]
    index = static_int(first, "getitem", "index")
    if not -count <= index < count:
        kind = OutOfRangeError if index > 0 else InvalidArgumentError  # as TensorFlow tells them
        raise kind(
            f"slice index {index} of dimension 0 out of bounds. There are {count} rows.",
            op="getitem",
        )
    index %= count
    start, stop = values._splits[index], values._splits[index + 1]
    return _outer(take_rows(values._values, np.arange(start, stop)), rest)


def _bounds(key: Any, count: int) -> tuple[int, int, int]:
    ends = [None if k is None else int(k) for k in (key.start, key.stop, key.step)]
    if ends[2] == 0:
        raise ValueError("slice step cannot be zero")
    return builtins.slice(*ends).indices(count)


def _one_row(values: Any) -> Any:
    if isinstance(values, RaggedTensor):
        return RaggedTensor.from_uniform_row_length(values, len(values), 1)
    return expand_dims(values, 0)


def _inner(values: RaggedTensor, keys: list[Any]) -> RaggedTensor:
    """Index each row by the first key."""
    if not keys:
        return values
    first, rest = keys[0], keys[1:]
    if first is None:
        return RaggedTensor.from_uniform_row_length(_inner(values, rest), 1, len(values))
    if isinstance(first, builtins.slice):
        if first != _ALL:
            values = _sliced_rows(values, first)
        return values.with_values(_outer(values._values, [_ALL, *rest])) if rest else values
    if values._uniform is None:
        raise ValueError("Cannot index into an inner ragged dimension.")
    index, width = static_int(first, "getitem", "index"), values._uniform
    if not -width <= index < width:
        raise InvalidArgumentError(
            f"slice index {index} of dimension 1 out of bounds.", op="getitem"
        )
    rows = take_rows(values._values, values._splits[:-1] + index % width)
    return _inner_of_rows(rows, rest)  # type: ignore[no-any-return]


def _inner_of_rows(rows: "Values", keys: list[Any]) -> Any:
    return _outer(rows, [_ALL, *keys]) if keys else rows


def _sliced_rows(values: RaggedTensor, key: Any) -> RaggedTensor:
    lengths = lengths_of(values._splits)
    bounds = np.array([_bounds(key, int(n)) for n in lengths], np.intp).reshape(-1, 3)
    begins, ends, steps = bounds.T
    counts = np.maximum(0, -((begins - ends) // np.where(steps == 0, 1, steps)))
    inside = runs(np.zeros_like(counts), counts)
    positions = np.repeat(values._splits[:-1] + begins, counts) + inside * np.repeat(steps, counts)
    uniform = None
    if values._uniform is not None:
        uniform = int(counts[0]) if len(counts) else 0
    inner = take_rows(values._values, positions)
    return RaggedTensor(inner, splits_of_lengths(counts), values._splits_dtype, uniform)


@_dispatch.register("RaggedTensor", "gather")
def ragged_gather(
    params: Any,
    indices: Any,
    validate_indices: bool | None = None,
    axis: Any = None,
    batch_dims: int = 0,
    name: str | None = None,
) -> Any:
    """`tf.gather` of ragged rows, or by ragged indices.

    Raises:
        InvalidArgumentError: An index outside the rows.
    """
    source = params if isinstance(params, RaggedTensor) else as_tensor(params, op="gather")
    rank = len(source.shape)
    at = canonical_axis(batch_dims if axis is None else axis, rank, "gather")
    batch = static_int(batch_dims, "gather", "batch_dims")
    if batch:
        return _gather_in_batches(source, indices, at, batch)
    if at:
        if not isinstance(source, RaggedTensor):
            return map_flat_values(lambda flat: gather(source, flat, axis=at), indices)
        if at == 1 and source._uniform is None:
            raise ValueError("gather: cannot pick along a ragged dimension without batch_dims.")
        return source.with_values(gather(source._values, indices, axis=at - 1))  # type: ignore[arg-type]
    if isinstance(indices, RaggedTensor):
        return indices.with_values(gather(source, indices._values))  # type: ignore[arg-type]
    chosen = as_tensor(indices, op="gather")
    places = np.asarray(chosen.numpy())
    count = len(source)
    if places.size and not (places.min() >= 0 and places.max() < count):
        worst = places.max() if places.max() >= count else places.min()
        raise InvalidArgumentError(f"gather: indices {worst} is not in [0, {count})", op="gather")
    if places.ndim == 0:
        return _outer(source, [int(places)])
    result = take_rows(source, places.reshape(-1).astype(np.intp))
    for size in reversed(places.shape[1:]):
        rows = len(result) // size if size else 0
        result = RaggedTensor.from_uniform_row_length(result, size, rows)
    return result


def _gather_in_batches(source: "Values", indices: Any, axis: int, batch: int) -> Any:
    if not isinstance(source, RaggedTensor):
        source = ragged_from_tensor(source, None, None, 1, dtypes.int64)
    if not isinstance(indices, RaggedTensor):
        chosen = as_tensor(indices, op="gather")
        if chosen.ndim == 1:
            starts = source._splits[:-1] + np.asarray(chosen.numpy())
            return take_rows(source._values, starts)
        indices = ragged_from_tensor(chosen, None, None, 1, dtypes.int64)
    if len(indices) != len(source):
        raise InvalidArgumentError(
            f"gather: expected as many rows in batches. Received: {source.shape} and "
            f"{indices.shape}.",
            op="gather",
        )
    if batch > 1 or axis > 1:
        inner = ragged_gather(source._values, indices._values, axis=axis - 1, batch_dims=batch - 1)
        return indices.with_values(inner)
    within = np.asarray(indices.flat_values.numpy())
    rows = indices
    while isinstance(rows._values, RaggedTensor):
        inner_rows = rows._values
        rows = RaggedTensor(inner_rows._values, inner_rows._splits[rows._splits])
    lengths = lengths_of(rows._splits)
    limit = np.repeat(lengths_of(source._splits), lengths)
    if ((within < 0) | (within >= limit)).any():
        raise InvalidArgumentError("gather: an index is outside its row.", op="gather")
    positions = within + np.repeat(source._splits[:-1], lengths)
    return indices.with_flat_values(take_rows(source._values, positions))


def boolean_mask(
    data: "TensorLike | RaggedTensor", mask: "TensorLike | RaggedTensor", name: str | None = None
) -> Any:
    """Keep the values where `mask` holds, in their rows.

    Args:
        data: A tensor or ragged tensor.
        mask: bool, of the shape of the first dimensions of `data`; at least one dimension.

    Returns:
        Ragged with as many dimensions as `data`: rows keep what their mask keeps. With a mask of
        one dimension: the rows kept.

    Raises:
        ValueError: A scalar mask, or one of another shape.
        TypeError: A mask of another dtype.
    """
    source: Values = data if isinstance(data, RaggedTensor) else as_tensor(data, op="boolean_mask")
    kept: Values = mask if isinstance(mask, RaggedTensor) else as_tensor(mask, op="boolean_mask")
    if kept.dtype is not dtypes.bool:
        raise TypeError(f"boolean_mask: expected a mask of bools. Received: {kept.dtype.name}.")
    if len(kept.shape) == 0:
        raise ValueError("mask cannot be scalar.")
    if not source.shape[: len(kept.shape)].is_compatible_with(kept.shape) and not (
        isinstance(source, RaggedTensor) or isinstance(kept, RaggedTensor)
    ):
        raise ValueError(f"Shapes {source.shape} and {kept.shape} are incompatible")
    return _masked(source, kept)


def _masked(source: "Values", mask: "Values") -> Any:
    if len(mask.shape) == 1:
        flags = np.asarray(mask.numpy())
        if len(flags) != len(source):
            raise InvalidArgumentError(
                f"boolean_mask: expected a mask for {len(source)} rows. Received: {len(flags)}.",
                op="boolean_mask",
            )
        return take_rows(source, np.flatnonzero(flags))
    outer, flags_of = _as_ragged(source), _as_ragged(mask)
    if not np.array_equal(outer._splits, flags_of._splits):
        raise InvalidArgumentError(
            f"boolean_mask: expected a mask with the rows of data. Received: {outer.shape} and "
            f"{flags_of.shape}.",
            op="boolean_mask",
        )
    inner = _masked(outer._values, flags_of._values)
    if len(mask.shape) > 2:
        return outer.with_values(inner)
    kept = np.asarray(flags_of._values.numpy()).astype(np.intp)
    totals = splits_of_lengths(kept)
    return RaggedTensor(inner, totals[outer._splits], outer._splits_dtype)


def _as_ragged(values: "Values") -> RaggedTensor:
    if isinstance(values, RaggedTensor):
        return values
    return ragged_from_tensor(values, None, None, 1, dtypes.int64)


@_dispatch.register("RaggedTensor", "boolean_mask")
def _mask_over_ragged(
    tensor: Any, mask: Any, axis: int | None = None, name: str | None = "boolean_mask"
) -> Any:
    return boolean_mask(tensor, mask)


@_dispatch.register("RaggedTensor", "where")
def ragged_where(condition: Any, x: Any = None, y: Any = None, name: str | None = None) -> Any:
    """`tf.where` of ragged tensors; with `condition` alone, coordinates of what holds."""
    if x is None and y is None:
        flags = np.asarray(condition.flat_values.numpy()).reshape(-1) != 0
        return int64_tensor(dense_coordinates(condition)[flags])
    return elementwise(where, condition, x, y)
