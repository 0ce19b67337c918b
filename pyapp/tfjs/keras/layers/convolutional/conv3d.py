"""Convolution over volumes."""

from typing import ClassVar

from tfjs.keras.layers.convolutional.base_conv import BaseConv


class Conv3D(BaseConv):
    """Filter volumes, `(batch, depth, height, width, channels)`; arguments as for `BaseConv`."""

    rank: ClassVar[int] = 3
