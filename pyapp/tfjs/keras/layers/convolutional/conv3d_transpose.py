"""Transposed convolution over volumes."""

from typing import ClassVar

from tfjs.keras.layers.convolutional.base_conv_transpose import BaseConvTranspose


class Conv3DTranspose(BaseConvTranspose):
    """Undo a convolution over volumes; arguments as for `BaseConvTranspose`."""

    rank: ClassVar[int] = 3
