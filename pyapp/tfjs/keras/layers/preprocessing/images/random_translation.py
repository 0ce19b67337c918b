"""RandomTranslation: images moved by chance."""

from typing import Any

from tfjs.keras.layers.preprocessing.images._base import Factor, bounds_of, height_and_width
from tfjs.keras.layers.preprocessing.images._boxes import corners, moved
from tfjs.keras.layers.preprocessing.images._geometry import rows
from tfjs.keras.layers.preprocessing.images._warping import WarpingLayer
from tfjs.ops.creation import ones_like, zeros_like
from tfjs.ops.math import multiply, negative
from tfjs.ops.shaping import expand_dims
from tfjs.tensor import Tensor


class RandomTranslation(WarpingLayer):
    """Move images, in training.

    Args:
        height_factor: Largest move up and down as a share of the height, within `[-1, 1]`; or two
            numbers, positive ones down.
        width_factor: The same for left and right, positive ones to the right.
        fill_mode: What lies outside: `"reflect"`, `"wrap"`, `"constant"` or `"nearest"`.
        interpolation: `"bilinear"` or `"nearest"`.
        seed: Of the draws.
        fill_value: For `"constant"`.
        data_format: Where the channels are. Defaults to the configured format.

    Raises:
        ValueError: Factors that are no such numbers.
    """

    def __init__(
        self,
        height_factor: Factor,
        width_factor: Factor,
        fill_mode: str = "reflect",
        interpolation: str = "bilinear",
        seed: int | None = None,
        fill_value: float = 0.0,
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(fill_mode, interpolation, seed, fill_value, data_format, **kwargs)
        self.height_factor = height_factor
        self.width_factor = width_factor
        self.height_lower, self.height_upper = _bounds(height_factor, "height_factor")
        self.width_lower, self.width_upper = _bounds(width_factor, "width_factor")

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """How far to move each image, in pixels, and the size of the images."""
        if not training:
            return None
        height, width = height_and_width(data, self._channels_first)
        down = self._draw(data, self.height_lower, self.height_upper, seed, 2)
        right = self._draw(data, self.width_lower, self.width_upper, seed, 2)
        return {
            "down": multiply(down, float(height)),
            "right": multiply(right, float(width)),
            "size": (height, width),
        }

    def _matrices(self, transformation: Any) -> Tensor:
        down, right = transformation["down"], transformation["right"]
        one, nothing = ones_like(down), zeros_like(down)
        x, y = negative(right), negative(down)
        return rows(one, nothing, x, nothing, one, y, nothing, nothing)

    def transform_bounding_boxes(
        self, bounding_boxes: Any, transformation: Any, training: bool = True
    ) -> Any:
        """Move boxes."""
        if not training:
            return bounding_boxes
        down, right = (expand_dims(transformation[name], -1) for name in ("down", "right"))
        move = corners(lambda x1, y1, x2, y2: (x1 + right, y1 + down, x2 + right, y2 + down))
        size, kind = transformation["size"], self.bounding_box_format
        return moved(bounding_boxes, kind, kind, (size, size), move)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        own = {"height_factor": self.height_factor, "width_factor": self.width_factor}
        return super().get_config() | own


def _bounds(factor: Any, name: str) -> tuple[float, float]:
    message = (
        "The `factor` argument should be a number (or a list of two numbers) in the range "
        f"[-1.0, 1.0]. Received: {name}={factor}"
    )
    return bounds_of(factor, -1.0, 1.0, message)
