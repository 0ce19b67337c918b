"""JPEG files: whether it is one, how large it is, and a part of it; other kinds of pictures."""

import struct
from typing import TYPE_CHECKING, Any

from tfjs import dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.io.pictures import _bytes_of, _decoded, decode_jpeg, encode_jpeg
from tfjs.ops._arguments import as_tensor
from tfjs.ops._shapes import static_ints
from tfjs.ops.color import convert_image_dtype
from tfjs.ops.creation import constant
from tfjs.ops.random import uniform
from tfjs.ops.stateless_random import stateless_uniform
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})


def is_jpeg(contents: "TensorLike", name: str | None = None) -> Tensor:
    """Whether a file's bytes, a scalar string tensor, begin as those of a JPEG do."""
    return constant(_bytes_of(contents, "is_jpeg").startswith(b"\xff\xd8\xff"))


def extract_jpeg_shape(
    contents: "TensorLike", output_type: "DTypeLike" = dtypes.int32, name: str | None = None
) -> Tensor:
    """Height, width and channels of a JPEG, without decoding it.

    Raises:
        InvalidArgumentError: No JPEG.
    """
    data, at = _bytes_of(contents, "extract_jpeg_shape"), 2
    while data.startswith(b"\xff\xd8") and at + 4 <= len(data):
        if data[at] != 0xFF:
            break
        mark = data[at + 1]
        if mark == 0xFF or mark in _ALONE:
            at += 1 if mark == 0xFF else 2
            continue
        if mark in _FRAMES and at + 10 <= len(data):
            height, width, channels = struct.unpack_from(">HHB", data, at + 5)
            return constant([height, width, channels], output_type)
        at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    raise InvalidArgumentError(
        "extract_jpeg_shape: expected a JPEG. Received: other bytes.", op="extract_jpeg_shape"
    )


def decode_and_crop_jpeg(
    contents: "TensorLike",
    crop_window: "TensorLike",
    channels: int = 0,
    ratio: int = 1,
    fancy_upscaling: bool = True,
    try_recover_truncated: bool = False,
    acceptable_fraction: float = 1,
    dct_method: str = "",
    name: str | None = None,
) -> Tensor:
    """A part of a JPEG: `crop_window` is `(y, x, height, width)`; see `decode_jpeg`.

    Raises:
        InvalidArgumentError: No JPEG, or a window outside it.
    """
    whole = decode_jpeg(contents, channels, ratio)
    y, x, height, width = static_ints(crop_window, "decode_and_crop_jpeg", "crop_window")
    rows, columns = whole.shape[0], whole.shape[1]
    inside = y >= 0 and x >= 0 and height > 0 and width > 0
    if not inside or y + height > int(rows or 0) or x + width > int(columns or 0):
        raise InvalidArgumentError(
            f"decode_and_crop_jpeg: Invalid crop window {(y, x, height, width)} in a picture of "
            f"{whole.shape}.",
            op="decode_and_crop_jpeg",
        )
    return whole[y : y + height, x : x + width]  # type: ignore[no-any-return]


def decode_webp(
    contents: "TensorLike",
    channels: int = 0,
    dtype: "DTypeLike" = dtypes.uint8,
    name: str | None = None,
) -> Tensor:
    """The picture in a WebP, as `uint8` of shape `(height, width, channels)`.

    Raises:
        InvalidArgumentError: No picture, a damaged one, or a dtype other than `uint8`.
    """
    if dtypes.as_dtype(dtype) is not dtypes.uint8:
        raise InvalidArgumentError(
            f"decode_webp: expected dtype uint8. Received: {dtype}.", op="decode_webp"
        )
    pixels = _decoded(_bytes_of(contents, "decode_webp"), channels, "decode_webp")
    return as_tensor(constant(pixels, dtype=dtypes.uint8))


def adjust_jpeg_quality(
    image: "TensorLike", jpeg_quality: Any, dct_method: str = "", name: str | None = None
) -> Tensor:
    """A picture as it is after it was a JPEG of some quality.

    Args:
        image: Shape `(height, width, 1 or 3)`, `uint8` or floating within 0 and 1.
        jpeg_quality: 0 to 100.
        dct_method: Ignored.
    """
    x = as_tensor(image, op="adjust_jpeg_quality")
    pixels = convert_image_dtype(x, dtypes.uint8, saturate=True)
    quality = int(jpeg_quality.numpy()) if hasattr(jpeg_quality, "numpy") else int(jpeg_quality)
    packed = encode_jpeg(pixels, quality=quality)
    return convert_image_dtype(decode_jpeg(packed, int(pixels.shape[-1] or 0)), x.dtype)


def random_jpeg_quality(
    image: "TensorLike", min_jpeg_quality: int, max_jpeg_quality: int, seed: int | None = None
) -> Tensor:
    """`adjust_jpeg_quality` with a quality drawn from `[min, max)`, which is read."""
    _checked_qualities(min_jpeg_quality, max_jpeg_quality)
    drawn = uniform([], min_jpeg_quality, max_jpeg_quality, dtypes.int32, seed)
    return adjust_jpeg_quality(image, drawn)


def stateless_random_jpeg_quality(
    image: "TensorLike", min_jpeg_quality: int, max_jpeg_quality: int, seed: "TensorLike"
) -> Tensor:
    """`random_jpeg_quality`, decided by the two numbers `seed`."""
    _checked_qualities(min_jpeg_quality, max_jpeg_quality)
    drawn = stateless_uniform([], seed, min_jpeg_quality, max_jpeg_quality, dtypes.int32)
    return adjust_jpeg_quality(image, drawn)


def _checked_qualities(low: int, high: int) -> None:
    if low < 0 or high < 0 or low > 100 or high > 100:
        raise ValueError("jpeg encoding range must be between 0 and 100.")
    if low >= high:
        raise ValueError("`min_jpeg_quality` must be less than `max_jpeg_quality`.")
