"""Separable convolution over images."""

from typing import ClassVar

from tfjs.keras.layers.convolutional.base_separable_conv import BaseSeparableConv


class SeparableConv2D(BaseSeparableConv):
    """Filter each channel of images, then mix channels; arguments as for `BaseSeparableConv`."""

    rank: ClassVar[int] = 2
