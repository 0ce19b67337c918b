"""The largest value of each channel of sequences."""

from typing import ClassVar

from tfjs.keras.layers.pooling.base_global_pooling import BaseGlobalMaxPooling


class GlobalMaxPooling1D(BaseGlobalMaxPooling):
    """The largest value of each channel of sequences; arguments as for `BaseGlobalPooling`."""

    rank: ClassVar[int] = 1
