"""RandAugment: a few changes out of many, drawn for each batch."""

from typing import Any

from tfjs.flow import switch_case
from tfjs.keras.layers.preprocessing.images._base import Factor, RandomImageLayer, bounds_of
from tfjs.keras.layers.preprocessing.images.equalization import Equalization
from tfjs.keras.layers.preprocessing.images.random_color_jitter import RandomColorDegeneration
from tfjs.keras.layers.preprocessing.images.random_light import RandomBrightness, RandomContrast
from tfjs.keras.layers.preprocessing.images.random_rotation import RandomRotation
from tfjs.keras.layers.preprocessing.images.random_sharpness import RandomSharpness
from tfjs.keras.layers.preprocessing.images.random_shear import RandomShear
from tfjs.keras.layers.preprocessing.images.random_tone import (
    AutoContrast,
    RandomPosterization,
    Solarization,
)
from tfjs.keras.layers.preprocessing.images.random_translation import RandomTranslation
from tfjs.keras.random import randint
from tfjs.ops.casting import cast
from tfjs.ops.comparison import equal, where
from tfjs.ops.reductions import reduce_any
from tfjs.tensor import Tensor


class RandAugment(RandomImageLayer):
    """Change a batch of images by layers that are drawn, in training (arXiv 1909.13719).

    Args:
        value_range: Smallest and largest value of images.
        num_ops: How many layers one after the other.
        factor: How strong they are, within `[0, 1]`; or two numbers.
        interpolation: Of those that warp: `"bilinear"` or `"nearest"`.
        seed: Of the draws.
        data_format: Where the channels are. Defaults to the configured format.

    Bounding boxes are moved as Keras moves them: by each drawn layer once, in the order of the
    layers, also where images are changed by one of them twice or in another order.
    """

    def __init__(
        self,
        value_range: Any = (0, 255),
        num_ops: int = 2,
        factor: Factor = 0.5,
        interpolation: str = "bilinear",
        seed: int | None = None,
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(seed=seed, data_format=data_format, **kwargs)
        self.value_range = value_range
        self.num_ops = num_ops
        self.factor = bounds_of(
            factor,
            0,
            1,
            "The `factor` argument should be a number (or a list of two numbers) in the range "
            f"[0, 1]. Received: factor={factor}",
        )
        self.interpolation = interpolation
        boxes = self.bounding_box_format
        self._changes: list[Any] = changes_of(
            self.factor, value_range, interpolation, seed, data_format, boxes=boxes
        )

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """Which layers, and what each would do."""
        if not training:
            return None
        source = self.generator if seed is None else seed
        chosen = randint((self.num_ops,), 0, len(self._changes), seed=source)
        drawn = [c.get_random_transformation(data, seed=source) for c in self._changes]
        return {"layer_idxes": chosen, "transforms": drawn}

    def transform_images(self, images: Any, transformation: Any, training: bool = True) -> Tensor:
        """Change images."""
        x = cast(images, self.compute_dtype)
        return self._applied(x, transformation, "transform_images") if training else x

    def transform_segmentation_masks(
        self, segmentation_masks: Any, transformation: Any, training: bool = True
    ) -> Any:
        """Change masks as far as their images are warped."""
        if not training:
            return segmentation_masks
        return self._applied(segmentation_masks, transformation, "transform_segmentation_masks")

    def transform_bounding_boxes(
        self, bounding_boxes: Any, transformation: Any, training: bool = True
    ) -> Any:
        """Move boxes by the drawn layers that move pixels."""
        if not training:
            return bounding_boxes
        found, chosen = dict(bounding_boxes), transformation["layer_idxes"]
        for place, (change, drawn) in enumerate(
            zip(self._changes, transformation["transforms"], strict=True)
        ):
            if change._boxes_stay:
                continue
            moved = change.transform_bounding_boxes(dict(found), drawn)
            is_drawn = reduce_any(equal(chosen, place))
            for name in ("boxes", "labels"):
                found[name] = where(is_drawn, cast(moved[name], found[name].dtype), found[name])
        return found

    def _applied(self, x: Tensor, transformation: Any, method: str) -> Tensor:
        def applying(change: Any, drawn: Any, given: Tensor) -> Any:
            return lambda: cast(getattr(change, method)(given, drawn), given.dtype)

        for place in range(self.num_ops):
            pairs = zip(self._changes, transformation["transforms"], strict=True)
            choices = [applying(change, drawn, x) for change, drawn in pairs]
            x = switch_case(transformation["layer_idxes"][place], choices)
        return x

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {
            "value_range": self.value_range,
            "num_ops": self.num_ops,
            "factor": self.factor,
            "interpolation": self.interpolation,
        }


def changes_of(
    factor: tuple[float, float],
    value_range: Any,
    interpolation: str,
    seed: int | None,
    data_format: str | None,
    *,
    tones: bool = True,
    boxes: str | None = None,
) -> list[Any]:
    """The layers to draw from, in the order that Keras counts them in.

    Args:
        factor: How strong they are.
        value_range: Smallest and largest value of images.
        interpolation: Of those that warp.
        seed: Of their draws.
        data_format: Where the channels are.
        tones: Whether brightness, color, contrast and sharpness are among them.
        boxes: How bounding boxes are written.
    """
    both: dict[str, Any] = {"seed": seed, "data_format": data_format, "bounding_box_format": boxes}
    warp: dict[str, Any] = {**both, "interpolation": interpolation}
    tone: dict[str, Any] = {**both, "value_range": value_range}
    bits = max(1, int(8 * factor[1]))
    plain: dict[str, Any] = {"value_range": value_range, "data_format": data_format}
    toning: list[Any] = [
        RandomBrightness(factor, **tone),
        RandomColorDegeneration(factor, **tone),
        RandomContrast(factor, **tone),
        RandomSharpness(factor, **tone),
    ]
    return [
        RandomShear(factor, factor, **warp),
        RandomTranslation(factor, factor, **warp),
        RandomRotation(factor, **warp),
        *(toning if tones else []),
        RandomPosterization(bits, **tone),
        Solarization(factor, factor, **tone),
        AutoContrast(**plain),
        Equalization(**plain),
    ]
