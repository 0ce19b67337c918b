"""Functions of `tf.keras.ops` that move windows over images, signals and volumes."""

from typing import Any

import numpy as np

from tfjs import nn
from tfjs.keras.config import standardize_data_format
from tfjs.keras.layers._windows import transposed_shape
from tfjs.keras.layers.convolutional._depthwise import depthwise
from tfjs.keras.layers.pooling.base_adaptive_pooling import pooled
from tfjs.keras.ops.networks import _format as layout_of
from tfjs.keras.ops.networks import _ones as for_each
from tfjs.keras.ops.promotion import floating
from tfjs.keras.ops.symbolic import operation
from tfjs.ops import gathering, shaping
from tfjs.ops.creation import convert_to_tensor
from tfjs.ops.transposed import conv_transpose as spread
from tfjs.tensor import Tensor


@operation("nn", "ConvTranspose", "inputs kernel")
def conv_transpose(
    inputs: Any,
    kernel: Any,
    strides: Any = 1,
    padding: str = "valid",
    output_padding: Any = None,
    data_format: str | None = None,
    dilation_rate: Any = 1,
) -> Tensor:
    """What a convolution's gradient does: each element spreads over a window.

    Args:
        inputs: Shape `(batch, …, channels)`, or channels second.
        kernel: Shape `(*window, filters, channels)`.
        strides: Steps of the window.
        padding: "valid" or "same".
        output_padding: Added to the sizes of the result, below the strides.
        data_format: "channels_last" or "channels_first"; the session's if None.
        dilation_rate: Distances within the window.
    """
    tensor, weights = floating(inputs), convert_to_tensor(kernel)
    count = len(tensor.shape) - 2
    form = standardize_data_format(data_format)
    steps, apart = tuple(for_each(strides, count)), tuple(for_each(dilation_rate, count))
    more = None if output_padding is None else tuple(for_each(output_padding, count))
    sizes = shaping.sizes_of(weights)
    shape = transposed_shape(
        list(shaping.sizes_of(tensor)), sizes[-2], sizes[:count], steps, padding, more, form, apart
    )
    return spread(tensor, weights, shape, steps, padding.upper(), layout_of(form, count), apart)


@operation("nn", "DepthwiseConv", "inputs kernel")
def depthwise_conv(
    inputs: Any,
    kernel: Any,
    strides: Any = 1,
    padding: str = "valid",
    data_format: str | None = None,
    dilation_rate: Any = 1,
) -> Tensor:
    """Correlations of each channel with filters of its own.

    Args:
        inputs: Shape `(batch, …, channels)`, or channels second; sequences or images.
        kernel: Shape `(*window, channels, filters of each)`.
        strides: Steps of the window.
        padding: "valid" or "same".
        data_format: "channels_last" or "channels_first"; the session's if None.
        dilation_rate: Distances within the window.
    """
    tensor = floating(inputs)
    count = len(tensor.shape) - 2
    return depthwise(
        tensor,
        convert_to_tensor(kernel),
        tuple(for_each(strides, count)),
        padding,
        standardize_data_format(data_format),
        tuple(for_each(dilation_rate, count)),
    )


@operation("nn", "SeparableConv", "inputs depthwise_kernel pointwise_kernel")
def separable_conv(
    inputs: Any,
    depthwise_kernel: Any,
    pointwise_kernel: Any,
    strides: Any = 1,
    padding: str = "valid",
    data_format: str | None = None,
    dilation_rate: Any = 1,
) -> Tensor:
    """`depthwise_conv`, and then a mixture of the channels at each place."""
    each = depthwise_conv(inputs, depthwise_kernel, strides, padding, data_format, dilation_rate)
    count = len(each.shape) - 2
    layout = layout_of(data_format, count)
    weights = convert_to_tensor(pointwise_kernel)
    return nn.convolution(each, weights, 1, "VALID", layout)


@operation("nn", "AdaptiveAveragePool", "inputs")
def adaptive_average_pool(inputs: Any, output_size: Any, data_format: str | None = None) -> Tensor:
    """Means of windows that make a result of a given size."""
    return _adapted(inputs, output_size, data_format, takes_max=False)


@operation("nn", "AdaptiveMaxPool", "inputs")
def adaptive_max_pool(inputs: Any, output_size: Any, data_format: str | None = None) -> Tensor:
    """Largest elements of windows that make a result of a given size."""
    return _adapted(inputs, output_size, data_format, takes_max=True)


def _adapted(inputs: Any, output_size: Any, data_format: str | None, *, takes_max: bool) -> Tensor:
    tensor = floating(inputs)
    form = standardize_data_format(data_format)
    for axis, places in enumerate(
        for_each(output_size, len(tensor.shape) - 2), 1 if form == "channels_last" else 2
    ):
        tensor = pooled(tensor, axis, places, takes_max)
    return tensor


@operation("nn", "Unfold")
def unfold(
    x: Any, kernel_size: Any, dilation: Any = 1, padding: Any = 0, stride: Any = 1
) -> Tensor:
    """The windows of images with channels second, as columns.

    Args:
        x: Shape `(batch, channels, height, width)`.
        kernel_size: Height and width of a window.
        dilation: Distances within a window.
        padding: Zeros around the image.
        stride: Steps of the window.

    Returns:
        Shape `(batch, channels * height * width of a window, windows)`.
    """
    tensor = convert_to_tensor(x)
    if len(tensor.shape) != 4:
        raise ValueError(f"Input must be a 4D tensor. Received: input.shape={tensor.shape}")
    (kh, kw), pads = for_each(kernel_size, 2), for_each(padding, 2)
    tensor = shaping.pad(tensor, [[0, 0], [0, 0], *[[p, p] for p in pads]])
    batch, channels, height, width = shaping.sizes_of(tensor)
    rows = _reach(height, kh, for_each(dilation, 2)[0], for_each(stride, 2)[0])
    columns = _reach(width, kw, for_each(dilation, 2)[1], for_each(stride, 2)[1])
    tensor = gathering.gather(tensor, rows.ravel(), axis=2)
    tensor = gathering.gather(tensor, columns.ravel(), axis=3)
    apart = shaping.reshape(tensor, [batch, channels, kh, rows.shape[1], kw, columns.shape[1]])
    ordered = shaping.transpose(apart, [0, 1, 2, 4, 3, 5])
    return shaping.reshape(ordered, [batch, channels * kh * kw, rows.shape[1] * columns.shape[1]])


@operation("nn", "Fold")
def fold(
    x: Any,
    output_size: Any,
    kernel_size: Any,
    dilation: Any = 1,
    padding: Any = 0,
    stride: Any = 1,
) -> Tensor:
    """What `unfold` takes apart, added together; see there.

    Args:
        x: Shape `(batch, channels * height * width of a window, windows)`.
        output_size: Height and width of the images.
        kernel_size: As for `unfold`.
        dilation: As for `unfold`.
        padding: As for `unfold`.
        stride: As for `unfold`.
    """
    tensor = convert_to_tensor(x)
    if len(tensor.shape) != 3:
        raise ValueError(f"Input must be a 3D tensor. Received: input.shape={tensor.shape}")
    (kh, kw), (ph, pw) = for_each(kernel_size, 2), for_each(padding, 2)
    height, width = (o + 2 * p for o, p in zip(for_each(output_size, 2), (ph, pw), strict=True))
    rows = _reach(height, kh, for_each(dilation, 2)[0], for_each(stride, 2)[0])
    columns = _reach(width, kw, for_each(dilation, 2)[1], for_each(stride, 2)[1])
    batch, deep, _ = shaping.sizes_of(tensor)
    channels = deep // (kh * kw)
    places = rows[:, None, :, None] * width + columns[None, :, None, :]
    flat = shaping.transpose(shaping.reshape(tensor, [batch * channels, -1]), [1, 0])
    total = gathering.scatter_nd(
        places.reshape(-1, 1).astype(np.int32), flat, [height * width, batch * channels]
    )
    images = shaping.reshape(shaping.transpose(total, [1, 0]), [batch, channels, height, width])
    return images[:, :, ph : height - ph, pw : width - pw]  # type: ignore[no-any-return]


def _reach(size: int, window: int, dilation: int, stride: int) -> "np.ndarray[Any, Any]":
    """Which places each part of each window reads, shape `(window, windows)`."""
    count = (size - dilation * (window - 1) - 1) // stride + 1
    return (np.arange(window)[:, None] * dilation + np.arange(count) * stride).astype(np.int32)


@operation("nn", "DepthToSpace")
def depth_to_space(x: Any, block_size: int, data_format: str = "channels_last") -> Tensor:
    """Channels spread over blocks of places."""
    return _moved(nn.depth_to_space, x, block_size, data_format)


@operation("nn", "SpaceToDepth")
def space_to_depth(x: Any, block_size: int, data_format: str = "channels_last") -> Tensor:
    """Blocks of places stacked up as channels."""
    return _moved(nn.space_to_depth, x, block_size, data_format)


def _moved(function: Any, x: Any, block_size: int, data_format: str) -> Tensor:
    tensor = convert_to_tensor(x)
    if data_format == "channels_last":
        return function(tensor, block_size)  # type: ignore[no-any-return]
    found = function(shaping.transpose(tensor, [0, 2, 3, 1]), block_size)
    return shaping.transpose(found, [0, 3, 1, 2])
