"""RandomElasticTransform: images bent as if they were drawn on rubber."""

from typing import Any

import numpy as np

from tfjs import dtypes
from tfjs.keras.layers.preprocessing.images._base import (
    Factor,
    RandomImageLayer,
    bounds_of,
    height_and_width,
)
from tfjs.keras.layers.preprocessing.images._sampling import sampled_at
from tfjs.keras.random import draw_seed, uniform
from tfjs.ops._arguments import from_array
from tfjs.ops.arithmetic import clip_by_value, truediv
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.convolution import depthwise_conv2d
from tfjs.ops.math import abs, add, exp, less, less_equal, multiply, square
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.shaping import expand_dims, reshape, squeeze
from tfjs.ops.stateless_random import stateless_normal
from tfjs.tensor import Tensor

_FILL_MODES = ("constant", "nearest", "wrap", "mirror", "reflect")
_INTERPOLATIONS = ("nearest", "bilinear")


class RandomElasticTransform(RandomImageLayer):
    """Move the pixels of some images by smooth noise, in training.

    Args:
        factor: Share of the images, within `[0, 1]`: one number `f` draws it from `[0, f]`, two
            numbers from between them.
        scale: How far pixels move, within `[0, 1]`; or two numbers.
        interpolation: `"bilinear"` or `"nearest"`.
        fill_mode: What lies outside: `"reflect"`, `"mirror"`, `"wrap"`, `"constant"` or
            `"nearest"`.
        fill_value: For `"constant"`.
        value_range: Smallest and largest value; results are cut to it.
        seed: Of the draws.
        data_format: Where the channels are. Defaults to the configured format.

    Raises:
        ValueError: Numbers out of these ranges.
        NotImplementedError: Another fill mode or interpolation.
    """

    def __init__(
        self,
        factor: Factor = 1.0,
        scale: Factor = 1.0,
        interpolation: str = "bilinear",
        fill_mode: str = "reflect",
        fill_value: float = 0.0,
        value_range: Any = (0, 255),
        seed: int | None = None,
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(seed=seed, data_format=data_format, **kwargs)
        for name, value, known in (
            ("interpolation", interpolation, _INTERPOLATIONS),
            ("fill_mode", fill_mode, _FILL_MODES),
        ):
            if value not in known:
                raise NotImplementedError(f"Unknown `{name}` {value}. Expected of one {known}.")
        self.factor = _bounds(factor, "factor")
        self.scale = _bounds(scale, "scale")
        self.interpolation = interpolation
        self.fill_mode = fill_mode
        self.fill_value = fill_value
        self.value_range = value_range

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """Which images to bend, bool, how far, and the seed of the noise."""
        if not training or self.scale[1] == 0 or self.factor[1] == 0:
            return None
        source = self.generator if seed is None else seed
        share = self._draw(data, self.factor[0], self.factor[1], source, 4)
        chosen = less(self._draw(data, seed=source, rank=4), share)
        reach = uniform((), self.scale[0], self.scale[1], dtype="float32", seed=source)
        return {"apply_transform": chosen, "distortion_factor": reach, "seed": draw_seed(source)}

    def transform_images(self, images: Any, transformation: Any, training: bool = True) -> Tensor:
        """Bend images."""
        x = cast(images, self.compute_dtype)
        if not training or transformation is None:
            return x
        low, high = self.value_range
        bent = self._bent(x, transformation, self.interpolation)
        return clip_by_value(bent, float(low), float(high))

    def transform_segmentation_masks(
        self, segmentation_masks: Any, transformation: Any, training: bool = True
    ) -> Any:
        """Bend masks, by nearest pixels."""
        if not training or transformation is None:
            return segmentation_masks
        return self._bent(segmentation_masks, transformation, "nearest")

    def _bent(self, images: Tensor, transformation: Any, interpolation: str) -> Tensor:
        height, width = height_and_width(images, self._channels_first)
        reach = transformation["distortion_factor"]
        sigma = multiply(reach, min(height, width) * 0.05)
        words, shape = transformation["seed"], (images.shape[0], height, width)
        # One seed for both, as in Keras: pixels move along the diagonal.
        noise = multiply(stateless_normal(shape, words), sigma)
        smooth = _blurred(noise, sigma, int(min(height, width) * 0.05 * self.scale[1]))
        moves = multiply(smooth, multiply(reach, max(height, width) * 0.1))
        down, across = np.mgrid[0:height, 0:width].astype(np.float32)
        columns, rows = (
            add(moves, from_array(grid, None, None, "bent")) for grid in (across, down)
        )
        bent = sampled_at(
            cast(self._last(images), dtypes.float32),
            reshape(columns, (shape[0], -1)),
            reshape(rows, (shape[0], -1)),
            interpolation,
            self.fill_mode,
            self.fill_value,
        )
        return where(
            transformation["apply_transform"], cast(self._back(bent), images.dtype), images
        )

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {
            "factor": self.factor,
            "scale": self.scale,
            "interpolation": self.interpolation,
            "fill_mode": self.fill_mode,
            "fill_value": self.fill_value,
            "value_range": self.value_range,
        }


def _bounds(factor: Any, name: str) -> tuple[float, float]:
    return bounds_of(
        factor,
        0,
        1,
        f"The `{name}` argument should be a number (or a list of two numbers) in the range "
        f"[0, 1]. Received: factor={factor}",
    )


def _blurred(noise: Tensor, sigma: Tensor, largest: int) -> Tensor:
    """Noise of shape `(batch, height, width)`, smoothed by a bell of `6 * int(sigma) + 1` pixels.

    Args:
        noise: What to smooth.
        sigma: Of the bell, a scalar that is not read.
        largest: What `int(sigma)` is at most: further away there are zeros.
    """
    places = np.arange(-3 * largest, 3 * largest + 1, dtype=np.float32)
    steps = from_array(places, None, None, "blur")
    reach = multiply(cast(cast(sigma, dtypes.int32), dtypes.float32), 3.0)
    heights = exp(multiply(square(truediv(steps, sigma)), -0.5))
    heights = where(less_equal(abs(steps), reach), heights, 0.0)
    bell = truediv(heights, reduce_sum(heights))
    kernel = multiply(reshape(bell, (-1, 1, 1, 1)), reshape(bell, (1, -1, 1, 1)))
    out = depthwise_conv2d(expand_dims(noise, -1), kernel, [1, 1, 1, 1], "SAME")
    return squeeze(out, [-1])
