"""A rectangle in each image, from a place found by chance."""

from typing import Any

import numpy as np

from tfjs import dtypes
from tfjs.keras.layers.preprocessing.images._base import height_and_width
from tfjs.keras.random import uniform
from tfjs.ops._arguments import from_array
from tfjs.ops.math import add, greater_equal, less, logical_and, multiply, subtract
from tfjs.ops.shaping import reshape
from tfjs.tensor import Tensor


class Rectangles:
    """Where the rectangles lie.

    Args:
        images: A batch, or one image.
        across: Width of each as a share of that of the image, shape `(batch,)`.
        down: Height of each, likewise.
        seed: Of the draws: horizontal places first.
        channels_first: Where the channels are.
    """

    def __init__(
        self, images: Tensor, across: Tensor, down: Tensor, seed: Any, channels_first: bool
    ) -> None:
        self.height, self.width = height_and_width(images, channels_first)
        self.channels_first = channels_first
        self.x0, self.x1 = _bounds(across, self.width, seed)
        self.y0, self.y1 = _bounds(down, self.height, seed)

    def mask(self) -> Tensor:
        """True inside, of the images' rank with one channel."""
        places = []
        for size, axis in ((self.width, -1), (self.height, -2)):
            shape = [1, 1, 1, 1]
            shape[axis if self.channels_first else axis - 1] = size
            grid = np.arange(size, dtype=np.float32).reshape(shape)
            places.append(from_array(grid, dtypes.float32, None, "rectangles"))
        x, y = places
        x0, x1, y0, y1 = (
            reshape(edge, (-1, 1, 1, 1)) for edge in (self.x0, self.x1, self.y0, self.y1)
        )
        columns = logical_and(greater_equal(x, x0), less(x, x1))
        return logical_and(columns, logical_and(greater_equal(y, y0), less(y, y1)))

    def share(self) -> Tensor:
        """How much of each image they cover, shape `(batch,)`."""
        area = multiply(subtract(self.x1, self.x0), subtract(self.y1, self.y0))
        return multiply(area, 1.0 / (self.width * self.height))


def _bounds(share: Tensor, length: int, seed: Any) -> tuple[Tensor, Tensor]:
    size = multiply(share, float(length))
    drawn = uniform(share.shape, 0.0, 1.0, dtype="float32", seed=seed)
    start = multiply(drawn, subtract(float(length), size))
    return start, add(start, size)
