"""Images read at places between their pixels, as TensorFlow's `ImageProjectiveTransformV3` does.

TF.js's kernel for this leaves all but the first image empty on the CPU, and mistakes the borders
on WASM, so it is composed here; gradients then flow to the images.
"""

import numpy as np

from tfjs import dtypes
from tfjs.ops._arguments import from_array
from tfjs.ops.arithmetic import clip_by_value, sign, truediv
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.gathering import gather
from tfjs.ops.math import (
    abs,
    add,
    floor,
    greater,
    greater_equal,
    less,
    less_equal,
    logical_and,
    multiply,
    negative,
    subtract,
)
from tfjs.ops.shaping import expand_dims, reshape, sizes_of
from tfjs.tensor import Tensor


def sampled(
    images: Tensor, matrices: Tensor, interpolation: str, fill_mode: str, fill_value: float
) -> Tensor:
    """Images under projective transforms.

    Args:
        images: Shape `(batch, height, width, channels)`, float32.
        matrices: Shape `(batch, 8)`: with `k = c0 * x + c1 * y + 1` the pixel at `(x, y)` is taken
            from `((a0 * x + a1 * y + a2) / k, (b0 * x + b1 * y + b2) / k)`.
        interpolation: `"nearest"` or `"bilinear"`.
        fill_mode: What lies outside: `"constant"`, `"reflect"`, `"wrap"` or `"nearest"`.
        fill_value: For `"constant"`.
    """
    height, width = sizes_of(images)[1:3]
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = (
        from_array(np.reshape(grid, (1, -1)), dtypes.float32, None, "transform")
        for grid in (across, down)
    )
    a0, a1, a2, b0, b1, b2, c0, c1 = (reshape(matrices[:, i], (-1, 1)) for i in range(8))
    k = add(add(multiply(c0, x), multiply(c1, y)), 1.0)
    source_x = truediv(add(add(multiply(a0, x), multiply(a1, y)), a2), k)
    source_y = truediv(add(add(multiply(b0, x), multiply(b1, y)), b2), k)
    pixels = _Pixels(images, fill_value)
    columns, rows = _mapped(source_x, width, fill_mode), _mapped(source_y, height, fill_mode)
    return (
        pixels.nearest(columns, rows)
        if interpolation == "nearest"
        else pixels.between(columns, rows)
    )


class _Pixels:
    """The pixels of a batch, by place; those outside have one value."""

    def __init__(self, images: Tensor, fill_value: float) -> None:
        self.sizes = sizes_of(images)
        batch, height, width, channels = self.sizes
        self.flat = reshape(images, (batch * height * width, channels))
        starts = (np.arange(batch, dtype=np.int32) * (height * width)).reshape(-1, 1)
        self.starts = from_array(starts, dtypes.int32, None, "transform")
        self.fill = float(fill_value)

    def at(self, x: Tensor, y: Tensor) -> Tensor:
        """Values at whole places, shape `(batch, places, channels)`."""
        _, height, width, _ = self.sizes
        inside = logical_and(_within(x, width), _within(y, height))
        column = cast(clip_by_value(x, 0.0, width - 1.0), dtypes.int32)
        row = cast(clip_by_value(y, 0.0, height - 1.0), dtypes.int32)
        places = add(self.starts, add(multiply(row, width), column))
        return where(expand_dims(inside, -1), gather(self.flat, places), self.fill)

    def nearest(self, x: Tensor, y: Tensor) -> Tensor:
        """Values of the pixels that are nearest."""
        return reshape(self.at(_rounded(x), _rounded(y)), self.sizes)

    def between(self, x: Tensor, y: Tensor) -> Tensor:
        """Values interpolated between four pixels."""
        left, top = floor(x), floor(y)
        right, bottom = add(left, 1.0), add(top, 1.0)
        to_left, to_right = expand_dims(subtract(x, left), -1), expand_dims(subtract(right, x), -1)
        upper = add(multiply(to_right, self.at(left, top)), multiply(to_left, self.at(right, top)))
        lower = add(
            multiply(to_right, self.at(left, bottom)), multiply(to_left, self.at(right, bottom))
        )
        to_top, to_bottom = expand_dims(subtract(y, top), -1), expand_dims(subtract(bottom, y), -1)
        return reshape(add(multiply(to_bottom, upper), multiply(to_top, lower)), self.sizes)


def _within(x: Tensor, size: int) -> Tensor:
    return logical_and(greater_equal(x, 0.0), less_equal(x, size - 1.0))


def _rounded(x: Tensor) -> Tensor:
    """To the nearest whole number, halves away from 0."""
    return multiply(sign(x), floor(add(abs(x), 0.5)))


def _mapped(x: Tensor, size: int, mode: str) -> Tensor:
    """Places along an axis of `size` pixels, those outside put where `mode` says."""
    if mode == "constant":
        return x
    if size > 1 and mode == "reflect":
        # d c b a | a b c d | d c b a, in periods of twice the size.
        period = 2.0 * size
        low = add(x, multiply(floor(truediv(negative(x), period)), period))
        low = where(less(low, -float(size)), add(low, period), subtract(negative(low), 1.0))
        high = subtract(x, multiply(floor(truediv(x, period)), period))
        high = where(greater_equal(high, float(size)), subtract(period - 1.0, high), high)
        x = where(less(x, 0.0), low, where(greater(x, size - 1.0), high, x))
    elif size > 1 and mode == "wrap":
        span = size - 1.0
        low = add(x, multiply(add(floor(truediv(negative(x), span)), 1.0), float(size)))
        high = subtract(x, multiply(floor(truediv(x, span)), float(size)))
        x = where(less(x, 0.0), low, where(greater(x, span), high, x))
    return clip_by_value(x, 0.0, size - 1.0)
