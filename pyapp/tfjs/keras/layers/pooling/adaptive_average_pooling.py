"""The mean of a given number of windows."""

from typing import ClassVar

from tfjs.keras.layers.pooling.base_adaptive_pooling import BaseAdaptivePooling


class AdaptiveAveragePooling1D(BaseAdaptivePooling):
    """The mean of windows that cover sequences; arguments as for `BaseAdaptivePooling`."""

    rank: ClassVar[int] = 1
    takes_max: ClassVar[bool] = False
    axes: ClassVar[str] = "(length,)"


class AdaptiveAveragePooling2D(BaseAdaptivePooling):
    """The mean of windows that cover images; arguments as for `BaseAdaptivePooling`."""

    rank: ClassVar[int] = 2
    takes_max: ClassVar[bool] = False
    axes: ClassVar[str] = "(height, width)"


class AdaptiveAveragePooling3D(BaseAdaptivePooling):
    """The mean of windows that cover volumes; arguments as for `BaseAdaptivePooling`."""

    rank: ClassVar[int] = 3
    takes_max: ClassVar[bool] = False
    axes: ClassVar[str] = "(depth, height, width)"
