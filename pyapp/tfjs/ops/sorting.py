"""Order among values: the largest ones, sorting, searching, distinct values."""

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.dtypes import FLOATING, INTEGER, REAL
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array, require_dtype, same_dtype
from tfjs.ops._families import filled
from tfjs.ops._shapes import canonical_axis, product, static_int
from tfjs.ops.casting import cast, relabeled
from tfjs.ops.comparison import where
from tfjs.ops.gathering import gather
from tfjs.ops.math import greater, is_finite, less, logical_and, negative, subtract
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.sequences import one_hot
from tfjs.ops.shaping import reshaped, sizes_of, transpose
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike

Direction = Literal["ASCENDING", "DESCENDING"]

_unique = _bridge.Instruction("unique", "own", op="unique")
_search = _bridge.Instruction("searchSorted", op="searchsorted")
_invert = _bridge.Instruction("invertPermutation", "own", op="invert_permutation")
_top_k = _bridge.Instruction("topk", op="top_k", outputs=("values", "indices"))


class TopK(NamedTuple):
    """What `top_k` gives."""

    values: Tensor
    indices: Tensor


class Unique(NamedTuple):
    """What `unique` gives."""

    y: Tensor
    idx: Tensor


class UniqueWithCounts(NamedTuple):
    """What `unique_with_counts` gives."""

    y: Tensor
    idx: Tensor
    count: Tensor  # type: ignore[assignment]


def top_k(
    input: "TensorLike",
    k: Any = 1,
    sorted: bool = True,
    index_type: "DTypeLike" = dtypes.int32,
    name: str | None = None,
) -> TopK:
    """The `k` largest values along the last axis, largest first, and where they are.

    Args:
        input: Shape `(..., n)`.
        k: How many, at most `n`.
        sorted: Ignored: they always are.
        index_type: Of the indices.

    Raises:
        InvalidArgumentError: A scalar, or `k` outside `[0, n]`.
    """
    x = require_dtype(as_tensor(input, op="top_k"), REAL, "top_k", "input")
    count = static_int(k, "top_k", "k")
    if x.ndim == 0:
        raise InvalidArgumentError("top_k: input must have at least 1 dim.", op="top_k")
    length = sizes_of(x)[-1]
    if not 0 <= count <= length:
        raise InvalidArgumentError(
            f"top_k: input must have at least k columns. Had {length}, needed {count}.", op="top_k"
        )
    if count == 0 or 0 in x.shape:
        shape = (*sizes_of(x)[:-1], count)
        return TopK(filled(shape, 0, x.dtype, (x,)), filled(shape, 0, dtypes.as_dtype(index_type)))
    values, indices = _top_k.several((x._slot,), (count, True))
    places = Tensor(indices, dtypes.int32)
    return TopK(Tensor(values, x.dtype), cast(places, index_type))


def _ordered(values: "TensorLike", axis: Any, direction: str, op: str) -> TopK:
    x = require_dtype(as_tensor(values, op=op), REAL, op, "values")
    if direction not in ("ASCENDING", "DESCENDING"):
        raise ValueError(
            f"{op}: direction should be ASCENDING or DESCENDING. Received: {direction}."
        )
    at = canonical_axis(axis, x.ndim, op)
    order = [i for i in range(x.ndim) if i != at] + [at]
    back = [order.index(i) for i in range(x.ndim)]
    moved = transpose(x, order)
    if direction == "ASCENDING":
        # Negated, not reversed, so that equal values keep their order; -1 - x never overflows.
        flipped = negative(moved) if x.dtype.is_floating else _complement(moved)
        found = top_k(flipped, sizes_of(moved)[-1])
        restored = negative(found.values) if x.dtype.is_floating else _complement(found.values)
    else:
        found = top_k(moved, sizes_of(moved)[-1])
        restored = found.values
    return TopK(transpose(relabeled(restored, x.dtype), back), transpose(found.indices, back))


def _complement(x: Tensor) -> Tensor:
    return subtract(cast(-1, dtypes.int32), cast(x, dtypes.int32))


def sort(
    values: "TensorLike",
    axis: Any = -1,
    direction: Direction = "ASCENDING",
    name: str | None = None,
) -> Tensor:
    """Values in order along an axis."""
    return _ordered(values, axis, direction, "sort").values


def argsort(
    values: "TensorLike",
    axis: Any = -1,
    direction: Direction = "ASCENDING",
    stable: bool = False,
    name: str | None = None,
) -> Tensor:
    """Indices that put values in order along an axis, int32; equal values keep their order."""
    return _ordered(values, axis, direction, "argsort").indices


def in_top_k(
    targets: "TensorLike", predictions: "TensorLike", k: Any, name: str | None = None
) -> Tensor:
    """Whether the prediction for the target class is among the `k` largest of its row.

    Args:
        targets: Classes, shape `(batch,)`, integers.
        predictions: Shape `(batch, classes)`, floating.
        k: How many count.

    Returns:
        Shape `(batch,)`, bool.
    """
    scores = require_dtype(as_tensor(predictions), FLOATING, "in_top_k", "predictions")
    classes = as_tensor(targets, op="in_top_k")
    hot = one_hot(classes, sizes_of(scores)[-1], dtype=scores.dtype)
    zero = cast(0.0, scores.dtype)
    own = reduce_sum(where(cast(hot, dtypes.bool), scores, zero), -1, keepdims=True)
    above = reduce_sum(cast(greater(scores, own), dtypes.int32), -1)
    known = reduce_sum(cast(hot, dtypes.int32), -1)
    within = logical_and(less(above, static_int(k, "in_top_k", "k")), cast(known, dtypes.bool))
    return logical_and(within, is_finite(own[..., 0]))


def unique(x: "TensorLike", out_idx: "DTypeLike" = dtypes.int32, name: str | None = None) -> Unique:
    """Distinct values of a vector in order of appearance, and which one each element is.

    Raises:
        InvalidArgumentError: Not a vector.
    """
    found = unique_with_counts(x, out_idx)
    return Unique(found.y, found.idx)


def unique_with_counts(
    x: "TensorLike", out_idx: "DTypeLike" = dtypes.int32, name: str | None = None
) -> UniqueWithCounts:
    """As `unique`, with how often each value occurs."""
    tensor = as_tensor(x, op="unique")
    if tensor.ndim != 1:
        raise InvalidArgumentError(
            f"unique: unique expects a 1D vector. Received: x of shape {tensor.shape}.", op="unique"
        )
    first, which, counts = (Tensor(s, dtypes.int32) for s in _unique.several((tensor._slot,)))
    if tensor.dtype is dtypes.string:  # no backend computes with strings
        values = from_array(
            tensor.numpy()[np.asarray(first.numpy())], dtypes.string, None, "unique"
        )
    else:
        values = gather(tensor, first)
    return UniqueWithCounts(values, cast(which, out_idx), cast(counts, out_idx))


def searchsorted(
    sorted_sequence: "TensorLike",
    values: "TensorLike",
    side: Literal["left", "right"] = "left",
    out_type: "DTypeLike" = dtypes.int32,
    name: str | None = None,
) -> Tensor:
    """Where values would have to be put into rows that are in order.

    Args:
        sorted_sequence: Shape `(..., n)`, in ascending order along the last axis.
        values: Shape `(..., m)`.
        side: Before (`"left"`) or behind (`"right"`) equal ones.
        out_type: Of the result.
    """
    rows, wanted = same_dtype(sorted_sequence, values, "searchsorted")
    require_dtype(rows, REAL, "searchsorted", "sorted_sequence")
    sizes, counts = sizes_of(rows), sizes_of(wanted)
    if not sizes or not counts or product(sizes[:-1]) != product(counts[:-1]):
        raise InvalidArgumentError(
            "searchsorted: expected leading dimensions that agree. Received: sorted_sequence "
            f"{rows.shape}, values {wanted.shape}.",
            op="searchsorted",
        )
    if side not in ("left", "right"):
        raise ValueError(f"side must be either 'right' or 'left'. Received: {side}.")
    if 0 in sizes or 0 in counts:
        return filled(counts, 0, dtypes.as_dtype(out_type))
    flat = [reshaped(t, (product(n[:-1]), n[-1])) for t, n in ((rows, sizes), (wanted, counts))]
    found = Tensor(_search([t._slot for t in flat], (side,)), dtypes.int32)
    return cast(reshaped(found, counts), out_type)


def invert_permutation(x: "TensorLike", name: str | None = None) -> Tensor:
    """The permutation that undoes `x`: each place from 0 on is in `x` once.

    Raises:
        InvalidArgumentError: `x` is no permutation, or no vector.
    """
    op = "invert_permutation"
    tensor = require_dtype(as_tensor(x, op=op), INTEGER, op)
    if tensor.ndim != 1:
        raise InvalidArgumentError(
            f"{op}: invert_permutation expects a 1D vector. Received: shape {tensor.shape}.", op=op
        )
    return Tensor(_invert((tensor._slot,)), tensor.dtype)
