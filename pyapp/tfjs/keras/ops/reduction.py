"""Functions of `tf.keras.ops` that make one number of many."""

from typing import Any

import numpy as np

from tfjs import linalg, math
from tfjs.keras.ops.promotion import floating
from tfjs.keras.ops.symbolic import operation
from tfjs.ops.casting import cast
from tfjs.ops.creation import convert_to_tensor
from tfjs.ops.shaping import expand_dims, reshape
from tfjs.tensor import Tensor


def _truth(x: Any) -> Tensor:
    return cast(convert_to_tensor(x), "bool")


def _counted(x: Any) -> Tensor:
    """A tensor that can be summed: truths as int32."""
    tensor = convert_to_tensor(x)
    return cast(tensor, "int32") if tensor.dtype.is_bool else tensor


@operation("numpy", "Sum")
def sum(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """Sums along axes; of everything if None."""
    return math.reduce_sum(_counted(x), axis, keepdims)


@operation("numpy", "Mean")
def mean(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """Means along axes; of everything if None."""
    return math.reduce_mean(floating(x), axis, keepdims)


@operation("numpy", "Var")
def var(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """Variances along axes; of everything if None."""
    return math.reduce_variance(floating(x), axis, keepdims)


@operation("numpy", "Std")
def std(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """Standard deviations along axes; of everything if None."""
    return math.reduce_std(floating(x), axis, keepdims)


@operation("numpy", "Prod")
def prod(x: Any, axis: Any = None, keepdims: bool = False, dtype: Any = None) -> Tensor:
    """Products along axes; of everything if None."""
    tensor = _counted(x) if dtype is None else cast(x, dtype)
    return math.reduce_prod(tensor, axis, keepdims)


@operation("numpy", "Max")
def max(x: Any, axis: Any = None, keepdims: bool = False, initial: Any = None) -> Tensor:
    """Largest elements along axes; at least `initial`."""
    found = math.reduce_max(convert_to_tensor(x), axis, keepdims)
    return found if initial is None else math.maximum(found, cast(initial, found.dtype))


@operation("numpy", "Min")
def min(x: Any, axis: Any = None, keepdims: bool = False, initial: Any = None) -> Tensor:
    """Smallest elements along axes; at most `initial`."""
    found = math.reduce_min(convert_to_tensor(x), axis, keepdims)
    return found if initial is None else math.minimum(found, cast(initial, found.dtype))


@operation("numpy", "Amax")
def amax(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """Largest elements along axes."""
    return math.reduce_max(convert_to_tensor(x), axis, keepdims)


@operation("numpy", "Amin")
def amin(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """Smallest elements along axes."""
    return math.reduce_min(convert_to_tensor(x), axis, keepdims)


@operation("numpy", "All")
def all(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """Whether all elements along axes are true."""
    return math.reduce_all(_truth(x), axis, keepdims)


@operation("numpy", "Any")
def any(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """Whether some element along axes is true."""
    return math.reduce_any(_truth(x), axis, keepdims)


@operation("numpy", "CountNonzero")
def count_nonzero(x: Any, axis: Any = None) -> Tensor:
    """How many elements along axes are not 0, int32."""
    return math.reduce_sum(cast(_truth(x), "int32"), axis)


@operation("numpy", "Argmax")
def argmax(x: Any, axis: int | None = None, keepdims: bool = False) -> Tensor:
    """Where the largest element along an axis is, int32; in the flat tensor if None."""
    return _place(math.argmax, x, axis, keepdims)


@operation("numpy", "Argmin")
def argmin(x: Any, axis: int | None = None, keepdims: bool = False) -> Tensor:
    """Where the smallest element along an axis is, int32; in the flat tensor if None."""
    return _place(math.argmin, x, axis, keepdims)


def _place(function: Any, x: Any, axis: int | None, keepdims: bool) -> Tensor:
    tensor = convert_to_tensor(x)
    rank = len(tensor.shape)
    if axis is None:
        found = function(reshape(tensor, [-1]), 0, "int32")
        return reshape(found, [1] * rank) if keepdims else found
    found = function(tensor, axis, "int32")
    return expand_dims(found, axis) if keepdims else found


@operation("numpy", "Median")
def median(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """The middle element along an axis, or the mean of the two in the middle."""
    from tfjs.ops.gathering import gather
    from tfjs.ops.sorting import sort

    tensor = floating(x)
    rank = len(tensor.shape)
    if axis is None:
        flat, place = reshape(tensor, [-1]), 0
    else:
        flat, place = tensor, int(axis) % rank
    ordered = sort(flat, axis=place)
    count = ordered.shape[place]
    low = gather(ordered, (count - 1) // 2, axis=place)
    found = (low + gather(ordered, count // 2, axis=place)) * 0.5
    if not keepdims:
        return found  # type: ignore[no-any-return]
    return reshape(found, [1] * rank) if axis is None else expand_dims(found, place)


@operation("numpy", "Average", "x weights")
def average(x: Any, axis: Any = None, weights: Any = None) -> Tensor:
    """Means along axes, weighted if `weights` are given."""
    tensor = floating(x)
    if weights is None:
        return math.reduce_mean(tensor, axis)
    factors = cast(weights, tensor.dtype)
    if factors.shape != tensor.shape:
        shape = [1] * len(tensor.shape)
        shape[axis] = factors.shape[0]
        factors = reshape(factors, shape)
    total = math.reduce_sum(tensor * factors, axis)
    return total / math.reduce_sum(tensor * 0.0 + factors, axis)  # type: ignore[no-any-return]


@operation("math", "Logsumexp")
def logsumexp(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """Logarithms of sums of exponentials along axes."""
    return math.reduce_logsumexp(floating(x), axis, keepdims)


@operation("numpy", "Cumsum")
def cumsum(x: Any, axis: int | None = None, dtype: Any = None) -> Tensor:
    """Running sums along an axis; of the flat tensor if None."""
    tensor = _counted(x) if dtype is None else cast(x, dtype)
    return math.cumsum(reshape(tensor, [-1]), 0) if axis is None else math.cumsum(tensor, axis)


@operation("numpy", "Cumprod")
def cumprod(x: Any, axis: int | None = None, dtype: Any = None) -> Tensor:
    """Running products along an axis; of the flat tensor if None."""
    tensor = _counted(x) if dtype is None else cast(x, dtype)
    return math.cumprod(reshape(tensor, [-1]), 0) if axis is None else math.cumprod(tensor, axis)


@operation("linalg", "Norm")
def norm(x: Any, ord: Any = None, axis: Any = None, keepdims: bool = False) -> Tensor:
    """Norms of vectors, along an axis, or of matrices, along two."""
    tensor = floating(x)
    kind: Any = "euclidean" if ord is None else ord
    if kind == np.inf:
        kind = np.inf
    return linalg.norm(tensor, kind, axis, keepdims)


@operation("math", "SegmentSum", "data segment_ids")
def segment_sum(
    data: Any, segment_ids: Any, num_segments: int | None = None, sorted: bool = False
) -> Tensor:
    """Sums of rows that have the same number in `segment_ids`."""
    if num_segments is None:
        return math.segment_sum(data, segment_ids)
    return math.unsorted_segment_sum(data, segment_ids, num_segments)


@operation("math", "SegmentMax", "data segment_ids")
def segment_max(
    data: Any, segment_ids: Any, num_segments: int | None = None, sorted: bool = False
) -> Tensor:
    """Largest elements of rows that have the same number in `segment_ids`."""
    if num_segments is None:
        return math.segment_max(data, segment_ids)
    return math.unsorted_segment_max(data, segment_ids, num_segments)


@operation("math", "SegmentMin", "data segment_ids")
def segment_min(
    data: Any, segment_ids: Any, num_segments: int | None = None, sorted: bool = False
) -> Tensor:
    """Smallest elements of rows that have the same number in `segment_ids`."""
    if num_segments is None:
        return math.segment_min(data, segment_ids)
    return math.unsorted_segment_min(data, segment_ids, num_segments)


@operation("math", "SegmentProd", "data segment_ids")
def segment_prod(
    data: Any, segment_ids: Any, num_segments: int | None = None, sorted: bool = False
) -> Tensor:
    """Products of rows that have the same number in `segment_ids`."""
    if num_segments is None:
        return math.segment_prod(data, segment_ids)
    return math.unsorted_segment_prod(data, segment_ids, num_segments)


@operation("math", "TopK")
def top_k(x: Any, k: int, sorted: bool = True) -> Any:
    """The `k` largest elements along the last axis, and where they are."""
    return tuple(math.top_k(convert_to_tensor(x), k, sorted))


@operation("math", "InTopK", "targets predictions")
def in_top_k(targets: Any, predictions: Any, k: int) -> Tensor:
    """Whether the class of each sample is among the `k` most likely ones."""
    return math.in_top_k(targets, predictions, k)
