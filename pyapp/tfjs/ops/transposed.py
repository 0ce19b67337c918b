"""Transposed convolution: what convolution's gradient does to a tensor."""

from typing import TYPE_CHECKING, Any

from tfjs import _bridge
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, same_dtype
from tfjs.ops._families import filled
from tfjs.ops._shapes import static_ints
from tfjs.ops._windows import (
    Border,
    border,
    channels_first,
    channels_last,
    edges,
    laid_out,
    moved_sizes,
    per_axis,
)
from tfjs.ops.convolution import checked
from tfjs.ops.correlation import convolved, spread
from tfjs.ops.shaping import expand_dims, pad, reverse, sizes_of, squeeze, transpose
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_conv2d_transpose = _bridge.Instruction("conv2dTranspose", op="conv2d_transpose")
_to_input = _bridge.Instruction(
    "DepthwiseConv2dNativeBackpropInput",
    "kernel",
    inputs=("dy", "filter"),
    attributes=("strides", "pad", "dilations", "inputShape"),
    op="depthwise_conv2d_backprop_input",
)
_to_filter = _bridge.Instruction(
    "DepthwiseConv2dNativeBackpropFilter",
    "kernel",
    inputs=("x", "dy"),
    attributes=("strides", "pad", "dilations", "filterShape"),
    op="depthwise_conv2d_backprop_filter",
)


def conv1d_transpose(
    input: "TensorLike",
    filters: "TensorLike",
    output_shape: Any,
    strides: Any,
    padding: Any = "SAME",
    data_format: str = "NWC",
    dilations: Any = None,
    name: str | None = None,
) -> Tensor:
    """Undo the shape change of `conv1d`.

    Args:
        input: Shape `(batch, width, in_channels)`, floating.
        filters: Shape `(size, out_channels, in_channels)`.
        output_shape: Of the result.
        strides: Of the convolution that is undone.
        padding: Of the convolution that is undone.
        data_format: `"NCW"` if the channels come before the width.
        dilations: Of the convolution that is undone.
    """
    given = (output_shape, strides, padding, data_format, dilations)
    return _undone(input, filters, *given, 1, "conv1d_transpose")


def conv2d_transpose(
    input: "TensorLike",
    filters: "TensorLike",
    output_shape: Any,
    strides: Any,
    padding: Any = "SAME",
    data_format: str = "NHWC",
    dilations: Any = None,
    name: str | None = None,
) -> Tensor:
    """Undo the shape change of a convolution: the gradient of `conv2d` with respect to its input.

    Args:
        input: Shape `(batch, height, width, in_channels)`, floating.
        filters: Shape `(filter_height, filter_width, out_channels, in_channels)`.
        output_shape: Of the result.
        strides: Of the convolution that is undone.
        padding: Of the convolution that is undone.
        data_format: `"NCHW"` if the channels come before the height.
        dilations: Of the convolution that is undone.

    Raises:
        InvalidArgumentError: A convolution of `output_shape` would not have the input's shape.
    """
    given = (output_shape, strides, padding, data_format, dilations)
    return _undone(input, filters, *given, 2, "conv2d_transpose")


def conv3d_transpose(
    input: "TensorLike",
    filters: "TensorLike",
    output_shape: Any,
    strides: Any,
    padding: Any = "SAME",
    data_format: str = "NDHWC",
    dilations: Any = None,
    name: str | None = None,
) -> Tensor:
    """Undo the shape change of `conv3d`; arguments as for `conv2d_transpose`, with a depth.

    Composed of a `conv3d` with the mirrored filter over the input with zeros between its values:
    TF.js's kernel gives zeros on WASM and cannot be differentiated.
    """
    given = (output_shape, strides, padding, data_format, dilations)
    return _undone(input, filters, *given, 3, "conv3d_transpose")


def conv_transpose(
    input: "TensorLike",
    filters: "TensorLike",
    output_shape: Any,
    strides: Any,
    padding: Any = "SAME",
    data_format: str | None = None,
    dilations: Any = None,
    name: str | None = None,
) -> Tensor:
    """`conv1d_transpose`, `conv2d_transpose` or `conv3d_transpose`, by the rank of `filters`.

    Raises:
        ValueError: Another rank than 3, 4 or 5.
    """
    axes = as_tensor(filters, op="conv_transpose").ndim - 2
    if axes not in (1, 2, 3):
        raise ValueError(
            f"conv_transpose: expected filters of rank 3, 4 or 5. Received: rank {axes + 2}."
        )
    given = (output_shape, strides, padding, data_format, dilations)
    return _undone(input, filters, *given, axes, "conv_transpose")


def atrous_conv2d_transpose(
    value: "TensorLike",
    filters: "TensorLike",
    output_shape: Any,
    rate: Any,
    padding: Any,
    name: str | None = None,
) -> Tensor:
    """Undo the shape change of `atrous_conv2d`.

    Args:
        value: Shape `(batch, height, width, in_channels)`, floating.
        filters: Shape `(filter_height, filter_width, out_channels, in_channels)`.
        output_shape: Of the result.
        rate: Distance between the filter's values.
        padding: `"SAME"` or `"VALID"`.
    """
    given = (output_shape, 1, padding, "NHWC", rate)
    return _undone(value, filters, *given, 2, "atrous_conv2d_transpose")


def depthwise_conv2d_backprop_input(
    input_sizes: Any,
    filter: "TensorLike",
    out_backprop: "TensorLike",
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
    dilations: Any = (1, 1, 1, 1),
    name: str | None = None,
) -> Tensor:
    """Gradient of `depthwise_conv2d` with respect to its input, of shape `input_sizes`."""
    op = "depthwise_conv2d_backprop_input"
    kernel, change = checked(filter, out_backprop, 2, op)
    first = channels_first(data_format, 2, op)
    sizes = static_ints(input_sizes, op, "input_sizes")
    if first:
        sizes, change = (sizes[0], *sizes[2:], sizes[1]), channels_last(change)
    options = _options(strides, padding, dilations, first, op)
    slot = _to_input((change._slot, kernel._slot), (*options, sizes))
    return laid_out(Tensor(slot, kernel.dtype), first)


def depthwise_conv2d_backprop_filter(
    input: "TensorLike",
    filter_sizes: Any,
    out_backprop: "TensorLike",
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
    dilations: Any = (1, 1, 1, 1),
    name: str | None = None,
) -> Tensor:
    """Gradient of `depthwise_conv2d` with respect to its filter, of shape `filter_sizes`."""
    op = "depthwise_conv2d_backprop_filter"
    x, change = checked(input, out_backprop, 2, op)
    first = channels_first(data_format, 2, op)
    if first:
        x, change = channels_last(x), channels_last(change)
    options = _options(strides, padding, dilations, first, op)
    sizes = static_ints(filter_sizes, op, "filter_sizes")
    return Tensor(_to_filter((x._slot, change._slot), (*options, sizes)), x.dtype)


def _options(strides: Any, padding: Any, dilations: Any, first: bool, op: str) -> tuple[Any, ...]:
    step = per_axis(strides, 2, op, "strides", first)
    return step, border(padding, 2, op, first), per_axis(dilations, 2, op, "dilations", first)


def _undone(
    input: Any,
    filters: Any,
    output_shape: Any,
    strides: Any,
    padding: Any,
    data_format: str | None,
    dilations: Any,
    axes: int,
    op: str,
) -> Tensor:
    x, kernel = checked(*same_dtype(input, filters, op), axes, op)
    first = channels_first(data_format, axes, op)
    sizes = static_ints(output_shape, op, "output_shape")
    if len(sizes) == axes == 2:  # TensorFlow lets batch and channels be left out
        sizes = (sizes_of(x)[0], *sizes, sizes_of(kernel)[2])
        sizes = (sizes[0], sizes[3], *sizes[1:3]) if first else sizes
    if len(sizes) != axes + 2:
        raise InvalidArgumentError(
            f"{op}: expected an output_shape of {axes + 2} sizes. Received: {list(sizes)}.", op=op
        )
    if first:
        sizes, x = (sizes[0], *sizes[2:], sizes[1]), channels_last(x)
    step = per_axis(strides, axes, op, "strides", first)
    gap = per_axis(dilations, axes, op, "dilations", first)
    around = border(padding, axes, op, first)
    _check(x, kernel, sizes, step, gap, around, op)
    kernel = spread(kernel, gap)
    if 0 in sizes or 0 in sizes_of(x):
        out = filled(sizes, 0, x.dtype, (x, kernel))
    elif axes == 1:
        between = around if isinstance(around, str) else (around[0], (0, 0), *around[1:])
        wide, thick = expand_dims(x, 1), expand_dims(kernel, 0)
        place = (sizes[0], 1, *sizes[1:])
        slot = _conv2d_transpose((wide._slot, thick._slot), (place, (1, *step), between))
        out = squeeze(Tensor(slot, x.dtype), [1])
    elif axes == 3:
        out = _mirrored(x, kernel, sizes, step, around)
    else:
        slot = _conv2d_transpose((x._slot, kernel._slot), (sizes, step, around))
        out = Tensor(slot, x.dtype)
    return laid_out(out, first)


def _mirrored(
    x: Tensor, kernel: Tensor, sizes: tuple[int, ...], step: tuple[int, ...], around: Border
) -> Tensor:
    window = sizes_of(kernel)[:3]
    pads = edges(sizes[1:-1], window, step, (1, 1, 1), around)
    apart = spread(x, step, first=1)
    borders = [
        (k - 1 - low, n + low - 1 - (m - 1))
        for k, n, m, (low, _) in zip(window, sizes[1:-1], sizes_of(apart)[1:-1], pads, strict=True)
    ]
    grown = pad(apart, [(0, 0), *borders, (0, 0)])
    turned = transpose(reverse(kernel, [0, 1, 2]), [0, 1, 2, 4, 3])
    return convolved(grown, turned, (1, 1, 1), "valid", (1, 1, 1), "conv3d_transpose")


def _check(
    x: Tensor,
    kernel: Tensor,
    sizes: tuple[int, ...],
    step: tuple[int, ...],
    gap: tuple[int, ...],
    around: Border,
    op: str,
) -> None:
    window = sizes_of(kernel)[: len(step)]
    places = moved_sizes(sizes[1:-1], window, step, gap, around, op)
    outer, inner = sizes_of(kernel)[-2:]
    if sizes_of(x) != (sizes[0], *places, inner) or sizes[-1] != outer:
        raise InvalidArgumentError(
            f"{op}: expected an input of shape {[sizes[0], *places, inner]} for this "
            f"output_shape, and {outer} channels in it. Received: input {x.shape}, "
            f"output_shape={list(sizes)} (channels last), filters {kernel.shape}.",
            op=op,
        )
