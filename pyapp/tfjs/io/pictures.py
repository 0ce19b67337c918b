"""Files as string tensors, and the pictures in them: `tf.io.read_file`, `tf.io.decode_jpeg`."""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes, pending
from tfjs.errors import InvalidArgumentError, NotFoundError
from tfjs.ops.color import convert_image_dtype
from tfjs.ops.creation import constant, convert_to_tensor
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike

_CHANNELS = (0, 1, 3, 4)


def read_file(filename: "TensorLike", name: str | None = None) -> Tensor:
    """A file's bytes as a scalar string tensor.

    Raises:
        NotFoundError: There is no such file in the worker's file system.
    """
    path = Path(_bytes_of(filename, "read_file").decode())
    try:
        return constant(path.read_bytes())
    except (FileNotFoundError, IsADirectoryError) as error:
        raise NotFoundError(f"read_file: there is no file {path}.", op="read_file") from error


def write_file(filename: "TensorLike", contents: "TensorLike", name: str | None = None) -> None:
    """Write the bytes of a scalar string tensor; folders on the way are made."""
    path = Path(_bytes_of(filename, "write_file").decode())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_bytes_of(contents, "write_file"))


def decode_image(
    contents: "TensorLike",
    channels: int | None = None,
    dtype: "DTypeLike" = dtypes.uint8,
    name: str | None = None,
    expand_animations: bool = True,
) -> Tensor:
    """The picture in a file: JPEG, PNG, GIF or BMP.

    Args:
        contents: A file's bytes, as a scalar string tensor.
        channels: 1 gray, 3 colors, 4 with alpha; 0 or None: as the file has them.
        dtype: `uint8`; others are scaled as by `tf.image.convert_image_dtype`.
        expand_animations: Whether a GIF gives all its frames, with an axis of their own.

    Returns:
        Shape `(height, width, channels)`; of a GIF `(frames, height, width, 3)`.

    Raises:
        InvalidArgumentError: No picture, a damaged one, or channels that there are not.
    """
    data = _bytes_of(contents, "decode_image")
    waiting = _pending(data, channels or 0, "decode_image")
    if waiting is not None:
        return convert_image_dtype(waiting, dtype)
    if data.startswith(b"GIF8"):
        frames = _frames(data)
        pixels = frames if expand_animations else frames[0]
    else:
        pixels = _decoded(data, channels or 0, "decode_image")
    return convert_image_dtype(constant(pixels, dtype=dtypes.uint8), dtype)


def decode_jpeg(
    contents: "TensorLike",
    channels: int = 0,
    ratio: int = 1,
    fancy_upscaling: bool = True,
    try_recover_truncated: bool = False,
    acceptable_fraction: float = 1,
    dct_method: str = "",
    name: str | None = None,
) -> Tensor:
    """The picture in a JPEG, by its exact transform (`dct_method="INTEGER_ACCURATE"`).

    Args:
        contents: A file's bytes, as a scalar string tensor.
        channels: 1 gray, 3 colors; 0: as the file has them.
        ratio: What height and width are divided by, by averaging blocks: 1, 2, 4 or 8.

    Returns:
        `uint8`, shape `(height, width, channels)`. The orientation in EXIF is not applied.

    Raises:
        InvalidArgumentError: No picture, a damaged one, or another ratio.
    """
    if ratio not in (1, 2, 4, 8):
        raise InvalidArgumentError(
            f"decode_jpeg: expected a ratio of 1, 2, 4 or 8. Received: {ratio}.", op="decode_jpeg"
        )
    data = _bytes_of(contents, "decode_jpeg")
    waiting = _pending(data, channels, "decode_jpeg") if ratio == 1 else None
    if waiting is not None:
        return waiting
    pixels = _decoded(data, channels, "decode_jpeg")
    return constant(_reduced(pixels, ratio), dtype=dtypes.uint8)


def decode_png(
    contents: "TensorLike",
    channels: int = 0,
    dtype: "DTypeLike" = dtypes.uint8,
    name: str | None = None,
) -> Tensor:
    """The picture in a PNG, as `uint8` of shape `(height, width, channels)`.

    Raises:
        InvalidArgumentError: No picture, a damaged one, or a dtype other than `uint8`.
    """
    if dtypes.as_dtype(dtype) is not dtypes.uint8:
        raise InvalidArgumentError(
            f"decode_png: expected dtype uint8. Received: {dtype}.", op="decode_png"
        )
    data = _bytes_of(contents, "decode_png")
    waiting = _pending(data, channels, "decode_png")
    if waiting is not None:
        return waiting
    pixels = _decoded(data, channels, "decode_png")
    return constant(pixels, dtype=dtypes.uint8)


def decode_bmp(contents: "TensorLike", channels: int = 0, name: str | None = None) -> Tensor:
    """The picture in a BMP, as `uint8` of shape `(height, width, channels)`."""
    pixels = _decoded(_bytes_of(contents, "decode_bmp"), channels, "decode_bmp")
    return constant(pixels, dtype=dtypes.uint8)


def decode_gif(contents: "TensorLike", name: str | None = None) -> Tensor:
    """All frames of a GIF, as `uint8` of shape `(frames, height, width, 3)`."""
    return constant(_frames(_bytes_of(contents, "decode_gif")), dtype=dtypes.uint8)


def encode_jpeg(
    image: "TensorLike",
    format: str = "",
    quality: int = 95,
    progressive: bool = False,
    optimize_size: bool = False,
    chroma_downsampling: bool = True,
    density_unit: str = "in",
    x_density: int = 300,
    y_density: int = 300,
    xmp_metadata: str = "",
    name: str | None = None,
) -> Tensor:
    """A JPEG of `uint8` pixels of shape `(height, width, 1 or 3)`, as a scalar string tensor.

    Args:
        image: The pixels.
        format: `"grayscale"` or `"rgb"`; by the number of channels if empty.
        quality: 0 to 100.
        progressive: Whether it is to load from coarse to fine.
        optimize_size: Whether time is to be spent for fewer bytes.
        chroma_downsampling: Whether colors have half the resolution.
        density_unit: `"in"` or `"cm"`, of the densities.
        x_density: Pixels per unit.
        y_density: Pixels per unit.
        xmp_metadata: Metadata for the file.
    """
    channels = {"": (1, 3), "grayscale": (1,), "rgb": (3,)}.get(format)
    if channels is None or density_unit not in ("in", "cm"):
        raise InvalidArgumentError(
            "encode_jpeg: expected a format of '', 'grayscale' or 'rgb', and a density_unit of "
            f"'in' or 'cm'. Received: {format!r}, {density_unit!r}.",
            op="encode_jpeg",
        )
    scale = 1 if density_unit == "in" else 2.54
    options: dict[str, Any] = {
        "quality": quality,
        "progressive": progressive,
        "optimize": optimize_size,
        "subsampling": 2 if chroma_downsampling else 0,
        "dpi": (round(x_density * scale), round(y_density * scale)),
    }
    if xmp_metadata:
        options["xmp"] = xmp_metadata.encode()
    return _encoded(image, "JPEG", channels, "encode_jpeg", **options)


def encode_png(image: "TensorLike", compression: int = -1, name: str | None = None) -> Tensor:
    """A PNG of `uint8` pixels of shape `(height, width, 1, 3 or 4)`, as a scalar string tensor."""
    level = {} if compression < 0 else {"compress_level": compression}
    return _encoded(image, "PNG", (1, 3, 4), "encode_png", **level)


def _bytes_of(contents: "TensorLike", op: str) -> bytes:
    value = convert_to_tensor(contents)
    if value.dtype is not dtypes.string or value.shape.rank != 0:
        raise InvalidArgumentError(
            f"{op}: expected a scalar string tensor. Received: shape {value.shape}, "
            f"dtype {value.dtype.name}.",
            op=op,
        )
    return bytes(value.numpy())


def _pending(data: bytes, channels: int, op: str) -> Tensor | None:
    """A picture that `tf.data` has decoded beside the interpreter; None where it cannot."""
    decoders = pending.decoders()
    if decoders is None or channels not in (0, 1, 3):
        return None
    from tfjs.data._photo_files import for_browser, shape_of

    shape = shape_of(data)
    if shape is None:
        return None
    kept = channels or shape[2]
    file = for_browser(data, kept)
    if file is None:
        return None
    shape = (shape[0], shape[1], kept)
    picture = pending.Picture(file, shape, lambda: _decoded(data, kept, op), decoders)
    return pending.Pending(picture, dtypes.uint8, shape)


def _decoded(data: bytes, channels: int, op: str) -> "np.ndarray[Any, Any]":
    from tfjs.data._photo_files import by_pillow
    from tfjs.image_io._decode import opened

    if channels not in _CHANNELS:
        raise InvalidArgumentError(
            f"{op}: expected channels of 0, 1, 3 or 4. Received: {channels}.", op=op
        )
    if channels == 0:
        image = opened(data, op)
        clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
        gray = image.mode in ("1", "L") or image.mode.startswith("I;16")
        channels = 4 if clear else 1 if gray else 3
    return by_pillow(data, channels, op)


def _frames(data: bytes) -> "np.ndarray[Any, Any]":
    from PIL import ImageSequence

    from tfjs.image_io._decode import opened

    image = opened(data, "decode_gif")
    if image.format != "GIF":
        raise InvalidArgumentError(
            f"decode_gif: expected a GIF. Received: {image.format}.", op="decode_gif"
        )
    return np.stack([np.asarray(frame.convert("RGB")) for frame in ImageSequence.Iterator(image)])


def _reduced(pixels: "np.ndarray[Any, Any]", ratio: int) -> "np.ndarray[Any, Any]":
    if ratio == 1:
        return pixels
    height, width, channels = pixels.shape
    pad = ((0, -height % ratio), (0, -width % ratio), (0, 0))
    whole = np.pad(pixels, pad, mode="edge").astype(np.float32)
    blocks = whole.reshape(whole.shape[0] // ratio, ratio, whole.shape[1] // ratio, ratio, channels)
    return np.asarray(np.rint(blocks.mean((1, 3))), np.uint8)


def _encoded(
    image: "TensorLike", kind: str, channels: tuple[int, ...], op: str, **options: Any
) -> Tensor:
    from PIL import Image

    pixels = convert_to_tensor(image)
    shape = pixels.shape
    if pixels.dtype is not dtypes.uint8 or shape.rank != 3 or shape[-1] not in channels:
        raise InvalidArgumentError(
            f"{op}: expected uint8 pixels of shape (height, width, channels) with channels in "
            f"{channels}. Received: shape {shape}, dtype {pixels.dtype.name}.",
            op=op,
        )
    array = pixels.numpy()
    file = io.BytesIO()
    Image.fromarray(array[..., 0] if array.shape[-1] == 1 else array).save(file, kind, **options)
    return constant(file.getvalue())
