"""Activations in which the values along an axis depend on each other: `softmax` and its kind."""

from typing import TYPE_CHECKING

from tfjs.keras.activations.symbolic import graphed
from tfjs.ops import activations
from tfjs.ops._arguments import as_tensor
from tfjs.ops.arithmetic import truediv
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.creation import zeros_like
from tfjs.ops.joining import split
from tfjs.ops.math import greater, maximum, multiply, sigmoid, subtract
from tfjs.ops.reductions import cumsum, reduce_sum
from tfjs.ops.sequences import range as numbers
from tfjs.ops.shaping import reshape, sizes_of
from tfjs.ops.sorting import sort
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


@graphed
def softmax(x: "TensorLike", axis: int | None = -1) -> Tensor:
    """`exp(x) / sum(exp(x))` along an axis, or over everything if None."""
    values = as_tensor(x, op="softmax")
    if axis is None:
        shares = reshape(activations.softmax(reshape(values, [-1])), sizes_of(values))
    else:
        shares = activations.softmax(values, axis)
    shares._keras_logits = values
    return shares


@graphed
def log_softmax(x: "TensorLike", axis: int | None = -1) -> Tensor:
    """`x - log(sum(exp(x)))` along an axis, or over everything if None."""
    values = as_tensor(x, op="log_softmax")
    if axis is None:
        return reshape(activations.log_softmax(reshape(values, [-1])), sizes_of(values))
    return activations.log_softmax(values, axis)


@graphed
def glu(x: "TensorLike", axis: int = -1) -> Tensor:
    """`a * sigmoid(b)` for the halves `a` and `b` along an axis. Dauphin et al., 2017.

    Raises:
        ValueError: An odd size.
    """
    values = as_tensor(x, op="glu")
    if sizes_of(values)[axis] % 2 != 0:
        raise ValueError(
            f"axis size must be divisible by 2. Received: x.shape={values.shape} with axis={axis}"
        )
    front, gate = split(values, 2, axis)
    return multiply(front, sigmoid(gate))


@graphed
def sparsemax(x: "TensorLike", axis: int = -1) -> Tensor:
    """The nearest point of the probability simplex along an axis: `max(x - tau, 0)`.

    Martins and Astudillo, 2016, arXiv:1602.02068, algorithm 1.
    """
    values = as_tensor(x, op="sparsemax")
    ordered = sort(values, axis, "DESCENDING")
    sums = cumsum(ordered, axis)
    ranks = [1] * values.ndim
    ranks[axis] = sizes_of(values)[axis]
    places = reshape(numbers(1, ranks[axis] + 1, dtype=values.dtype), ranks)
    support = greater(subtract(ordered, truediv(subtract(sums, 1.0), places)), 0.0)
    count = reduce_sum(cast(support, values.dtype), axis, keepdims=True)
    last = where(support, sums, zeros_like(sums))
    tau = truediv(subtract(reduce_sum(last, axis, keepdims=True), 1.0), count)
    return maximum(subtract(values, tau), 0.0)
