"""Convolution over sequences, each channel by itself."""

from typing import ClassVar

from tfjs.keras.layers.convolutional.base_depthwise_conv import BaseDepthwiseConv


class DepthwiseConv1D(BaseDepthwiseConv):
    """Filter each channel of sequences by itself; arguments as for `BaseDepthwiseConv`."""

    rank: ClassVar[int] = 1
