"""Convolution over one, two or three axes: `tf.nn.conv2d` and its kind."""

from typing import TYPE_CHECKING, Any

from tfjs import _bridge, dtypes
from tfjs.dtypes import FLOATING
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import require_dtype, same_dtype
from tfjs.ops._families import filled
from tfjs.ops._windows import (
    Border,
    border,
    channels_first,
    channels_last,
    edges,
    laid_out,
    merged_batch,
    moved_sizes,
    per_axis,
    split_batch,
)
from tfjs.ops.casting import cast
from tfjs.ops.joining import concat, split
from tfjs.ops.shaping import expand_dims, pad, reshaped, sizes_of, squeeze, transpose
from tfjs.ops.slicing import block, stepped
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_conv2d = _bridge.Instruction("conv2d", op="conv2d")
_depthwise = _bridge.Instruction("depthwiseConv2d", op="depthwise_conv2d")


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
    data_format: str | None = "NHWC",
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
    out = _correlated(x, kernel, step, border(padding, 2, op, first), gap, _depthwise)
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


def convolved(
    x: Tensor,
    kernel: Tensor,
    step: tuple[int, ...],
    around: Border,
    gap: tuple[int, ...],
    op: str,
) -> Tensor:
    """Correlate `(batch, …, channels)` with filters, in as many groups as channels demand.

    Raises:
        InvalidArgumentError: Channels that the filters do not divide.
    """
    channels, taken = sizes_of(x)[-1], sizes_of(kernel)[-2]
    groups = channels // taken if taken else 0
    if not groups or channels % taken or sizes_of(kernel)[-1] % groups:
        raise InvalidArgumentError(
            f"{op}: expected in_channels that the filters divide. Received: input {x.shape}, "
            f"filters {kernel.shape}.",
            op=op,
        )
    if len(step) == 1:
        between = around if isinstance(around, str) else (around[0], (0, 0), *around[1:])
        wide, thick = expand_dims(x, 1), expand_dims(kernel, 0)
        return squeeze(convolved(wide, thick, (1, *step), between, (1, *gap), op), [1])
    if len(step) == 3 and groups == 1:
        return _over_depth(x, kernel, step, around, gap, op)
    if groups == 1:
        return _correlated(x, kernel, step, around, gap, _conv2d)
    if taken == 1 and len(step) == 2:
        split_out = (*sizes_of(kernel)[:2], groups, sizes_of(kernel)[-1] // groups)
        return _correlated(x, reshaped(kernel, split_out), step, around, gap, _depthwise)
    parts = zip(split(x, groups, -1), split(kernel, groups, -1), strict=True)
    return concat([convolved(a, b, step, around, gap, op) for a, b in parts], -1)


def _over_depth(
    x: Tensor,
    kernel: Tensor,
    step: tuple[int, ...],
    around: Border,
    gap: tuple[int, ...],
    op: str,
) -> Tensor:
    batch, *sizes, channels = sizes_of(x)
    window = sizes_of(kernel)[:3]
    pads = edges(tuple(sizes), window, step, gap, around)
    places = moved_sizes(tuple(sizes), window, step, gap, around, op)
    if 0 in places or 0 in sizes_of(x):
        return filled((batch, *places, sizes_of(kernel)[-1]), 0, x.dtype)
    deep = pad(x, [(0, 0), pads[0], *[(0, 0)] * 3]) if any(pads[0]) else x
    seen = [stepped(deep, 1, k * gap[0], places[0], step[0]) for k in range(window[0])]
    flat = (batch * places[0], sizes[1], sizes[2], channels)
    wide = concat([reshaped(part, flat) for part in seen], -1)
    thick = transpose(kernel, [1, 2, 0, 3, 4])
    rows = reshaped(thick, (*window[1:], window[0] * channels, sizes_of(kernel)[-1]))
    between = ((0, 0), pads[1], pads[2], (0, 0))
    out = _correlated(wide, rows, step[1:], between, gap[1:], _conv2d)
    return reshaped(out, (batch, *places, sizes_of(kernel)[-1]))


def _correlated(
    x: Tensor,
    kernel: Tensor,
    step: tuple[int, ...],
    around: Border,
    gap: tuple[int, ...],
    run: _bridge.Instruction,
) -> Tensor:
    axes = len(step)
    window = sizes_of(kernel)[:axes]
    places = moved_sizes(sizes_of(x)[1:-1], window, step, gap, around, run.op)
    of_each = sizes_of(kernel)[2] if run is _depthwise else 1
    shape = (sizes_of(x)[0], *places, sizes_of(kernel)[-1] * of_each)
    if 0 in shape or 0 in sizes_of(x) or 0 in sizes_of(kernel):
        return filled(shape, 0, x.dtype)
    if max(gap) > 1 and max(step) > 1:  # TF.js takes one or the other
        kernel, gap = spread(kernel, gap), (1,) * axes
    return Tensor(run((x._slot, kernel._slot), (step, around, "NHWC", gap)), x.dtype)


def spread(x: Tensor, gap: tuple[int, ...], first: int = 0) -> Tensor:
    """Zeros between the values along axes from `first` on: distance `gap[i]` along the i-th."""
    for axis, distance in enumerate(gap, first):
        sizes = sizes_of(x)
        n = sizes[axis]
        if distance == 1 or n < 2:
            continue
        apart = expand_dims(x, axis + 1)
        after = [(0, 0)] * (axis + 1) + [(0, distance - 1)] + [(0, 0)] * (len(sizes) - axis - 1)
        long = reshaped(pad(apart, after), (*sizes[:axis], n * distance, *sizes[axis + 1 :]))
        kept = (*sizes[:axis], (n - 1) * distance + 1, *sizes[axis + 1 :])
        x = block(long, (0,) * len(sizes), kept)
    return x
