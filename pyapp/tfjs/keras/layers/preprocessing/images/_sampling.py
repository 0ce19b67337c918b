"""Images read at places between their pixels, composed of operations that have gradients."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from tfjs import dtypes
from tfjs.ops._arguments import from_array
from tfjs.ops.arithmetic import clip_by_value, truediv
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.gathering import gather
from tfjs.ops.math import (
    abs,
    add,
    floor,
    greater_equal,
    less,
    less_equal,
    logical_and,
    multiply,
    rint,
    subtract,
)
from tfjs.ops.shaping import expand_dims, reshape, sizes_of
from tfjs.tensor import Tensor


def sampled_at(
    images: Tensor, x: Tensor, y: Tensor, interpolation: str, fill_mode: str, fill_value: float
) -> Tensor:
    """Images read at any places, as `keras.ops.image.map_coordinates` reads them.

    Args:
        images: Shape `(batch, height, width, channels)`, float32.
        x: Columns to read, shape `(batch, height * width)`, float32.
        y: Rows to read, likewise.
        interpolation: `"nearest"` or `"bilinear"`.
        fill_mode: What lies outside: also `"mirror"`.
        fill_value: For `"constant"`.
    """
    height, width = sizes_of(images)[1:3]
    pixels = _Pixels(images, fill_value if fill_mode == "constant" else None)

    def fold(columns: Tensor, rows: Tensor) -> tuple[Tensor, Tensor]:
        return _folded(columns, width, fill_mode), _folded(rows, height, fill_mode)

    if interpolation == "nearest":
        return pixels.mixed([(None, *fold(rint(x), rint(y)))])
    return pixels.between(x, y, fold)


class _Pixels:
    """The pixels of a batch, by place.

    Args:
        images: A batch.
        fill_value: Of places outside; None if there are none.
    """

    def __init__(self, images: Tensor, fill_value: float | None) -> None:
        self.sizes = sizes_of(images)
        batch, height, width, channels = self.sizes
        self.flat = reshape(images, (batch * height * width, channels))
        starts = (np.arange(batch) * (height * width)).reshape(-1, 1)
        # Sums of float32 are faster on WASM, and right as long as every place is a float32.
        self.kind = dtypes.float32 if batch * height * width <= 2**24 else dtypes.int32
        self.starts = from_array(
            starts.astype(self.kind.as_numpy_dtype), self.kind, None, "transform"
        )
        self.fill = fill_value

    def at(self, x: Tensor, y: Tensor) -> Tensor:
        """Values at whole places or next to them, shape `(batch, places, channels)`."""
        _, height, width, _ = self.sizes
        column, row = clip_by_value(x, 0.0, width - 1.0), clip_by_value(y, 0.0, height - 1.0)
        place = cast(add(multiply(row, float(width)), column), self.kind)
        return gather(self.flat, cast(add(place, self.starts), dtypes.int32))

    def mixed(self, parts: Sequence[tuple[Tensor | None, Tensor, Tensor]]) -> Tensor:
        """The sum of shares (None for all of it) of values; outside lies the fill value."""
        _, height, width, _ = self.sizes
        total: Any = None
        known: Any = None
        for share, x, y in parts:
            value = self.at(x, y)
            if self.fill is not None:
                inside = cast(logical_and(_within(x, width), _within(y, height)), dtypes.float32)
                share = inside if share is None else multiply(share, inside)
                known = share if known is None else add(known, share)
            part = value if share is None else multiply(value, expand_dims(share, -1))
            total = part if total is None else add(total, part)
        if known is not None and self.fill:
            total = add(total, expand_dims(multiply(subtract(1.0, known), self.fill), -1))
        return reshape(total, self.sizes)

    def between(self, x: Tensor, y: Tensor, fold: Any = None) -> Tensor:
        """Values interpolated between four pixels; `fold` puts those outside elsewhere."""
        left, top = floor(x), floor(y)
        right, bottom = add(left, 1.0), add(top, 1.0)
        to_left, to_top = subtract(x, left), subtract(y, top)
        to_right, to_bottom = subtract(1.0, to_left), subtract(1.0, to_top)
        if fold is not None:
            (left, top), (right, bottom) = fold(left, top), fold(right, bottom)
        return self.mixed(
            [
                (multiply(to_bottom, to_right), left, top),
                (multiply(to_bottom, to_left), right, top),
                (multiply(to_top, to_right), left, bottom),
                (multiply(to_top, to_left), right, bottom),
            ]
        )


def _within(x: Tensor, size: int) -> Tensor:
    return logical_and(greater_equal(x, 0.0), less_equal(x, size - 1.0))


def _folded(x: Tensor, size: int, mode: str) -> Tensor:
    """Whole places along an axis of `size` pixels, those outside put where `mode` says."""
    if mode == "constant" or (mode == "mirror" and size == 1):
        return x
    if mode == "wrap":
        return subtract(x, multiply(floor(truediv(x, float(size))), float(size)))
    if mode == "nearest":
        return clip_by_value(x, 0.0, size - 1.0)
    # Keras reflects about the first pixel, and past the last one.
    period = 2.0 * size if mode == "reflect" else 2.0 * (size - 1)
    far = abs(x)
    far = subtract(far, multiply(floor(truediv(far, period)), period))
    back = subtract(period - 1.0 if mode == "reflect" else period, far)
    return where(less(far, float(size)), far, back)
