"""Convolution and pooling of images: `tf.nn.conv2d` and its kind."""

from typing import TYPE_CHECKING, Any

from tfjs import _bridge
from tfjs.dtypes import FLOATING, REAL
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, require_dtype, same_dtype
from tfjs.ops._shapes import static_ints
from tfjs.ops.joining import concat, split
from tfjs.ops.shaping import expand_dims, sizes_of, squeeze, transpose
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_conv2d = _bridge.Instruction("conv2d", op="conv2d")
_conv2d_transpose = _bridge.Instruction("conv2dTranspose", op="conv2d_transpose")
_depthwise = _bridge.Instruction("depthwiseConv2d", op="depthwise_conv2d")
_max_pool = _bridge.Instruction("maxPool", op="max_pool2d")
_avg_pool = _bridge.Instruction("avgPool", op="avg_pool2d")

_TO_NHWC, _TO_NCHW = (0, 2, 3, 1), (0, 3, 1, 2)


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
        input: Shape `(batch, height, width, in_channels)`, floating.
        filters: Shape `(filter_height, filter_width, in_channels / groups, out_channels)`.
        strides: Step in pixels: one int, two, or four (the first and last 1).
        padding: `"SAME"`, `"VALID"`, or four pairs of explicit amounts.
        data_format: `"NCHW"` if the channels come before the height.
        dilations: Distance between the pixels that one filter sees; 1 if None.

    Returns:
        Shape `(batch, out_height, out_width, out_channels)`.

    Raises:
        InvalidArgumentError: Ranks other than 4, or channels that do not divide.

    Differs from TensorFlow: dilated convolution needs `strides=1`.
    """
    x, kernel = _images_and_filters(input, filters, data_format, "conv2d")
    channels, taken = sizes_of(x)[-1], sizes_of(kernel)[2]
    if taken == 0 or channels % taken or sizes_of(kernel)[3] % (channels // taken):
        raise InvalidArgumentError(
            f"conv2d: expected in_channels that the filters divide. Received: input {x.shape}, "
            f"filters {kernel.shape}.",
            op="conv2d",
        )
    attributes = (
        _pair(strides, "conv2d", "strides", data_format),
        _padding(padding, "conv2d", data_format),
        "NHWC",
        _pair(dilations, "conv2d", "dilations", data_format),
    )
    groups = channels // taken
    if groups == 1:
        return _formatted(
            Tensor(_conv2d((x._slot, kernel._slot), attributes), x.dtype), data_format
        )
    parts = zip(split(x, groups, -1), split(kernel, groups, -1), strict=True)
    outs = [Tensor(_conv2d((a._slot, b._slot), attributes), x.dtype) for a, b in parts]
    return _formatted(concat(outs, -1), data_format)


def conv1d(
    input: "TensorLike",
    filters: "TensorLike",
    stride: Any,
    padding: str,
    data_format: str = "NWC",
    dilations: Any = None,
    name: str | None = None,
) -> Tensor:
    """Correlate sequences with filters.

    Shapes `(batch, width, in_channels)` and `(size, in_channels, out_channels)`.
    """
    x = as_tensor(input, op="conv1d")
    if data_format == "NCW":
        x = transpose(x, [0, 2, 1])
    kernel = as_tensor(filters, hint=x.dtype, op="conv1d")
    step, gap = (
        max(static_ints(1 if v is None else v, "conv1d", "stride")) for v in (stride, dilations)
    )
    out = conv2d(expand_dims(x, 1), expand_dims(kernel, 0), [1, step], padding, dilations=[1, gap])
    flat = squeeze(out, [1])
    return transpose(flat, [0, 2, 1]) if data_format == "NCW" else flat


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
        dilations: Must be 1.
    """
    x, kernel = _images_and_filters(input, filters, data_format, "conv2d_transpose")
    sizes = static_ints(output_shape, "conv2d_transpose", "output_shape")
    if data_format == "NCHW":
        sizes = tuple(sizes[i] for i in _TO_NHWC)
    if _pair(dilations, "conv2d_transpose", "dilations", data_format) != (1, 1):
        raise InvalidArgumentError(
            f"conv2d_transpose: expected no dilation. Received: dilations={dilations}.",
            op="conv2d_transpose",
        )
    step = _pair(strides, "conv2d_transpose", "strides", data_format)
    border = _padding(padding, "conv2d_transpose", data_format)
    out = _conv2d_transpose((x._slot, kernel._slot), (sizes, step, border))
    return _formatted(Tensor(out, x.dtype), data_format)


def depthwise_conv2d(
    input: "TensorLike",
    filter: "TensorLike",
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
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
    x, kernel = _images_and_filters(input, filter, data_format, "depthwise_conv2d")
    if sizes_of(x)[-1] != sizes_of(kernel)[2]:
        raise InvalidArgumentError(
            f"depthwise_conv2d: expected equal channels. Received: input {x.shape}, filter "
            f"{kernel.shape}.",
            op="depthwise_conv2d",
        )
    attributes = (
        _pair(strides, "depthwise_conv2d", "strides", data_format),
        _padding(padding, "depthwise_conv2d", data_format),
        "NHWC",
        _pair(dilations, "depthwise_conv2d", "dilations", data_format),
    )
    return _formatted(Tensor(_depthwise((x._slot, kernel._slot), attributes), x.dtype), data_format)


def separable_conv2d(
    input: "TensorLike",
    depthwise_filter: "TensorLike",
    pointwise_filter: "TensorLike",
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
    dilations: Any = None,
    name: str | None = None,
) -> Tensor:
    """A depthwise convolution, then one of 1 by 1 that mixes the channels."""
    middle = depthwise_conv2d(input, depthwise_filter, strides, padding, data_format, dilations)
    return conv2d(middle, pointwise_filter, 1, "VALID", data_format)


def max_pool2d(
    input: "TensorLike",
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
    name: str | None = None,
) -> Tensor:
    """Largest value in each window.

    Args:
        input: Shape `(batch, height, width, channels)`.
        ksize: Size of the window in pixels: one int, two, or four (the first and last 1).
        strides: Step in pixels, likewise.
        padding: `"SAME"`, `"VALID"`, or four pairs of explicit amounts.
        data_format: `"NCHW"` if the channels come before the height.
    """
    return _pool(input, ksize, strides, padding, data_format, _max_pool)


def avg_pool2d(
    input: "TensorLike",
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
    name: str | None = None,
) -> Tensor:
    """Mean of each window, of what lies inside the image; arguments as for `max_pool2d`."""
    return _pool(input, ksize, strides, padding, data_format, _avg_pool)


max_pool, avg_pool = max_pool2d, avg_pool2d


def _pool(
    input: Any, ksize: Any, strides: Any, padding: Any, layout: str, run: _bridge.Instruction
) -> Tensor:
    accepted = REAL if run is _max_pool else FLOATING
    x = require_dtype(as_tensor(input, op=run.op), accepted, run.op, "input")
    if x.ndim != 4:
        raise InvalidArgumentError(
            f"{run.op}: expected images of rank 4. Received: input {x.shape}.", op=run.op
        )
    if layout == "NCHW":
        x = transpose(x, _TO_NHWC)
    window, step = _pair(ksize, run.op, "ksize", layout), _pair(strides, run.op, "strides", layout)
    out = run((x._slot,), (window, step, _padding(padding, run.op, layout)))
    return _formatted(Tensor(out, x.dtype), layout)


def _images_and_filters(input: Any, filters: Any, layout: str, op: str) -> tuple[Tensor, Tensor]:
    x, kernel = same_dtype(input, filters, op)
    require_dtype(x, FLOATING, op, "input")
    if x.ndim != 4 or kernel.ndim != 4:
        raise InvalidArgumentError(
            f"{op}: expected images and filters of rank 4. Received: input {x.shape}, filters "
            f"{kernel.shape}.",
            op=op,
        )
    if layout not in ("NHWC", "NCHW"):
        raise ValueError(f"{op}: expected data_format NHWC or NCHW. Received: {layout!r}.")
    return (transpose(x, _TO_NHWC) if layout == "NCHW" else x), kernel


def _formatted(x: Tensor, layout: str) -> Tensor:
    return transpose(x, _TO_NCHW) if layout == "NCHW" else x


def _pair(value: Any, op: str, argument: str, layout: str = "NHWC") -> tuple[int, int]:
    """Sizes along height and width, given as one int, two, or one per axis."""
    sizes = (1,) if value is None else static_ints(value, op, argument)
    if len(sizes) == 1:
        sizes = sizes * 2
    elif len(sizes) == 4:
        outer = (sizes[0], sizes[1] if layout == "NCHW" else sizes[3])
        if outer != (1, 1):
            raise InvalidArgumentError(
                f"{op}: expected {argument} of 1 along batch and channels. Received: "
                f"{argument}={list(sizes)}.",
                op=op,
            )
        sizes = sizes[2:] if layout == "NCHW" else sizes[1:3]
    if len(sizes) != 2 or min(sizes) < 1:
        raise ValueError(
            f"{op}: {argument} should be of length 1, 2 or 4, of positive integers. Received: "
            f"{argument}={value}."
        )
    return sizes[0], sizes[1]


def _padding(padding: Any, op: str, layout: str) -> Any:
    """TF.js's form of a padding."""
    if isinstance(padding, str):
        if padding.upper() not in ("SAME", "VALID"):
            raise InvalidArgumentError(
                f"{op}: expected padding SAME, VALID or pairs. Received: {padding!r}.", op=op
            )
        return padding.lower()
    flat = static_ints([n for pair in padding for n in pair], op, "padding")
    if len(flat) != 8:
        raise ValueError(f"{op}: expected four pairs of padding. Received: {padding}.")
    pairs = tuple(zip(flat[::2], flat[1::2], strict=True))
    return tuple(pairs[i] for i in _TO_NHWC) if layout == "NCHW" else pairs
