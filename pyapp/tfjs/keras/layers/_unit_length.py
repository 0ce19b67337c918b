"""Vectors divided by their length."""

from collections.abc import Sequence

from tfjs.ops.math import minimum, multiply, rsqrt, square
from tfjs.ops.reductions import reduce_sum
from tfjs.tensor import Tensor


def unit_length(x: Tensor, axis: int | Sequence[int] | None, shortest: float) -> Tensor:
    """`x` divided by its Euclidean length along `axis`, by at least `shortest`."""
    length = reduce_sum(square(x), axis, keepdims=True)
    return multiply(x, minimum(rsqrt(length), 1.0 / shortest))
