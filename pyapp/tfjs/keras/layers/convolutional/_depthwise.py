"""Each channel filtered by itself, over one axis or two."""

from typing import Any

from tfjs.ops.convolution import depthwise_conv2d
from tfjs.ops.shaping import expand_dims, squeeze
from tfjs.tensor import Tensor


def depthwise(
    inputs: Tensor,
    kernel: Any,
    strides: tuple[int, ...],
    padding: str,
    data_format: str,
    dilation_rate: tuple[int, ...],
) -> Tensor:
    """Correlate each channel with filters of its own; a sequence is an image of one row.

    Args:
        inputs: Shape `(batch, …, channels)`, one or two axes between.
        kernel: Shape `(*window, channels, multiplier)`.
        strides: Step along each axis.
        padding: `"valid"` or `"same"`.
        data_format: `"channels_last"` or `"channels_first"`.
        dilation_rate: Distance of the values that a filter sees, along each axis.
    """
    last = data_format == "channels_last"
    layout = "NHWC" if last else "NCHW"
    border = padding.upper()
    if len(strides) == 2:
        return depthwise_conv2d(inputs, kernel, strides, border, layout, dilation_rate)
    axis = 1 if last else 2
    image, window = expand_dims(inputs, axis), expand_dims(kernel, 0)
    given = ((1, *strides), border, layout, (1, *dilation_rate))
    return squeeze(depthwise_conv2d(image, window, *given), [axis])
