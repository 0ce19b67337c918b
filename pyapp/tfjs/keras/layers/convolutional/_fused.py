"""A convolution over images with its bias and its activation in one kernel."""

from typing import Any

from tfjs import _bridge
from tfjs.ops._arguments import as_tensor
from tfjs.ops._windows import moved_sizes
from tfjs.ops.activations import relu
from tfjs.ops.convolution import conv2d
from tfjs.ops.shaping import sizes_of
from tfjs.tensor import Tensor

_fused = _bridge.Instruction(
    "FusedConv2D",
    "kernel",
    inputs=("x", "filter", "bias"),
    attributes=("strides", "pad", "dataFormat", "dilations", "activation"),
    op="conv2d",
)


def fused_convolution(
    inputs: Any,
    kernel: Any,
    bias: Any,
    strides: tuple[int, ...],
    padding: str,
    dilation_rate: tuple[int, ...],
    activation: str,
) -> Tensor:
    """`activation(conv2d(inputs, kernel) + bias)`, channels last.

    Args:
        inputs: Shape `(batch, height, width, channels)`, float32.
        kernel: Shape `(height, width, channels, filters)`.
        bias: Shape `(filters,)`.
        strides: Step along height and width.
        padding: `"same"` or `"valid"`.
        dilation_rate: Distance of the values that a filter sees; 1 where strides are above 1.
        activation: `"linear"` or `"relu"`.
    """
    x, filters, shift = (as_tensor(t, op="conv2d") for t in (inputs, kernel, bias))
    window = sizes_of(filters)[:2]
    moved_sizes(sizes_of(x)[1:-1], window, strides, dilation_rate, padding, "conv2d")
    if 0 in sizes_of(x):
        out = conv2d(x, filters, strides, padding, "NHWC", dilation_rate) + shift
        return relu(out) if activation == "relu" else out
    attributes = (strides, padding, "NHWC", dilation_rate, activation)
    return Tensor(_fused((x._slot, filters._slot, shift._slot), attributes), x.dtype)
