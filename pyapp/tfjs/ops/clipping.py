"""Values and gradients kept within a length.

Of `tf.IndexedSlices` the slices count, as in TensorFlow: those of one index are not added up first.
"""

from typing import TYPE_CHECKING, Any

from tfjs.dtypes import FLOATING
from tfjs.indexed_slices import IndexedSlices
from tfjs.ops._arguments import as_tensor, require_dtype
from tfjs.ops.arithmetic import add_n, truediv
from tfjs.ops.comparison import where
from tfjs.ops.math import greater, maximum, minimum, multiply, sqrt, square
from tfjs.ops.reductions import reduce_sum
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tfjs._typing import AxisLike, TensorLike


def clip_by_norm(
    t: "TensorLike | IndexedSlices",
    clip_norm: "TensorLike",
    axes: "AxisLike" = None,
    name: str | None = None,
) -> Tensor:
    """Scale `t` so that its Euclidean length along `axes` is at most `clip_norm`."""
    if isinstance(t, IndexedSlices):
        return t._with(clip_by_norm(t.values, clip_norm, axes))  # type: ignore[return-value]
    x = require_dtype(as_tensor(t, op="clip_by_norm"), FLOATING, "clip_by_norm", "t")
    squares = reduce_sum(multiply(x, x), axes, keepdims=True)
    positive = greater(squares, 0.0)
    length = where(positive, sqrt(where(positive, squares, 1.0)), squares)
    limit = as_tensor(clip_norm, hint=x.dtype, op="clip_by_norm")
    return truediv(multiply(x, limit), maximum(length, limit))


def global_norm(t_list: "Sequence[Any]", name: str | None = None) -> Tensor:
    """Euclidean length of all tensors together; None counts as nothing."""
    squares = [reduce_sum(square(_values(t))) for t in t_list if t is not None]
    return sqrt(add_n(squares))


def clip_by_global_norm(
    t_list: "Sequence[Any]",
    clip_norm: "TensorLike",
    use_norm: "TensorLike | None" = None,
    name: str | None = None,
) -> tuple[list[Any], Tensor]:
    """Scale all tensors alike so that their length together is at most `clip_norm`.

    Returns:
        The tensors, None where one was None, and their length before.
    """
    length = as_tensor(use_norm) if use_norm is not None else global_norm(t_list)
    limit = as_tensor(clip_norm, hint=length.dtype, op="clip_by_global_norm")
    scale = truediv(minimum(length, limit), maximum(length, 1e-30))
    clipped = [None if t is None else multiply(_values(t), scale) for t in t_list]
    pairs = zip(t_list, clipped, strict=True)
    return [_as(t, c) for t, c in pairs], length


def _as(t: Any, values: Any) -> Any:
    """Values in the place of those of `t`."""
    return t._with(values) if isinstance(t, IndexedSlices) else values


def _values(t: Any) -> Any:
    return t.values if isinstance(t, IndexedSlices) else t
