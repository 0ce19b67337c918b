"""Separable convolution over sequences."""

from typing import ClassVar

from tfjs.keras.layers.convolutional.base_separable_conv import BaseSeparableConv


class SeparableConv1D(BaseSeparableConv):
    """Filter each channel of sequences, then mix channels; arguments as for `BaseSeparableConv`."""

    rank: ClassVar[int] = 1
