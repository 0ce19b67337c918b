"""RandomZoom: images made larger or smaller by chance, in a frame of their size."""

from typing import Any

from tfjs.keras.layers.preprocessing.images._base import Factor, height_and_width
from tfjs.keras.layers.preprocessing.images._boxes import corners, moved
from tfjs.keras.layers.preprocessing.images._geometry import rows
from tfjs.keras.layers.preprocessing.images._warping import WarpingLayer
from tfjs.ops.arithmetic import clip_by_value
from tfjs.ops.creation import zeros_like
from tfjs.ops.math import multiply, subtract
from tfjs.ops.shaping import expand_dims
from tfjs.tensor import Tensor


class RandomZoom(WarpingLayer):
    """Zoom images around their middle, in training.

    Args:
        height_factor: Largest change, within `(-1, 1]`: 0.2 zooms out by at most 20 % and in by as
            much; or two numbers, positive ones zoom out.
        width_factor: The same for the width; that of the height, image by image, if None.
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
        width_factor: Factor | None = None,
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
        if width_factor is not None:
            self.width_lower, self.width_upper = _bounds(width_factor, "width_factor")

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """How much to zoom each image, and the size of the images."""
        if not training:
            return None
        tall = self._draw(data, 1.0 + self.height_lower, 1.0 + self.height_upper, seed, 2)
        wide = tall
        if self.width_factor is not None:
            wide = self._draw(data, 1.0 + self.width_lower, 1.0 + self.width_upper, seed, 2)
        size = height_and_width(data, self._channels_first)
        return {"height_zoom": tall, "width_zoom": wide, "size": size}

    def _matrices(self, transformation: Any) -> Tensor:
        height, width = transformation["size"]
        tall, wide = transformation["height_zoom"], transformation["width_zoom"]
        nothing = zeros_like(tall)
        shift_x = multiply(subtract(1.0, wide), (width - 1.0) / 2.0)
        shift_y = multiply(subtract(1.0, tall), (height - 1.0) / 2.0)
        return rows(wide, nothing, shift_x, nothing, tall, shift_y, nothing, nothing)

    def transform_bounding_boxes(
        self, bounding_boxes: Any, transformation: Any, training: bool = True
    ) -> Any:
        """Zoom boxes."""
        if not training:
            return bounding_boxes
        height, width = size = transformation["size"]
        tall, wide = (
            expand_dims(transformation[name], -1) for name in ("height_zoom", "width_zoom")
        )

        def zoomed(place: Any, zoom: Any, count: int) -> Any:
            start = (1.0 - zoom) * ((count - 1.0) / 2.0)
            end = zoom * float(count) + start
            return (clip_by_value(place, start, end) - start) / (end - start) * float(count)

        move = corners(
            lambda x1, y1, x2, y2: (
                *(zoomed(x1, wide, width), zoomed(y1, tall, height)),
                *(zoomed(x2, wide, width), zoomed(y2, tall, height)),
            )
        )
        kind = self.bounding_box_format
        return moved(bounding_boxes, kind, kind, (size, size), move)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        own = {"height_factor": self.height_factor, "width_factor": self.width_factor}
        return super().get_config() | own


def _bounds(factor: Any, name: str) -> tuple[float, float]:
    message = (
        "The `height_factor` and `width_factor` arguments should be a number (or a list of two "
        f"numbers) in the range (-1.0, 1.0]. Received: {name}={factor}"
    )
    pair = list(factor) if isinstance(factor, tuple | list) else [factor]
    numbers = all(isinstance(f, int | float) and -1.0 < f <= 1.0 for f in pair)
    if not numbers or (isinstance(factor, tuple | list) and len(pair) != 2):
        raise ValueError(message)
    return (min(pair), max(pair)) if len(pair) == 2 else (-abs(pair[0]), abs(pair[0]))
