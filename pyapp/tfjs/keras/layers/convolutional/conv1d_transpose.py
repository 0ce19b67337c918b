"""Transposed convolution over sequences."""

from typing import ClassVar

from tfjs.keras.layers.convolutional.base_conv_transpose import BaseConvTranspose


class Conv1DTranspose(BaseConvTranspose):
    """Undo a convolution over sequences; arguments as for `BaseConvTranspose`."""

    rank: ClassVar[int] = 1
