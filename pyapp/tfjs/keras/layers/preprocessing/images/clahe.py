"""ContrastLimitedAdaptiveHistogramEqualization: histograms equalized tile by tile."""

from typing import Any

import numpy as np

from tfjs import dtypes
from tfjs.keras.layers.preprocessing.images._base import ImageLayer, rescaled
from tfjs.ops._arguments import from_array
from tfjs.ops._families import filled
from tfjs.ops.arithmetic import clip_by_value, truediv
from tfjs.ops.casting import cast
from tfjs.ops.comparison import equal, where
from tfjs.ops.gathering import gather
from tfjs.ops.math import add, multiply, subtract
from tfjs.ops.reductions import cumsum, reduce_min, reduce_sum
from tfjs.ops.segments import unsorted_segment_sum
from tfjs.ops.shaping import pad, reshape, sizes_of
from tfjs.ops.slicing import block
from tfjs.tensor import Tensor

_BINS = 256


class ContrastLimitedAdaptiveHistogramEqualization(ImageLayer):
    """Equalize the histogram of each tile of an image (CLAHE), and interpolate between tiles.

    Args:
        value_range: Smallest and largest value of images.
        clip_limit: How many times the average a bin may hold; what is above goes to all bins. 0
            for no limit.
        tile_grid_size: How many tiles there are, down and across.
        data_format: Where the channels are. Defaults to the configured format.

    The layer does the same in training and outside it.
    """

    _boxes_stay = True

    def __init__(
        self,
        value_range: Any = (0, 255),
        clip_limit: float = 4.0,
        tile_grid_size: Any = (8, 8),
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data_format=data_format, **kwargs)
        self.value_range = value_range
        self.clip_limit = clip_limit
        self.tile_grid_size = tile_grid_size

    def transform_images(
        self, images: Any, transformation: Any = None, training: bool = True
    ) -> Tensor:
        """Equalize images."""
        x = cast(rescaled(images, self.value_range, (0, 255)), dtypes.float32)
        even = self._back(self._equalized(self._last(x)))
        return cast(rescaled(even, (0, 255), self.value_range), images.dtype)

    def _equalized(self, images: Tensor) -> Tensor:
        """Images of shape `(batch, height, width, channels)` with values within `[0, 255]`."""
        height, width = sizes_of(images)[1:3]
        down, across = self.tile_grid_size
        tall, wide = -(-height // down), -(-width // across)
        low, right = tall * down - height, wide * across - width
        if low or right:
            images = pad(images, ((0, 0), (0, low), (0, right), (0, 0)), mode="SYMMETRIC")
        pixels = cast(clip_by_value(images, 0.0, _BINS - 1.0), dtypes.int32)
        table = self._table(pixels, (tall, wide))
        row, next_row, below = _neighbors(tall, down)
        column, next_column, beside = _neighbors(wide, across)
        below, beside = below[:, None, None], beside[:, None]

        def found(rows: Any, columns: Any) -> Tensor:
            batch, _, _, channels = sizes_of(pixels)
            tiles = np.arange(batch)[:, None, None, None] * (down * across)
            tiles = tiles + (rows[:, None] * across + columns)[:, :, None]
            starts = (tiles * channels + np.arange(channels)) * _BINS
            return gather(table, add(pixels, _constant(starts.astype(np.int32))))

        over, under = _constant(1 - below), _constant(below)
        left, right_share = _constant(1 - beside), _constant(beside)
        top = add(
            multiply(found(row, column), left), multiply(found(row, next_column), right_share)
        )
        bottom = add(
            multiply(found(next_row, column), left),
            multiply(found(next_row, next_column), right_share),
        )
        even = add(multiply(top, over), multiply(bottom, under))
        batch, _, _, channels = sizes_of(even)
        return block(even, (0, 0, 0, 0), (batch, height, width, channels))

    def _table(self, pixels: Tensor, size: tuple[int, int]) -> Tensor:
        """New values for each image, tile, channel and old value, in one row.

        Args:
            pixels: From 0 to 255, int32, shape `(batch, height, width, channels)`.
            size: Height and width of a tile.
        """
        batch, height, width, channels = sizes_of(pixels)
        down, across = height // size[0], width // size[1]
        place = np.arange(batch)[:, None, None] * (down * across)
        place = place + (np.arange(height) // size[0])[:, None] * across
        place = place + np.arange(width) // size[1]
        starts = (place[..., None] * channels + np.arange(channels)) * _BINS
        groups = batch * down * across * channels
        bins = reshape(add(pixels, _constant(starts.astype(np.int32))), (-1,))
        ones = filled(sizes_of(bins), 1, dtypes.float32)
        counts = reshape(unsorted_segment_sum(ones, bins, groups * _BINS), (groups, _BINS))
        area = size[0] * size[1]
        if self.clip_limit > 0:
            kept = clip_by_value(counts, 0.0, self.clip_limit * area / _BINS)
            excess = reduce_sum(subtract(counts, kept), 1, keepdims=True)
            counts = add(kept, truediv(excess, float(_BINS)))
        total = cumsum(counts, 1)
        first = reduce_min(total, 1, keepdims=True)
        span = subtract(float(area), first)
        span = where(equal(span, 0.0), 1.0, span)
        table = truediv(multiply(subtract(total, first), 255.0), span)
        return reshape(clip_by_value(table, 0.0, 255.0), (-1,))

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {
            "value_range": self.value_range,
            "clip_limit": self.clip_limit,
            "tile_grid_size": self.tile_grid_size,
        }


def _neighbors(size: int, count: int) -> tuple[Any, Any, Any]:
    """For each pixel of an axis: the tiles whose middles lie around it, and the second's share."""
    places = (np.arange(size * count, dtype=np.float32) - np.float32(size / 2)) / np.float32(size)
    first = np.floor(places)
    share = (places - first).astype(np.float32)
    lower = first.astype(np.int64)
    return lower.clip(0, count - 1), (lower + 1).clip(0, count - 1), share


def _constant(values: Any) -> Tensor:
    return from_array(values, None, None, "clahe")
