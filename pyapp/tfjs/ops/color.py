"""Images in other colors: gray, hue and saturation, luma and chroma."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
from tfjs.dtypes import FLOATING, REAL, DType
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array, require_dtype
from tfjs.ops.arithmetic import clip_by_value, truediv
from tfjs.ops.casting import cast, identity, saturate_cast
from tfjs.ops.comparison import equal, where
from tfjs.ops.joining import stack, unstack
from tfjs.ops.linalg import matmul
from tfjs.ops.math import abs, add, greater, less, maximum, minimum, multiply, subtract
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.shaping import reshaped, sizes_of, tile
from tfjs.pending import Pending
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike

_LUMA = (0.2989, 0.587, 0.114)

# Columns are the new channels. FCC NTSC and ITU-R BT.470 primaries, as TensorFlow rounds them.
_TO_YIQ: list[list[float]] = [
    [0.299, 0.59590059, 0.2115],
    [0.587, -0.27455667, -0.52273617],
    [0.114, -0.32134392, 0.31119955],
]
_FROM_YIQ: list[list[float]] = [
    [1, 1, 1],
    [0.95598634, -0.27201283, -1.10674021],
    [0.6208248, -0.64720424, 1.70423049],
]
_TO_YUV: list[list[float]] = [
    [0.299, -0.14714119, 0.61497538],
    [0.587, -0.28886916, -0.51496512],
    [0.114, 0.43601035, -0.10001026],
]
_FROM_YUV: list[list[float]] = [
    [1, 1, 1],
    [0, -0.394642334, 2.03206185],
    [1.13988303, -0.58062185, 0],
]


def rgb_to_grayscale(images: "TensorLike", name: str | None = None) -> Tensor:
    """Brightness of colors: shape `(..., 3)` gives `(..., 1)`, in the dtype of `images`.

    Raises:
        InvalidArgumentError: The last size is not 3.
    """
    x = as_tensor(images, op="rgb_to_grayscale")
    if sizes_of(x)[-1:] != (3,):
        raise InvalidArgumentError(
            f"rgb_to_grayscale: Matrix size-incompatible: expected 3 channels last. Received: "
            f"{x.shape}.",
            op="rgb_to_grayscale",
        )
    floats = convert_image_dtype(x, dtypes.float32)
    gray = reduce_sum(multiply(floats, _LUMA), -1, keepdims=True)
    return convert_image_dtype(gray, x.dtype)


def grayscale_to_rgb(images: "TensorLike", name: str | None = None) -> Tensor:
    """The one channel three times: shape `(..., 1)` gives `(..., 3)`."""
    x = as_tensor(images, op="grayscale_to_rgb")
    if sizes_of(x)[-1:] != (1,):
        raise ValueError("Last dimension of a grayscale image should be size 1.")
    return tile(x, [1] * (x.ndim - 1) + [3])


def rgb_to_hsv(images: "TensorLike", name: str | None = None) -> Tensor:
    """Hue, saturation and value of colors, all within `[0, 1]`; shape `(..., 3)`, floating.

    Smith, 1978.
    """
    red, green, blue = _channels(images, "rgb_to_hsv")
    value = maximum(red, maximum(green, blue))
    span = subtract(value, minimum(red, minimum(green, blue)))
    colored, bright = greater(span, 0.0), greater(value, 0.0)
    one, zero = cast(1.0, value.dtype), cast(0.0, value.dtype)
    saturation = where(bright, truediv(span, where(bright, value, one)), zero)
    sixth = truediv(1 / 6, where(colored, span, one))
    hue = where(
        equal(red, value),
        multiply(sixth, subtract(green, blue)),
        where(
            equal(green, value),
            add(multiply(sixth, subtract(blue, red)), 2 / 6),
            add(multiply(sixth, subtract(red, green)), 4 / 6),
        ),
    )
    hue = where(colored, where(less(hue, 0.0), add(hue, 1.0), hue), zero)
    return stack([hue, saturation, value], -1)


def hsv_to_rgb(images: "TensorLike", name: str | None = None) -> Tensor:
    """Colors of hues, saturations and values, all within `[0, 1]`; shape `(..., 3)`, floating."""
    hue, saturation, value = _channels(images, "hsv_to_rgb")
    turn = multiply(hue, 6.0)
    shares = (
        subtract(abs(subtract(turn, 3.0)), 1.0),
        subtract(2.0, abs(subtract(turn, 2.0))),
        subtract(2.0, abs(subtract(turn, 4.0))),
    )
    gray = subtract(1.0, saturation)
    return stack(
        [
            multiply(add(gray, multiply(saturation, clip_by_value(share, 0.0, 1.0))), value)
            for share in shares
        ],
        -1,
    )


def rgb_to_yiq(images: "TensorLike") -> Tensor:
    """Luma and two chroma channels (NTSC): shape `(..., 3)`, floating."""
    return _mixed(images, _TO_YIQ, "rgb_to_yiq")


def yiq_to_rgb(images: "TensorLike") -> Tensor:
    """Colors of NTSC's luma and chroma: shape `(..., 3)`, floating."""
    return _mixed(images, _FROM_YIQ, "yiq_to_rgb")


def rgb_to_yuv(images: "TensorLike") -> Tensor:
    """Luma and two chroma channels (PAL): shape `(..., 3)`, floating."""
    return _mixed(images, _TO_YUV, "rgb_to_yuv")


def yuv_to_rgb(images: "TensorLike") -> Tensor:
    """Colors of PAL's luma and chroma: shape `(..., 3)`, floating."""
    return _mixed(images, _FROM_YUV, "yuv_to_rgb")


def _channels(images: Any, op: str) -> list[Tensor]:
    x = require_dtype(as_tensor(images, op=op), FLOATING, op, "images")
    if sizes_of(x)[-1:] != (3,):
        raise InvalidArgumentError(f"{op}: expected 3 channels last. Received: {x.shape}.", op=op)
    return unstack(x, axis=-1)


def _mixed(images: Any, weights: list[list[float]], op: str) -> Tensor:
    x = require_dtype(as_tensor(images, op=op), FLOATING, op, "images")
    if sizes_of(x)[-1:] != (3,):
        raise InvalidArgumentError(f"{op}: expected 3 channels last. Received: {x.shape}.", op=op)
    matrix = from_array(np.asarray(weights), x.dtype, None, op)
    return reshaped(matmul(reshaped(x, (-1, 3)), matrix), sizes_of(x))


def convert_image_dtype(
    image: "TensorLike", dtype: "DTypeLike", saturate: bool = False, name: str | None = None
) -> Tensor:
    """Convert images, scaling the values: integers span their whole range, floats span `[0, 1]`.

    Raises:
        TypeError: A dtype that is neither floating nor an integer.
    """
    x = as_tensor(image, op="convert_image_dtype")
    own, target = x.dtype, dtypes.as_dtype(dtype)
    if {own, target} - REAL:
        raise TypeError(
            f"convert_image_dtype: expected numbers. Received: {own.name} to {target.name}."
        )
    if own is target:
        return x if type(x) is Pending else identity(x)
    if own.is_integer and target.is_integer:
        return _rescaled(x, target, saturate)
    if own.is_integer:
        scaled: Tensor = cast(x, target) * (1.0 / int(own.max))
        return scaled
    if target.is_integer:
        scaled = multiply(x, int(target.max) + 0.5)
        return saturate_cast(scaled, target) if saturate else cast(scaled, target)
    return cast(x, target)


def _rescaled(x: Tensor, target: DType, saturate: bool) -> Tensor:
    own_top, new_top = int(x.dtype.max), int(target.max)
    if own_top > new_top:
        scale = (own_top + 1) // (new_top + 1)
        small = cast(cast(x, dtypes.int32) // scale, x.dtype)
        return saturate_cast(small, target) if saturate else cast(small, target)
    scale = (new_top + 1) // (own_top + 1)
    wide = saturate_cast(x, target) if saturate else cast(x, target)
    return multiply(wide, scale)
