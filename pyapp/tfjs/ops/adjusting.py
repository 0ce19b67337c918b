"""Images made brighter, more colorful or otherwise different: `tf.image.adjust_*`."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor
from tfjs.ops.arithmetic import clip_by_value, floormod, pow, truediv
from tfjs.ops.casting import cast
from tfjs.ops.color import convert_image_dtype, hsv_to_rgb, rgb_to_hsv
from tfjs.ops.image import checked_image
from tfjs.ops.joining import stack, unstack
from tfjs.ops.math import add, multiply, subtract
from tfjs.ops.reductions import reduce_mean
from tfjs.ops.shaping import sizes_of
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


def adjust_brightness(image: "TensorLike", delta: "TensorLike") -> Tensor:
    """Add `delta` to the values, taken as spanning `[0, 1]`; integers saturate."""
    x, floats = _floats(image, "adjust_brightness")
    return convert_image_dtype(add(floats, _factor(delta, floats)), x.dtype, saturate=True)


def adjust_contrast(images: "TensorLike", contrast_factor: "TensorLike") -> Tensor:
    """Move the values of each channel away from their mean by `contrast_factor`."""
    x, floats = _floats(checked_image(images, "adjust_contrast", "images"), "adjust_contrast")
    mean = reduce_mean(floats, [-3, -2], keepdims=True)
    out = add(multiply(subtract(floats, mean), _factor(contrast_factor, floats)), mean)
    return convert_image_dtype(out, x.dtype, saturate=True)


def adjust_gamma(image: "TensorLike", gamma: "TensorLike" = 1, gain: "TensorLike" = 1) -> Tensor:
    """`gain * image**gamma`, of values taken as spanning `[0, 1]`.

    Raises:
        ValueError: `gamma` below 0.
    """
    x, floats = _floats(image, "adjust_gamma")
    if not isinstance(gamma, Tensor | Variable) and np.any(np.less(gamma, 0)):
        raise ValueError("Gamma should be a non-negative real number.")
    bent = pow(floats, _factor(gamma, floats))
    return convert_image_dtype(multiply(_factor(gain, floats), bent), x.dtype, saturate=True)


def adjust_hue(image: "TensorLike", delta: "TensorLike", name: str | None = None) -> Tensor:
    """Turn the hue of colors by `delta` of a full circle; shape `(..., 3)`.

    Raises:
        ValueError: A number outside `[-1, 1]`.
    """
    if isinstance(delta, int | float) and not -1 <= delta <= 1:
        raise ValueError("delta must be in the interval [-1, 1]")
    x, floats = _floats(_colored(image, "adjust_hue"), "adjust_hue")
    hue, saturation, value = unstack(rgb_to_hsv(floats), axis=-1)
    turned = floormod(add(hue, _factor(delta, floats)), 1.0)
    return convert_image_dtype(hsv_to_rgb(stack([turned, saturation, value], -1)), x.dtype)


def adjust_saturation(
    image: "TensorLike", saturation_factor: "TensorLike", name: str | None = None
) -> Tensor:
    """Multiply the saturation of colors, at most to 1; shape `(..., 3)`."""
    x, floats = _floats(_colored(image, "adjust_saturation"), "adjust_saturation")
    hue, saturation, value = unstack(rgb_to_hsv(floats), axis=-1)
    scaled = clip_by_value(multiply(saturation, _factor(saturation_factor, floats)), 0.0, 1.0)
    return convert_image_dtype(hsv_to_rgb(stack([hue, scaled, value], -1)), x.dtype)


def per_image_standardization(image: "TensorLike") -> Tensor:
    """Shift and scale each image to mean 0 and variance 1; float32 comes out."""
    x = checked_image(image, "per_image_standardization")
    floats = cast(x, dtypes.float32)
    axes = [-3, -2, -1]
    mean = reduce_mean(floats, axes, keepdims=True)
    centered = subtract(floats, mean)
    deviation = reduce_mean(multiply(centered, centered), axes, keepdims=True) ** 0.5
    pixels = float(np.prod(sizes_of(x)[-3:]))
    return truediv(centered, clip_by_value(deviation, pixels**-0.5, float("inf")))


def _floats(image: Any, op: str) -> tuple[Tensor, Tensor]:
    """An image, and its values as floats that span `[0, 1]` if they were integers."""
    x = as_tensor(image, op=op)
    return x, x if x.dtype.is_floating else convert_image_dtype(x, dtypes.float32)


def _factor(value: Any, like: Tensor) -> Tensor:
    return cast(as_tensor(value, hint=like.dtype), like.dtype)


def _colored(image: Any, op: str) -> Tensor:
    x = as_tensor(image, op=op)
    if x.ndim < 3 or sizes_of(x)[-1] != 3:
        raise InvalidArgumentError(
            f"{op}: input must have 3 channels but instead has {sizes_of(x)[-1:]}, in an image of "
            f"rank 3 or more. Received: {x.shape}.",
            op=op,
        )
    return x
