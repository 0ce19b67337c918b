"""The mean of each window of volumes."""

from typing import ClassVar

from tfjs.keras.layers.pooling.base_pooling import BaseAveragePooling


class AveragePooling3D(BaseAveragePooling):
    """The mean of each window of volumes; arguments as for `BaseAveragePooling`."""

    rank: ClassVar[int] = 3
