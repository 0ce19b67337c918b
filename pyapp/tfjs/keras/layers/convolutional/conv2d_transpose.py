"""Transposed convolution over images."""

from typing import ClassVar

from tfjs.keras.layers.convolutional.base_conv_transpose import BaseConvTranspose


class Conv2DTranspose(BaseConvTranspose):
    """Undo a convolution over images; arguments as for `BaseConvTranspose`."""

    rank: ClassVar[int] = 2
