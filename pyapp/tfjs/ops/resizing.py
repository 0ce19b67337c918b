"""Images in another size: `tf.image.resize`.

Without `antialias`, bilinear and nearest are kernels of TF.js with half pixel centers, which is
what TensorFlow 2 does. Everything else is a product with two matrices of weights, one per
direction, as in TensorFlow's scale-and-translate.
"""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.dtypes import REAL
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array, require_dtype
from tfjs.ops._shapes import static_ints
from tfjs.ops.casting import cast, identity, relabeled
from tfjs.ops.gathering import gather
from tfjs.ops.linalg import matmul
from tfjs.ops.shaping import expand_dims, reshaped, sizes_of, squeeze, transpose
from tfjs.pending import Pending
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_bilinear = _bridge.Instruction("image.resizeBilinear", op="image.resize")
_nearest = _bridge.Instruction("image.resizeNearestNeighbor", op="image.resize")


class ResizeMethod:
    """Names of the methods of `tf.image.resize`."""

    BILINEAR = "bilinear"
    NEAREST_NEIGHBOR = "nearest"
    BICUBIC = "bicubic"
    AREA = "area"
    LANCZOS3 = "lanczos3"
    LANCZOS5 = "lanczos5"
    GAUSSIAN = "gaussian"
    MITCHELLCUBIC = "mitchellcubic"


def resize(
    images: "TensorLike",
    size: Any,
    method: str = ResizeMethod.BILINEAR,
    preserve_aspect_ratio: bool = False,
    antialias: bool = False,
    name: str | None = None,
) -> Tensor:
    """Resize images.

    Args:
        images: Shape `(batch, height, width, channels)` or `(height, width, channels)`, numbers.
        size: New height and width in pixels.
        method: `"bilinear"`, `"nearest"`, `"bicubic"`, `"lanczos3"`, `"lanczos5"`, `"gaussian"`,
            `"mitchellcubic"`.
        preserve_aspect_ratio: Make the larger of both fit `size`, and scale the other alike.
        antialias: Average over all pixels that go into one when an image gets smaller.

    Returns:
        The dtype of `images` for `"nearest"` and where the size stays the same, else float32.

    Raises:
        ValueError: Another rank, a size that is not two ints, an unknown method.
    """
    x = require_dtype(as_tensor(images, op="image.resize"), REAL, "image.resize", "images")
    if x.ndim not in (3, 4):
        raise ValueError("'images' must have either 3 or 4 dimensions.")
    if type(x) is Pending and method == ResizeMethod.BILINEAR and not antialias:
        height, width = sizes_of(x)[:2]
        made = x.resized(*_target(size, height, width, keep=preserve_aspect_ratio))
        if made is not None:
            return made
    batch = expand_dims(x, 0) if x.ndim == 3 else x
    height, width = sizes_of(batch)[1:3]
    target = _target(size, height, width, keep=preserve_aspect_ratio)
    if target == (height, width) == _target(size, height, width, keep=False):
        return identity(x)
    out = _resized(batch, target, str(method), antialias)
    return squeeze(out, [0]) if x.ndim == 3 else out


def _target(size: Any, height: int, width: int, *, keep: bool) -> tuple[int, int]:
    wanted = static_ints(size, "image.resize", "size")
    if len(wanted) != 2 or np.ndim(size) == 0:
        raise ValueError("'size' must be a 1-D Tensor of 2 elements: new_height, new_width")
    if min(wanted) <= 0 or not height * width:
        raise InvalidArgumentError(
            f"image.resize: output dimensions must be positive. Received: size={list(wanted)} "
            "for images of "
            f"{height} by {width}.",
            op="image.resize",
        )
    if not keep:
        return wanted[0], wanted[1]
    scale = min(np.float32(wanted[0] / height), np.float32(wanted[1] / width))
    return (
        max(1, int(np.round(np.float32(height) * scale))),
        max(1, int(np.round(np.float32(width) * scale))),
    )


def _resized(x: Tensor, size: tuple[int, int], method: str, antialias: bool) -> Tensor:
    if method == ResizeMethod.NEAREST_NEIGHBOR:
        return _nearest_pixels(x, size)
    floats = relabeled(cast(x, dtypes.float32), dtypes.float32)
    if method == ResizeMethod.BILINEAR and not antialias:
        return Tensor(_bilinear((floats._slot,), (size, False, True)), dtypes.float32)
    if method == ResizeMethod.AREA:
        return _mixed(
            floats, [_area_weights(n, m) for n, m in zip(sizes_of(x)[1:3], size, strict=True)]
        )
    if method not in _KERNELS:
        raise ValueError(f"Resize method is not implemented: {method}")
    radius, kernel = _KERNELS[method]
    weights = [
        _weights(n, m, radius, kernel, antialias)
        for n, m in zip(sizes_of(x)[1:3], size, strict=True)
    ]
    return _mixed(floats, weights)


def _nearest_pixels(x: Tensor, size: tuple[int, int]) -> Tensor:
    if x.dtype.is_floating:
        return Tensor(_nearest((x._slot,), (size, False, True)), x.dtype)
    # The kernel of WASM gives zeros for integers, so they are picked by index.
    for axis, new in zip((1, 2), size, strict=True):
        old = sizes_of(x)[axis]
        centers = (np.arange(new, dtype=np.float32) + np.float32(0.5)) * np.float32(old / new)
        x = gather(x, np.minimum(np.floor(centers).astype(np.int32), old - 1), axis=axis)
    return x


def resize_align_corners(images: "TensorLike", size: Any) -> Tensor:
    """Bilinear, with the corners of both images on top of each other, as TensorFlow 1 could.

    Shape `(batch, height, width, channels)` or `(height, width, channels)`; float32 comes out.
    """
    x = cast(as_tensor(images, op="image.resize"), dtypes.float32)
    height, width = static_ints(size, "image.resize", "size")
    return Tensor(_bilinear((x._slot,), ((height, width), True, False)), dtypes.float32)


def _mixed(x: Tensor, weights: "list[np.ndarray[Any, Any]]") -> Tensor:
    """Every new row a weighted sum of old rows, then the same for columns."""
    rows, columns = (from_array(w.astype(np.float32), None, None, "image.resize") for w in weights)
    batch, height, width, channels = sizes_of(x)
    tall = matmul(rows, reshaped(x, (batch, height, width * channels)))
    new_height, new_width = sizes_of(rows)[0], sizes_of(columns)[0]
    lying = transpose(reshaped(tall, (batch, new_height, width, channels)), [0, 2, 1, 3])
    wide = matmul(columns, reshaped(lying, (batch, width, new_height * channels)))
    return transpose(reshaped(wide, (batch, new_width, new_height, channels)), [0, 2, 1, 3])


def _weights(
    old: int, new: int, radius: float, kernel: Callable[[Any], Any], antialias: bool
) -> "np.ndarray[Any, Any]":
    """Share of each old pixel in each new one, with rows that add up to 1."""
    scale = old / new
    width = max(scale, 1.0) if antialias else 1.0
    centers = (np.arange(new) + 0.5) * scale
    if kernel is _KERNELS[ResizeMethod.BICUBIC][1] and not antialias:
        # TensorFlow looks these weights up in a table of 1024 steps.
        centers = np.round((centers - 0.5) * 1024) / 1024 + 0.5
    distance = (np.arange(old)[None, :] + 0.5 - centers[:, None]) / width
    weights = np.where(np.abs(distance) <= radius, kernel(distance), 0.0)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _area_weights(old: int, new: int) -> "np.ndarray[Any, Any]":
    edges = np.arange(new + 1) * (old / new)
    low, high = edges[:-1, None], edges[1:, None]
    pixel = np.arange(old)[None, :]
    overlap = np.clip(np.minimum(high, pixel + 1) - np.maximum(low, pixel), 0, None)
    return np.asarray(overlap / overlap.sum(axis=1, keepdims=True))


def _triangle(x: Any) -> Any:
    return np.maximum(0, 1 - np.abs(x))


def _cubic(b: float, c: float) -> Callable[[Any], Any]:
    """Mitchell and Netravali, 1988."""

    def kernel(x: Any) -> Any:
        a = np.abs(x)
        near = ((12 - 9 * b - 6 * c) * a**3 + (-18 + 12 * b + 6 * c) * a**2 + (6 - 2 * b)) / 6
        far = (
            (-b - 6 * c) * a**3 + (6 * b + 30 * c) * a**2 + (-12 * b - 48 * c) * a + 8 * b + 24 * c
        ) / 6
        return np.where(a < 1, near, np.where(a < 2, far, 0.0))

    return kernel


def _lanczos(radius: int) -> Callable[[Any], Any]:
    return lambda x: np.where(np.abs(x) < radius, np.sinc(x) * np.sinc(x / radius), 0.0)


def _gaussian(x: Any) -> Any:
    return np.exp(-(x**2) / (2 * 0.5**2)) / math.sqrt(2 * math.pi * 0.25)


_KERNELS: dict[str, tuple[float, Callable[[Any], Any]]] = {
    ResizeMethod.BILINEAR: (1, _triangle),
    ResizeMethod.BICUBIC: (2, _cubic(0, 0.5)),
    ResizeMethod.LANCZOS3: (3, _lanczos(3)),
    ResizeMethod.LANCZOS5: (5, _lanczos(5)),
    ResizeMethod.GAUSSIAN: (1.5, _gaussian),
    ResizeMethod.MITCHELLCUBIC: (2, _cubic(1 / 3, 1 / 3)),
}
