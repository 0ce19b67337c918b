"""Convolution over one, two or three axes: `tf.nn.conv2d` and its kind."""

from typing import TYPE_CHECKING, Any

from tfjs import dtypes
from tfjs.dtypes import FLOATING
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import require_dtype, same_dtype
from tfjs.ops._windows import (
    border,
    channels_first,
    channels_last,
    laid_out,
    merged_batch,
    per_axis,
    split_batch,
)
from tfjs.ops.casting import cast
from tfjs.ops.correlation import DEPTHWISE, convolved, correlated
from tfjs.ops.shaping import sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


def conv1d(
    input: "TensorLike",
    filters: "TensorLike",
    stride: Any,
    padding: Any,
    data_format: str = "NWC",
    dilations: Any = None,
    name: str | None = None,
) -> Tensor:
    """Correlate sequences with filters.

    Args:
        input: Shape `(batch, width, in_channels)`, floating.
        filters: Shape `(size, in_channels / groups, out_channels)`.
        stride: Step: one int.
        padding: `"SAME"`, `"VALID"`, or three pairs of explicit amounts.
        data_format: `"NCW"` if the channels come before the width.
        dilations: Distance between the values that one filter sees; 1 if None.

    Returns:
        Shape `(batch, out_width, out_channels)`.
    """
    return _convolved(input, filters, stride, padding, data_format, dilations, 1, "conv1d")


def conv2d(
    input: "TensorLike",
    filters: "TensorLike",
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
    dilations: Any = None,
    name: str | None = None,
) -> Tensor:
    """Correlate images with filters.

    Args:
        input: Shape `(batch, height, width, in_channels)`, floating or int32 (whose sums are exact
            up to 2**24); more axes may come first.
        filters: Shape `(filter_height, filter_width, in_channels / groups, out_channels)`.
        strides: Step in pixels: one int, two, or four (the first and last 1).
        padding: `"SAME"`, `"VALID"`, or four pairs of explicit amounts.
        data_format: `"NCHW"` if the channels come before the height.
        dilations: Distance between the pixels that one filter sees; 1 if None.

    Returns:
        Shape `(batch, out_height, out_width, out_channels)`.

    Raises:
        InvalidArgumentError: Ranks below 4, or channels that do not divide.
    """
    x, kernel = same_dtype(input, filters, "conv2d")
    given = (strides, padding, data_format, dilations)
    if x.dtype is not dtypes.int32:
        return _convolved(x, kernel, *given, 2, "conv2d")
    floats = (cast(v, dtypes.float32) for v in (x, kernel))
    return cast(_convolved(next(floats), next(floats), *given, 2, "conv2d"), dtypes.int32)


def conv3d(
    input: "TensorLike",
    filters: "TensorLike",
    strides: Any,
    padding: Any,
    data_format: str = "NDHWC",
    dilations: Any = None,
    name: str | None = None,
) -> Tensor:
    """Correlate volumes with filters.

    Args:
        input: Shape `(batch, depth, height, width, in_channels)`, floating.
        filters: Shape `(depth, height, width, in_channels / groups, out_channels)`.
        strides: One int, three, or five (the first and last 1).
        padding: `"SAME"` or `"VALID"`.
        data_format: `"NCDHW"` if the channels come before the depth.
        dilations: Distance between the values that one filter sees; 1 if None.

    Returns:
        Shape `(batch, out_depth, out_height, out_width, out_channels)`.

    Composed of one `conv2d` over the slices along the depth that a filter sees, joined as
    channels: TF.js's kernel has a wrong gradient on WASM.
    """
    return _convolved(input, filters, strides, padding, data_format, dilations, 3, "conv3d")


def convolution(
    input: "TensorLike",
    filters: "TensorLike",
    strides: Any = None,
    padding: Any = "VALID",
    data_format: str | None = None,
    dilations: Any = None,
    name: str | None = None,
) -> Tensor:
    """`conv1d`, `conv2d` or `conv3d`, by the rank of `filters` (3, 4 or 5).

    Raises:
        ValueError: Another rank, or strides and dilations that are both above 1.
    """
    x, kernel = same_dtype(input, filters, "convolution")
    axes = kernel.ndim - 2
    if axes not in (1, 2, 3) or x.ndim < axes + 2:
        raise ValueError(
            f"convolution: expected filters of rank 3, 4 or 5 for an input of that rank. "
            f"Received: input {x.shape}, filters {kernel.shape}."
        )
    first = channels_first(data_format, axes, "convolution")
    step = per_axis(strides, axes, "convolution", "strides", first)
    gap = per_axis(dilations, axes, "convolution", "dilations", first)
    if max(step) > 1 and max(gap) > 1:
        raise ValueError(
            f"convolution: `strides > 1` not supported in conjunction with `dilations > 1`. "
            f"Received: strides={step} and dilations={gap}."
        )
    return _convolved(x, kernel, step, padding, data_format, gap, axes, "convolution")


def atrous_conv2d(
    value: "TensorLike", filters: "TensorLike", rate: Any, padding: Any, name: str | None = None
) -> Tensor:
    """`conv2d` with filters whose values lie `rate` pixels apart."""
    return conv2d(value, filters, 1, padding, dilations=rate)


def depthwise_conv2d(
    input: "TensorLike",
    filter: "TensorLike",
    strides: Any,
    padding: Any,
    data_format: str | None = None,
    dilations: Any = None,
    name: str | None = None,
) -> Tensor:
    """Correlate each channel of images with filters of its own.

    Args:
        input: Shape `(batch, height, width, channels)`, floating.
        filter: Shape `(filter_height, filter_width, channels, multiplier)`.
        strides: As for `conv2d`.
        padding: As for `conv2d`.
        data_format: As for `conv2d`.
        dilations: As for `conv2d`.

    Returns:
        Shape `(batch, out_height, out_width, channels * multiplier)`.
    """
    op = "depthwise_conv2d"
    x, kernel = checked(input, filter, 2, op)
    first = channels_first(data_format, 2, op)
    x = channels_last(x) if first else x
    if sizes_of(x)[-1] != sizes_of(kernel)[2]:
        raise InvalidArgumentError(
            f"{op}: expected equal channels. Received: input {x.shape}, filter {kernel.shape}.",
            op=op,
        )
    step = per_axis(strides, 2, op, "strides", first)
    gap = per_axis(dilations, 2, op, "dilations", first)
    out = correlated(x, kernel, step, border(padding, 2, op, first), gap, DEPTHWISE)
    return laid_out(out, first)


def separable_conv2d(
    input: "TensorLike",
    depthwise_filter: "TensorLike",
    pointwise_filter: "TensorLike",
    strides: Any,
    padding: Any,
    data_format: str | None = None,
    dilations: Any = None,
    name: str | None = None,
) -> Tensor:
    """A depthwise convolution, then one of 1 by 1 that mixes the channels.

    Args:
        input: Shape `(batch, height, width, channels)`, floating.
        depthwise_filter: Shape `(filter_height, filter_width, channels, multiplier)`.
        pointwise_filter: Shape `(1, 1, channels * multiplier, out_channels)`.
        strides: As for `conv2d`.
        padding: As for `conv2d`.
        data_format: As for `conv2d`.
        dilations: As for `conv2d`.

    Raises:
        ValueError: A pointwise filter of another shape.
    """
    _, wide = same_dtype(input, pointwise_filter, "separable_conv2d")
    if wide.ndim != 4 or sizes_of(wide)[:2] != (1, 1):
        raise ValueError(
            "separable_conv2d: expected a pointwise filter of shape (1, 1, channels, "
            f"out_channels). Received: {wide.shape}."
        )
    middle = depthwise_conv2d(input, depthwise_filter, strides, padding, data_format, dilations)
    return conv2d(middle, wide, 1, "VALID", data_format or "NHWC")


def checked(input: Any, filters: Any, axes: int, op: str) -> tuple[Tensor, Tensor]:
    """Input and filters of one floating dtype and of rank `axes + 2`.

    Raises:
        InvalidArgumentError: They are not.
    """
    x, kernel = same_dtype(input, filters, op)
    require_dtype(x, FLOATING, op, "input")
    if x.ndim != axes + 2 or kernel.ndim != axes + 2:
        raise InvalidArgumentError(
            f"{op}: expected input and filters of rank {axes + 2}. Received: input {x.shape}, "
            f"filters {kernel.shape}.",
            op=op,
        )
    return x, kernel


def _convolved(
    input: Any,
    filters: Any,
    strides: Any,
    padding: Any,
    data_format: str | None,
    dilations: Any,
    axes: int,
    op: str,
) -> Tensor:
    x, kernel = same_dtype(input, filters, op)
    first = channels_first(data_format, axes, op)
    x, lead = merged_batch(x, axes)
    x, kernel = checked(x, kernel, axes, op)
    x = channels_last(x) if first else x
    step = per_axis(strides, axes, op, "strides", first)
    gap = per_axis(dilations, axes, op, "dilations", first)
    out = convolved(x, kernel, step, border(padding, axes, op, first), gap, op)
    return split_batch(laid_out(out, first), lead)
