"""Values and gradients kept within a length."""

from typing import TYPE_CHECKING, Any

from tfjs.dtypes import FLOATING
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
    t: "TensorLike", clip_norm: "TensorLike", axes: "AxisLike" = None, name: str | None = None
) -> Tensor:
    """Scale `t` so that its Euclidean length along `axes` is at most `clip_norm`."""
    x = require_dtype(as_tensor(t, op="clip_by_norm"), FLOATING, "clip_by_norm", "t")
    squares = reduce_sum(square(x), axes, keepdims=True)
    positive = greater(squares, 0.0)
    length = where(positive, sqrt(where(positive, squares, 1.0)), squares)
    limit = as_tensor(clip_norm, hint=x.dtype, op="clip_by_norm")
    return truediv(multiply(x, limit), maximum(length, limit))


def global_norm(t_list: "Sequence[TensorLike | None]", name: str | None = None) -> Tensor:
    """Euclidean length of all tensors together; None counts as nothing."""
    squares = [reduce_sum(square(t)) for t in t_list if t is not None]
    return sqrt(add_n(squares))


def clip_by_global_norm(
    t_list: "Sequence[Any]",
    clip_norm: "TensorLike",
    use_norm: "TensorLike | None" = None,
    name: str | None = None,
) -> tuple[list[Tensor | None], Tensor]:
    """Scale all tensors alike so that their length together is at most `clip_norm`.

    Returns:
        The tensors, None where one was None, and their length before.
    """
    length = as_tensor(use_norm) if use_norm is not None else global_norm(t_list)
    limit = as_tensor(clip_norm, hint=length.dtype, op="clip_by_global_norm")
    scale = truediv(minimum(length, limit), maximum(length, 1e-30))
    return [None if t is None else multiply(t, scale) for t in t_list], length
