"""JPEGs with halved color, as browsers show them.

Pillow's JPEG library here enlarges halved color planes in its own way; browsers use the triangle
filter of libjpeg-turbo, and the two differ by up to 60 levels at colored edges, enough to change a
prediction in the second digit. So the brightness is decoded at full size, the color at its own
(half) size, and the filter is applied here, to the pixels that are asked for.
"""

import io

import numpy as np
from PIL import Image, JpegImagePlugin

from tfjs.image_io._picture import Array, at

_NO_FILTER_UP_TO = 2
"""Columns of color at or below which libjpeg-turbo repeats pixels instead."""


def halving(image: Image.Image) -> tuple[int, int]:
    """How many pixels share one of color, across and down; `(1, 1)` if there is nothing to do."""
    if not isinstance(image, JpegImagePlugin.JpegImageFile) or image.mode != "RGB":
        return 1, 1
    (across, down), *color = [(h, v) for _, h, v, _ in image.layer]
    halved = (across, down) in ((2, 2), (2, 1), (1, 2)) and color == [(1, 1), (1, 1)]
    return (across, down) if halved and min(image.size) > 1 else (1, 1)


class HalvedColor:
    """The planes of such a JPEG.

    Args:
        data: The file.
        across: Columns that share one of color, 1 or 2.
        down: Rows that share one of color, 1 or 2.
    """

    def __init__(self, data: bytes, across: int, down: int) -> None:
        image = Image.open(io.BytesIO(data))
        self.width, self.height = image.size
        self._across, self._down = across, down
        if across == down:
            image.draft("YCbCr", (self.width // 2, self.height // 2))
            color = np.asarray(image)
            image = Image.open(io.BytesIO(data))
            image.draft("L", image.size)
            self._y = np.asarray(image)
        else:
            image.draft("YCbCr", image.size)
            color = np.asarray(image)
            self._y = color[..., 0]
        planes = [np.ascontiguousarray(color[..., channel]) for channel in (1, 2)]
        if across != down:
            planes = [_halved(plane, axis=0 if down == 2 else 1) for plane in planes]
        self._cb, self._cr = planes

    def pixels(self, rows: Array, columns: Array) -> Array:
        """RGB at the crossings."""
        y = at(self._y, rows, columns).astype(np.int32)
        cb = self._enlarged(self._cb, rows, columns) - 128
        cr = self._enlarged(self._cr, rows, columns) - 128
        # The fixed-point form of the JFIF conversion that libjpeg uses.
        rgb = np.empty((*y.shape, 3), np.uint8)
        rgb[..., 0] = np.clip(y + ((91881 * cr + 32768) >> 16), 0, 255)
        rgb[..., 1] = np.clip(y + ((-22554 * cb - 46802 * cr + 32768) >> 16), 0, 255)
        rgb[..., 2] = np.clip(y + ((116130 * cb + 32768) >> 16), 0, 255)
        return rgb

    def _enlarged(self, plane: Array, rows: Array, columns: Array) -> Array:
        """Color at the crossings: three parts of the nearer sample to one of the farther."""
        if self._across == 2 and plane.shape[1] <= _NO_FILTER_UP_TO:
            return at(plane, rows // self._down, columns // 2).astype(np.int32)
        if self._down == 1:
            return _across(plane.take(rows, axis=0).astype(np.int32), columns, 1 + columns % 2, 2)
        near, far = _neighbors(rows, plane.shape[0])
        sums = 3 * plane.take(near, axis=0).astype(np.int32)
        sums += plane.take(far, axis=0)
        if self._across == 2:
            return _across(sums, columns, 8 - columns % 2, 4)
        sums += (1 + rows % 2)[:, None]
        sums >>= 2
        return np.asarray(sums[:, columns])


def _across(sums: Array, columns: Array, rounding: Array, shift: int) -> Array:
    near, far = _neighbors(columns, sums.shape[1])
    out = sums[:, near]
    out *= 3
    out += sums[:, far]
    out += rounding
    out >>= shift
    return np.asarray(out)


def _neighbors(positions: Array, count: int) -> tuple[Array, Array]:
    near = positions // 2
    far = np.clip(near + np.where(positions % 2, 1, -1), 0, count - 1)
    return near, far


def _halved(plane: Array, axis: int) -> Array:
    """Color at its own size, out of what the decoder made of it along one axis.

    It turned the 8 frequencies of a block into 16 samples; the same frequencies give the 8.
    """
    if axis == 1:
        return np.ascontiguousarray(_halved(np.ascontiguousarray(plane.T), 0).T)
    height, width = plane.shape
    padded = np.pad(plane, ((0, -height % 16), (0, 0)), mode="edge")
    sixteen, eight = (
        np.cos(np.pi / (2 * n) * np.outer(2 * np.arange(n) + 1, np.arange(8))) for n in (16, 8)
    )
    matrix = (eight @ np.linalg.pinv(sixteen)).astype(np.float32)
    blocks = matrix @ padded.reshape(-1, 16, width).astype(np.float32)
    samples = np.clip(np.rint(blocks), 0, 255).astype(np.uint8).reshape(-1, width)
    return samples[: (height + 1) // 2]
