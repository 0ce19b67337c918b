"""Ragged tensors from nested lists and by rule."""

import builtins
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops.creation import constant as dense_constant
from tfjs.ops.partition import dynamic_partition
from tfjs.ops.ragged_joining import ragged_concat, ragged_stack
from tfjs.ops.rows import splits_of_lengths
from tfjs.ragged_tensor import RaggedTensor
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tfjs._typing import DTypeLike, TensorLike
    from tfjs.ragged_tensor import Values


def constant(
    pylist: Any,
    dtype: "DTypeLike | None" = None,
    ragged_rank: int | None = None,
    inner_shape: "Sequence[int] | None" = None,
    name: str | None = None,
    row_splits_dtype: "DTypeLike" = dtypes.int64,
) -> "Values":
    """A ragged tensor of nested lists.

    Args:
        pylist: Lists, tuples or arrays, nested equally deep everywhere.
        dtype: Of the values; found from them if None.
        ragged_rank: How many dimensions may be ragged; all but the innermost if None.
        inner_shape: Shape of each value; found from `ragged_rank` if None.
        row_splits_dtype: int32 or int64.

    Returns:
        A `Tensor` if nothing is ragged: for a scalar or one list.

    Raises:
        ValueError: Lists nested unequally deep, or that do not fit `ragged_rank`.
    """
    kind = dtypes.as_dtype(row_splits_dtype)
    nested = _plain(pylist)
    inner = tuple(inner_shape) if inner_shape is not None else None
    if ragged_rank is not None and ragged_rank < 0:
        raise ValueError(f"Invalid ragged_rank={ragged_rank}: must be nonnegative")
    if not isinstance(nested, list):
        if ragged_rank or inner:
            raise ValueError(f"Invalid pylist={pylist!r}: a scalar has no dimensions")
        return dense_constant(nested, dtype)
    depth = _depth(nested)
    if ragged_rank is None:
        rank = max(0, depth - 1 - len(inner or ()))
        inner = inner or ()
    else:
        rank = ragged_rank
        if depth < rank + 1 and any(True for _ in _leaf_depths(nested, 0)):
            raise ValueError(
                f"Invalid pylist={pylist!r:.200}: not deep enough for ragged_rank={rank}."
            )
        inner = _inner_shape(nested, rank) if inner is None else inner
    return _built(nested, rank, inner, dtype, kind)


def _depth(nested: Any) -> int:
    """How deep the scalars lie.

    Raises:
        ValueError: At different depths, or lists go deeper than scalars do.
    """
    depths = set(_leaf_depths(nested, 0))
    deepest = max(_list_depth(nested), *depths, 0)
    if depths and depths != {deepest}:
        raise ValueError(
            f"Invalid pylist={nested!r:.200}: empty list nesting is greater than scalar value "
            "nesting, or scalars lie at different depths."
        )
    return deepest  # type: ignore[no-any-return]


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.tolist() if value.ndim else value[()]
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _leaf_depths(value: Any, depth: int) -> Any:
    if isinstance(value, list):
        for item in value:
            yield from _leaf_depths(item, depth + 1)
    else:
        yield depth


def _list_depth(value: Any) -> int:
    if not isinstance(value, list):
        return 0
    return 1 + max((_list_depth(item) for item in value), default=0)


def _inner_shape(nested: Any, rank: int) -> tuple[int, ...]:
    """Shape of one value below `rank` ragged dimensions."""
    items = nested
    for _ in builtins.range(rank):
        items = [inner for item in items for inner in item]
    shapes = {_sizes(item) for item in items}
    if len(shapes) > 1:
        raise ValueError("constant: inner values have inconsistent shape")
    return next(iter(shapes), ())


def _sizes(value: Any) -> tuple[int, ...]:
    if not isinstance(value, list):
        return ()
    inner = {_sizes(item) for item in value}
    if len(inner) > 1:
        raise ValueError("constant: inner values have inconsistent shape")
    return (len(value), *next(iter(inner), ()))


def _built(
    nested: Any,
    rank: int,
    inner: tuple[int, ...],
    dtype: "DTypeLike | None",
    kind: dtypes.DType,
) -> "Values":
    partitions = []
    items = nested
    for _ in builtins.range(rank):
        if not all(isinstance(item, list) for item in items):
            raise ValueError("constant: all scalar values must have the same nesting depth")
        partitions.append(splits_of_lengths([len(item) for item in items]))
        items = [inner_item for item in items for inner_item in item]
    values: Values = _flat_constant(items, (len(items), *inner), dtype)
    for splits in reversed(partitions):
        values = RaggedTensor(values, splits, kind)
    return values


def _flat_constant(items: Any, shape: tuple[int, ...], dtype: "DTypeLike | None") -> Tensor:
    if not items:
        target = dtypes.float32 if dtype is None else dtypes.as_dtype(dtype)
        return from_array(np.zeros(shape, target.as_numpy_dtype), target, None, "constant")
    if any(isinstance(item, bytes) for item in items):  # NumPy mixes no text with bytes
        items = [item.encode() if isinstance(item, str) else item for item in items]
    result = dense_constant(items, dtype)
    if tuple(result.shape) != shape:
        raise ValueError(
            f"constant: inner values have inconsistent shape. Expected {shape}, found "
            f"{tuple(result.shape)}."
        )
    return result


def range(
    starts: "TensorLike",
    limits: "TensorLike | None" = None,
    deltas: "TensorLike" = 1,
    dtype: "DTypeLike | None" = None,
    name: str | None = None,
    row_splits_dtype: "DTypeLike" = dtypes.int64,
) -> RaggedTensor:
    """A row of numbers from `starts[i]` up to, without, `limits[i]` in steps of `deltas[i]`.

    Args:
        starts: Vector or scalar; the limits, from 0, if `limits` is None.
        limits: Vector or scalar.
        deltas: Vector or scalar, not 0.
        dtype: That of the arguments if None.
        row_splits_dtype: int32 or int64.

    Raises:
        InvalidArgumentError: A step of 0, or vectors of different lengths.
    """
    if limits is None:
        starts, limits = 0, starts
    given = (starts, limits, deltas)
    if dtype is not None:
        target = dtypes.as_dtype(dtype)
    else:
        order = [dtypes.int32, dtypes.int64, dtypes.float32, dtypes.float64]
        found = [as_tensor(v, op="range").dtype for v in given]
        target = order[max(order.index(d) if d in order else 0 for d in found)]
    arrays = [
        np.asarray(v.numpy() if isinstance(v, Tensor | Variable) else v, target.as_numpy_dtype)
        for v in given
    ]
    lengths = {len(a) for a in arrays if a.ndim}
    if len(lengths) > 1:
        raise InvalidArgumentError(
            "range: starts, limits, and deltas must have the same shape", op="range"
        )
    first, last, step = (np.broadcast_to(a, next(iter(lengths), 1)) for a in arrays)
    if (step == 0).any():
        raise InvalidArgumentError("range: Requires delta != 0", op="range")
    counts = np.maximum(0, np.ceil((last - first) / step)).astype(np.intp)
    rows = [s + np.arange(n) * d for s, n, d in zip(first, counts, step, strict=True)]
    flat = np.concatenate([*rows, np.zeros(0)]).astype(target.as_numpy_dtype)
    values = from_array(flat, target, None, "range")
    return RaggedTensor(values, splits_of_lengths(counts), dtypes.as_dtype(row_splits_dtype))


def stack(
    values: "Sequence[TensorLike | RaggedTensor]", axis: Any = 0, name: str | None = None
) -> "Values":
    """Put tensors or ragged tensors side by side along a new axis; rows may differ in length.

    Args:
        values: Of one rank and dtype.
        axis: Where the new axis goes.

    Returns:
        Ragged, with one dimension more; a tensor for scalars.
    """
    return ragged_stack(values, axis)


def stack_dynamic_partitions(
    data: "TensorLike | RaggedTensor",
    partitions: "TensorLike",
    num_partitions: Any,
    name: str | None = None,
) -> RaggedTensor:
    """Row `i` holds the rows of `data` whose partition is `i`.

    Args:
        data: Shape `partitions.shape + ...`.
        partitions: Integers in `[0, num_partitions)`.
        num_partitions: How many rows there are.
    """
    groups = dynamic_partition(data, partitions, num_partitions)  # type: ignore[arg-type]
    splits = splits_of_lengths([len(g) for g in groups])
    kind = dtypes.int64 if as_tensor(partitions).dtype is dtypes.int64 else dtypes.int32
    return RaggedTensor(ragged_concat(groups, 0), splits, kind)
