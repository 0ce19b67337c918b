"""Convolution over sequences."""

from typing import ClassVar

from tfjs.keras.layers.convolutional.base_conv import BaseConv
from tfjs.ops.shaping import pad
from tfjs.tensor import Tensor


class Conv1D(BaseConv):
    """Filter sequences, `(batch, steps, channels)`; arguments as for `BaseConv`."""

    rank: ClassVar[int] = 1
    allows_causal: ClassVar[bool] = True

    def _bordered(self, inputs: Tensor) -> tuple[Tensor, str]:
        """The inputs and the border that is left to the convolution."""
        if self.padding != "causal":
            return inputs, self.padding
        before = (self.dilation_rate[0] * (self.kernel_size[0] - 1), 0)
        last = self.data_format == "channels_last"
        return pad(inputs, [(0, 0), before, (0, 0)] if last else [(0, 0), (0, 0), before]), "valid"
