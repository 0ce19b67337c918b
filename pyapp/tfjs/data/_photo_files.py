"""Files of photos: which of them a browser decodes as TensorFlow does, and how Pillow does it here.

Browsers turn a photo by the note of its orientation, and convert colors by its profile; Keras does
neither. So both are taken out of a file before a browser sees it. Files with transparency, inks or
more than 8 bits are decoded by Pillow.
"""

from typing import Any, Final

import numpy as np

from tfjs.errors import InvalidArgumentError

Array = np.ndarray[Any, Any]

JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
_PNG_START: Final = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT: Final = (b"IHDR", b"IDAT", b"IEND")
_SIZES: Final = frozenset({0xC0, 0xC1, 0xC2})
"""Markers of JPEG that say how large a picture is, for the kinds that browsers decode."""
_OTHER_KINDS: Final = frozenset({0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)})
_NOTES: Final = (0xE1, 0xE2)
"""Markers before notes about orientation and color profiles."""
_ADOBE: Final = 0xEE
_SCAN: Final = 0xDA
_END: Final = b"\xff\xd9"
_BRIGHTNESS: Final = np.array([9798, 19235, 3735], np.uint32)
"""Parts of red, green and blue in gray, of 2**15; rounded down, as libpng does it."""
_TAIL: Final = 1024
"""Bytes at the end of a JPEG in which its last marker must be, for it to be whole."""


def for_browser(data: bytes, channels: int) -> tuple[str, bytes] | None:
    """MIME type and bytes for a browser; None if Pillow has to decode the file."""
    if data.startswith(b"\xff\xd8"):
        found = _plain_jpeg(data)
        return None if found is None else (JPEG, found)
    if data.startswith(_PNG_START) and channels == 3:
        found = _plain_png(data)
        return None if found is None else (PNG, found)
    return None


def shape_of(data: bytes) -> tuple[int, int, int] | None:
    """Rows, columns and channels of the picture in a file; None for kinds that are not known."""
    if data.startswith(_PNG_START) and data[12:16] == b"IHDR" and data[24:26] == b"\x08\x02":
        return int.from_bytes(data[20:24], "big"), int.from_bytes(data[16:20], "big"), 3
    at = 2
    while data.startswith(b"\xff\xd8") and at + 10 <= len(data) and data[at] == 0xFF:
        if data[at + 1] in _SIZES:
            sides = data[at + 5 : at + 9]
            return int.from_bytes(sides[:2], "big"), int.from_bytes(sides[2:], "big"), data[at + 9]
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def _plain_jpeg(data: bytes) -> bytes | None:
    """The file without its notes; None if it is damaged, or its colors are no JFIF's."""
    if _END not in data[-_TAIL:]:
        return None
    kept = [data[:2]]
    at = 2
    while at + 4 <= len(data):
        marker = data[at + 1]
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        part = data[at : at + 2 + size]
        if data[at] != 0xFF or marker in _OTHER_KINDS or len(part) < 2 + size:
            return None
        if marker == _SCAN:
            kept.append(data[at:])
            return b"".join(kept)
        if marker in _SIZES and (part[4] != 8 or part[9] not in (1, 3) or _names_rgb(part)):
            return None
        if marker == _ADOBE and part[4:9] == b"Adobe" and part[15:16] == b"\0":
            return None
        if marker not in _NOTES:
            kept.append(part)
        at += 2 + size
    return None


def _names_rgb(part: bytes) -> bool:
    """Whether a frame's components are red, green and blue themselves."""
    return part[9] == 3 and bytes(part[10 + 3 * i] for i in range(3)) == b"RGB"


def _plain_png(data: bytes) -> bytes | None:
    """The file with its pixels only; None if they are no opaque RGB of 8 bits."""
    kept = [_PNG_START]
    at = len(_PNG_START)
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        part = data[at : at + 12 + size]
        if len(part) < 12 + size or name in (b"tRNS", b"acTL"):
            return None
        if name == b"IHDR" and part[16:18] != b"\x08\x02":
            return None
        if name in _PNG_KEPT:
            kept.append(part)
        if name == b"IEND":
            return b"".join(kept)
        at += 12 + size
    return None


def by_pillow(data: bytes, channels: int, op: str) -> Array:
    """The pixels of a file as TensorFlow decodes them: uint8, `(height, width, channels)`.

    Raises:
        InvalidArgumentError: No picture, or a damaged one.
    """
    from tfjs.image_io._decode import opened

    image = opened(data, op)
    try:
        return _pixels(image, data, channels)
    except (OSError, ValueError, SyntaxError, IndexError, EOFError) as error:
        raise InvalidArgumentError(f"{op}: the picture is damaged: {error}.", op=op) from error


def _pixels(image: Any, data: bytes, channels: int) -> Array:
    if channels == 1:
        return _gray(image)[..., None]
    rgb = _colors(image, data)
    if channels == 3:
        return rgb
    clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    alpha = np.asarray(image.convert("RGBA"))[..., 3:] if clear else np.full_like(rgb[..., :1], 255)
    return np.concatenate([rgb, alpha], axis=-1)


def _gray(image: Any) -> Array:
    if image.format == "JPEG" and image.mode == "RGB":
        image.draft("L", image.size)  # brightness is stored as it is
    if image.mode in ("L", "1"):
        return np.asarray(image.convert("L"))
    if image.mode.startswith("I;16"):
        return (np.asarray(image) >> 8).astype(np.uint8)
    rgb = np.asarray(image.convert("RGB")).astype(np.uint32)
    return np.asarray((rgb * _BRIGHTNESS).sum(-1) >> 15, np.uint8)


def _colors(image: Any, data: bytes) -> Array:
    from tfjs.image_io import _jpeg
    from tfjs.image_io._decode import pixels_of
    from tfjs.image_io._picture import whole

    across, down = _jpeg.halving(image)
    if (across, down) != (1, 1):
        return whole(_jpeg.HalvedColor(data, across, down))
    if image.mode in ("RGBA", "LA", "PA", "P") or "transparency" in image.info:
        return np.asarray(image.convert("RGBA"))[..., :3]
    return np.asarray(pixels_of(image))
