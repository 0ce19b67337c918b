"""The base of layers that warp images by a matrix drawn for each."""

from typing import Any

from tfjs.keras.layers.preprocessing.images._base import RandomImageLayer
from tfjs.keras.layers.preprocessing.images._geometry import checked_warp, warped
from tfjs.ops.casting import cast
from tfjs.tensor import Tensor


class WarpingLayer(RandomImageLayer):
    """A layer that draws a matrix for each image.

    Args:
        fill_mode: What lies outside: `"reflect"`, `"wrap"`, `"constant"` or `"nearest"`.
        interpolation: `"bilinear"` or `"nearest"`.
        seed: Of the draws.
        fill_value: For `"constant"`.
        data_format: Where the channels are.

    Raises:
        NotImplementedError: Another fill mode or interpolation.
    """

    def __init__(
        self,
        fill_mode: str,
        interpolation: str,
        seed: int | None,
        fill_value: float,
        data_format: str | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(seed=seed, data_format=data_format, **kwargs)
        checked_warp(fill_mode, interpolation)
        self.fill_mode = fill_mode
        self.interpolation = interpolation
        self.fill_value = fill_value

    def _matrices(self, transformation: Any) -> Tensor:
        """The matrices, shape `(batch, 8)`."""
        raise NotImplementedError

    def transform_images(self, images: Any, transformation: Any, training: bool = True) -> Tensor:
        """Warp images."""
        x = cast(images, self.compute_dtype)
        return self._warped(x, transformation, self.interpolation) if training else x

    def transform_segmentation_masks(
        self, segmentation_masks: Any, transformation: Any, training: bool = True
    ) -> Any:
        """Warp masks, by nearest pixels."""
        if not training:
            return segmentation_masks
        return self._warped(segmentation_masks, transformation, "nearest")

    def _warped(self, images: Tensor, transformation: Any, interpolation: str) -> Tensor:
        if transformation is None:
            return images
        return warped(
            images,
            self._matrices(transformation),
            interpolation,
            self.fill_mode,
            self.fill_value,
            channels_first=self._channels_first,
        )

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {
            "fill_mode": self.fill_mode,
            "interpolation": self.interpolation,
            "fill_value": self.fill_value,
        }
