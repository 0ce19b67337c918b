"""Chosen rows that share a number, reduced: `tf.sparse.segment_*`."""

from typing import TYPE_CHECKING, Any

from tfjs import dtypes
from tfjs.dtypes import FLOATING
from tfjs.ops._arguments import as_tensor, require_dtype
from tfjs.ops._families import filled
from tfjs.ops.gathering import gather, picked
from tfjs.ops.segments import segment_mean as rows_mean
from tfjs.ops.segments import segment_sum as rows_sum
from tfjs.ops.segments import unsorted_segment_mean, unsorted_segment_sqrt_n, unsorted_segment_sum
from tfjs.ops.shaping import sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


def segment_sum(
    data: "TensorLike",
    indices: "TensorLike",
    segment_ids: "TensorLike",
    num_segments: Any = None,
    name: str | None = None,
    sparse_gradient: bool = False,
) -> Tensor:
    """Sum of chosen rows that share a number.

    Args:
        data: Shape `(rows, ...)`.
        indices: Which rows, shape `(count,)`, integers.
        segment_ids: Their numbers, shape `(count,)`, integers that do not decrease.
        num_segments: Length of the result; one more than the last number if None.
        sparse_gradient: Whether the gradient of `data` is `tf.IndexedSlices`.

    Returns:
        Shape `(num_segments, ...)`; 0 where no row has the number.
    """
    rows = _rows(data, indices, sparse_gradient)
    if num_segments is None:
        return rows_sum(rows, segment_ids)
    return unsorted_segment_sum(rows, segment_ids, num_segments)


def segment_mean(
    data: "TensorLike",
    indices: "TensorLike",
    segment_ids: "TensorLike",
    num_segments: Any = None,
    name: str | None = None,
    sparse_gradient: bool = False,
) -> Tensor:
    """Mean of chosen rows that share a number; see `segment_sum`."""
    rows = require_dtype(_rows(data, indices, sparse_gradient), FLOATING, "segment_mean", "data")
    if num_segments is None:
        return rows_mean(rows, segment_ids)
    return unsorted_segment_mean(rows, segment_ids, num_segments)


def segment_sqrt_n(
    data: "TensorLike",
    indices: "TensorLike",
    segment_ids: "TensorLike",
    num_segments: Any = None,
    name: str | None = None,
    sparse_gradient: bool = False,
) -> Tensor:
    """Sum of chosen rows that share a number, over the square root of how many they are."""
    rows = require_dtype(_rows(data, indices, sparse_gradient), FLOATING, "segment_sqrt_n", "data")
    if num_segments is None:
        ids = as_tensor(segment_ids, op="segment_sqrt_n")
        num_segments = sizes_of(rows_sum(filled(sizes_of(ids), 1, dtypes.int32), ids))[0]
    return unsorted_segment_sqrt_n(rows, segment_ids, num_segments)


def _rows(data: "TensorLike", indices: "TensorLike", sliced: bool) -> Tensor:
    return gather(data, indices) if sliced else picked(as_tensor(data), indices, 0)
