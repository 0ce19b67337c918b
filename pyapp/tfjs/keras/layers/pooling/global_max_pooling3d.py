"""The largest value of each channel of volumes."""

from typing import ClassVar

from tfjs.keras.layers.pooling.base_global_pooling import BaseGlobalMaxPooling


class GlobalMaxPooling3D(BaseGlobalMaxPooling):
    """The largest value of each channel of volumes; arguments as for `BaseGlobalPooling`."""

    rank: ClassVar[int] = 3
