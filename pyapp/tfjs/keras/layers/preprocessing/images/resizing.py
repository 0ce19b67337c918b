"""Resizing and CenterCrop: images of one size."""

from typing import Any

from tfjs.keras.layers.preprocessing.images._base import ImageLayer, height_and_width
from tfjs.keras.layers.preprocessing.images._boxes import corners, moved
from tfjs.keras.layers.preprocessing.images._geometry import (
    cut,
    cut_to_aspect_ratio,
    resized,
)
from tfjs.keras.utils.bounding_boxes.formats import convert_format
from tfjs.ops._arguments import as_tensor
from tfjs.ops.arithmetic import clip_by_value
from tfjs.ops.casting import cast, saturate_cast
from tfjs.ops.comparison import equal, where
from tfjs.ops.creation import zeros_like
from tfjs.ops.math import logical_or, rint
from tfjs.ops.reductions import reduce_all
from tfjs.tensor import Tensor


class _SizedLayer(ImageLayer):
    def __init__(self, height: int, width: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.height = height
        self.width = width

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """The size of the images."""
        return {"size": height_and_width(data, self._channels_first)}

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape with the new height and width.

        Raises:
            ValueError: No shape of images.
        """
        sizes = list(input_shape)
        if len(sizes) not in (3, 4) or isinstance(sizes[0], list | tuple):
            raise ValueError(
                "`input_shape` must be a non-nested tuple or list of rank-1 with size 3 "
                f"(unbatched) or 4 (batched). Received: {input_shape}"
            )
        sizes[self._height_axis], sizes[self._width_axis] = self.height, self.width
        return tuple(sizes)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"height": self.height, "width": self.width}


class Resizing(_SizedLayer):
    """Images in another size, in and outside training.

    Args:
        height: New height in pixels.
        width: New width in pixels.
        interpolation: `"bilinear"`, `"nearest"`, `"bicubic"`, `"lanczos3"` or `"lanczos5"`.
        crop_to_aspect_ratio: Whether sides are cut instead of squeezed.
        pad_to_aspect_ratio: Whether a border is added instead of squeezing.
        fill_mode: `"constant"`.
        fill_value: Of the border.
        antialias: Whether shrinking averages over all pixels that go into one.
        data_format: Where the channels are. Defaults to the configured format.

    The dtype stays that of the images; integers are rounded.

    Raises:
        ValueError: Arguments that do not go together.
    """

    def __init__(
        self,
        height: int,
        width: int,
        interpolation: str = "bilinear",
        crop_to_aspect_ratio: bool = False,
        pad_to_aspect_ratio: bool = False,
        fill_mode: str = "constant",
        fill_value: float = 0.0,
        antialias: bool = False,
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(height, width, data_format=data_format, **kwargs)
        self.interpolation = interpolation
        self.crop_to_aspect_ratio = crop_to_aspect_ratio
        self.pad_to_aspect_ratio = pad_to_aspect_ratio
        self.fill_mode = fill_mode
        self.fill_value = fill_value
        self.antialias = bool(antialias)

    def transform_images(
        self, images: Any, transformation: Any = None, training: bool = True
    ) -> Tensor:
        """Resize images."""
        return self._resized(images, self.interpolation)

    def transform_segmentation_masks(
        self, segmentation_masks: Any, transformation: Any = None, training: bool = True
    ) -> Tensor:
        """Resize masks, by nearest pixels."""
        return self._resized(segmentation_masks, "nearest")

    def transform_bounding_boxes(
        self, bounding_boxes: Any, transformation: Any, training: bool = True
    ) -> Any:
        """Resize boxes; those of only zeros, or only -1, become zeros."""
        height, width = size = transformation["size"]
        tall, wide, left, top = self._scales(height, width)
        given = as_tensor(bounding_boxes["boxes"])
        none = logical_or(
            reduce_all(equal(given, -1), -1, keepdims=True),
            reduce_all(equal(given, 0), -1, keepdims=True),
        )
        new, kind = (self.height, self.width), self.bounding_box_format
        move = corners(
            lambda x1, y1, x2, y2: (
                *(x1 * wide + left, y1 * tall + top),
                *(x2 * wide + left, y2 * tall + top),
            )
        )
        found = moved(bounding_boxes, kind, "xyxy", (size, new), move)
        found["boxes"] = where(none, zeros_like(found["boxes"]), found["boxes"])
        return convert_format(found, "xyxy", kind, height=new[0], width=new[1])

    def _scales(self, height: int, width: int) -> tuple[float, float, float, float]:
        """How much larger images become, and where their first pixel comes to lie."""
        tall, wide = self.height / height, self.width / width
        if self.pad_to_aspect_ratio:
            tall = wide = min(tall, wide)
            left, top = (self.width - width * wide) // 2, (self.height - height * tall) // 2
        elif self.crop_to_aspect_ratio:
            tall = wide = max(tall, wide)
            left, top = -((width * wide - self.width) // 2), -((height * tall - self.height) // 2)
        else:
            left = top = 0
        return tall, wide, left, top

    def _resized(self, images: Tensor, interpolation: str) -> Tensor:
        if self.fill_mode != "constant":
            raise ValueError(
                "Invalid value for argument `fill_mode`. Only `'constant'` is supported. "
                f"Received: fill_mode={self.fill_mode}"
            )
        out = resized(
            images,
            (self.height, self.width),
            interpolation,
            antialias=self.antialias,
            crop=self.crop_to_aspect_ratio,
            padded=self.fill_value if self.pad_to_aspect_ratio else None,
            channels_first=self._channels_first,
        )
        if out.dtype is images.dtype:
            return out
        return saturate_cast(rint(out) if images.dtype.is_integer else out, images.dtype)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {
            "interpolation": self.interpolation,
            "crop_to_aspect_ratio": self.crop_to_aspect_ratio,
            "pad_to_aspect_ratio": self.pad_to_aspect_ratio,
            "fill_mode": self.fill_mode,
            "fill_value": self.fill_value,
            "antialias": self.antialias,
        }


class CenterCrop(_SizedLayer):
    """The middle of images, in and outside training; smaller images are enlarged to the size.

    Args:
        height: Height in pixels.
        width: Width in pixels.
        data_format: Where the channels are. Defaults to the configured format.
    """

    def __init__(
        self, height: int, width: int, data_format: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(height, width, data_format=data_format, **kwargs)

    def transform_images(
        self, images: Any, transformation: Any = None, training: bool = True
    ) -> Tensor:
        """Cut images."""
        x = cast(images, self.compute_dtype)
        height, width = height_and_width(x, self._channels_first)
        size = (self.height, self.width)
        if height < self.height or width < self.width:
            return cut_to_aspect_ratio(x, size, channels_first=self._channels_first)
        top, left = (height - self.height) // 2, (width - self.width) // 2
        return cut(x, top, left, size, channels_first=self._channels_first)

    def transform_segmentation_masks(
        self, segmentation_masks: Any, transformation: Any = None, training: bool = True
    ) -> Tensor:
        """Cut masks."""
        return self.transform_images(segmentation_masks)

    def transform_bounding_boxes(
        self, bounding_boxes: Any, transformation: Any, training: bool = True
    ) -> Any:
        """Cut boxes."""
        height, width = size = transformation["size"]
        tall, wide = self.height, self.width
        if height < tall or width < wide:
            tall = max(min(height, int(float(width * self.height) / self.width)), 1)
            wide = max(min(width, int(float(height * self.width) / self.height)), 1)
        top, left = int((height - tall) / 2), int((width - wide) / 2)

        def cut_at(place: Any, start: int, count: int, new: int) -> Any:
            inside = clip_by_value(place, float(start), float(start + count)) - float(start)
            return inside if count == new else inside * (new / count)

        move = corners(
            lambda x1, y1, x2, y2: (
                *(cut_at(x1, left, wide, self.width), cut_at(y1, top, tall, self.height)),
                *(cut_at(x2, left, wide, self.width), cut_at(y2, top, tall, self.height)),
            )
        )
        kind = self.bounding_box_format
        return moved(bounding_boxes, kind, kind, (size, (self.height, self.width)), move)
