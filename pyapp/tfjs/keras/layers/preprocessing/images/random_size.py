"""RandomHeight and RandomWidth: batches stretched in one direction by chance, as in Keras 2."""

from typing import Any

from tfjs.keras.layers.preprocessing.images._base import (
    Factor,
    RandomImageLayer,
    bounds_of,
    height_and_width,
)
from tfjs.keras.layers.preprocessing.images._geometry import resized
from tfjs.keras.random import uniform
from tfjs.ops.casting import cast
from tfjs.tensor import Tensor


class _Stretching(RandomImageLayer):
    _along: str

    def __init__(
        self,
        factor: Factor,
        interpolation: str = "bilinear",
        seed: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(seed=seed, **kwargs)
        self.factor = factor
        self.interpolation = interpolation
        low, high = bounds_of(
            factor,
            -1.0,
            float("inf"),
            f"`factor` argument of {type(self).__name__} cannot have bounds less than -1. "
            f"Received: factor={factor}",
        )
        self._bounds = (low, high)

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """The new height and width. The number drawn is read, as it decides a shape."""
        if not training:
            return None
        source = self.generator if seed is None else seed
        low, high = self._bounds
        share = float(uniform((), 1.0 + low, 1.0 + high, dtype="float32", seed=source))
        height, width = height_and_width(data, self._channels_first)
        if self._along == "height":
            return max(int(share * height), 1), width
        return height, max(int(share * width), 1)

    def transform_images(self, images: Any, transformation: Any, training: bool = True) -> Tensor:
        """Stretch images."""
        x = cast(images, self.compute_dtype)
        return self._stretched(x, transformation, self.interpolation) if training else x

    def transform_segmentation_masks(
        self, segmentation_masks: Any, transformation: Any, training: bool = True
    ) -> Any:
        """Stretch masks, by nearest pixels."""
        if not training:
            return segmentation_masks
        return self._stretched(segmentation_masks, transformation, "nearest")

    def _stretched(self, images: Tensor, size: Any, interpolation: str) -> Tensor:
        first = self._channels_first
        return cast(resized(images, size, interpolation, channels_first=first), images.dtype)

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape with one side unknown."""
        sizes = list(input_shape)
        sizes[self._height_axis if self._along == "height" else self._width_axis] = None
        return tuple(sizes)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {
            "factor": self.factor,
            "interpolation": self.interpolation,
        }


class RandomHeight(_Stretching):
    """Stretch a batch of images vertically, in training.

    Args:
        factor: Largest change as a share of the height, to both sides; or two numbers above -1.
        interpolation: As of `Resizing`.
        seed: Of the draws.
    """

    _along = "height"


class RandomWidth(_Stretching):
    """Stretch a batch of images horizontally, in training.

    Args:
        factor: Largest change as a share of the width, to both sides; or two numbers above -1.
        interpolation: As of `Resizing`.
        seed: Of the draws.
    """

    _along = "width"
