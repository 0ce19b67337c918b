"""RandomShear: images slanted by chance."""

from typing import Any

from tfjs.keras.layers.preprocessing.images._base import Factor, bounds_of, height_and_width
from tfjs.keras.layers.preprocessing.images._boxes import corners, moved
from tfjs.keras.layers.preprocessing.images._geometry import rows
from tfjs.keras.layers.preprocessing.images._warping import WarpingLayer
from tfjs.ops.comparison import where
from tfjs.ops.creation import ones_like, zeros_like
from tfjs.ops.math import greater, less, multiply, negative
from tfjs.ops.shaping import expand_dims
from tfjs.tensor import Tensor


class RandomShear(WarpingLayer):
    """Slant images, in training.

    Args:
        x_factor: Largest slant of columns, pixels to the side for each down, within `[0, 1]`; or
            two numbers. The direction is drawn too.
        y_factor: The same for rows.
        interpolation: `"bilinear"` or `"nearest"`.
        fill_mode: What lies outside: `"reflect"`, `"wrap"`, `"constant"` or `"nearest"`.
        fill_value: For `"constant"`.
        data_format: Where the channels are. Defaults to the configured format.
        seed: Of the draws.
    """

    def __init__(
        self,
        x_factor: Factor = 0.0,
        y_factor: Factor = 0.0,
        interpolation: str = "bilinear",
        fill_mode: str = "reflect",
        fill_value: float = 0.0,
        data_format: str | None = None,
        seed: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(fill_mode, interpolation, seed, fill_value, data_format, **kwargs)
        self.x_factor = _bounds(x_factor, "x_factor")
        self.y_factor = _bounds(y_factor, "y_factor")

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """How much to slant each image, and the size of the images."""
        if not training:
            return None
        drawn = self._draw(data, seed=seed, rank=2)
        one = ones_like(drawn)
        sign = where(greater(drawn, 0.5), negative(one), one)
        down = self._draw(data, self.y_factor[0], self.y_factor[1], seed, 2)
        across = self._draw(data, self.x_factor[0], self.x_factor[1], seed, 2)
        return {
            "across": multiply(across, sign),
            "down": multiply(down, sign),
            "size": height_and_width(data, self._channels_first),
        }

    def _matrices(self, transformation: Any) -> Tensor:
        across, down = transformation["across"], transformation["down"]
        one, nothing = ones_like(across), zeros_like(across)
        return rows(one, across, nothing, down, one, nothing, nothing, nothing)

    def transform_bounding_boxes(
        self, bounding_boxes: Any, transformation: Any, training: bool = True
    ) -> Any:
        """Slant boxes."""
        if not training:
            return bounding_boxes
        across, down = (expand_dims(transformation[name], -1) for name in ("across", "down"))
        left_first, right_first = less(across, 0.0), greater(down, 0.0)

        def slanted(x1: Any, y1: Any, x2: Any, y2: Any) -> tuple[Any, ...]:
            high, low = across * y1, across * y2
            x1, x2 = where(left_first, x1 - high, x1 - low), where(left_first, x2 - low, x2 - high)
            left, right = down * x1, down * x2
            y1 = where(right_first, y1 - right, y1 - left)
            y2 = where(right_first, y2 - left, y2 - right)
            return x1, y1, x2, y2

        size, kind = transformation["size"], self.bounding_box_format
        return moved(bounding_boxes, kind, kind, (size, size), corners(slanted), "rel_xyxy")

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"x_factor": self.x_factor, "y_factor": self.y_factor}


def _bounds(factor: Any, name: str) -> tuple[float, float]:
    message = (
        "The `factor` argument should be a number (or a list of two numbers) in the range "
        f"[0, 1.0]. Received: {name}={factor}"
    )
    if isinstance(factor, int | float) and factor < 0:
        raise ValueError(message)
    return bounds_of(factor, -1.0, 1.0, message)
