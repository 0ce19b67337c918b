"""Files into pictures, with Pillow, as browsers show them.

- EXIF's orientation is applied; of an animation the first frame is taken.
- Colors with a profile become sRGB; CMYK and palettes become RGB; 16 bits keep their upper 8.
- Transparent pixels are what a canvas gives back: fully transparent ones black, others unchanged
  but for rounding.
"""

import io
from typing import Any

import numpy as np
from PIL import Image, PngImagePlugin, UnidentifiedImageError

from tfjs.errors import InvalidArgumentError
from tfjs.image_io import _jpeg, _sniff
from tfjs.image_io._picture import Array, Grid, Pixels, Upright
from tfjs.image_io._profile import as_srgb

_ORIENTATION = 0x0112


def decode(data: bytes, op: str) -> Grid:
    """The picture in a file.

    Raises:
        InvalidArgumentError: No picture, a damaged one, or one too large.
    """
    _sniff.check_size(len(data), op)
    image = opened(data, op)
    try:
        return _grid(image, data, op)
    except InvalidArgumentError:
        raise
    except (OSError, ValueError, SyntaxError, IndexError, EOFError, ZeroDivisionError) as error:
        raise _damaged(image, error, op) from error


def opened(data: bytes, op: str) -> Image.Image:
    """The file with its header read, and its size checked."""
    limit = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = None  # our own limit follows, and names the size
    try:
        image = Image.open(io.BytesIO(data))
    except UnidentifiedImageError as error:
        raise _sniff.refusal(data, op) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise InvalidArgumentError(f"{op}: the picture is damaged: {error}.", op=op) from error
    finally:
        Image.MAX_IMAGE_PIXELS = limit
    _sniff.check_pixels(*image.size, op)
    return image


def _grid(image: Image.Image, data: bytes, op: str) -> Grid:
    orientation = _orientation(image)
    profile = image.info.get("icc_profile") if image.mode in ("RGB", "RGBA", "P") else None
    across, down = _jpeg.halving(image)
    halved = (across, down) != (1, 1)
    stored: Grid = _jpeg.HalvedColor(data, across, down) if halved else Pixels(pixels_of(image))
    upright = stored if orientation == 1 else Upright(stored, orientation)
    return as_srgb(upright, profile)


def _orientation(image: Image.Image) -> int:
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except (OSError, ValueError, SyntaxError, KeyError, TypeError):
        return 1  # damaged EXIF data do not spoil the picture
    return value if value in range(1, 9) else 1


def pixels_of(image: Image.Image) -> Array:
    """All pixels of a Pillow image as uint8 RGB, shape `(height, width, 3)`."""
    if isinstance(image, PngImagePlugin.PngImageFile) and getattr(image, "default_image", False):
        image.seek(1)  # an animated PNG may show its first frame only to those who do not animate
    if image.mode in ("I;16", "I;16B", "I;16L", "I;16N"):
        gray = (np.asarray(image) >> 8).astype(np.uint8)
        return _gray(gray)
    if image.mode in ("I", "F"):
        return _gray(np.clip(np.asarray(image), 0, 255).astype(np.uint8))
    if image.mode in ("L", "1") and "transparency" not in image.info:
        return _gray(np.asarray(image.convert("L")))
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        return _without_alpha(np.asarray(image.convert("RGBA")))
    if image.mode == "CMYK":
        return _from_inks(np.asarray(image))
    return np.asarray(image if image.mode == "RGB" else image.convert("RGB"))


def _gray(gray: Array) -> Array:
    return np.broadcast_to(gray[..., None], (*gray.shape, 3))


def _from_inks(cmyk: Array) -> Array:
    """Plain CMYK, rounded down as browsers do it."""
    light = 255 - cmyk.astype(np.uint32)
    return (light[..., :3] * light[..., 3:] // 255).astype(np.uint8)


def _without_alpha(rgba: Array) -> Array:
    """What a canvas keeps: it stores colors multiplied by alpha, and divides them when read."""
    rgb, alpha = rgba[..., :3], rgba[..., 3:]
    if alpha.min(initial=255) == 255:
        return rgb
    product = rgb.astype(np.uint32) * alpha + 128
    stored = (product + (product >> 8)) >> 8
    # In the browser's order and precision, which decide which way a half is rounded.
    unit = np.float32(1 / 255)
    scale = np.float32(1) / (np.maximum(alpha, 1).astype(np.float32) * unit)
    back = np.minimum(stored.astype(np.float32) * unit * scale, 1) * np.float32(255)
    return np.where(alpha == 0, 0, np.rint(back)).astype(np.uint8)


def _damaged(image: Image.Image, error: Exception, op: str) -> InvalidArgumentError:
    text = str(error)
    kind = f"{image.format} of {image.width} x {image.height}"
    cut = "truncated" in text or isinstance(error, EOFError) or "broken data stream" in text
    what = f"truncated: the {kind} ends before its last pixel" if cut else f"damaged ({text})"
    return InvalidArgumentError(f"{op}: the picture is {what}. Load the file again.", op=op)


def as_array(picture: Any) -> Array:
    """All pixels of a Pillow image that somebody made or opened."""
    return pixels_of(picture)
