"""JPEGs with halved color, as browsers show them.

Pillow's JPEG library here enlarges halved color planes in its own way; browsers use the triangle filter of libjpeg-turbo, and
the two differ by up to 60 levels at colored edges, enough to change a prediction in the second digit. So the brightness is
decoded at full size, the color at its own (half) size, and the filter is applied here, to the pixels that are asked for.
"""

import io

import numpy as np
from PIL import Image, JpegImagePlugin

from tfjs.image_io._picture import Array

_HALVED = ((2, 2), (1, 1), (1, 1))
_NO_FILTER_UP_TO = 2
"""Columns of color at or below which libjpeg-turbo repeats pixels instead."""


def has_halved_color(image: Image.Image) -> bool:
    """Whether this is a JPEG whose color planes have half the width and height."""
    if not isinstance(image, JpegImagePlugin.JpegImageFile) or image.mode != "RGB":
        return False
    return tuple((h, v) for _, h, v, _ in image.layer) == _HALVED and min(image.size) > 1


class HalvedColor:
    """The planes of such a JPEG.

    Args:
        data: The file.
    """

    def __init__(self, data: bytes) -> None:
        brightness = Image.open(io.BytesIO(data))
        brightness.draft("L", brightness.size)
        color = Image.open(io.BytesIO(data))
        self.width, self.height = color.size
        color.draft("YCbCr", (self.width // 2, self.height // 2))
        self._y = np.asarray(brightness)
        self._color = np.asarray(color)[..., 1:]

    def pixels(self, rows: Array, columns: Array) -> Array:
        """RGB at the crossings."""
        y = self._y.take(rows, axis=0).take(columns, axis=1).astype(np.int32)
        cb, cr = np.moveaxis(self._enlarged(rows, columns) - 128, -1, 0)
        # The fixed-point form of the JFIF conversion that libjpeg uses.
        red = y + ((91881 * cr + 32768) >> 16)
        green = y + ((-22554 * cb - 46802 * cr + 32768) >> 16)
        blue = y + ((116130 * cb + 32768) >> 16)
        return np.clip(np.stack([red, green, blue], axis=-1), 0, 255).astype(np.uint8)

    def _enlarged(self, rows: Array, columns: Array) -> Array:
        """Color at the crossings: three parts of the nearer sample, one of the farther, each way."""
        height, width = self._color.shape[:2]
        if width <= _NO_FILTER_UP_TO:
            return self._color.take(rows // 2, axis=0).take(columns // 2, axis=1).astype(np.int32)
        near, far = _neighbors(rows, height)
        sums = 3 * self._color.take(near, axis=0).astype(np.int32)
        sums += self._color.take(far, axis=0)
        near, far = _neighbors(columns, width)
        rounding = (8 - columns % 2)[None, :, None]
        return (3 * sums.take(near, axis=1) + sums.take(far, axis=1) + rounding) >> 4


def _neighbors(positions: Array, count: int) -> tuple[Array, Array]:
    near = positions // 2
    far = np.clip(near + np.where(positions % 2, 1, -1), 0, count - 1)
    return near, far
