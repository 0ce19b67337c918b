"""RandomFlip: images mirrored by chance."""

from typing import Any

from tfjs.keras.layers.preprocessing.images._base import RandomImageLayer
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.math import less_equal
from tfjs.ops.shaping import reverse
from tfjs.tensor import Tensor


class RandomFlip(RandomImageLayer):
    """Mirror half of the images, in training.

    Args:
        mode: `"horizontal"`, `"vertical"` or `"horizontal_and_vertical"`, which does both to an
            image or neither.
        seed: Of the draws.
        data_format: Where the channels are. Defaults to the configured format.
    """

    def __init__(
        self,
        mode: str = "horizontal_and_vertical",
        seed: int | None = None,
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(seed=seed, data_format=data_format, **kwargs)
        self.mode = mode

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """Which images to mirror, bool."""
        if not training:
            return None
        return {"flips": less_equal(self._draw(data, seed=seed, rank=4), 0.5)}

    def transform_images(self, images: Any, transformation: Any, training: bool = True) -> Tensor:
        """Mirror images."""
        x = cast(images, self.compute_dtype)
        if not training or transformation is None:
            return x
        axes = [
            axis
            for name, axis in (("horizontal", self._width_axis), ("vertical", self._height_axis))
            if name in self.mode
        ]
        return where(transformation["flips"], reverse(x, axes), x)

    def transform_segmentation_masks(
        self, segmentation_masks: Any, transformation: Any, training: bool = True
    ) -> Tensor:
        """Mirror masks."""
        return self.transform_images(segmentation_masks, transformation, training=training)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"mode": self.mode}
