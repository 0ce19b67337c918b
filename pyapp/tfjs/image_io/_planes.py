"""The color planes of a JPEG that halves color in one direction, at their own size.

Pillow cannot be asked for them. But in such a file each unit of the data holds two blocks of
brightness and one of each color: with another header the same data are a picture of four
components, the last two of which are what is wanted. (The first two are not the brightness: they
would have to continue one another's mean.) So a header is written that says so, twice: of four
components libjpeg leaves only the last as it is, and mixes the others.
"""

import io
import struct

import numpy as np
from PIL import Image

from tfjs.image_io._picture import Array

_START_OF_FRAME = (0xC0, 0xC1)
"""Frames of one pass. Others send each component by itself, at its own size."""
_START_OF_SCAN = 0xDA
_ADOBE = 0xEE
_PLAIN = 0x11
"""One block across, one down."""


def color_planes(data: bytes, across: int, down: int) -> list[Array] | None:
    """Both color planes, uint8.

    Args:
        data: The file.
        across: Columns that share one of color, 1 or 2.
        down: Rows that share one of color, 1 or 2; one of the two is 1, the other 2.

    Returns:
        Shape `(ceil(height / down), ceil(width / across))` each; None if the file is of a kind that
        cannot be read in this way.
    """
    planes = []
    for wanted in (3, 4):
        header = _header(data, across, down, wanted)
        if header is None:
            return None
        image = Image.open(io.BytesIO(header))
        if image.mode != "CMYK":
            return None
        try:
            planes.append(255 - np.asarray(image)[..., 3])  # which Pillow shows as ink
        except OSError:  # a damaged file; or libjpeg-turbo, which wants the components in order
            return None
    return planes


def _header(data: bytes, across: int, down: int, wanted: int) -> bytes | None:
    """The file with a header in which a component, by its number, is the last."""
    parts, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        (length,) = struct.unpack_from(">H", data, at + 2)
        body = data[at + 4 : at + 2 + length]
        at += 2 + length
        if marker == _ADOBE:
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            if marker not in _START_OF_FRAME or len(body) != 15:
                return None
            body = _frame(body, across, down, wanted)
        elif marker == _START_OF_SCAN:
            if len(body) != 10:
                return None
            body = _scan(body)
        parts.append(struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body)
        if marker == _START_OF_SCAN:
            return b"".join([*parts, data[at:]])
    return None


def _frame(body: bytes, across: int, down: int, wanted: int) -> bytes:
    precision, height, width, _ = struct.unpack_from(">BHHB", body)
    size = (-(-height // down), -(-width // across))
    four = [number + bytes((_PLAIN, table)) for number, table in _four(body[8::3])]
    four.append(four.pop(wanted - 1))
    return struct.pack(">BHHB", precision, *size, 4) + b"".join(four)


def _scan(body: bytes) -> bytes:
    four = [number + bytes((tables,)) for number, tables in _four(body[2:7:2])]
    return b"\4" + b"".join(four) + body[7:]


def _four(of_each: bytes) -> list[tuple[bytes, int]]:
    """Numbers of four components, and what is said of them: of brightness twice."""
    return [(bytes([i]), value) for i, value in enumerate((of_each[0], *of_each), 1)]
