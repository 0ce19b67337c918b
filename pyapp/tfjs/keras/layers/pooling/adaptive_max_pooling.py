"""The largest value of a given number of windows."""

from typing import ClassVar

from tfjs.keras.layers.pooling.base_adaptive_pooling import BaseAdaptivePooling


class AdaptiveMaxPooling1D(BaseAdaptivePooling):
    """The largest value of windows that cover sequences; arguments as for `BaseAdaptivePooling`."""

    rank: ClassVar[int] = 1
    takes_max: ClassVar[bool] = True
    axes: ClassVar[str] = "(length,)"


class AdaptiveMaxPooling2D(BaseAdaptivePooling):
    """The largest value of windows that cover images; arguments as for `BaseAdaptivePooling`."""

    rank: ClassVar[int] = 2
    takes_max: ClassVar[bool] = True
    axes: ClassVar[str] = "(height, width)"


class AdaptiveMaxPooling3D(BaseAdaptivePooling):
    """The largest value of windows that cover volumes; arguments as for `BaseAdaptivePooling`."""

    rank: ClassVar[int] = 3
    takes_max: ClassVar[bool] = True
    axes: ClassVar[str] = "(depth, height, width)"
