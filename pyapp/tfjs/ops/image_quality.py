"""Edges of images, and how much two images differ."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops.activations import relu
from tfjs.ops.arithmetic import pow, truediv
from tfjs.ops.casting import cast
from tfjs.ops.color import convert_image_dtype
from tfjs.ops.convolution import depthwise_conv2d
from tfjs.ops.image import checked_image
from tfjs.ops.joining import stack
from tfjs.ops.math import abs, add, log, multiply, square, squared_difference, subtract
from tfjs.ops.pooling import avg_pool2d
from tfjs.ops.reductions import reduce_mean, reduce_prod, reduce_sum
from tfjs.ops.shaping import pad, reshaped, sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_SCALES = (0.0448, 0.2856, 0.3001, 0.2363, 0.1333)
"""Weights of the five scales, from Wang, Simoncelli and Bovik, 2003."""


def total_variation(images: "TensorLike", name: str | None = None) -> Tensor:
    """Sum of the differences between neighboring pixels, one number per image."""
    x = checked_image(images, "total_variation", "images")
    down = subtract(x[..., 1:, :, :], x[..., :-1, :, :])
    right = subtract(x[..., :, 1:, :], x[..., :, :-1, :])
    axes = [-3, -2, -1]
    return add(reduce_sum(abs(down), axes), reduce_sum(abs(right), axes))


def image_gradients(image: "TensorLike") -> tuple[Tensor, Tensor]:
    """Differences to the pixel below and to the one on the right, 0 in the last row and column.

    Raises:
        ValueError: A rank that is not 4.
    """
    x = as_tensor(image, op="image_gradients")
    if x.ndim != 4:
        raise ValueError(
            f"image_gradients expects a 4D tensor [batch_size, h, w, d], not {list(sizes_of(x))}."
        )
    down = subtract(x[:, 1:], x[:, :-1])
    right = subtract(x[:, :, 1:], x[:, :, :-1])
    zero = (0, 0)
    return pad(down, [zero, (0, 1), zero, zero]), pad(right, [zero, zero, (0, 1), zero])


def sobel_edges(image: "TensorLike") -> Tensor:
    """Sobel's filters along height and width.

    Shape `(batch, height, width, channels)` gives `(..., channels, 2)`: dy, dx.
    """
    x = as_tensor(image, op="sobel_edges")
    if x.ndim != 4:
        raise InvalidArgumentError(
            f"sobel_edges: expected images of rank 4. Received: {x.shape}.", op="sobel_edges"
        )
    down = np.asarray([[-1, -2, -1], [0, 0, 0], [1, 2, 1]], np.float32)
    each = np.stack([down, down.T], -1)[:, :, None]
    channels = sizes_of(x)[-1]
    kernel = from_array(np.tile(each, (1, 1, channels, 1)), x.dtype, None, "sobel_edges")
    framed = pad(x, [(0, 0), (1, 1), (1, 1), (0, 0)], "REFLECT")
    return reshaped(depthwise_conv2d(framed, kernel, [1, 1, 1, 1], "VALID"), (*sizes_of(x), 2))


def psnr(a: "TensorLike", b: "TensorLike", max_val: Any, name: str | None = None) -> Tensor:
    """Peak signal to noise ratio of images in decibels, one float32 per image.

    Args:
        a: Shape `(..., height, width, channels)`, numbers.
        b: Of the same shape and dtype.
        max_val: Span of the values: 255 for uint8, 1 for floats in `[0, 1]`.
    """
    first, second, top = _pair(a, b, max_val, "psnr")
    error = reduce_mean(squared_difference(first, second), [-3, -2, -1])
    ten = float(np.log(10.0))
    return subtract(multiply(20 / ten, log(top)), multiply(10 / ten, log(error)))


def ssim(
    img1: "TensorLike",
    img2: "TensorLike",
    max_val: Any,
    filter_size: int = 11,
    filter_sigma: float = 1.5,
    k1: float = 0.01,
    k2: float = 0.03,
    return_index_map: bool = False,
) -> Tensor:
    """Structural similarity of images, at most 1, one float32 per image.

    Args:
        img1: Shape `(..., height, width, channels)`, numbers.
        img2: Of the same shape and dtype.
        max_val: Span of the values.
        filter_size: Side of the Gaussian window in pixels.
        filter_sigma: Its width.
        k1: Keeps the comparison of means stable.
        k2: Keeps the comparison of variances stable.
        return_index_map: Give one number per place of the window.

    Raises:
        InvalidArgumentError: Images smaller than the window.

    Wang, Bovik, Sheikh and Simoncelli, 2004.
    """
    first, second, top = _pair(img1, img2, max_val, "ssim")
    window = _window(filter_size, filter_sigma)
    similar, _ = _compared(first, second, top, window, (k1, k2))
    if return_index_map:
        return reduce_mean(similar, -1)
    return reduce_mean(reduce_mean(similar, [-3, -2]), -1)


def ssim_multiscale(
    img1: "TensorLike",
    img2: "TensorLike",
    max_val: Any,
    power_factors: Any = _SCALES,
    filter_size: int = 11,
    filter_sigma: float = 1.5,
    k1: float = 0.01,
    k2: float = 0.03,
) -> Tensor:
    """`ssim` over images halved again and again, one float32 per image.

    Args:
        img1: Shape `(..., height, width, channels)`, numbers.
        img2: Of the same shape and dtype.
        max_val: Span of the values.
        power_factors: Exponent of each scale, from the finest on.
        filter_size: As for `ssim`.
        filter_sigma: As for `ssim`.
        k1: As for `ssim`.
        k2: As for `ssim`.

    Wang, Simoncelli and Bovik, 2003.
    """
    first, second, top = _pair(img1, img2, max_val, "ssim_multiscale")
    window = _window(filter_size, filter_sigma)
    powers = [float(p) for p in power_factors]
    factors: list[Tensor] = []
    for index in range(len(powers)):
        if index:
            first, second = _halved(first), _halved(second)
        similar, contrast = _compared(first, second, top, window, (k1, k2))
        last = index == len(powers) - 1
        factors.append(relu(reduce_mean(similar if last else contrast, [-3, -2])))
    weights = from_array(np.asarray(powers, np.float32), None, None, "ssim_multiscale")
    return reduce_mean(reduce_prod(pow(stack(factors, -1), weights), -1), -1)


def _pair(a: Any, b: Any, max_val: Any, op: str) -> tuple[Tensor, Tensor, Tensor]:
    first = as_tensor(a, op=op)
    second = as_tensor(b, hint=first.dtype, op=op)
    if first.ndim < 3 or first.shape != second.shape or first.dtype is not second.dtype:
        raise InvalidArgumentError(
            f"{op}: expected two images of one dtype and one shape of rank 3 or more. Received: "
            f"{first.dtype.name} {first.shape}, {second.dtype.name} {second.shape}.",
            op=op,
        )
    top = convert_image_dtype(cast(max_val, first.dtype), dtypes.float32)
    floats = (convert_image_dtype(x, dtypes.float32) for x in (first, second))
    return next(floats), next(floats), top


def _window(size: int, sigma: float) -> "np.ndarray[Any, Any]":
    """Gaussian weights that add up to 1, shape `(size, size)`."""
    square_ = (np.arange(size) - (size - 1) / 2) ** 2 * (-0.5 / sigma**2)
    weights = np.exp(square_[:, None] + square_[None, :])
    return np.asarray(weights / weights.sum(), np.float32)


def _compared(
    x: Tensor, y: Tensor, top: Tensor, window: "np.ndarray[Any, Any]", k: tuple[float, float]
) -> tuple[Tensor, Tensor]:
    """Similarity, and its part without the means, for each place of the window and channel."""
    *lead, rows, columns, channels = sizes_of(x)
    if min(rows, columns) < len(window):
        raise InvalidArgumentError(
            f"ssim: expected images of at least {len(window)} by {len(window)} pixels. Received: "
            f"{x.shape}. Use a smaller filter_size, or fewer power_factors.",
            op="ssim",
        )
    kernel = from_array(
        np.tile(window[:, :, None, None], (1, 1, channels, 1)), x.dtype, None, "ssim"
    )

    def smooth(image: Tensor) -> Tensor:
        flat = reshaped(image, (-1, rows, columns, channels))
        out = depthwise_conv2d(flat, kernel, 1, "VALID")
        return reshaped(out, (*lead, *sizes_of(out)[1:]))

    c1, c2 = (square(multiply(top, factor)) for factor in k)
    mean_x, mean_y = smooth(x), smooth(y)
    product_ = multiply(multiply(mean_x, mean_y), 2.0)
    squares = add(square(mean_x), square(mean_y))
    luminance = truediv(add(product_, c1), add(squares, c1))
    both = multiply(smooth(multiply(x, y)), 2.0)
    each = smooth(add(square(x), square(y)))
    contrast = truediv(add(subtract(both, product_), c2), add(subtract(each, squares), c2))
    return multiply(luminance, contrast), contrast


def _halved(x: Tensor) -> Tensor:
    *lead, rows, columns, channels = sizes_of(x)
    flat = reshaped(x, (-1, rows, columns, channels))
    if rows % 2 or columns % 2:
        flat = pad(flat, [(0, 0), (0, rows % 2), (0, columns % 2), (0, 0)], "SYMMETRIC")
    out = avg_pool2d(flat, 2, 2, "VALID")
    return reshaped(out, (*lead, *sizes_of(out)[1:]))
