"""Convolution over images."""

from typing import ClassVar

from tfjs.keras.layers.convolutional.base_conv import BaseConv


class Conv2D(BaseConv):
    """Filter images, `(batch, height, width, channels)`; arguments as for `BaseConv`."""

    rank: ClassVar[int] = 2
