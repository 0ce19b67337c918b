"""RandomColorDegeneration and RandomColorJitter: weaker colors, and all changes at once."""

from typing import Any

from tfjs.keras.layers.preprocessing.images._base import (
    Factor,
    RandomImageLayer,
    bounds_of,
    checked_range,
)
from tfjs.keras.layers.preprocessing.images.random_color import (
    RandomHue,
    RandomSaturation,
    grayed,
)
from tfjs.keras.layers.preprocessing.images.random_light import RandomBrightness, RandomContrast
from tfjs.ops.arithmetic import clip_by_value
from tfjs.ops.casting import cast
from tfjs.ops.math import add, multiply, subtract
from tfjs.tensor import Tensor


class RandomColorDegeneration(RandomImageLayer):
    """Mix each image with its gray one, in training.

    Args:
        factor: Share of gray, within `[-1, 1]`: one number `f` draws from `[-f, f]`, two numbers
            from between them.
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
        self.factor = bounds_of(
            factor,
            -1,
            1,
            "The `factor` argument should be a number (or a list of two numbers) in the range "
            f"[-1, 1]. Received: factor={factor}",
        )
        self.value_range = checked_range(value_range)

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """The share of gray of each image."""
        if not training:
            return None
        return {"factor": self._draw(data, self.factor[0], self.factor[1], seed, 4)}

    def transform_images(
        self, images: Any, transformation: Any = None, training: bool = True
    ) -> Tensor:
        """Mix images with gray."""
        if not training:
            return images  # type: ignore[no-any-return]
        x = cast(images, self.compute_dtype)
        gray = grayed(x, channels_first=self._channels_first)
        mixed = add(x, multiply(transformation["factor"], subtract(gray, x)))
        low, high = self.value_range
        return clip_by_value(mixed, float(low), float(high))

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        own = {"factor": self.factor, "value_range": self.value_range}
        return super().get_config() | own


class RandomColorJitter(RandomImageLayer):
    """Brightness, contrast, saturation and hue changed one after the other, in training.

    Args:
        value_range: Smallest and largest value of images.
        brightness_factor: As of `RandomBrightness`; None leaves it alone.
        contrast_factor: As of `RandomContrast`; None leaves it alone.
        saturation_factor: As of `RandomSaturation`; None leaves it alone.
        hue_factor: As of `RandomHue`; None leaves it alone.
        seed: Of the draws.
        data_format: Where the channels are. Defaults to the configured format.
    """

    _boxes_stay = True

    def __init__(
        self,
        value_range: Any = (0, 255),
        brightness_factor: Factor | None = None,
        contrast_factor: Factor | None = None,
        saturation_factor: Factor | None = None,
        hue_factor: Factor | None = None,
        seed: int | None = None,
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(seed=seed, data_format=data_format, **kwargs)
        self.value_range = value_range
        self.brightness_factor = brightness_factor
        self.contrast_factor = contrast_factor
        self.saturation_factor = saturation_factor
        self.hue_factor = hue_factor
        self._changes = [
            kind(factor, value_range=value_range, seed=seed, data_format=data_format)
            for kind, factor in (
                (RandomBrightness, brightness_factor),
                (RandomContrast, contrast_factor),
                (RandomSaturation, saturation_factor),
                (RandomHue, hue_factor),
            )
            if factor is not None
        ]

    def transform_images(
        self, images: Any, transformation: Any = None, training: bool = True
    ) -> Tensor:
        """Change colors."""
        if not training:
            return images  # type: ignore[no-any-return]
        x = cast(images, self.compute_dtype)
        for change in self._changes:
            drawn = change.get_random_transformation(x, seed=self.generator)
            x = change.transform_images(x, drawn)
        return x

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {
            "value_range": self.value_range,
            "brightness_factor": self.brightness_factor,
            "contrast_factor": self.contrast_factor,
            "saturation_factor": self.saturation_factor,
            "hue_factor": self.hue_factor,
        }
