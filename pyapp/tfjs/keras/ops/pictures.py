"""Functions of `tf.keras.ops.image` for sizes, colors and edges."""

from typing import Any

import numpy as np

from tfjs import image as images_of
from tfjs import math, nn
from tfjs.keras.config import standardize_data_format
from tfjs.keras.layers.preprocessing.images._geometry import resized
from tfjs.keras.ops.promotion import floating
from tfjs.keras.ops.symbolic import operation
from tfjs.ops import shaping
from tfjs.ops.casting import cast
from tfjs.ops.creation import convert_to_tensor
from tfjs.tensor import Tensor


def batch_of(images: Any) -> tuple[Tensor, bool]:
    """Images as a batch, and whether there was only one.

    Raises:
        ValueError: Another rank.
    """
    tensor = convert_to_tensor(images)
    if len(tensor.shape) not in (3, 4):
        raise ValueError(
            "Invalid images rank: expected rank 3 (single image) or rank 4 (batch of images). "
            f"Received input with shape: images.shape={tuple(tensor.shape)}"
        )
    single = len(tensor.shape) == 3
    return shaping.expand_dims(tensor, 0) if single else tensor, single


def is_first(data_format: str | None) -> bool:
    """Whether the channels come first."""
    return standardize_data_format(data_format) == "channels_first"


def last_in(x: Tensor, first: bool) -> Tensor:
    """Images with their channels last."""
    return shaping.transpose(x, [0, 2, 3, 1]) if first else x


def out_of(x: Tensor, first: bool, single: bool) -> Tensor:
    """What `last_in` and `batch_of` did, undone."""
    x = shaping.transpose(x, [0, 3, 1, 2]) if first else x
    return shaping.squeeze(x, 0) if single else x


@operation("image", "Resize", "images")
def resize(
    images: Any,
    size: Any,
    interpolation: str = "bilinear",
    antialias: bool = False,
    crop_to_aspect_ratio: bool = False,
    pad_to_aspect_ratio: bool = False,
    fill_mode: str = "constant",
    fill_value: float = 0.0,
    data_format: str | None = None,
) -> Tensor:
    """Images in another size; see `tf.image.resize` and the `Resizing` layer.

    Raises:
        ValueError: Another rank, size or interpolation.
    """
    if len(size) != 2 or size[0] <= 0 or size[1] <= 0:
        raise ValueError(
            f"`size` must have positive height and width. Received: size={size}"
            if len(size) == 2
            else f"Expected `size` to be a tuple of 2 integers. Received: size={size}"
        )
    tensor, single = batch_of(images)
    found = resized(
        tensor,
        (int(size[0]), int(size[1])),
        interpolation,
        antialias=antialias,
        crop=crop_to_aspect_ratio,
        padded=fill_value if pad_to_aspect_ratio else None,
        channels_first=is_first(data_format),
    )
    if tensor.dtype.is_integer:
        found = _whole(found, tensor)
    return shaping.squeeze(found, 0) if single else found


def _whole(x: Tensor, like: Tensor) -> Tensor:
    if x.dtype.is_integer:
        return x
    return cast(math.round(x), like.dtype)


@operation("image", "RGBToGrayscale", "images")
def rgb_to_grayscale(images: Any, data_format: str | None = None) -> Tensor:
    """Brightness as the only channel.

    Raises:
        ValueError: Another rank, or a number of channels other than 1 and 3.
    """
    tensor, single = batch_of(images)
    first = is_first(data_format)
    x = last_in(tensor, first)
    if x.shape[-1] == 1:
        return convert_to_tensor(images)
    if x.shape[-1] != 3:
        raise ValueError(
            "Invalid channel size: expected 3 (RGB) or 1 (Grayscale). Received input with shape: "
            f"images.shape={tuple(tensor.shape)}"
        )
    shares = np.array([0.2989, 0.587, 0.114], np.float32)
    found = math.reduce_sum(floating(x) * shares, -1, keepdims=True)
    return out_of(cast(found, tensor.dtype), first, single)


@operation("image", "RGBToHSV", "images")
def rgb_to_hsv(images: Any, data_format: str | None = None) -> Tensor:
    """Hue, saturation and value of floating colors."""
    tensor, single = batch_of(images)
    first = is_first(data_format)
    return out_of(images_of.rgb_to_hsv(last_in(tensor, first)), first, single)


@operation("image", "HSVToRGB", "images")
def hsv_to_rgb(images: Any, data_format: str | None = None) -> Tensor:
    """Red, green and blue of hue, saturation and value."""
    tensor, single = batch_of(images)
    first = is_first(data_format)
    return out_of(images_of.hsv_to_rgb(last_in(tensor, first)), first, single)


@operation("image", "GaussianBlur", "images")
def gaussian_blur(
    images: Any, kernel_size: Any = (3, 3), sigma: Any = (1.0, 1.0), data_format: str | None = None
) -> Tensor:
    """Each pixel mixed with its neighbors, by a bell curve."""
    tensor, single = batch_of(images)
    first = is_first(data_format)
    x = last_in(floating(tensor), first)
    across, down = (_bell(int(n), float(s)) for n, s in zip(kernel_size, sigma, strict=True))
    window = np.repeat(
        np.outer(down, across).reshape(int(kernel_size[0]), int(kernel_size[1]), 1, 1),
        int(x.shape[-1] or 1),
        2,
    )
    found = nn.depthwise_conv2d(x, window.astype(np.float32), [1, 1, 1, 1], "SAME")
    return out_of(found, first, single)


def _bell(size: int, sigma: float) -> "np.ndarray[Any, Any]":
    x = np.arange(size) - (size - 1) / 2
    values = np.exp(-0.5 * (x / sigma) ** 2)
    return values / values.sum()  # type: ignore[no-any-return]


@operation("image", "SobelEdges", "images")
def sobel_edges(images: Any, data_format: str | None = None) -> Tensor:
    """How images change downwards and to the right, along a new last axis."""
    tensor = convert_to_tensor(images)
    first = is_first(data_format)
    found = images_of.sobel_edges(last_in(tensor, first))
    return shaping.transpose(found, [0, 3, 1, 2, 4]) if first else found


@operation("image", "SSIM", "image1 image2")
def ssim(
    image1: Any,
    image2: Any,
    max_val: float = 1.0,
    filter_size: int = 11,
    filter_sigma: float = 1.5,
    k1: float = 0.01,
    k2: float = 0.03,
    data_format: str | None = None,
) -> Tensor:
    """The structural similarity of images; see `tf.image.ssim`."""
    first = is_first(data_format)
    one, two = (last_in(batch_of(x)[0], first) for x in (image1, image2))
    found = images_of.ssim(one, two, max_val, filter_size, filter_sigma, k1, k2)
    return shaping.squeeze(found, 0) if batch_of(image1)[1] else found
