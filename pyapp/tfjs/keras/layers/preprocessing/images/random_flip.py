"""RandomFlip: images mirrored by chance."""

from typing import Any

from tfjs.keras.layers.preprocessing.images._base import RandomImageLayer, height_and_width
from tfjs.keras.layers.preprocessing.images._boxes import corners, moved
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.math import less_equal
from tfjs.ops.shaping import reverse, squeeze
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
        """Which images to mirror, bool, and their size."""
        if not training:
            return None
        size = height_and_width(data, self._channels_first)
        return {"flips": less_equal(self._draw(data, seed=seed, rank=4), 0.5), "size": size}

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

    def transform_bounding_boxes(
        self, bounding_boxes: Any, transformation: Any, training: bool = True
    ) -> Any:
        """Mirror boxes."""
        if not training:
            return bounding_boxes
        flips = squeeze(transformation["flips"], [-1])

        def mirrored(left: Any, top: Any, right: Any, bottom: Any) -> tuple[Any, ...]:
            if "horizontal" in self.mode:
                left, right = where(flips, 1 - right, left), where(flips, 1 - left, right)
            if "vertical" in self.mode:
                top, bottom = where(flips, 1 - bottom, top), where(flips, 1 - top, bottom)
            return left, top, right, bottom

        size, kind = transformation["size"], self.bounding_box_format
        whole, share = "xyxy", "rel_xyxy"
        move = corners(mirrored)
        return moved(bounding_boxes, kind, kind, (size, size), move, share, clipped_as=whole)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"mode": self.mode}
