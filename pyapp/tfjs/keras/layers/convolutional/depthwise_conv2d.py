"""Convolution over images, each channel by itself."""

from typing import ClassVar

from tfjs.keras.layers.convolutional.base_depthwise_conv import BaseDepthwiseConv


class DepthwiseConv2D(BaseDepthwiseConv):
    """Filter each channel of images by itself; arguments as for `BaseDepthwiseConv`."""

    rank: ClassVar[int] = 2
