"""RandomHue, RandomSaturation, RandomGrayscale: images in other colors by chance."""

from typing import Any

from tfjs.keras.config import epsilon
from tfjs.keras.layers.preprocessing.images._base import (
    Factor,
    RandomImageLayer,
    bounds_of,
    checked_range,
    rescaled,
)
from tfjs.ops.arithmetic import clip_by_value, truediv
from tfjs.ops.casting import cast
from tfjs.ops.color import hsv_to_rgb, rgb_to_hsv
from tfjs.ops.comparison import where
from tfjs.ops.creation import ones_like
from tfjs.ops.joining import stack, unstack
from tfjs.ops.math import add, greater, less, multiply, negative, subtract
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.shaping import reshape
from tfjs.tensor import Tensor

_LUMA = [0.2989, 0.587, 0.114]


def _unit_bounds(factor: Any, low: int) -> tuple[float, float]:
    return bounds_of(
        factor,
        low,
        1,
        "The `factor` argument should be a number (or a list of two numbers) in the range "
        f"[{low}, 1]. Received: factor={factor}",
    )


class RandomHue(RandomImageLayer):
    """Turn the colors of each image around the color wheel, in training.

    Args:
        factor: Largest turn as a share of half the wheel, within `[0, 1]`; or two numbers. The
            direction is drawn too.
        value_range: Smallest and largest value of images.
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
        self.factor = _unit_bounds(factor, 0)
        self.value_range = value_range

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """How far to turn the colors of each image."""
        if not training:
            return None
        drawn = self._draw(data, seed=seed)
        one = ones_like(drawn)
        sign = where(greater(drawn, 0.5), negative(one), one)
        turn = self._draw(data, self.factor[0], self.factor[1], seed)
        return {"factor": multiply(multiply(sign, turn), 0.5)}

    def transform_images(
        self, images: Any, transformation: Any = None, training: bool = True
    ) -> Tensor:
        """Turn colors."""
        if not training:
            return images  # type: ignore[no-any-return]
        x = rescaled(cast(images, self.compute_dtype), self.value_range, (0, 1))
        hue, saturation, value = unstack(rgb_to_hsv(self._last(x)), axis=-1)
        hue = add(hue, reshape(transformation["factor"], (-1, 1, 1)))
        hue = where(greater(hue, 1.0), subtract(hue, 1.0), hue)
        hue = where(less(hue, 0.0), add(hue, 1.0), hue)
        turned = hsv_to_rgb(stack([hue, saturation, value], -1))
        out = rescaled(clip_by_value(turned, 0.0, 1.0), (0, 1), self.value_range)
        return self._back(cast(out, self.compute_dtype))

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        own = {"factor": self.factor, "value_range": self.value_range}
        return super().get_config() | own


class RandomSaturation(RandomImageLayer):
    """Make the colors of each image stronger or weaker, in training.

    Args:
        factor: Within `[0, 1]`: 0.5 leaves colors alone, 0 makes gray, 1 as strong as can be; or
            two numbers. One number `f` stands for `(-f, f)`; negative ones make gray too.
        value_range: What saturations are cut to; `(0, 1)` for images of that range.
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
        self.factor = _unit_bounds(factor, -1)
        self.value_range = checked_range(value_range)

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """The factor of each image's saturations."""
        if not training:
            return None
        drawn = self._draw(data, self.factor[0], self.factor[1], seed)
        return {"factor": truediv(drawn, add(subtract(1.0, drawn), epsilon()))}

    def transform_images(
        self, images: Any, transformation: Any = None, training: bool = True
    ) -> Tensor:
        """Change saturations."""
        if not training:
            return images  # type: ignore[no-any-return]
        x = self._last(cast(images, self.compute_dtype))
        hue, saturation, value = unstack(rgb_to_hsv(x), axis=-1)
        strong = multiply(saturation, reshape(transformation["factor"], (-1, 1, 1)))
        low, high = self.value_range
        strong = clip_by_value(strong, float(low), float(high))
        return self._back(hsv_to_rgb(stack([hue, strong, value], -1)))

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        own = {"factor": self.factor, "value_range": self.value_range}
        return super().get_config() | own


class RandomGrayscale(RandomImageLayer):
    """Take the colors away from some images, in training.

    Args:
        factor: Share of the images, within `[0, 1]`.
        data_format: Where the channels are. Defaults to the configured format.
        seed: Of the draws.

    Raises:
        ValueError: `factor` is no such number.
    """

    _boxes_stay = True

    def __init__(
        self,
        factor: float = 0.5,
        data_format: str | None = None,
        seed: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(seed=seed, data_format=data_format, **kwargs)
        if factor < 0 or factor > 1:
            raise ValueError(f"`factor` should be between 0 and 1. Received: factor={factor}")
        self.factor = factor

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """Which images lose their colors, bool."""
        return less(self._draw(data, seed=seed, rank=4), self.factor) if training else None

    def transform_images(self, images: Any, transformation: Any, training: bool = True) -> Tensor:
        """Take colors away."""
        if not training:
            return images  # type: ignore[no-any-return]
        return where(transformation, grayed(images, channels_first=self._channels_first), images)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        config = super().get_config() | {"factor": self.factor}
        del config["seed"]
        return config


def grayed(images: Tensor, *, channels_first: bool) -> Tensor:
    """The brightness of images, in one channel."""
    axis = -3 if channels_first else -1
    if images.shape[axis] == 1:
        return images
    weights = reshape(_LUMA, (3, 1, 1)) if channels_first else _LUMA
    weighed = multiply(cast(images, "float32"), weights)
    return cast(reduce_sum(weighed, axis, keepdims=True), images.dtype)
