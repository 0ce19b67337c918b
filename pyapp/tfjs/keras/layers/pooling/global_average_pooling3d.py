"""The mean of each channel of volumes."""

from typing import ClassVar

from tfjs.keras.layers.pooling.base_global_pooling import BaseGlobalAveragePooling


class GlobalAveragePooling3D(BaseGlobalAveragePooling):
    """The mean of each channel of volumes; arguments as for `BaseGlobalPooling`."""

    rank: ClassVar[int] = 3
