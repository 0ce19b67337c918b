"""The largest value of each window of volumes."""

from typing import ClassVar

from tfjs.keras.layers.pooling.base_pooling import BaseMaxPooling


class MaxPooling3D(BaseMaxPooling):
    """The largest value of each window of volumes; arguments as for `BaseMaxPooling`."""

    rank: ClassVar[int] = 3
