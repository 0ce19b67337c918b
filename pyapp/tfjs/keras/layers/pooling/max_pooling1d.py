"""The largest value of each window of sequences."""

from typing import ClassVar

from tfjs.keras.layers.pooling.base_pooling import BaseMaxPooling


class MaxPooling1D(BaseMaxPooling):
    """The largest value of each window of sequences; arguments as for `BaseMaxPooling`."""

    rank: ClassVar[int] = 1
