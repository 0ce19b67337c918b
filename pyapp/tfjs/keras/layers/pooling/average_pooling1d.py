"""The mean of each window of sequences."""

from typing import ClassVar

from tfjs.keras.layers.pooling.base_pooling import BaseAveragePooling


class AveragePooling1D(BaseAveragePooling):
    """The mean of each window of sequences; arguments as for `BaseAveragePooling`."""

    rank: ClassVar[int] = 1
