"""The largest value of each channel of images."""

from typing import ClassVar

from tfjs.keras.layers.pooling.base_global_pooling import BaseGlobalMaxPooling


class GlobalMaxPooling2D(BaseGlobalMaxPooling):
    """The largest value of each channel of images; arguments as for `BaseGlobalPooling`."""

    rank: ClassVar[int] = 2
