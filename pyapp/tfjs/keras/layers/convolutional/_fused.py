"""A convolution with its bias and its activation in one kernel, over sequences or images."""

from typing import Any

from tfjs import _bridge
from tfjs.keras import activations
from tfjs.ops._arguments import as_tensor
from tfjs.ops.shaping import expand_dims, squeeze
from tfjs.tensor import Tensor

_NAMES = ("x", "filter", "bias")
_ATTRIBUTES = ("strides", "pad", "dataFormat", "dilations", "activation")

CONVOLUTION = _bridge.Instruction(
    "FusedConv2D", "kernel", inputs=_NAMES, attributes=_ATTRIBUTES, op="conv2d"
)
DEPTHWISE = _bridge.Instruction(
    "FusedDepthwiseConv2D", "kernel", inputs=_NAMES, attributes=_ATTRIBUTES, op="depthwise_conv2d"
)


def fits(layer: Any, inputs: Any) -> bool:
    """Whether one kernel does what a layer does to these inputs, bias and activation included."""
    return (
        layer.rank < 3
        and layer.bias is not None
        and inputs.dtype.is_floating
        and layer.data_format == "channels_last"
        and layer.activation in (activations.linear, activations.relu)
        and (max(layer.strides) == 1 or max(layer.dilation_rate) == 1)
        and 0 not in inputs.shape
    )


def fused(run: _bridge.Instruction, layer: Any, inputs: Any, kernel: Any, padding: str) -> Tensor:
    """The kernel over `inputs`, a bias added, an activation applied: for what `fits`.

    Args:
        run: `CONVOLUTION` or `DEPTHWISE`.
        layer: Gives bias, activation, strides and dilations.
        inputs: Shape `(batch, steps, channels)` or `(batch, height, width, channels)`.
        kernel: Shape `(*window, channels, …)`.
        padding: `"same"` or `"valid"`.
    """
    x, filters, bias = (as_tensor(t, op=run.op) for t in (inputs, kernel, layer.bias))
    word = "relu" if layer.activation is activations.relu else "linear"
    step, gap = layer.strides, layer.dilation_rate
    if layer.rank == 1:  # an image of one row
        x, filters, step, gap = expand_dims(x, 1), expand_dims(filters, 0), (1, *step), (1, *gap)
    slots = (x._slot, filters._slot, bias._slot)
    out = Tensor(run(slots, (step, padding, "NHWC", gap, word)), x.dtype)
    return squeeze(out, [1]) if layer.rank == 1 else out
