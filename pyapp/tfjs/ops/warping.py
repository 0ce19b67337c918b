"""What TF.js can do to images that TensorFlow has under no name of its own: in `tf.image` here."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.dtypes import REAL
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array, require_dtype
from tfjs.ops._families import filled
from tfjs.ops._shapes import static_ints
from tfjs.ops.arithmetic import divide_no_nan
from tfjs.ops.casting import cast
from tfjs.ops.counting import bincount
from tfjs.ops.math import greater, less_equal, multiply, rint, square, subtract
from tfjs.ops.reductions import argmax, cumsum, reduce_sum
from tfjs.ops.shaping import broadcast_to, expand_dims, sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_transform = _bridge.Instruction("image.transform", op="image.transform")
_rotate = _bridge.Instruction("image.rotateWithOffset", op="image.rotate_with_offset")


def transform(
    image: "TensorLike",
    transforms: "TensorLike",
    interpolation: str = "nearest",
    fill_mode: str = "constant",
    fill_value: float = 0.0,
    output_shape: Any = None,
) -> Tensor:
    """Warp images by projective transforms; TF.js's `image.transform`.

    TensorFlow has it as `tf.raw_ops.ImageProjectiveTransformV3`, whose numbers these are.

    Args:
        image: Shape `(batch, height, width, channels)`, numbers.
        transforms: Shape `(batch or 1, 8)` or `(8,)`: with `k = c0 * x + c1 * y + 1` the pixel at
            `(x, y)` is taken from `((a0 * x + a1 * y + a2) / k, (b0 * x + b1 * y + b2) / k)`.
        interpolation: `"nearest"` or `"bilinear"`.
        fill_mode: What lies outside: `"constant"`, `"reflect"`, `"wrap"` or `"nearest"`.
        fill_value: For `"constant"`.
        output_shape: Height and width; those of `image` if None.

    Returns:
        Shape `(batch, *output_shape, channels)`, dtype of `image`. The gradient with respect to
        the images is TensorFlow's, that of the result sampled through the inverse transforms;
        there is none with respect to the transforms.

    Raises:
        InvalidArgumentError: Shapes that do not go together.
        ValueError: Another interpolation or fill mode.
    """
    op = "image.transform"
    given = as_tensor(image, op=op)
    x = _images(given, op)
    matrices = cast(as_tensor(transforms, hint=dtypes.float32, op=op), dtypes.float32)
    if matrices.ndim == 1:
        matrices = expand_dims(matrices, 0)
    count = sizes_of(x)[0]
    if matrices.ndim != 2 or sizes_of(matrices)[1] != 8 or sizes_of(matrices)[0] not in (1, count):
        raise InvalidArgumentError(
            f"{op}: expected transforms of shape ({count} or 1, 8) for {count} images. Received: "
            f"{matrices.shape}.",
            op=op,
        )
    _check_words(interpolation, fill_mode)
    size = sizes_of(x)[1:3]
    if output_shape is not None:
        size = static_ints(output_shape, op, "output_shape")
    if len(size) != 2 or min(size) < 1:
        raise InvalidArgumentError(
            f"{op}: expected output_shape as a height and a width, both positive. Received: "
            f"{list(size)}.",
            op=op,
        )
    if 0 in x.shape:
        return filled((count, *size, sizes_of(x)[3]), 0, given.dtype, (x,))
    matrices = broadcast_to(matrices, (count, 8))
    options = (interpolation.lower(), fill_mode.lower(), float(fill_value), size)
    return cast(Tensor(_transform((x._slot, matrices._slot), options), dtypes.float32), given.dtype)


def _check_words(interpolation: str, fill_mode: str) -> None:
    if interpolation.lower() not in ("nearest", "bilinear"):
        raise ValueError(
            "image.transform: expected an interpolation 'nearest' or 'bilinear'. Received: "
            f"interpolation={interpolation!r}."
        )
    if fill_mode.lower() not in ("constant", "reflect", "wrap", "nearest"):
        raise ValueError(
            "image.transform: expected a fill_mode 'constant', 'reflect', 'wrap' or 'nearest'. "
            f"Received: fill_mode={fill_mode!r}."
        )


def rotate_with_offset(
    image: "TensorLike", radians: float, fill_value: Any = 0.0, center: Any = 0.5
) -> Tensor:
    """Turn images counterclockwise; TF.js's `image.rotateWithOffset`.

    Args:
        image: Shape `(batch, height, width, channels)`, numbers.
        radians: By how much.
        fill_value: For what lies outside: one number, or three for red, green and blue.
        center: Around which point, as a share of width and height: one number or two.

    Returns:
        The shape of `image`, float32. It has no gradient.
    """
    x = _images(image, "image.rotate_with_offset")
    fill, middle = (
        tuple(float(n) for n in v) if isinstance(v, list | tuple) else float(v)
        for v in (fill_value, center)
    )
    return Tensor(_rotate((x._slot,), (float(radians), fill, middle)), dtypes.float32)


def threshold(
    image: "TensorLike",
    method: str = "binary",
    inverted: bool = False,
    threshold_value: float = 0.5,
) -> Tensor:
    """Images in black and white; TF.js's `image.threshold`.

    Args:
        image: Shape `(height, width, 1 or 3)`, values from 0 to 255.
        method: `"binary"`, or `"otsu"`, which finds the threshold (Otsu, 1979).
        inverted: Make what is brighter black.
        threshold_value: As a share of 255.

    Returns:
        Shape `(height, width, 1)`, int32, 0 or 255.
    """
    op = "image.threshold"
    x = cast(require_dtype(as_tensor(image, op=op), REAL, op, "image"), dtypes.int32)
    if x.ndim != 3 or sizes_of(x)[2] not in (1, 3) or method not in ("binary", "otsu"):
        raise InvalidArgumentError(
            f"{op}: expected an image of rank 3 with 1 or 3 channels, and a method binary or "
            f"otsu. Received: {x.shape}, method={method!r}.",
            op=op,
        )
    gray = cast(x, dtypes.float32)
    if sizes_of(x)[2] == 3:
        gray = reduce_sum(multiply(gray, [0.2989, 0.587, 0.114]), -1, keepdims=True)
    limit: Tensor | float = 255 * float(threshold_value)
    if method == "otsu":
        limit = _best_split(rint(gray))
    chosen = less_equal(gray, limit) if inverted else greater(gray, limit)
    return multiply(cast(chosen, dtypes.int32), 255)


def _best_split(gray: Tensor) -> Tensor:
    """The value that tells dark from bright best: where the variance between them is largest."""
    counts = cast(bincount(cast(gray, dtypes.int32), minlength=256, maxlength=256), dtypes.float32)
    values = from_array(np.arange(256, dtype=np.float32), None, None, "image.threshold")
    dark, dark_sum = cumsum(counts), cumsum(multiply(counts, values))
    bright, bright_sum = subtract(dark[-1], dark), subtract(dark_sum[-1], dark_sum)
    between = subtract(divide_no_nan(dark_sum, dark), divide_no_nan(bright_sum, bright))
    variance = multiply(multiply(dark, bright), square(between))
    return cast(argmax(variance[:-1]), dtypes.float32)


def _images(image: Any, op: str) -> Tensor:
    x = cast(require_dtype(as_tensor(image, op=op), REAL, op, "image"), dtypes.float32)
    if x.ndim != 4:
        raise InvalidArgumentError(f"{op}: expected images of rank 4. Received: {x.shape}.", op=op)
    return x
