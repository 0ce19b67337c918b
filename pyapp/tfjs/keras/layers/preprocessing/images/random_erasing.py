"""RandomErasing: rectangles of images replaced by chance."""

from typing import Any

from tfjs.keras.layers.preprocessing.images._base import Factor, RandomImageLayer, bounds_of
from tfjs.keras.layers.preprocessing.images._rectangles import Rectangles
from tfjs.keras.random import normal, uniform
from tfjs.ops._arguments import as_tensor
from tfjs.ops.arithmetic import clip_by_value
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.math import less, logical_and, multiply, sqrt
from tfjs.ops.shaping import reshape
from tfjs.tensor import Tensor


class RandomErasing(RandomImageLayer):
    """Replace a rectangle of some images, in training (Zhong et al. 2017, arXiv 1708.04896).

    Args:
        factor: Share of the images, within `[0, 1]`: one number `f` draws it from `[0, f]`, two
            numbers from between them.
        scale: Squares of the sides' shares, two numbers within `[0, 1]`.
        fill_value: A number, or three for the channels; noise if None.
        value_range: Smallest and largest value of images.
        seed: Of the draws.
        data_format: Where the channels are. Defaults to the configured format.

    Raises:
        ValueError: Arguments that are no such numbers.
    """

    _boxes_stay = True

    def __init__(
        self,
        factor: Factor = 1.0,
        scale: Factor = (0.02, 0.33),
        fill_value: Any = None,
        value_range: Any = (0, 255),
        seed: int | None = None,
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(seed=seed, data_format=data_format, **kwargs)
        self.factor = _bounds(factor, "factor")
        self.scale = _bounds(scale, "scale")
        several = isinstance(fill_value, tuple | list)
        if (several and len(fill_value) != 3) or not (
            several or fill_value is None or isinstance(fill_value, int | float)
        ):
            raise ValueError(
                "The `fill_value` argument should be a number (or a list of three numbers). "
                f"Received: fill_value={fill_value}"
            )
        self.fill_value = fill_value
        self.value_range = value_range

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """Where to erase, bool, and what to put there."""
        if not training:
            return None
        source = self.generator if seed is None else seed
        count = data.shape[0] if data.ndim == 4 else 1
        shares = sqrt(uniform((count, 2), *self.scale, dtype="float32", seed=source))
        places = Rectangles(data, shares[:, 0], shares[:, 1], source, self._channels_first)
        chosen = self._draw(data, self.factor[0], self.factor[1], source, 4)
        chosen = less(self._draw(data, seed=source, rank=4), chosen)
        return {"erased": logical_and(places.mask(), chosen), "fill": self._fill(data, source)}

    def _fill(self, images: Tensor, source: Any) -> Tensor:
        low, high = (float(v) for v in self.value_range)
        if self.fill_value is None:
            noise = multiply(normal(images.shape, dtype="float32", seed=source), high)
            return clip_by_value(noise, low, high)
        fill = clip_by_value(cast(as_tensor(self.fill_value), "float32"), low, high)
        return reshape(fill, (-1, 1, 1)) if self._channels_first and fill.ndim else fill

    def transform_images(
        self, images: Any, transformation: Any = None, training: bool = True
    ) -> Tensor:
        """Erase rectangles."""
        x = cast(images, self.compute_dtype)
        return where(transformation["erased"], transformation["fill"], x) if training else x

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {
            "factor": self.factor,
            "scale": self.scale,
            "fill_value": self.fill_value,
            "value_range": self.value_range,
        }


def _bounds(factor: Any, name: str) -> tuple[float, float]:
    return bounds_of(
        factor,
        0,
        1,
        f"The `{name}` argument should be a number (or a list of two numbers) in the range "
        f"[0, 1]. Received: {name}={factor}",
    )
