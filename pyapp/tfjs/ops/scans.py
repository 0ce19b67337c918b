"""Running results that no kernel of TF.js gives."""

import math
from typing import TYPE_CHECKING, Any

from tfjs.dtypes import FLOATING
from tfjs.gradients.custom import stop_gradient
from tfjs.ops._arguments import as_tensor, require_dtype
from tfjs.ops._families import filled
from tfjs.ops._shapes import canonical_axis
from tfjs.ops.casting import identity
from tfjs.ops.comparison import where
from tfjs.ops.joining import concat
from tfjs.ops.math import add, exp, is_finite, log, maximum, subtract
from tfjs.ops.shaping import reverse, sizes_of
from tfjs.ops.slicing import slice
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


def cumulative_logsumexp(
    x: "TensorLike",
    axis: Any = 0,
    exclusive: bool = False,
    reverse: bool = False,
    name: str | None = None,
) -> Tensor:
    """`log(sum(exp(x)))` of all elements up to each one along an axis, without overflow.

    Args:
        x: Any shape but a scalar, floating.
        axis: Along which.
        exclusive: Leave the element itself out; then the first is `-inf`.
        reverse: Begin at the end.

    Raises:
        InvalidArgumentError: `axis` is not there.
    """
    op = "cumulative_logsumexp"
    tensor = require_dtype(as_tensor(x, op=op), FLOATING, op)
    at = canonical_axis(axis, tensor.ndim, op)
    if 0 in sizes_of(tensor):
        return identity(tensor)
    flipped = _flipped(tensor, at) if reverse else tensor
    total = _running(flipped, at)
    if exclusive:
        sizes = list(sizes_of(tensor))
        front = filled((*sizes[:at], 1, *sizes[at + 1 :]), -math.inf, tensor.dtype)
        total = concat([front, _part(total, at, 0, sizes[at] - 1)], at)
    return _flipped(total, at) if reverse else total


def _running(x: Tensor, axis: int) -> Tensor:
    """Each element takes in the one 1, 2, 4 … before it: after that, all before it."""
    length = sizes_of(x)[axis]
    step = 1
    while step < length:
        later = _part(x, axis, step, length - step)
        earlier = _part(x, axis, 0, length - step)
        x = concat([_part(x, axis, 0, step), _log_add(later, earlier)], axis)
        step *= 2
    return x


def _log_add(x: Tensor, y: Tensor) -> Tensor:
    """`log(exp(x) + exp(y))`, shifted by the larger one if that is finite.

    The gradient passes by the shift, so that equal ones share it.
    """
    peak = maximum(x, y)
    shift = stop_gradient(where(is_finite(peak), peak, filled((), 0, x.dtype)))
    return add(shift, log(add(exp(subtract(x, shift)), exp(subtract(y, shift)))))


def _part(x: Tensor, axis: int, begin: int, size: int) -> Tensor:
    starts = [begin if i == axis else 0 for i in range(x.ndim)]
    return slice(x, starts, [size if i == axis else -1 for i in range(x.ndim)])


_flipped = reverse
