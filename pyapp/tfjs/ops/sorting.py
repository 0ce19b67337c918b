"""Order among values: the largest ones, sorting, searching, distinct values."""

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.dtypes import FLOATING, REAL
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array, require_dtype, same_dtype
from tfjs.ops._shapes import canonical_axis, static_int
from tfjs.ops.casting import cast, relabeled
from tfjs.ops.comparison import where
from tfjs.ops.math import greater, is_finite, less, less_equal, logical_and, negative, subtract
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.sequences import one_hot
from tfjs.ops.shaping import expand_dims, sizes_of, transpose
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike

Direction = Literal["ASCENDING", "DESCENDING"]

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
        empty = np.zeros((*sizes_of(x)[:-1], count))
        return TopK(
            from_array(empty.astype(x.dtype.as_numpy_dtype), x.dtype, None, "top_k"),
            from_array(empty.astype(np.int32), dtypes.as_dtype(index_type), None, "top_k"),
        )
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

    How many there are depends on the values, so they are read back and found on the host.

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
    _, first, inverse, counts = np.unique(
        tensor.numpy(), return_index=True, return_inverse=True, return_counts=True
    )
    order = np.argsort(first)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    kind = dtypes.as_dtype(out_idx)

    def indices(array: "np.ndarray[Any, Any]") -> Tensor:
        return from_array(array.astype(kind.as_numpy_dtype), kind, None, "unique")

    values = from_array(np.asarray(tensor.numpy())[first[order]], tensor.dtype, None, "unique")
    return UniqueWithCounts(values, indices(place[inverse.reshape(-1)]), indices(counts[order]))


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
    row, column = expand_dims(rows, -2), expand_dims(wanted, -1)
    before = less(row, column) if side == "left" else less_equal(row, column)
    return reduce_sum(cast(before, out_type), -1)


def invert_permutation(x: "TensorLike", name: str | None = None) -> Tensor:
    """The permutation that undoes `x`."""
    return argsort(x)
