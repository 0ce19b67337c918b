"""JPEGs with halved color, as browsers show them.

Pillow's JPEG library here enlarges halved color planes in its own way; browsers use the triangle
filter of libjpeg-turbo, and the two differ by up to 60 levels at colored edges, enough to change a
prediction in the second digit. So the brightness is decoded at full size, the color at its own
(half) size, and the filter is applied here, to the pixels that are asked for.
"""

import io
from typing import Any

import numpy as np
from PIL import Image, JpegImagePlugin

from tfjs.image_io._picture import Array, at
from tfjs.image_io._planes import color_planes

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
        planes = None if across == down else color_planes(data, across, down)
        if planes is not None:
            image.draft("L", image.size)
            self._y = np.asarray(image)
        elif across == down:
            image.draft("YCbCr", (self.width // 2, self.height // 2))
            color = np.asarray(image)
            image = Image.open(io.BytesIO(data))
            image.draft("L", image.size)
            self._y = np.asarray(image)
            planes = [np.ascontiguousarray(color[..., channel]) for channel in (1, 2)]
        else:
            image.draft("YCbCr", image.size)
            color = np.asarray(image)
            self._y = color[..., 0]
            planes = [
                _halved(color[..., channel], _steps(image, channel))
                if down == 2
                else _halved(color[..., channel].T, _steps(image, channel).T).T
                for channel in (1, 2)
            ]
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
    return out


def _neighbors(positions: Array, count: int) -> tuple[Array, Array]:
    near = positions // 2
    far = np.clip(near + np.where(positions % 2, 1, -1), 0, count - 1)
    return near, far


def _steps(image: Any, channel: int) -> Array:
    """What frequencies of a channel are multiples of, by downward and sideward frequency."""
    table = image.quantization[image.layer[channel][3]]
    return np.array(table, np.float32).reshape(8, 8)


def _halved(plane: Array, steps: Array) -> Array:
    """Color at its own height, out of what the decoder made of it downwards.

    It turned the 8 x 8 frequencies of a block into 16 x 8 samples. Frequencies are multiples of
    the steps that the file names, so they can be told exactly from the rounded samples.

    Args:
        plane: Levels, twice as high as they are stored.
        steps: Shape `(8, 8)`, by downward and sideward frequency.
    """
    height, width = plane.shape
    padded = np.pad(plane, ((0, -height % 16), (0, -width % 8)), mode="edge")
    blocks = padded.reshape(-1, 16, padded.shape[1] // 8, 8).transpose(0, 2, 1, 3)
    centered = blocks.astype(np.float32) - 128
    found = np.linalg.pinv(_waves(16)) @ centered @ np.linalg.pinv(_waves(8)).T
    exact = np.rint(found / steps) * steps
    samples = np.rint(_waves(8) @ exact @ _waves(8).T + 128)
    image = samples.transpose(0, 2, 1, 3).reshape(-1, padded.shape[1])
    return np.asarray(np.clip(image[: (height + 1) // 2, :width], 0, 255), np.uint8)


def _waves(count: int) -> Array:
    """The 8 waves of JPEG's transform at `count` points: shape `(count, 8)`."""
    at_points = np.pi / (2 * count) * np.outer(2 * np.arange(count) + 1, np.arange(8))
    weights = np.where(np.arange(8) == 0, np.sqrt(0.5), 1) / 2
    return np.asarray(np.cos(at_points) * weights, np.float32)
