"""Pictures as arrays and back: `load_img`, `img_to_array`, `array_to_img`, `save_img`."""

import io
import os
import warnings
from pathlib import Path
from typing import Any, Final

import numpy as np

from tfjs.keras import config
from tfjs.ops._arguments import as_tensor
from tfjs.ops.resizing import resize
from tfjs.tensor import Tensor

Array = np.ndarray[Any, Any]

_METHODS: Final = ("nearest", "bilinear", "bicubic", "hamming", "box", "lanczos")
_GRAY: Final = ("L", "I;16", "I")


def load_img(
    path: Any,
    color_mode: str = "rgb",
    target_size: tuple[int, int] | None = None,
    interpolation: str = "nearest",
    keep_aspect_ratio: bool = False,
) -> Any:
    """A picture out of a file, as Pillow's.

    Args:
        path: Its name, or an `io.BytesIO`.
        color_mode: `"rgb"`, `"rgba"` or `"grayscale"`.
        target_size: Rows and columns; as stored if None.
        interpolation: `"nearest"`, `"bilinear"`, `"bicubic"`, `"hamming"`, `"box"` or `"lanczos"`.
        keep_aspect_ratio: Cut the picture to the shape of the result, instead of stretching it.

    Raises:
        TypeError: No name.
        ValueError: No such mode or method.
    """
    from PIL import Image

    if not isinstance(path, io.BytesIO | str | bytes | os.PathLike):
        raise TypeError(f"path should be path-like or io.BytesIO, not {type(path)}")
    data = (
        path if isinstance(path, io.BytesIO) else io.BytesIO(Path(os.fsdecode(path)).read_bytes())
    )
    image: Any = Image.open(data)
    if color_mode not in ("grayscale", "rgba", "rgb"):
        raise ValueError('color_mode must be "grayscale", "rgb", or "rgba"')
    wanted = {"grayscale": "L", "rgba": "RGBA", "rgb": "RGB"}[color_mode]
    if image.mode != wanted and not (color_mode == "grayscale" and image.mode in _GRAY):
        image = image.convert(wanted)
    if target_size is None or image.size == (target_size[1], target_size[0]):
        return image
    if interpolation not in _METHODS:
        raise ValueError(
            f"Invalid interpolation method {interpolation} specified. Supported methods are "
            f"{', '.join(_METHODS)}"
        )
    size = (target_size[1], target_size[0])
    method = getattr(Image.Resampling, interpolation.upper())
    if not keep_aspect_ratio:
        return image.resize(size, method)
    width, height = image.size
    wide, high = min(width, height * size[0] // size[1]), min(height, width * size[1] // size[0])
    left, top = (width - wide) // 2, (height - high) // 2
    return image.resize(size, method, box=(left, top, left + wide, top + high))


def img_to_array(img: Any, data_format: str | None = None, dtype: Any = None) -> Array:
    """A picture of Pillow's as an array.

    Args:
        img: The picture, or an array of rank 2 or 3.
        data_format: `"channels_last"` or `"channels_first"`.
        dtype: Of the array; `keras.config.floatx()` if None.

    Returns:
        Shape `(height, width, channels)`, or with the channels first.
    """
    first = config.standardize_data_format(data_format) == "channels_first"
    array = np.asarray(img, dtype=dtype or config.floatx())
    if array.ndim == 2:
        array = array[..., None]
    if array.ndim != 3:
        raise ValueError(f"Unsupported image shape: {array.shape}")
    return array.transpose(2, 0, 1) if first else array


def array_to_img(
    x: Any, data_format: str | None = None, scale: bool = True, dtype: Any = None
) -> Any:
    """An array as a picture of Pillow's.

    Args:
        x: Shape `(height, width, channels)` with 1, 3 or 4 channels, or with the channels first.
        data_format: `"channels_last"` or `"channels_first"`.
        scale: Whether its smallest value becomes 0 and its largest 255.
        dtype: To compute in; `keras.config.floatx()` if None.

    Raises:
        ValueError: Another shape.
    """
    from PIL import Image

    first = config.standardize_data_format(data_format) == "channels_first"
    array = np.asarray(x, dtype=dtype or config.floatx())
    if array.ndim != 3:
        raise ValueError(
            "Expected image array to have rank 3 (single image). Got array with shape: "
            f"{array.shape}"
        )
    if first:
        array = array.transpose(1, 2, 0)
    if scale:
        array = array - array.min()
        largest = array.max()
        if largest != 0:
            array = array / largest
        array = array * 255
    channels = array.shape[2]
    if channels in (3, 4):
        return Image.fromarray(array.astype(np.uint8))
    if channels != 1:
        raise ValueError(f"Unsupported channel number: {channels}")
    if array.max() > 255:
        return Image.fromarray(array[..., 0].astype(np.int32))
    return Image.fromarray(array[..., 0].astype(np.uint8))


def save_img(
    path: Any,
    x: Any,
    data_format: str | None = None,
    file_format: str | None = None,
    scale: bool = True,
    **kwargs: Any,
) -> None:
    """Save an array as a picture.

    Args:
        path: Name of the file, or an open one.
        x: See `array_to_img`.
        data_format: See `array_to_img`.
        file_format: As `"png"`; by the name if None.
        scale: See `array_to_img`.
        **kwargs: For Pillow's `save`.
    """
    if file_format is None and isinstance(path, str | Path):
        file_format = Path(path).suffix[1:].lower()
    if file_format is not None and file_format.lower() == "jpg":
        file_format = "jpeg"
    image = array_to_img(x, data_format=data_format, scale=scale)
    if image.mode == "RGBA" and file_format == "jpeg":
        warnings.warn(
            "The JPEG format does not support RGBA images, converting to RGB.", stacklevel=2
        )
        image = image.convert("RGB")
    image.save(path, format=file_format, **kwargs)


def smart_resize(
    x: Any,
    size: tuple[int, int],
    interpolation: str = "bilinear",
    data_format: str = "channels_last",
) -> Any:
    """Images in another size, cut to its shape in the middle instead of being stretched.

    Args:
        x: Shape `(height, width, channels)` or with a batch in front, or with the channels first.
        size: Rows and columns of the result.
        interpolation: A method of `tf.image.resize`.
        data_format: `"channels_last"` or `"channels_first"`.

    Returns:
        An array for an array, otherwise a tensor.

    Raises:
        ValueError: Another rank, or no size.
    """
    if len(size) != 2:
        raise ValueError(f"Expected `size` to be a tuple of 2 integers, but got: {size}.")
    array = x.numpy() if isinstance(x, Tensor) else np.asarray(x)
    if array.ndim not in (3, 4):
        raise ValueError(
            "Expected an image array with shape `(height, width, channels)`, or `(batch_size, "
            f"height, width, channels)`, but got input with incorrect rank, of shape {array.shape}."
        )
    first = data_format == "channels_first"
    if first:
        array = np.moveaxis(array, -3, -1)
    height, width = array.shape[-3:-1]
    high = max(min(height, int(width * size[0] / size[1])), 1)
    wide = max(min(width, int(height * size[1] / size[0])), 1)
    top, left = int((height - high) / 2), int((width - wide) / 2)
    made = resize(array[..., top : top + high, left : left + wide, :], size, interpolation)
    if isinstance(x, Tensor) and not first:
        return made
    found = np.moveaxis(made.numpy(), -1, -3) if first else made.numpy()
    return as_tensor(found) if isinstance(x, Tensor) else found
