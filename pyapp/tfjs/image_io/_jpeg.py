"""JPEGs with halved color, as browsers show them.

Pillow's JPEG library here enlarges halved color planes in its own way; browsers use the triangle filter of libjpeg-turbo, and
the two differ by up to 60 levels at colored edges, enough to change a prediction in the second digit. So the brightness is
decoded at full size, the color at its own (half) size, and the filter is applied here, to the pixels that are asked for.
"""

import io

import numpy as np
from PIL import Image, JpegImagePlugin

from tfjs.image_io._picture import Array, at

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
        planes = np.asarray(color)
        self._cb = np.ascontiguousarray(planes[..., 1])
        self._cr = np.ascontiguousarray(planes[..., 2])

    def pixels(self, rows: Array, columns: Array) -> Array:
        """RGB at the crossings."""
        y = at(self._y, rows, columns).astype(np.int32)
        cb = _enlarged(self._cb, rows, columns) - 128
        cr = _enlarged(self._cr, rows, columns) - 128
        # The fixed-point form of the JFIF conversion that libjpeg uses.
        rgb = np.empty((*y.shape, 3), np.uint8)
        rgb[..., 0] = np.clip(y + ((91881 * cr + 32768) >> 16), 0, 255)
        rgb[..., 1] = np.clip(y + ((-22554 * cb - 46802 * cr + 32768) >> 16), 0, 255)
        rgb[..., 2] = np.clip(y + ((116130 * cb + 32768) >> 16), 0, 255)
        return rgb


def _enlarged(plane: Array, rows: Array, columns: Array) -> Array:
    """Color at the crossings: three parts of the nearer sample, one of the farther, each way."""
    height, width = plane.shape
    if width <= _NO_FILTER_UP_TO:
        return at(plane, rows // 2, columns // 2).astype(np.int32)
    near, far = _neighbors(rows, height)
    sums = plane.take(near, axis=0).astype(np.int32)
    sums *= 3
    sums += plane.take(far, axis=0)
    near, far = _neighbors(columns, width)
    out = sums[:, near]
    out *= 3
    out += sums[:, far]
    out += 8 - columns % 2
    out >>= 4
    return out  # type: ignore[no-any-return]


def _neighbors(positions: Array, count: int) -> tuple[Array, Array]:
    near = positions // 2
    far = np.clip(near + np.where(positions % 2, 1, -1), 0, count - 1)
    return near, far
