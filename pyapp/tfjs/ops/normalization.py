"""Normalization: `tf.nn.batch_normalization` and its kind."""

from typing import TYPE_CHECKING

from tfjs import _bridge
from tfjs.dtypes import FLOATING, NUMERIC
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, require_dtype, same_dtype
from tfjs.ops._families import filled
from tfjs.ops._shapes import broadcast_shape, canonical_axes, product
from tfjs.ops.casting import cast
from tfjs.ops.complex import conj
from tfjs.ops.math import (
    INEXACT,
    abs,
    add,
    maximum,
    multiply,
    reciprocal,
    rsqrt,
    square,
    subtract,
)
from tfjs.ops.reductions import reduce_mean, reduce_sum
from tfjs.ops.shaping import broadcast_to, reshape, sizes_of, squeeze
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
    """Mean and variance along `axes`, in the dtype of `x`; those of integers are cut."""
    values = require_dtype(as_tensor(x, op="moments"), NUMERIC, "moments")
    mean = reduce_mean(values, axes, keepdims=True)
    apart = subtract(values, mean)
    spread = multiply(apart, conj(apart)) if apart.dtype.is_complex else square(apart)
    variance = reduce_mean(spread, axes, keepdims=True)
    if keepdims:
        return mean, variance
    gone = canonical_axes(axes, values.ndim, "moments")
    return (squeeze(mean, gone), squeeze(variance, gone)) if gone else (mean, variance)


def weighted_moments(
    x: "TensorLike",
    axes: "AxisLike",
    frequency_weights: "TensorLike",
    keepdims: bool = False,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """Mean and variance along `axes`, where each value counts as often as its weight says.

    `frequency_weights` broadcasts against `x`.
    """
    values = require_dtype(as_tensor(x, op="weighted_moments"), FLOATING, "weighted_moments")
    weights = as_tensor(frequency_weights, hint=values.dtype, op="weighted_moments")
    shape = broadcast_shape(sizes_of(values), sizes_of(weights), "weighted_moments")
    divisor = reciprocal(reduce_sum(broadcast_to(weights, shape), axes, keepdims=True))
    mean = multiply(reduce_sum(multiply(weights, values), axes, keepdims=True), divisor)
    spread = multiply(weights, square(subtract(values, mean)))
    variance = multiply(reduce_sum(spread, axes, keepdims=True), divisor)
    if keepdims:
        return mean, variance
    gone = canonical_axes(axes, mean.ndim, "weighted_moments")
    return (squeeze(mean, gone), squeeze(variance, gone)) if gone else (mean, variance)


def sufficient_statistics(
    x: "TensorLike",
    axes: "AxisLike",
    shift: "TensorLike | None" = None,
    keepdims: bool = False,
    name: str | None = None,
) -> tuple[Tensor, Tensor, Tensor, Tensor | None]:
    """What mean and variance along `axes` are made of, so that parts can be added up.

    Returns:
        How many elements, their sum, the sum of their squares (both of `x - shift` if a shift is
        given), and the shift.
    """
    op = "sufficient_statistics"
    values = require_dtype(as_tensor(x, op=op), FLOATING, op)
    sizes = sizes_of(values)
    count = product(sizes[a] for a in canonical_axes(axes, values.ndim, op))
    moved = None if shift is None else as_tensor(shift, hint=values.dtype, op=op)
    centered = values if moved is None else subtract(values, moved)
    total = reduce_sum(centered, axes, keepdims)
    return (
        filled((), count, values.dtype),
        total,
        reduce_sum(square(centered), axes, keepdims),
        moved,
    )


def normalize_moments(
    counts: "TensorLike",
    mean_ss: "TensorLike",
    variance_ss: "TensorLike",
    shift: "TensorLike | None",
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """Mean and variance from what `sufficient_statistics` gives."""
    divisor = reciprocal(counts)
    shifted = multiply(mean_ss, divisor)
    mean = shifted if shift is None else add(shifted, shift)
    return mean, subtract(multiply(variance_ss, divisor), square(shifted))


def batch_norm_with_global_normalization(
    input: "TensorLike",
    mean: "TensorLike",
    variance: "TensorLike",
    beta: "TensorLike",
    gamma: "TensorLike",
    variance_epsilon: float,
    scale_after_normalization: bool,
    name: str | None = None,
) -> Tensor:
    """`batch_normalization`, scaled by `gamma` only if `scale_after_normalization`."""
    scale = gamma if scale_after_normalization else None
    return batch_normalization(input, mean, variance, beta, scale, variance_epsilon)


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
    x: "TensorLike",
    axis: "AxisLike" = None,
    epsilon: float = 1e-12,
    name: str | None = None,
    dim: "AxisLike" = None,
) -> Tensor:
    """Divide by the Euclidean length along `axis`, which is taken as at least `sqrt(epsilon)`.

    `dim` is an old name of `axis`.
    """
    axis = dim if axis is None else axis
    values = require_dtype(as_tensor(x, op="l2_normalize"), INEXACT, "l2_normalize")
    sizes = abs(values) if values.dtype.is_complex else values
    length = reduce_sum(square(sizes), axis, keepdims=True)
    return multiply(values, cast(rsqrt(maximum(length, epsilon)), values.dtype))


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
