"""The mean of each window of images."""

from typing import ClassVar

from tfjs.keras.layers.pooling.base_pooling import BaseAveragePooling


class AveragePooling2D(BaseAveragePooling):
    """The mean of each window of images; arguments as for `BaseAveragePooling`."""

    rank: ClassVar[int] = 2
