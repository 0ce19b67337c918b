"""Activations that let large values through: `relu` and its kind."""

from typing import TYPE_CHECKING

from tfjs.keras.activations.symbolic import graphed
from tfjs.ops import activations
from tfjs.ops._arguments import as_tensor
from tfjs.ops.arithmetic import clip_by_value
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.creation import zeros_like
from tfjs.ops.math import (
    abs,
    add,
    expm1,
    greater,
    less,
    maximum,
    minimum,
    multiply,
    negative,
    subtract,
    tanh,
)
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


@graphed
def relu(
    x: "TensorLike",
    negative_slope: float = 0.0,
    max_value: float | None = None,
    threshold: float = 0.0,
) -> Tensor:
    """`max(x, 0)`; with arguments, three pieces of straight line.

    Args:
        x: Any shape.
        negative_slope: Slope below the threshold.
        max_value: The largest result.
        threshold: Where `x` begins to go through; below it is
            `negative_slope * (x - threshold)`.
    """
    values = as_tensor(x, op="relu")
    if negative_slope != 0.0 and max_value is None and threshold == 0:
        return activations.leaky_relu(values, negative_slope)
    if threshold != 0:
        out = where(greater(values, threshold), values, zeros_like(values))
    elif max_value == 6:
        out, max_value = activations.relu6(values), None
    else:
        out = activations.relu(values)
    if max_value is not None:
        out = clip_by_value(out, cast(0, out.dtype), cast(max_value, out.dtype))
    if negative_slope != 0.0:
        below = negative(values) if threshold == 0 else subtract(float(threshold), values)
        out = subtract(out, multiply(float(negative_slope), activations.relu(below)))
    return out


@graphed
def leaky_relu(x: "TensorLike", negative_slope: float = 0.2) -> Tensor:
    """`x` above 0, `negative_slope * x` below.

    The layer `LeakyReLU` has another default slope, 0.3.
    """
    return activations.leaky_relu(x, negative_slope)


@graphed
def relu6(x: "TensorLike") -> Tensor:
    """`min(max(x, 0), 6)`."""
    return activations.relu6(x)


@graphed
def elu(x: "TensorLike", alpha: float = 1.0) -> Tensor:
    """`x` above 0, `alpha * (exp(x) - 1)` below. Clevert et al., 2016, arXiv:1511.07289."""
    values = as_tensor(x, op="elu")
    out = activations.elu(values)
    if alpha == 1:
        return out
    return where(greater(values, 0.0), out, multiply(float(alpha), out))


@graphed
def selu(x: "TensorLike") -> Tensor:
    """`elu`, scaled so that layers keep mean and variance. Klambauer et al., 2017."""
    return activations.selu(x)


@graphed
def celu(x: "TensorLike", alpha: float = 1.0) -> Tensor:
    """`max(x, 0) + alpha * (exp(min(x, 0) / alpha) - 1)`. Barron, 2017, arXiv:1704.07483."""
    values = as_tensor(x, op="celu")
    if alpha == 1:
        return activations.elu(values)
    below = multiply(float(alpha), expm1(multiply(minimum(values, 0.0), 1.0 / alpha)))
    return add(maximum(values, 0.0), below)


@graphed
def threshold(x: "TensorLike", threshold: float, default_value: float) -> Tensor:
    """`x` above `threshold`, `default_value` elsewhere."""
    values = as_tensor(x, op="threshold")
    return where(greater(values, threshold), values, default_value)


@graphed
def hard_tanh(x: "TensorLike") -> Tensor:
    """`x`, kept within -1 and 1."""
    return clip_by_value(x, -1.0, 1.0)


@graphed
def hard_shrink(x: "TensorLike", threshold: float = 0.5) -> Tensor:
    """`x` further than `threshold` from 0, else 0."""
    values = as_tensor(x, op="hard_shrink")
    return where(greater(abs(values), threshold), values, zeros_like(values))


@graphed
def soft_shrink(x: "TensorLike", threshold: float = 0.5) -> Tensor:
    """`x` brought nearer to 0 by `threshold`, 0 where that is past it."""
    values = as_tensor(x, op="soft_shrink")
    low = where(less(values, -threshold), add(values, threshold), zeros_like(values))
    return where(greater(values, threshold), subtract(values, threshold), low)


@graphed
def tanh_shrink(x: "TensorLike") -> Tensor:
    """`x - tanh(x)`."""
    values = as_tensor(x, op="tanh_shrink")
    return subtract(values, tanh(values))
