"""Images resized, cut around their middle, and warped."""

from typing import Any

import numpy as np

from tfjs.keras.layers.preprocessing.images._base import height_and_width
from tfjs.ops.joining import concat
from tfjs.ops.resizing import resize
from tfjs.ops.shaping import pad, reshape, sizes_of, transpose
from tfjs.ops.slicing import block
from tfjs.ops.warping import transform
from tfjs.tensor import Tensor

INTERPOLATIONS = ("bilinear", "nearest", "lanczos3", "lanczos5", "bicubic")
WARP_INTERPOLATIONS = ("nearest", "bilinear")
FILL_MODES = ("reflect", "wrap", "constant", "nearest")


def resized(
    images: Tensor,
    size: tuple[int, int],
    interpolation: str = "bilinear",
    *,
    antialias: bool = False,
    crop: bool = False,
    padded: float | None = None,
    channels_first: bool = False,
) -> Tensor:
    """Images in another size.

    Args:
        images: Shape `(batch, height, width, channels)`, or channels second.
        size: New height and width.
        interpolation: One of `INTERPOLATIONS`.
        antialias: Whether shrinking averages over all pixels that go into one.
        crop: Whether the sides are cut first, so that the aspect ratio becomes that of `size`.
        padded: With which value they are made longer first, to the same end; None for not at all.
        channels_first: Where the channels are.

    Raises:
        ValueError: Another interpolation, or both of `crop` and `padded`.
    """
    if interpolation not in INTERPOLATIONS:
        raise ValueError(
            "Invalid value for argument `interpolation`. Expected of one "
            f"{INTERPOLATIONS}. Received: interpolation={interpolation}"
        )
    if crop and padded is not None:
        raise ValueError(
            "Only one of `pad_to_aspect_ratio` & `crop_to_aspect_ratio` can be `True`."
        )
    x = transpose(images, [0, 2, 3, 1]) if channels_first else images
    height, width = sizes_of(x)[1:3]
    if crop or padded is not None:
        fitting = (_share(width, size[0], size[1]), _share(height, size[1], size[0]))
        if crop:
            x = middle(x, (max(min(height, fitting[0]), 1), max(min(width, fitting[1]), 1)))
        else:
            x = _framed(x, (max(height, fitting[0]), max(width, fitting[1])), padded)
    out = resize(x, size, interpolation, antialias=antialias)
    return transpose(out, [0, 3, 1, 2]) if channels_first else out


def _share(side: int, numerator: int, denominator: int) -> int:
    """`side * numerator / denominator` cut to an integer, in float32 as Keras has it."""
    return int(np.float32(side * numerator) / np.float32(denominator))


def middle(x: Tensor, size: tuple[int, int]) -> Tensor:
    """The middle of images with channels last."""
    height, width = sizes_of(x)[1:3]
    top, left = int((height - size[0]) / 2), int((width - size[1]) / 2)
    return cut(x, top, left, size, channels_first=False)


def _framed(x: Tensor, size: tuple[int, int], value: Any) -> Tensor:
    height, width = sizes_of(x)[1:3]
    tall, wide = int((size[0] - height) / 2), int((size[1] - width) / 2)
    if not tall and not wide:
        return x
    pairs = ((0, 0), (tall, tall), (wide, wide), (0, 0))
    return pad(x, pairs, constant_values=float(value) if x.dtype.is_floating else int(value))


def cut(
    images: Tensor, top: int, left: int, size: tuple[int, int], *, channels_first: bool
) -> Tensor:
    """A rectangle of a batch of images."""
    sizes = list(sizes_of(images))
    at = 2 if channels_first else 1
    starts = [0] * 4
    starts[at : at + 2] = [top, left]
    sizes[at : at + 2] = size
    return block(images, tuple(starts), tuple(sizes))


def cut_to_aspect_ratio(images: Tensor, size: tuple[int, int], *, channels_first: bool) -> Tensor:
    """Images in another size, cut around their middle first where the aspect ratio differs."""
    height, width = height_and_width(images, channels_first)
    tall = max(min(height, int(float(width * size[0]) / size[1])), 1)
    wide = max(min(width, int(float(height * size[1]) / size[0])), 1)
    top, left = int((height - tall) / 2), int((width - wide) / 2)
    part = cut(images, top, left, (tall, wide), channels_first=channels_first)
    return resized(part, size, channels_first=channels_first)


def warped(
    images: Tensor,
    matrices: Tensor,
    interpolation: str,
    fill_mode: str,
    fill_value: float,
    *,
    channels_first: bool,
) -> Tensor:
    """Images under projective transforms, in the dtype that they have.

    Args:
        images: Shape `(batch, height, width, channels)`, or channels second.
        matrices: Shape `(batch, 8)`; see `tf.image.transform`.
        interpolation: `"nearest"` or `"bilinear"`.
        fill_mode: What lies outside.
        fill_value: For `"constant"`.
        channels_first: Where the channels are.
    """
    x = transpose(images, [0, 2, 3, 1]) if channels_first else images
    out = transform(x, matrices, interpolation, fill_mode, fill_value)
    return transpose(out, [0, 3, 1, 2]) if channels_first else out


def rows(*columns: Tensor) -> Tensor:
    """Vectors side by side: shape `(batch, columns)`."""
    return concat([reshape(column, (-1, 1)) for column in columns], 1)


def checked_warp(fill_mode: str, interpolation: str) -> None:
    """Refuse what warping cannot do.

    Raises:
        NotImplementedError: Another fill mode or interpolation.
    """
    if fill_mode not in FILL_MODES:
        raise NotImplementedError(f"Unknown `fill_mode` {fill_mode}. Expected of one {FILL_MODES}.")
    if interpolation not in WARP_INTERPOLATIONS:
        raise NotImplementedError(
            f"Unknown `interpolation` {interpolation}. Expected of one {WARP_INTERPOLATIONS}."
        )
