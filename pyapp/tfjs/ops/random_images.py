"""Images changed at random: `tf.image.random_*` and `tf.image.stateless_random_*`."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops._shapes import static_ints
from tfjs.ops.adjusting import adjust_brightness, adjust_contrast, adjust_hue, adjust_saturation
from tfjs.ops.comparison import where
from tfjs.ops.gathering import gather
from tfjs.ops.image import checked_image, flip_left_right, flip_up_down
from tfjs.ops.math import add, greater, less
from tfjs.ops.random import uniform
from tfjs.ops.shaping import reshaped, sizes_of
from tfjs.ops.stateless_random import stateless_uniform
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_remainders = _bridge.Instruction("random.remainders", "own", op="random_crop")


def random_brightness(image: "TensorLike", max_delta: float, seed: int | None = None) -> Tensor:
    """`adjust_brightness` by a number within `±max_delta`.

    Raises:
        ValueError: `max_delta` below 0.
    """
    span = _positive(max_delta, "random_brightness")
    return adjust_brightness(image, uniform([], -span, span, seed=seed))


def stateless_random_brightness(
    image: "TensorLike", max_delta: float, seed: "TensorLike"
) -> Tensor:
    """`random_brightness`, decided by the two numbers `seed`."""
    span = _positive(max_delta, "stateless_random_brightness")
    return adjust_brightness(image, stateless_uniform([], seed, -span, span))


def random_contrast(
    image: "TensorLike", lower: float, upper: float, seed: int | None = None
) -> Tensor:
    """`adjust_contrast` by a factor from `lower` to `upper`.

    Raises:
        ValueError: Not `0 <= lower < upper`.
    """
    _ordered(lower, upper, "random_contrast")
    return adjust_contrast(image, uniform([], lower, upper, seed=seed))


def stateless_random_contrast(
    image: "TensorLike", lower: float, upper: float, seed: "TensorLike"
) -> Tensor:
    """`random_contrast`, decided by the two numbers `seed`."""
    _ordered(lower, upper, "stateless_random_contrast")
    return adjust_contrast(image, stateless_uniform([], seed, lower, upper))


def random_saturation(
    image: "TensorLike", lower: float, upper: float, seed: int | None = None
) -> Tensor:
    """`adjust_saturation` by a factor from `lower` to `upper`.

    Raises:
        ValueError: Not `0 <= lower < upper`.
    """
    _ordered(lower, upper, "random_saturation")
    return adjust_saturation(image, uniform([], lower, upper, seed=seed))


def stateless_random_saturation(
    image: "TensorLike", lower: float, upper: float, seed: "TensorLike | None" = None
) -> Tensor:
    """`random_saturation`, decided by the two numbers `seed`."""
    if seed is None:
        raise ValueError("stateless_random_saturation: expected a seed of two numbers.")
    _ordered(lower, upper, "stateless_random_saturation")
    return adjust_saturation(image, stateless_uniform([], seed, lower, upper))


def random_hue(image: "TensorLike", max_delta: float, seed: int | None = None) -> Tensor:
    """`adjust_hue` by a share of the circle within `±max_delta`.

    Raises:
        ValueError: `max_delta` outside `[0, 0.5]`.
    """
    span = _half(max_delta)
    return adjust_hue(image, uniform([], -span, span, seed=seed))


def stateless_random_hue(image: "TensorLike", max_delta: float, seed: "TensorLike") -> Tensor:
    """`random_hue`, decided by the two numbers `seed`."""
    span = _half(max_delta)
    return adjust_hue(image, stateless_uniform([], seed, -span, span))


def random_flip_left_right(image: "TensorLike", seed: int | None = None) -> Tensor:
    """Mirror each image left to right, or not."""
    x = checked_image(image, "random_flip_left_right")
    return _flipped(x, flip_left_right, uniform(sizes_of(x)[:-3], 0, 1.0, seed=seed))


def random_flip_up_down(image: "TensorLike", seed: int | None = None) -> Tensor:
    """Mirror each image top to bottom, or not."""
    x = checked_image(image, "random_flip_up_down")
    return _flipped(x, flip_up_down, uniform(sizes_of(x)[:-3], 0, 1.0, seed=seed))


def stateless_random_flip_left_right(image: "TensorLike", seed: "TensorLike") -> Tensor:
    """`random_flip_left_right`, decided by the two numbers `seed`."""
    x = checked_image(image, "stateless_random_flip_left_right")
    return _flipped(x, flip_left_right, stateless_uniform(sizes_of(x)[:-3], seed))


def stateless_random_flip_up_down(image: "TensorLike", seed: "TensorLike") -> Tensor:
    """`random_flip_up_down`, decided by the two numbers `seed`."""
    x = checked_image(image, "stateless_random_flip_up_down")
    return _flipped(x, flip_up_down, stateless_uniform(sizes_of(x)[:-3], seed))


def random_crop(
    value: "TensorLike", size: Any, seed: int | None = None, name: str | None = None
) -> Tensor:
    """A block of `size` from a random place in a tensor of any rank.

    Raises:
        InvalidArgumentError: It does not fit.
    """
    x = as_tensor(value, op="random_crop")
    draw = uniform([max(x.ndim, 1)], 0, 2**31 - 1, dtypes.int32, seed=seed)
    return _cropped(x, size, draw, "random_crop")


def stateless_random_crop(
    value: "TensorLike", size: Any, seed: "TensorLike", name: str | None = None
) -> Tensor:
    """`random_crop`, decided by the two numbers `seed`."""
    x = as_tensor(value, op="stateless_random_crop")
    draw = stateless_uniform([max(x.ndim, 1)], seed, 0, 2**31 - 1, dtypes.int32)
    return _cropped(x, size, draw, "stateless_random_crop")


def _cropped(x: Tensor, size: Any, draw: Tensor, op: str) -> Tensor:
    counts, sizes = static_ints(size, op, "size"), sizes_of(x)
    if len(counts) != x.ndim or any(c > n for c, n in zip(counts, sizes, strict=False)):
        raise InvalidArgumentError(
            f"{op}: Need value.shape >= size, got {list(sizes)} and {list(counts)}.", op=op
        )
    spans = [n - count + 1 for n, count in zip(sizes, counts, strict=True)]
    limits = from_array(np.array(spans or [1], np.int32), None, None, op)
    starts = Tensor(_remainders((draw._slot, limits._slot)), dtypes.int32)
    for axis, (n, count) in enumerate(zip(sizes, counts, strict=True)):
        if n != count:
            start = starts[axis]
            steps = from_array(np.arange(count, dtype=np.int32), None, None, op)
            x = gather(x, add(start, steps), axis=axis)
    return x


def _flipped(x: Tensor, flip: Callable[[Any], Tensor], draw: Tensor) -> Tensor:
    # TensorFlow flips one image below a half, but those of a batch above it.
    chosen = less(draw, 0.5) if x.ndim == 3 else greater(draw, 0.5)
    return where(reshaped(chosen, (*sizes_of(draw), 1, 1, 1)), flip(x), x)


def _positive(max_delta: float, op: str) -> float:
    if max_delta < 0:
        raise ValueError(f"{op}: max_delta must be non-negative. Received: {max_delta}.")
    return float(max_delta)


def _half(max_delta: float) -> float:
    if not 0 <= max_delta <= 0.5:
        raise ValueError(f"max_delta must be <= 0.5 and non-negative. Received: {max_delta}.")
    return float(max_delta)


def _ordered(lower: float, upper: float, op: str) -> None:
    if not 0 <= lower < upper:
        raise ValueError(
            f"{op}: expected 0 <= lower < upper. Received: lower={lower}, upper={upper}."
        )
