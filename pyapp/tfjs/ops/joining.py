"""Tensors put together and taken apart."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _bridge, dtypes
from tfjs._dispatch import dispatched
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import COUNTS, as_tensor, from_array, widened
from tfjs.ops._families import filled
from tfjs.ops._shapes import canonical_axis, product, static_int, static_ints
from tfjs.ops.casting import cast, identity
from tfjs.ops.gathering import picked
from tfjs.ops.math import less
from tfjs.ops.places import moved
from tfjs.ops.shaping import expand_dims, reshape, reshaped, sizes_of, tile
from tfjs.ops.slicing import slice
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import TensorLike
    from tfjs.dtypes import DType

_concat = _bridge.Instruction("concat", "list", op="concat")
_stack = _bridge.Instruction("stack", "list", op="stack")
_unstack = _bridge.Instruction("unstack", op="unstack")
_split = _bridge.Instruction("split", op="split")


def _common(values: Any, op: str) -> list[Tensor]:
    """Tensors of one dtype; Python values take that of the first tensor."""
    if isinstance(values, Tensor | Variable):
        return unstack(values)
    items = list(values)
    if not items:
        raise InvalidArgumentError(f"{op}: expected at least one tensor. Received: [].", op=op)
    hint: DType | None = next(
        (item.dtype for item in items if isinstance(item, Tensor | Variable)), None
    )
    tensors = []
    for item in items:
        tensors.append(as_tensor(item, hint=hint, op=op))
        hint = hint or tensors[0].dtype
    if any(t.dtype is not tensors[0].dtype for t in tensors):
        if all(t.dtype in COUNTS for t in tensors):
            return [widened(t) for t in tensors]
        kinds = ", ".join(t.dtype.name for t in tensors)
        raise InvalidArgumentError(
            f"{op}: expected tensors of one dtype. Received: {kinds}. Use tf.cast.", op=op
        )
    return tensors


@dispatched
def concat(values: "TensorLike", axis: Any, name: str | None = None) -> Tensor:
    """Join tensors along an axis that they have.

    Raises:
        InvalidArgumentError: Their shapes differ along another axis, or they are scalars.
    """
    if isinstance(values, Tensor | Variable):
        tensors = [as_tensor(values, op="concat")]
    else:
        tensors = _common(values, "concat")
    rank = tensors[0].ndim
    at = canonical_axis(axis, rank, "concat") if rank else static_int(axis, "concat", "axis")
    others = {(*s[:at], *s[at + 1 :]) for s in map(sizes_of, tensors)}
    if len(tensors) > 1 and (rank == 0 or len(others) > 1):
        shapes = ", ".join(str(t.shape) for t in tensors)
        raise InvalidArgumentError(
            f"concat: expected shapes that agree but for axis {at}. Received: {shapes}.",
            op="concat",
        )
    if len(tensors) == 1:
        return identity(tensors[0])
    if tensors[0].dtype is dtypes.string:
        return moved(lambda *places: concat(places, at), *tensors)
    return Tensor(_concat([t._slot for t in tensors], (at,)), tensors[0].dtype)


@dispatched
def stack(values: "TensorLike", axis: Any = 0, name: str | None = "stack") -> Tensor:
    """Put tensors of one shape side by side along a new axis.

    Raises:
        InvalidArgumentError: Shapes differ, or `axis` is outside `[-rank - 1, rank]`.
    """
    if isinstance(values, list | tuple) and not values and axis == 0:
        return filled((0,), 0, dtypes.float32)
    tensors = _common(values, "stack")
    at = canonical_axis(axis, tensors[0].ndim + 1, "stack")
    if any(t.shape != tensors[0].shape for t in tensors):
        shapes = ", ".join(str(t.shape) for t in tensors)
        raise InvalidArgumentError(
            f"stack: Shapes of all inputs must match. Received: {shapes}.", op="stack"
        )
    if len(tensors) == 1:
        return expand_dims(tensors[0], at)
    if tensors[0].dtype is dtypes.string:
        return moved(lambda *places: stack(places, at), *tensors)
    return Tensor(_stack([t._slot for t in tensors], (at,)), tensors[0].dtype)


def parallel_stack(values: "TensorLike", name: str | None = None) -> Tensor:
    """Stack along a new first axis; the same as `stack`."""
    return stack(values)


@dispatched
def unstack(
    value: "TensorLike", num: int | None = None, axis: int = 0, name: str | None = "unstack"
) -> list[Tensor]:
    """Take a tensor apart along an axis, which goes away.

    Raises:
        ValueError: `num` is given and is not the size of the axis.
    """
    x = as_tensor(value, op="unstack")
    at = canonical_axis(axis, x.ndim, "unstack")
    sizes = sizes_of(x)
    if num is not None and num != sizes[at]:
        raise InvalidArgumentError(
            f"unstack: expected num={sizes[at]}, the size of axis {at}. Received: num={num}.",
            op="unstack",
        )
    if sizes[at] == 0:
        return []
    if sizes[at] == 1:
        return [reshaped(x, (*sizes[:at], *sizes[at + 1 :]))]
    return [Tensor(slot, x.dtype) for slot in _unstack.several((x._slot,), (at,))]


@dispatched
def split(
    value: "TensorLike",
    num_or_size_splits: Any,
    axis: Any = 0,
    num: int | None = None,
    name: str | None = "split",
) -> list[Tensor]:
    """Cut a tensor into pieces along an axis.

    Args:
        value: Any shape but a scalar.
        num_or_size_splits: How many equal pieces, or the size of each; one size may be -1.
        axis: The axis to cut.
        num: Ignored: sizes are always known here.

    Raises:
        InvalidArgumentError: The pieces do not make up the axis.
    """
    x = as_tensor(value, op="split")
    at = canonical_axis(axis, x.ndim, "split")
    length = sizes_of(x)[at]
    if np.ndim(num_or_size_splits) == 0:
        count = static_int(num_or_size_splits, "split", "num_or_size_splits")
        if count <= 0 or length % count:
            raise InvalidArgumentError(
                f"split: expected a number of pieces that divides {length}. Received: "
                f"num_or_size_splits={count}.",
                op="split",
            )
        pieces = (length // count,) * count
    else:
        pieces = static_ints(num_or_size_splits, "split", "num_or_size_splits")
        rest = length - sum(n for n in pieces if n != -1)
        pieces = tuple(rest if n == -1 else n for n in pieces)
        if sum(pieces) != length or min(pieces, default=0) < 0:
            raise InvalidArgumentError(
                f"split: expected sizes that add up to {length}. Received: "
                f"num_or_size_splits={list(pieces)}.",
                op="split",
            )
    if len(pieces) == 1:
        return [identity(x)]
    if 0 in pieces:
        return [_piece(x, at, sum(pieces[:i]), n) for i, n in enumerate(pieces)]
    return [Tensor(slot, x.dtype) for slot in _split.several((x._slot,), (pieces, at))]


def _piece(x: Tensor, axis: int, begin: int, size: int) -> Tensor:
    starts = [begin if i == axis else 0 for i in range(x.ndim)]
    counts = [size if i == axis else n for i, n in enumerate(sizes_of(x))]
    return slice(x, starts, counts)


def repeat(
    input: "TensorLike", repeats: Any, axis: int | None = None, name: str | None = None
) -> Tensor:
    """Repeat each element along an axis, or of the flattened tensor.

    Args:
        input: Any shape.
        repeats: How often: one int, or one for each element along the axis.
        axis: Flattened if None.
    """
    x = as_tensor(input, op="repeat")
    if axis is None or not x.ndim:
        x, axis = reshape(x, [-1]), axis or 0
    at = canonical_axis(axis, x.ndim, "repeat")
    counts = tuple(max(n, 0) for n in static_ints(repeats, "repeat", "repeats"))
    sizes = sizes_of(x)
    if len(counts) == 1:
        tall = tile(
            expand_dims(x, at + 1), [counts[0] if i == at + 1 else 1 for i in range(x.ndim + 1)]
        )
        return reshaped(tall, (*sizes[:at], sizes[at] * counts[0], *sizes[at + 1 :]))
    if len(counts) != sizes[at]:
        raise InvalidArgumentError(
            f"repeat: expected one repeat or {sizes[at]}. Received: repeats={list(counts)}.",
            op="repeat",
        )
    return picked(x, np.repeat(np.arange(sizes[at]), counts), at)


def roll(input: "TensorLike", shift: Any, axis: Any, name: str | None = None) -> Tensor:
    """Shift elements along axes; those that leave at one end come back at the other."""
    x = as_tensor(input, op="roll")
    amounts, axes = static_ints(shift, "roll", "shift"), static_ints(axis, "roll", "axis")
    if len(amounts) != len(axes):
        raise InvalidArgumentError(
            f"roll: shift and axis must have the same size. Received: shift={shift}, axis={axis}.",
            op="roll",
        )
    for amount, a in zip(amounts, axes, strict=True):
        at = canonical_axis(a, x.ndim, "roll")
        length = sizes_of(x)[at]
        cut = (length - amount % length) if length else 0
        if 0 < cut < length:
            x = concat([_piece(x, at, cut, length - cut), _piece(x, at, 0, cut)], at)
    return x if type(x) is Tensor else identity(x)


def meshgrid(*args: "TensorLike", indexing: str = "xy", name: str | None = None) -> list[Tensor]:
    """Coordinates of a grid: one tensor of the grid's shape for each vector given.

    Args:
        args: Vectors.
        indexing: `"xy"` for Cartesian order (the first two axes swapped), `"ij"` for matrix order.
    """
    if indexing not in ("xy", "ij"):
        raise ValueError(f"Argument `indexing` must be either 'xy' or 'ij'. Received: {indexing}.")
    vectors = [reshape(as_tensor(a, op="meshgrid"), [-1]) for a in args]
    swap = indexing == "xy" and len(vectors) > 1
    order = [1, 0, *range(2, len(vectors))] if swap else list(range(len(vectors)))
    whole = [product(sizes_of(vectors[i])) for i in order]
    grids = []
    for i, vector in enumerate(vectors):
        along = order.index(i)
        thin = reshaped(vector, tuple(n if j == along else 1 for j, n in enumerate(whole)))
        grids.append(tile(thin, [1 if j == along else n for j, n in enumerate(whole)]))
    return grids


def sequence_mask(
    lengths: "TensorLike",
    maxlen: Any = None,
    dtype: Any = dtypes.bool,
    name: str | None = None,
) -> Tensor:
    """Rows whose first `lengths[i]` elements are True.

    The row length is the largest of `lengths` if `maxlen` is None; then the values are read back.
    """
    counts = as_tensor(lengths, op="sequence_mask")
    longest = int(counts.numpy().max(initial=0)) if maxlen is None else maxlen
    columns = max(static_int(longest, "sequence_mask", "maxlen"), 0)
    row = from_array(np.arange(columns), counts.dtype, None, "sequence_mask")
    return cast(less(row, expand_dims(counts, -1)), dtype)
