"""RandomBrightness and RandomContrast: images lighter, darker, flatter or harsher by chance."""

from typing import Any

from tfjs.keras.layers.preprocessing.images._base import (
    Factor,
    RandomImageLayer,
    bounds_of,
    checked_range,
)
from tfjs.ops.arithmetic import clip_by_value
from tfjs.ops.casting import cast
from tfjs.ops.math import add, multiply, subtract
from tfjs.ops.reductions import reduce_mean
from tfjs.tensor import Tensor


class RandomBrightness(RandomImageLayer):
    """Add a number to each image, in training.

    Args:
        factor: Largest change as a share of the range of values, within `[-1, 1]`; or two numbers.
        value_range: Smallest and largest value; results are cut to it.
        seed: Of the draws.

    Differs from TensorFlow: integers become floating, as there in a pipeline of data.
    """

    _boxes_stay = True

    def __init__(
        self, factor: Factor, value_range: Any = (0, 255), seed: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(seed=seed, **kwargs)
        self.factor = bounds_of(
            factor,
            -1,
            1,
            "The `factor` argument should be a number (or a list of two numbers) in the range "
            f"[-1, 1]. Received: factor={factor}",
        )
        self.value_range = checked_range(value_range)

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """What to add to each image."""
        if not training:
            return None
        low, high = self.value_range
        drawn = self._draw(data, self.factor[0], self.factor[1], seed, 4)
        return {"rgb_delta": multiply(drawn, float(high - low))}

    def transform_images(self, images: Any, transformation: Any, training: bool = True) -> Tensor:
        """Make images lighter or darker."""
        if not training:
            return images  # type: ignore[no-any-return]
        x = cast(images, self.compute_dtype)
        low, high = self.value_range
        lit = add(x, cast(transformation["rgb_delta"], x.dtype))
        return clip_by_value(lit, float(low), float(high))

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        own = {"factor": self.factor, "value_range": self.value_range}
        return super().get_config() | own


class RandomContrast(RandomImageLayer):
    """Multiply each image's distance from its channels' means, in training.

    Args:
        factor: Within `[0, 1]`: `f` multiplies by `1` to `1 + f`; two numbers `(a, b)` by `1 - a`
            to `1 + b`.
        value_range: Smallest and largest value; results are cut to it.
        seed: Of the draws.
    """

    _boxes_stay = True

    def __init__(
        self, factor: Factor, value_range: Any = (0, 255), seed: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(seed=seed, **kwargs)
        self.factor = bounds_of(
            factor,
            0,
            1,
            "The `factor` argument should be a number (or a list of two numbers) in the range "
            f"[0, 1]. Received: factor={factor}",
        )
        self.value_range = value_range

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """The factor of each image."""
        if not training:
            return None
        low, high = self.factor
        return {"contrast_factor": self._draw(data, 1.0 - low, 1.0 + high, seed, 4)}

    def transform_images(self, images: Any, transformation: Any, training: bool = True) -> Tensor:
        """Make images flatter or harsher."""
        if not training:
            return images  # type: ignore[no-any-return]
        x = cast(images, self.compute_dtype)
        mean = reduce_mean(x, [self._height_axis, self._width_axis], keepdims=True)
        factor = cast(transformation["contrast_factor"], x.dtype)
        low, high = self.value_range
        harsh = add(multiply(subtract(x, mean), factor), mean)
        return clip_by_value(harsh, float(low), float(high))

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        own = {"factor": self.factor, "value_range": self.value_range}
        return super().get_config() | own
