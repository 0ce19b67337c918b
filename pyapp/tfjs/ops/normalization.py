"""Normalization and dropout: `tf.nn.batch_normalization` and its kind."""

from typing import TYPE_CHECKING, Any

from tfjs import _bridge, dtypes
from tfjs.dtypes import FLOATING
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, require_dtype, same_dtype
from tfjs.ops._shapes import canonical_axes, static_ints
from tfjs.ops.arithmetic import truediv
from tfjs.ops.casting import cast, identity
from tfjs.ops.comparison import where
from tfjs.ops.math import add, greater_equal, maximum, multiply, rsqrt, square, subtract
from tfjs.ops.random import uniform
from tfjs.ops.reductions import reduce_mean, reduce_sum
from tfjs.ops.shaping import reshape, sizes_of, squeeze
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import AxisLike, TensorLike

_response = _bridge.Instruction("localResponseNormalization", op="local_response_normalization")


def moments(
    x: "TensorLike",
    axes: "AxisLike",
    shift: None = None,
    keepdims: bool = False,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """Mean and variance along `axes`."""
    values = require_dtype(as_tensor(x, op="moments"), FLOATING, "moments")
    mean = reduce_mean(values, axes, keepdims=True)
    variance = reduce_mean(square(subtract(values, mean)), axes, keepdims=True)
    if keepdims:
        return mean, variance
    gone = canonical_axes(axes, values.ndim, "moments")
    return (squeeze(mean, gone), squeeze(variance, gone)) if gone else (mean, variance)


def batch_normalization(
    x: "TensorLike",
    mean: "TensorLike",
    variance: "TensorLike",
    offset: "TensorLike | None",
    scale: "TensorLike | None",
    variance_epsilon: float,
    name: str | None = None,
) -> Tensor:
    """`scale * (x - mean) / sqrt(variance + variance_epsilon) + offset`, with broadcasting.

    Ioffe and Szegedy, 2015, arXiv:1502.03167.
    """
    values, middle = same_dtype(x, mean, "batch_normalization")
    inverse = rsqrt(add(as_tensor(variance, hint=values.dtype), variance_epsilon))
    if scale is not None:
        inverse = multiply(inverse, scale)
    shift = multiply(middle, inverse)
    bias = subtract(offset, shift) if offset is not None else multiply(shift, -1.0)
    return add(multiply(values, inverse), bias)


def l2_normalize(
    x: "TensorLike", axis: "AxisLike" = None, epsilon: float = 1e-12, name: str | None = None
) -> Tensor:
    """Divide by the Euclidean length along `axis`, which is taken as at least `sqrt(epsilon)`."""
    values = require_dtype(as_tensor(x, op="l2_normalize"), FLOATING, "l2_normalize")
    length = reduce_sum(square(values), axis, keepdims=True)
    return multiply(values, rsqrt(maximum(length, epsilon)))


def local_response_normalization(
    input: "TensorLike",
    depth_radius: int = 5,
    bias: float = 1,
    alpha: float = 1,
    beta: float = 0.5,
    name: str | None = None,
) -> Tensor:
    """Divide each pixel's channels by a sum of squares over neighboring channels.

    Args:
        input: Shape `(batch, height, width, channels)`, floating.
        depth_radius: Neighbors on each side.
        bias: Added to the sum.
        alpha: Factor of the sum.
        beta: Exponent.
    """
    op = "local_response_normalization"
    x = require_dtype(as_tensor(input, op=op), FLOATING, op, "input")
    if x.ndim != 4:
        raise InvalidArgumentError(f"{op}: in must be 4-dimensional. Received: {x.shape}.", op=op)
    numbers = (int(depth_radius), float(bias), float(alpha), float(beta))
    return Tensor(_response((x._slot,), numbers), x.dtype)


lrn = local_response_normalization


def bias_add(
    value: "TensorLike", bias: "TensorLike", data_format: str | None = None, name: str | None = None
) -> Tensor:
    """Add one number per channel.

    Args:
        value: Shape `(batch, ..., channels)`, or channels second if `data_format` begins with
            `"NC"`.
        bias: Shape `(channels,)`.
        data_format: None, `"NHWC"` or `"NCHW"`, or those of other ranks.

    Raises:
        InvalidArgumentError: `bias` is no vector, or of another length.
    """
    x, shift = same_dtype(value, bias, "bias_add")
    first = (data_format or "N...C").startswith("NC")
    at = 1 if first else x.ndim - 1
    if x.ndim < 2 or shift.ndim != 1 or sizes_of(x)[at] != sizes_of(shift)[0]:
        raise InvalidArgumentError(
            "bias_add: Must provide as many biases as the last dimension of the input tensor. "
            "Received: "
            f"value {x.shape}, bias {shift.shape}.",
            op="bias_add",
        )
    return add(x, reshape(shift, [-1] + [1] * (x.ndim - 2)) if first else shift)


def dropout(
    x: "TensorLike",
    rate: float,
    noise_shape: Any = None,
    seed: int | None = None,
    name: str | None = None,
) -> Tensor:
    """Set a share `rate` of the elements to 0, at random, and scale the rest by `1 / (1 - rate)`.

    Args:
        x: Any shape, floating.
        rate: Within `[0, 1)`.
        noise_shape: Where this has size 1, elements are dropped together.
        seed: See `tf.random.set_seed`.

    Raises:
        ValueError: `rate` outside `[0, 1)`, or `x` not floating.

    Srivastava et al., 2014.
    """
    values = as_tensor(x, op="dropout")
    if not values.dtype.is_floating:
        raise ValueError(
            "`x.dtype` must be a floating point tensor as `x` will be scaled. Received: "
            f"x.dtype={values.dtype.name}."
        )
    share = float(rate)
    if not 0 <= share < 1:
        raise ValueError(
            f"`rate` must be a scalar or scalar tensor in the range [0, 1). Received: rate={rate}."
        )
    if share == 0:
        return identity(values)
    sizes = sizes_of(values)
    if noise_shape is not None:
        given = [-1 if n is None else n for n in noise_shape]
        sizes = tuple(
            n if g == -1 else g
            for n, g in zip(sizes, static_ints(given, "dropout", "noise_shape"), strict=True)
        )
    keep = greater_equal(uniform(sizes, seed=seed, dtype=dtypes.float32), share)
    zero = cast(0.0, values.dtype)
    return where(keep, truediv(values, 1 - share), zero)
