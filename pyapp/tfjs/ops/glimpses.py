"""`tf.image.extract_glimpse`: windows of images, with noise where they reach beyond the border."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor
from tfjs.ops._shapes import static_ints
from tfjs.ops.joining import stack
from tfjs.ops.math import add, multiply
from tfjs.ops.random import normal, uniform
from tfjs.ops.reductions import reduce_max, reduce_mean, reduce_min, reduce_std
from tfjs.ops.shaping import pad, sizes_of
from tfjs.ops.slicing import block
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import ShapeLike, TensorLike

_NOISES = ("uniform", "gaussian", "zero")


def extract_glimpse(
    input: "TensorLike",
    size: "ShapeLike",
    offsets: "TensorLike",
    centered: bool = True,
    normalized: bool = True,
    noise: str = "uniform",
    name: str | None = None,
) -> Tensor:
    """A window of each image of a batch.

    Args:
        input: Shape `(batch, height, width, channels)`, float32.
        size: Height and width of the windows.
        offsets: Shape `(batch, 2)`, y and x of each window, which are read. Normalized and
            centered, -1 to 1 are the borders, and where the window's middle lies; normalized, 0 to
            1 are the borders, and where it begins; neither, pixels from the corner. Centered alone,
            pixels from the image's middle to where the window begins, as in TensorFlow.
        centered: See `offsets`.
        normalized: See `offsets`.
        noise: What stands beyond the border: `"uniform"` numbers between the least and the largest
            of the image, `"gaussian"` ones with its mean and deviation, or `"zero"`.

    Returns:
        Shape `(batch, *size, channels)`.

    Raises:
        InvalidArgumentError: Other shapes, a size below 1, or no such noise.
    """
    op = "extract_glimpse"
    images = as_tensor(input, dtypes.float32, op=op)
    places = as_tensor(offsets, hint=dtypes.float32, op=op)
    window = static_ints(size, op, "size")
    if images.ndim != 4 or sizes_of(places) != (sizes_of(images)[0], 2):
        raise InvalidArgumentError(
            f"{op}: expected images of rank 4, and two offsets for each. Received: {images.shape}, "
            f"{places.shape}.",
            op=op,
        )
    if len(window) != 2 or min(window) < 1:
        raise InvalidArgumentError(f"{op}: expected two sizes >= 1. Received: {size}.", op=op)
    if noise not in _NOISES:
        raise InvalidArgumentError(f"{op}: expected one of {_NOISES}. Received: {noise!r}.", op=op)
    frame: Any = np.array(sizes_of(images)[1:3], np.float32)
    starts: Any = np.asarray(places.numpy(), np.float32)
    starts = starts * frame if normalized else starts
    if centered:
        starts = starts / 2 + frame / 2 - np.array(window) / 2 if normalized else starts + frame / 2
    parts = [
        _window(images[k], [int(n) for n in np.trunc(start)], window, noise)
        for k, start in enumerate(starts)
    ]
    return stack(parts)


def _window(image: Tensor, start: list[int], window: tuple[int, ...], noise: str) -> Tensor:
    *sizes, channels = sizes_of(image)
    borders = [*((n, n) for n in window), (0, 0)]
    at = [n + min(max(y, -n), size) for y, n, size in zip(start, window, sizes, strict=True)]
    places, counts = (*at, 0), (*window, channels)
    part = block(pad(image, borders), places, counts)
    inside = all(0 <= y <= size - n for y, n, size in zip(start, window, sizes, strict=True))
    if inside or noise == "zero":
        return part
    outside = block(pad(image * 0.0, borders, constant_values=1.0), places, counts)
    return add(part, multiply(outside, _noise(image, counts, noise)))


def _noise(image: Tensor, shape: tuple[int, ...], noise: str) -> Any:
    if noise == "gaussian":
        return add(multiply(normal(shape), reduce_std(image)), reduce_mean(image))
    low, high = reduce_min(image), reduce_max(image)
    return add(multiply(uniform(shape), high - low), low)
