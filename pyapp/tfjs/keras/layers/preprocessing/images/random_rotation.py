"""RandomRotation: images turned by chance."""

import math
from typing import Any

from tfjs.keras.layers.preprocessing.images._base import Factor, bounds_of, height_and_width
from tfjs.keras.layers.preprocessing.images._boxes import moved
from tfjs.keras.layers.preprocessing.images._geometry import rows
from tfjs.keras.layers.preprocessing.images._warping import WarpingLayer
from tfjs.keras.utils.bounding_boxes.moves import affine_transform
from tfjs.ops.creation import ones_like, zeros_like
from tfjs.ops.math import cos, multiply, negative, sin, subtract
from tfjs.tensor import Tensor


class RandomRotation(WarpingLayer):
    """Turn images around their middle, in training.

    Args:
        factor: Largest turn to both sides as a share of a full one, within `[-1, 1]`; or two
            numbers, the least and the most, positive ones counterclockwise.
        fill_mode: What lies outside: `"reflect"`, `"wrap"`, `"constant"` or `"nearest"`.
        interpolation: `"bilinear"` or `"nearest"`.
        seed: Of the draws.
        fill_value: For `"constant"`.
        data_format: Where the channels are. Defaults to the configured format.
    """

    def __init__(
        self,
        factor: Factor,
        fill_mode: str = "reflect",
        interpolation: str = "bilinear",
        seed: int | None = None,
        fill_value: float = 0.0,
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(fill_mode, interpolation, seed, fill_value, data_format, **kwargs)
        self.factor = bounds_of(
            factor,
            -1,
            1,
            "The `factor` argument should be a number (or a list of two numbers) in the range "
            f"[-1, 1]. Received: factor={factor}",
        )

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """How far to turn each image, in degrees, and the size of the images."""
        if not training:
            return None
        low, high = self.factor
        angle = self._draw(data, low * 360.0, high * 360.0, seed)
        return {"angle": angle, "size": height_and_width(data, self._channels_first)}

    def _matrices(self, transformation: Any) -> Tensor:
        height, width = transformation["size"]
        x, y = 0.5 * (width - 1), 0.5 * (height - 1)
        angle = multiply(transformation["angle"], math.pi / 180.0)
        across, down = cos(angle), sin(angle)
        up, nothing = negative(down), zeros_like(angle)
        shift_x = subtract(subtract(x, multiply(across, x)), multiply(up, y))
        shift_y = subtract(subtract(y, multiply(down, x)), multiply(across, y))
        return rows(across, up, shift_x, down, across, shift_y, nothing, nothing)

    def transform_bounding_boxes(
        self, bounding_boxes: Any, transformation: Any, training: bool = True
    ) -> Any:
        """The upright boxes around turned ones. As in Keras, they are taken as "xyxy"."""
        if not training:
            return bounding_boxes
        angle, size = transformation["angle"], transformation["size"]
        one, nothing = ones_like(angle), zeros_like(angle)

        def turned(boxes: Any) -> Any:
            return affine_transform(boxes, angle, nothing, nothing, one, nothing, nothing, *size)

        kind = self.bounding_box_format
        return moved(bounding_boxes, "xyxy", kind, (size, size), turned)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"factor": self.factor}
