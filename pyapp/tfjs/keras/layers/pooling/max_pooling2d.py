"""The largest value of each window of images."""

from typing import ClassVar

from tfjs.keras.layers.pooling.base_pooling import BaseMaxPooling


class MaxPooling2D(BaseMaxPooling):
    """The largest value of each window of images; arguments as for `BaseMaxPooling`."""

    rank: ClassVar[int] = 2
