"""Convolution over sequences."""

from typing import Any, ClassVar

from tfjs.keras.layers.convolutional.base_conv import BaseConv
from tfjs.ops.convolution import convolution
from tfjs.ops.shaping import pad
from tfjs.tensor import Tensor


class Conv1D(BaseConv):
    """Filter sequences, `(batch, steps, channels)`; arguments as for `BaseConv`."""

    rank: ClassVar[int] = 1
    allows_causal: ClassVar[bool] = True

    def convolution_op(self, inputs: Tensor, kernel: Any) -> Tensor:
        """What the layer does before bias and activation."""
        if self.padding != "causal":
            return super().convolution_op(inputs, kernel)
        before = (self.dilation_rate[0] * (self.kernel_size[0] - 1), 0)
        last = self.data_format == "channels_last"
        longer = pad(inputs, [(0, 0), before, (0, 0)] if last else [(0, 0), (0, 0), before])
        return convolution(longer, kernel, self.strides, "valid", self._layout, self.dilation_rate)
