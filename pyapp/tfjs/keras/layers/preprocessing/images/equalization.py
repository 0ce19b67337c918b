"""Equalization: values spread so that all are equally frequent."""

from typing import Any

import numpy as np

from tfjs import dtypes
from tfjs.keras.layers.preprocessing.images._base import ImageLayer, checked_range
from tfjs.ops._arguments import from_array
from tfjs.ops._families import filled
from tfjs.ops.arithmetic import clip_by_value, truediv
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.gathering import gather
from tfjs.ops.math import add, greater, less_equal, maximum, multiply, rint, subtract
from tfjs.ops.reductions import cumsum, reduce_max, reduce_min, reduce_sum
from tfjs.ops.segments import unsorted_segment_sum
from tfjs.ops.shaping import reshape, sizes_of
from tfjs.tensor import Tensor

_LARGE = 3e38


class Equalization(ImageLayer):
    """Equalize the histogram of each channel, over all images of a batch, in training.

    Args:
        value_range: Smallest and largest value of images.
        bins: Of the histogram.
        data_format: Where the channels are. Defaults to the configured format.
    """

    _boxes_stay = True

    def __init__(
        self,
        value_range: Any = (0, 255),
        bins: int = 256,
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data_format=data_format, **kwargs)
        self.bins = bins
        self.value_range = checked_range(value_range)

    def transform_images(
        self, images: Any, transformation: Any = None, training: bool = True
    ) -> Tensor:
        """Equalize images."""
        if not training:
            return images  # type: ignore[no-any-return]
        x = self._last(cast(images, self.compute_dtype))
        low, high = self.value_range
        scale = 255 / (high - low)
        values = add(multiply(x, scale), -low * scale)
        even = self._equalized(values)
        return self._back(add(multiply(even, 1 / scale), float(low)))

    def _equalized(self, values: Tensor) -> Tensor:
        """Values within `[0, 255]` looked up in a table for each channel."""
        channels, bins = sizes_of(values)[-1], self.bins
        starts = from_array(np.arange(channels, dtype=np.int32) * bins, None, None, "equalization")
        # As Keras: multiplied before it is divided for the histogram, and after for the table.
        counted = truediv(multiply(values, bins - 1.0), 255.0)
        placed = multiply(truediv(values, 255.0), bins - 1.0)
        bin_of, place = (
            reshape(add(cast(clip_by_value(v, 0.0, bins - 1.0), dtypes.int32), starts), (-1,))
            for v in (counted, placed)
        )
        ones = filled(sizes_of(bin_of), 1, dtypes.float32)
        counts = reshape(unsorted_segment_sum(ones, bin_of, channels * bins), (channels, bins))
        total = cumsum(counts, 1)
        first = reduce_min(where(greater(total, 0.0), total, _LARGE), 1, keepdims=True)
        span = maximum(subtract(reduce_max(total, 1, keepdims=True), first), 1.0)
        table = rint(truediv(multiply(subtract(total, first), 255.0), span))
        table = reshape(clip_by_value(table, 0.0, 255.0), (-1,))
        found = reshape(gather(table, place), values.shape)
        several = cast(greater(counts, 0.0), dtypes.float32)
        plain = less_equal(reduce_sum(several, 1), 1.0)
        return where(plain, values, found)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"bins": self.bins, "value_range": self.value_range}
