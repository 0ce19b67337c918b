"""Sums, means, extremes of ragged tensors."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _dispatch, dtypes
from tfjs.ops._shapes import canonical_axis, static_ints
from tfjs.ops.arithmetic import divide
from tfjs.ops.casting import cast
from tfjs.ops.creation import ones_like
from tfjs.ops.math import greater, maximum, sqrt, square, subtract
from tfjs.ops.ragged_conversion import int64_tensor
from tfjs.ops.reductions import (
    reduce_all,
    reduce_any,
    reduce_max,
    reduce_min,
    reduce_prod,
    reduce_sum,
    reduce_variance,
)
from tfjs.ops.rows import lengths_of, rows_of_values, runs, splits_of_lengths
from tfjs.ops.segments import (
    unsorted_segment_max,
    unsorted_segment_min,
    unsorted_segment_prod,
    unsorted_segment_sum,
)
from tfjs.ops.shaping import expand_dims
from tfjs.ragged_tensor import RaggedTensor

if TYPE_CHECKING:
    from tfjs.ops.rows import Ints
    from tfjs.ragged_tensor import Values

_Segment = Callable[[Any, Any, int], Any]


def _over_segments(segment: _Segment, values: "Values", ids: "Ints", count: int) -> "Values":
    """Reduce the rows of `values` that share a number; ragged rows position by position."""
    if not isinstance(values, RaggedTensor):
        return segment(values, int64_tensor(ids), count)  # type: ignore[no-any-return]
    lengths = lengths_of(values._splits)
    widest = np.zeros(count, np.intp)
    np.maximum.at(widest, ids, lengths)
    splits = splits_of_lengths(widest)
    places = runs(splits[:-1][ids], lengths)
    inner = _over_segments(segment, values._values, places, int(splits[-1]))
    return RaggedTensor(inner, splits, values._splits_dtype)


def _reduced(
    segment: _Segment, dense: Callable[..., Any], ragged: Any, axis: Any, keepdims: bool
) -> Any:
    if not isinstance(ragged, RaggedTensor):
        return dense(ragged, axis, keepdims)
    rank = len(ragged.shape)
    if axis is None:
        result = dense(ragged.flat_values)
        for _ in range(rank if keepdims else 0):
            result = expand_dims(result, 0)
        return result
    axes = static_ints(axis, "reduce", "axis")
    if len(axes) != 1 or isinstance(axis, list | tuple):
        result = ragged
        for at in sorted((canonical_axis(a, rank, "reduce") for a in axes), reverse=True):
            result = _reduced(segment, dense, result, at, keepdims)
        return result
    at = canonical_axis(axes[0], rank, "reduce")
    if at > 1:
        return ragged.with_values(_reduced(segment, dense, ragged._values, at - 1, keepdims))
    splits = ragged._splits
    if at == 0:
        lengths = lengths_of(splits)
        ids, count = runs(np.zeros_like(lengths), lengths), int(lengths.max(initial=0))
    else:
        ids, count = rows_of_values(splits), len(ragged)
    result = _over_segments(segment, ragged._values, ids, count)
    return expand_dims(result, at) if keepdims else result  # type: ignore[arg-type]


def _register(name: str, segment: _Segment, dense: Callable[..., Any]) -> None:
    def reduction(
        input_tensor: Any, axis: Any = None, keepdims: bool = False, name: str | None = None
    ) -> Any:
        return _reduced(segment, dense, input_tensor, axis, bool(keepdims))

    _dispatch.register("RaggedTensor", name)(reduction)


def _segment_any(data: Any, ids: Any, count: int) -> Any:
    return greater(unsorted_segment_sum(cast(data, dtypes.int32), ids, count), 0)


def _segment_all(data: Any, ids: Any, count: int) -> Any:
    return greater(unsorted_segment_prod(cast(data, dtypes.int32), ids, count), 0)


_register("reduce_sum", unsorted_segment_sum, reduce_sum)
_register("reduce_prod", unsorted_segment_prod, reduce_prod)
_register("reduce_max", unsorted_segment_max, reduce_max)
_register("reduce_min", unsorted_segment_min, reduce_min)
_register("reduce_any", _segment_any, reduce_any)
_register("reduce_all", _segment_all, reduce_all)


@_dispatch.register("RaggedTensor", "reduce_mean")
def ragged_mean(
    input_tensor: RaggedTensor,
    axis: Any = None,
    keepdims: bool = False,
    name: str | None = None,
) -> Any:
    """Mean of ragged rows: NaN for those without values; float64 for integers."""
    total = _reduced(unsorted_segment_sum, reduce_sum, input_tensor, axis, keepdims)
    ones = input_tensor.with_flat_values(ones_like(input_tensor.flat_values))
    count = _reduced(unsorted_segment_sum, reduce_sum, ones, axis, keepdims)
    return divide(total, count)


@_dispatch.register("RaggedTensor", "reduce_variance")
def ragged_variance(
    input_tensor: RaggedTensor,
    axis: Any = None,
    keepdims: bool = False,
    name: str | None = None,
) -> Any:
    """Mean square less squared mean of ragged rows, as TensorFlow computes it for them."""
    if axis is None:
        return _reduced(unsorted_segment_sum, reduce_variance, input_tensor, None, keepdims)
    of_squares = ragged_mean(square(input_tensor), axis, keepdims)  # type: ignore[arg-type]
    of_values = ragged_mean(input_tensor, axis, keepdims)
    return maximum(subtract(of_squares, square(of_values)), 0.0)


@_dispatch.register("RaggedTensor", "reduce_std")
def ragged_std(
    input_tensor: RaggedTensor,
    axis: Any = None,
    keepdims: bool = False,
    name: str | None = None,
) -> Any:
    """Square root of `ragged_variance`."""
    return sqrt(ragged_variance(input_tensor, axis, keepdims))
