"""The mean of each channel of images."""

from typing import ClassVar

from tfjs.keras.layers.pooling.base_global_pooling import BaseGlobalAveragePooling


class GlobalAveragePooling2D(BaseGlobalAveragePooling):
    """The mean of each channel of images; arguments as for `BaseGlobalPooling`."""

    rank: ClassVar[int] = 2
