"""Pictures for models: files, arrays, Pillow images and tensors as RGB."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from tfjs.errors import InvalidArgumentError, NotFoundError
from tfjs.image_io import _sniff
from tfjs.image_io._picture import Grid as Grid
from tfjs.image_io._picture import Pixels
from tfjs.image_io._sampling import resized as resized
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from PIL.Image import Image

ImageLike: TypeAlias = (
    "Image | np.ndarray[Any, Any] | Tensor | bytes | bytearray | memoryview | str | Path | Any"
)
"""A Pillow image, pixels, a tensor of pixels, a file's bytes, its path, or an open file."""


def read(image: ImageLike, op: str) -> Grid:
    """The picture that `image` stands for.

    Args:
        image: Encoded bytes, a path or an open binary file; a Pillow image; or pixels as an array
            or tensor of shape `(height, width)`, `(height, width, 1)`, `(…, 3)` or `(…, 4)` with
            values 0 to 255, whatever the dtype. The fourth channel of an array is ignored: pixels
            read from a canvas hold plain colors.
        op: For messages.

    Raises:
        InvalidArgumentError: No picture, a damaged one, or one too large.
        NotFoundError: No such file.
    """
    if isinstance(image, bytes | bytearray | memoryview):
        return _decoded(bytes(image), op)
    if isinstance(image, np.ndarray):
        return Pixels(_rgb(image, op))
    if isinstance(image, Tensor):
        return Pixels(_rgb(image.numpy(), op))
    if isinstance(image, str | os.PathLike):
        return _decoded(_file(Path(image), op), op)
    if hasattr(image, "getexif"):
        return _from_pillow(image)
    if hasattr(image, "read"):
        return _decoded(image.read(_sniff.MAX_FILE_BYTES + 1), op)
    if hasattr(image, "__array__"):
        return Pixels(_rgb(np.asarray(image), op))
    raise InvalidArgumentError(
        f"{op}: expected a picture: bytes, a path, a file, a Pillow image, an array or a tensor. "
        f"Received: {type(image).__name__}.",
        op=op,
    )


def _decoded(data: bytes, op: str) -> Grid:
    # Pillow is imported when the first file comes: half of all programs work on camera frames.
    from tfjs.image_io._decode import decode

    return decode(data, op)


def _from_pillow(image: "Image") -> Grid:
    from tfjs.image_io._decode import as_array

    return Pixels(as_array(image))


def _file(path: Path, op: str) -> bytes:
    try:
        _sniff.check_size(path.stat().st_size, op)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotFoundError(f"{op}: there is no file {path}.", op=op) from error


def _rgb(array: "np.ndarray[Any, Any]", op: str) -> "np.ndarray[Any, Any]":
    if array.ndim == 4 and array.shape[0] == 1:
        array = array[0]
    gray = array.ndim == 2 or (array.ndim == 3 and array.shape[2] == 1)
    if not gray and not (array.ndim == 3 and array.shape[2] in (3, 4)):
        raise InvalidArgumentError(
            f"{op}: expected pixels of shape (height, width), (height, width, 1), "
            f"(height, width, 3) or (height, width, 4). Received: {array.shape}.",
            op=op,
        )
    if array.size == 0:
        raise InvalidArgumentError(f"{op}: expected pixels. Received: {array.shape}.", op=op)
    if array.dtype.kind not in "uif":
        raise InvalidArgumentError(
            f"{op}: expected numbers from 0 to 255. Received: dtype {array.dtype}.", op=op
        )
    _sniff.check_pixels(array.shape[1], array.shape[0], op)
    if gray:
        flat = array.reshape(array.shape[0], array.shape[1], 1)
        return np.broadcast_to(flat, (*flat.shape[:2], 3))
    return array[..., :3]
