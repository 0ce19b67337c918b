"""RandomPerspective: images seen from another side by chance."""

from typing import Any

import numpy as np

from tfjs.keras.layers.preprocessing.images._base import (
    Factor,
    RandomImageLayer,
    bounds_of,
    height_and_width,
)
from tfjs.keras.layers.preprocessing.images._boxes import corners, moved
from tfjs.keras.layers.preprocessing.images._geometry import checked_warp, warped
from tfjs.keras.random import uniform
from tfjs.ops._arguments import from_array
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.creation import ones_like, zeros_like
from tfjs.ops.joining import stack
from tfjs.ops.math import add, less, multiply, negative
from tfjs.ops.reductions import reduce_max, reduce_min
from tfjs.ops.shaping import broadcast_to, reshape
from tfjs.ops.systems import solve
from tfjs.tensor import Tensor


class RandomPerspective(RandomImageLayer):
    """Move the corners of some images, in training.

    Args:
        factor: Share of the images, within `[0, 1]`: one number `f` draws it from `[0, f]`, two
            numbers from between them.
        scale: How far corners move, within `[0, 1]`.
        interpolation: `"bilinear"` or `"nearest"`.
        fill_value: Of what lies outside.
        seed: Of the draws.
        data_format: Where the channels are. Defaults to the configured format.

    Raises:
        ValueError: Numbers out of these ranges.
    """

    def __init__(
        self,
        factor: Factor = 1.0,
        scale: float = 1.0,
        interpolation: str = "bilinear",
        fill_value: float = 0.0,
        seed: int | None = None,
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(seed=seed, data_format=data_format, **kwargs)
        self.factor = bounds_of(
            factor,
            0,
            1,
            "The `factor` argument should be a number (or a list of two numbers) in the range "
            f"[0, 1]. Received: factor={factor}",
        )
        if not 0 <= scale <= 1:
            raise ValueError(
                "The `scale` argument should be a number in the range [0,1]. Received: "
                f"scale={scale}"
            )
        checked_warp("constant", interpolation)
        self.scale = scale
        self.interpolation = interpolation
        self.fill_value = fill_value

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """Which images to change, bool, where their corners were and are, and their size."""
        if not training:
            return None
        source = self.generator if seed is None else seed
        share = self._draw(data, self.factor[0], self.factor[1], source, 4)
        chosen = less(self._draw(data, seed=source, rank=4), share)
        count = data.shape[0] if data.ndim == 4 else 1
        reach = 0.5 * self.scale
        moves = uniform((count, 4, 2), -reach, reach, dtype="float32", seed=source)
        height, width = height_and_width(data, self._channels_first)
        corners = [[0, 0], [width - 1, 0], [0, height - 1], [width - 1, height - 1]]
        start = from_array(np.asarray([corners], np.float32), None, None, "perspective")
        start = broadcast_to(start, (count, 4, 2))
        end = add(start, multiply(start, moves))
        return {
            "apply_perspective": chosen,
            "start_points": start,
            "end_points": end,
            "size": (height, width),
        }

    def transform_images(self, images: Any, transformation: Any, training: bool = True) -> Tensor:
        """Change images."""
        x = cast(images, self.compute_dtype)
        return self._changed_view(x, transformation, self.interpolation) if training else x

    def transform_segmentation_masks(
        self, segmentation_masks: Any, transformation: Any, training: bool = True
    ) -> Any:
        """Change masks, by nearest pixels."""
        if not training:
            return segmentation_masks
        return self._changed_view(segmentation_masks, transformation, "nearest")

    def _changed_view(self, images: Tensor, transformation: Any, interpolation: str) -> Tensor:
        matrices = homographies(transformation["start_points"], transformation["end_points"])
        out = warped(
            images,
            matrices,
            interpolation,
            "constant",
            self.fill_value,
            channels_first=self._channels_first,
        )
        return where(transformation["apply_perspective"], out, images)

    def transform_bounding_boxes(
        self, bounding_boxes: Any, transformation: Any, training: bool = True
    ) -> Any:
        """The upright boxes around changed ones; as in Keras, they come out as "xyxy"."""
        if not training:
            return bounding_boxes
        start, end = transformation["start_points"], transformation["end_points"]
        matrix = reshape(homographies(end, start), (-1, 1, 8))
        a, b, c, d, e, f, g, h = (matrix[..., i : i + 1] for i in range(8))
        chosen = reshape(transformation["apply_perspective"], (-1, 1, 1))

        def changed(x1: Any, y1: Any, x2: Any, y2: Any) -> tuple[Any, ...]:
            places = []
            for x, y in ((x1, y1), (x2, y2), (x1, y2), (x2, y1)):
                depth = g * x + h * y + 1.0
                places.append(((a * x + b * y + c) / depth, (d * x + e * y + f) / depth))
            across, down = (stack(list(each), 0) for each in zip(*places, strict=True))
            found = (
                *(reduce_min(across, 0), reduce_min(down, 0)),
                *(reduce_max(across, 0), reduce_max(down, 0)),
            )
            old = (x1, y1, x2, y2)
            return tuple(where(chosen, new, was) for new, was in zip(found, old, strict=True))

        size, kind = transformation["size"], self.bounding_box_format
        return moved(bounding_boxes, kind, "xyxy", (size, size), corners(changed))

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {
            "factor": self.factor,
            "scale": self.scale,
            "interpolation": self.interpolation,
            "fill_value": self.fill_value,
        }


def homographies(start: Tensor, end: Tensor) -> Tensor:
    """The transforms that take four points to where they came from.

    Args:
        start: Where they were, shape `(batch, 4, 2)`.
        end: Where they are, the same.

    Returns:
        Shape `(batch, 8)`, for `warped`.
    """
    equations, targets = [], []
    for corner in range(4):
        x, y = end[:, corner, 0], end[:, corner, 1]
        one, nothing = ones_like(x), zeros_like(x)
        for axis in range(2):
            target = start[:, corner, axis]
            plain = [x, y, one] if axis == 0 else [nothing] * 3
            other = [nothing] * 3 if axis == 0 else [x, y, one]
            bent = [negative(multiply(target, x)), negative(multiply(target, y))]
            equations.append(stack([*plain, *other, *bent], -1))
            targets.append(target)
    right = reshape(stack(targets, -1), (-1, 8, 1))
    return reshape(solve(stack(equations, 1), right), (-1, 8))
