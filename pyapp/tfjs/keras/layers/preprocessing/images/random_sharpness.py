"""RandomSharpness and RandomGaussianBlur: images sharper or softer by chance."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from tfjs.keras.layers.preprocessing.images._base import (
    Factor,
    RandomImageLayer,
    bounds_of,
    checked_range,
)
from tfjs.keras.random import uniform
from tfjs.ops._arguments import from_array
from tfjs.ops.arithmetic import clip_by_value, truediv
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.convolution import depthwise_conv2d
from tfjs.ops.math import add, exp, less, multiply, square, subtract
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.shaping import reshape, tile
from tfjs.tensor import Tensor


def _unit_bounds(factor: Any, name: str) -> tuple[float, float]:
    return bounds_of(
        factor,
        0,
        1,
        f"The `{name}` argument should be a number (or a list of two numbers) in the range "
        f"[0, 1]. Received: {name}={factor}",
    )


class RandomSharpness(RandomImageLayer):
    """Mix each image with a smoothed one, in training.

    Args:
        factor: 0.5 leaves images alone, 0 smooths them, 1 sharpens them as much as can be; one
            number `f` draws from `[0, f]`, two numbers from between them.
        value_range: Smallest and largest value; results are cut to it.
        data_format: Where the channels are. Defaults to the configured format.
        seed: Of the draws.
    """

    _boxes_stay = True

    def __init__(
        self,
        factor: Factor,
        value_range: Any = (0, 255),
        data_format: str | None = None,
        seed: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(seed=seed, data_format=data_format, **kwargs)
        self.factor = _unit_bounds(factor, "factor")
        self.value_range = checked_range(value_range)

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """How sharp each image becomes."""
        if not training:
            return None
        return {"factor": self._draw(data, self.factor[0], self.factor[1], seed, 4)}

    def transform_images(
        self, images: Any, transformation: Any = None, training: bool = True
    ) -> Tensor:
        """Sharpen or smooth images."""
        x = cast(images, self.compute_dtype)
        if not training:
            return x
        last = self._last(x)
        weights = np.full((3, 3, 1, 1), 1 / 13, np.float32)
        weights[1, 1] = 5 / 13
        kernel = from_array(weights.repeat(last.shape[3], 2), None, None, "sharpness")
        smooth = depthwise_conv2d(last, kernel, [1, 1, 1, 1], "SAME")
        share = subtract(1.0, multiply(transformation["factor"], 2.0))
        sharp = add(last, multiply(share, subtract(smooth, last)))
        low, high = self.value_range
        return self._back(clip_by_value(sharp, float(low), float(high)))

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        own = {"factor": self.factor, "value_range": self.value_range}
        return super().get_config() | own


class RandomGaussianBlur(RandomImageLayer):
    """Blur some images, in training.

    Args:
        factor: Share of the images, within `[0, 1]`: one number `f` draws it from `[0, f]`, two
            numbers from between them.
        kernel_size: Odd size of the blur in pixels, one number or two.
        sigma: Largest standard deviation in pixels, within `[0, 1]`; or two numbers.
        value_range: Smallest and largest value; results are cut to it.
        data_format: Where the channels are. Defaults to the configured format.
        seed: Of the draws.

    Raises:
        ValueError: An even size, or factors that are no such numbers.
    """

    _boxes_stay = True

    def __init__(
        self,
        factor: Factor = 1.0,
        kernel_size: int | Sequence[int] = 3,
        sigma: Factor = 1.0,
        value_range: Any = (0, 255),
        data_format: str | None = None,
        seed: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(seed=seed, data_format=data_format, **kwargs)
        self.factor = _unit_bounds(factor, "factor")
        sizes = (kernel_size, kernel_size) if isinstance(kernel_size, int) else tuple(kernel_size)
        if len(sizes) != 2 or any(size % 2 == 0 for size in sizes):
            raise ValueError(
                f"kernel_size must be an odd number. Received: kernel_size={kernel_size}"
            )
        self.kernel_size = sizes
        self.sigma = _unit_bounds(sigma, "sigma")
        self.value_range = value_range

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """Which images to blur, bool, and by which standard deviations."""
        if not training:
            return None
        share = self._draw(data, self.factor[0], self.factor[1], seed, 4)
        chosen = less(self._draw(data, seed=seed, rank=4), share)
        source = self.generator if seed is None else seed
        low, high = self.sigma
        sigma = add(uniform((2,), low, high, dtype="float32", seed=source), 1e-6)
        return {"should_apply_blur": chosen, "blur_factor": sigma}

    def transform_images(
        self, images: Any, transformation: Any = None, training: bool = True
    ) -> Tensor:
        """Blur images."""
        x = cast(images, self.compute_dtype)
        if not training or transformation is None:
            return x
        last = self._last(x)
        sigma = transformation["blur_factor"]
        across, down = (_bell(n, sigma[i]) for i, n in enumerate(self.kernel_size))
        product = multiply(reshape(down, (-1, 1)), reshape(across, (1, -1)))
        kernel = reshape(product, (*self.kernel_size, 1, 1))
        kernel = tile(kernel, (1, 1, last.shape[3], 1))
        blurred = self._back(depthwise_conv2d(last, kernel, [1, 1, 1, 1], "SAME"))
        out = where(transformation["should_apply_blur"], blurred, x)
        low, high = self.value_range
        return clip_by_value(out, float(low), float(high))

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {
            "factor": self.factor,
            "kernel_size": self.kernel_size,
            "sigma": self.sigma,
            "value_range": self.value_range,
        }


def _bell(size: int, sigma: Tensor) -> Tensor:
    """Weights of a normal distribution that add up to 1."""
    places = np.arange(size, dtype=np.float32) - (size - 1) / 2
    steps = truediv(from_array(places.astype(np.float32), None, None, "blur"), sigma)
    heights = exp(multiply(square(steps), -0.5))
    return truediv(heights, reduce_sum(heights))
