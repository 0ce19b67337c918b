"""Layers that change the tones of images: inverted, in fewer steps, solarized, stretched."""

from typing import Any

from tfjs import dtypes
from tfjs.keras.layers.preprocessing.images._base import (
    Factor,
    ImageLayer,
    RandomImageLayer,
    bounds_of,
    checked_range,
    rescaled,
)
from tfjs.keras.random import randint
from tfjs.ops._families import filled
from tfjs.ops.arithmetic import clip_by_value, pow, truediv
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.math import add, floor, less, multiply, negative, subtract
from tfjs.ops.reductions import reduce_max, reduce_min
from tfjs.ops.shaping import reshape
from tfjs.tensor import Tensor

_BYTES = (0, 255)


class RandomInvert(RandomImageLayer):
    """Turn light into dark in some images, in training.

    Args:
        factor: Share of the images, within `[0, 1]`: one number `f` draws it from `[0, f]`, two
            numbers from between them.
        value_range: Smallest and largest value of images.
        seed: Of the draws.
        data_format: Where the channels are. Defaults to the configured format.
    """

    _boxes_stay = True

    def __init__(
        self,
        factor: Factor = 1.0,
        value_range: Any = _BYTES,
        seed: int | None = None,
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(seed=seed, data_format=data_format, **kwargs)
        self.factor = bounds_of(factor, 0, 1, _message(factor, 0, 1))
        self.value_range = value_range

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """Which images to invert, bool."""
        if not training:
            return None
        share = self._draw(data, self.factor[0], self.factor[1], seed, 4)
        return {"apply_inversion": less(self._draw(data, seed=seed, rank=4), share)}

    def transform_images(self, images: Any, transformation: Any, training: bool = True) -> Tensor:
        """Invert images."""
        if not training:
            return images  # type: ignore[no-any-return]
        x = cast(images, self.compute_dtype)
        return where(transformation["apply_inversion"], subtract(float(self.value_range[1]), x), x)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        own = {"factor": self.factor, "value_range": self.value_range}
        return super().get_config() | own


class RandomPosterization(RandomImageLayer):
    """Leave each image only so many bits for a value, in training.

    Args:
        factor: Largest number of bits, from 1 to 8; or two numbers, the second left out.
        value_range: Smallest and largest value of images.
        data_format: Where the channels are. Defaults to the configured format.
        seed: Of the draws.
    """

    _boxes_stay = True

    def __init__(
        self,
        factor: Factor,
        value_range: Any = _BYTES,
        data_format: str | None = None,
        seed: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(seed=seed, data_format=data_format, **kwargs)
        self.factor = bounds_of(factor, 1, 8, _message(factor, 1, 8))
        self.value_range = checked_range(value_range)

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """How many bits each image loses."""
        if not training:
            return None
        low, high = self.factor
        shape = (data.shape[0] if data.ndim == 4 else 1,)
        if low == high:
            bits = filled(shape, float(low), dtypes.float32)
        else:
            source = self.generator if seed is None else seed
            bits = cast(randint(shape, int(low), int(high), "int64", source), "float32")
        return {"shift_factor": subtract(8.0, bits)}

    def transform_images(
        self, images: Any, transformation: Any = None, training: bool = True
    ) -> Tensor:
        """Take bits away."""
        if not training:
            return images  # type: ignore[no-any-return]
        step = pow(2.0, reshape(transformation["shift_factor"], (-1, 1, 1, 1)))
        x = floor(rescaled(cast(images, self.compute_dtype), self.value_range, _BYTES))
        kept = multiply(floor(truediv(x, step)), step)
        return rescaled(kept, _BYTES, self.value_range)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        own = {"factor": self.factor, "value_range": self.value_range}
        return super().get_config() | own


class Solarization(RandomImageLayer):
    """Add to images, and invert what is then light, in training.

    Args:
        addition_factor: Largest addition as a share of the range, within `[0, 1]`; or two numbers.
        threshold_factor: From where on is inverted, likewise.
        value_range: Smallest and largest value of images.
        seed: Of the draws.
    """

    _boxes_stay = True

    def __init__(
        self,
        addition_factor: Factor = 0.0,
        threshold_factor: Factor = 0.0,
        value_range: Any = _BYTES,
        seed: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(seed=seed, **kwargs)
        self.addition_factor = _from_zero(addition_factor, "addition_factor")
        self.threshold_factor = _from_zero(threshold_factor, "threshold_factor")
        self.value_range = checked_range(value_range)

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """What to add to each image, and from where on to invert it."""
        if not training:
            return None
        (first, most), (low, high) = self.addition_factor, self.threshold_factor
        additions = self._draw(data, first, most * 255, seed, 4)
        return {"additions": additions, "thresholds": self._draw(data, low, high * 255, seed, 4)}

    def transform_images(self, images: Any, transformation: Any, training: bool = True) -> Tensor:
        """Solarize images."""
        x = cast(images, self.compute_dtype)
        if not training or transformation is None:
            return x
        lit = add(rescaled(x, self.value_range, _BYTES), transformation["additions"])
        lit = clip_by_value(lit, 0.0, 255.0)
        out = where(less(lit, transformation["thresholds"]), lit, subtract(255.0, lit))
        return cast(rescaled(out, _BYTES, self.value_range), x.dtype)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {
            "value_range": self.value_range,
            "addition_factor": self.addition_factor,
            "threshold_factor": self.threshold_factor,
        }


class AutoContrast(ImageLayer):
    """Stretch each channel of each image over the whole range, in and outside training.

    Args:
        value_range: Smallest and largest value of images.
    """

    _boxes_stay = True

    def __init__(self, value_range: Any = _BYTES, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.value_range = checked_range(value_range)

    def transform_images(
        self, images: Any, transformation: Any = None, training: bool = True
    ) -> Tensor:
        """Stretch images; a channel of one value stays."""
        given = cast(images, self.compute_dtype)
        x = rescaled(given, self.value_range, _BYTES)
        axes = [self._height_axis, self._width_axis]
        low, high = reduce_min(x, axes, keepdims=True), reduce_max(x, axes, keepdims=True)
        span = subtract(high, low)
        flat = less(span, 1e-30)
        scale = truediv(255.0, where(flat, 1.0, span))
        stretched = add(multiply(x, scale), multiply(negative(low), scale))
        out = rescaled(clip_by_value(stretched, 0.0, 255.0), _BYTES, self.value_range)
        return where(flat, given, out)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"value_range": self.value_range}


def _message(factor: Any, low: int, high: int) -> str:
    return (
        "The `factor` argument should be a number (or a list of two numbers) in the range "
        f"[{low}, {high}]. Received: factor={factor}"
    )


def _from_zero(factor: Any, name: str) -> tuple[float, float]:
    message = (
        "The `addition_factor` and `threshold_factor` arguments should be a number (or a list of "
        f"two numbers) in the range [0, 1]. Received: {name}={factor}"
    )
    return bounds_of(factor, 0, 1, message)
