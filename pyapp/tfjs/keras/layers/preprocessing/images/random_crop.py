"""RandomCrop: a part of each image, from a place found by chance."""

from typing import Any

from tfjs.keras.layers.preprocessing.images._base import RandomImageLayer, height_and_width
from tfjs.keras.layers.preprocessing.images._boxes import corners
from tfjs.keras.layers.preprocessing.images._geometry import cut, resized
from tfjs.keras.random import SeedGenerator, make_default_seed, uniform
from tfjs.keras.utils.bounding_boxes.formats import convert_format
from tfjs.ops.casting import cast
from tfjs.ops.gathering import gather
from tfjs.ops.math import add, maximum
from tfjs.ops.sequences import range as counting
from tfjs.tensor import Tensor


class RandomCrop(RandomImageLayer):
    """Cut a rectangle from the same place of all images of a batch, in training.

    Where the images are no larger than that, the middle with the right aspect ratio is resized.
    Outside training images stay as they are.

    Args:
        height: Height in pixels.
        width: Width in pixels.
        seed: Of the draws.
        data_format: Where the channels are. Defaults to the configured format.
    """

    def __init__(
        self,
        height: int,
        width: int,
        seed: int | None = None,
        data_format: str | None = None,
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(seed=seed, data_format=data_format, name=name, **kwargs)
        self.height = height
        self.width = width
        if seed is None:
            self.seed = make_default_seed()
            self.generator = SeedGenerator(self.seed)

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """Where to begin: two int32 tensors, or ints where nothing is drawn."""
        height, width = height_and_width(data, self._channels_first)
        if training and height > self.height and width > self.width:
            source = self.generator if seed is None else seed
            spare = (height - self.height, width - self.width)
            return [
                cast(uniform((), 0.0, float(n + 1), dtype="float32", seed=source), "int32")
                for n in spare
            ]
        tall = max(min(height, int(float(width * self.height) / self.width)), 1)
        wide = max(min(width, int(float(height * self.width) / self.height)), 1)
        return [int((height - tall) / 2), int((width - wide) / 2)]

    def transform_images(self, images: Any, transformation: Any, training: bool = True) -> Tensor:
        """Cut images."""
        if not training:
            return images  # type: ignore[no-any-return]
        x = cast(images, self.compute_dtype)
        size = (self.height, self.width)
        top, left = transformation
        if isinstance(top, Tensor):
            for axis, start, count in (
                (self._height_axis, top, self.height),
                (self._width_axis, left, self.width),
            ):
                x = gather(x, add(counting(count), start), axis=axis)
            return x
        height, width = height_and_width(x, self._channels_first)
        part = (min(self.height, height - top), min(self.width, width - left))
        x = cut(x, top, left, part, channels_first=self._channels_first)
        if part == size:
            return x
        return cast(resized(x, size, channels_first=self._channels_first), self.compute_dtype)

    def transform_segmentation_masks(
        self, segmentation_masks: Any, transformation: Any, training: bool = True
    ) -> Tensor:
        """Cut masks."""
        return self.transform_images(segmentation_masks, transformation, training=training)

    def transform_bounding_boxes(
        self, bounding_boxes: Any, transformation: Any, training: bool = True
    ) -> Any:
        """Move boxes with the rectangle.

        The numbers are Keras's, which takes where the rectangle begins from the top for left and
        right, and the other way round: use `utils.bounding_boxes.crop` where that matters.
        """
        if not training:
            return bounding_boxes
        first, second = (
            cast(at, "float32") if isinstance(at, Tensor) else float(at) for at in transformation
        )
        sizes, kind = {"height": self.height, "width": self.width}, self.bounding_box_format
        boxes = convert_format(bounding_boxes["boxes"], kind, "xyxy", **sizes)
        move = corners(
            lambda x1, y1, x2, y2: (
                *(maximum(x1 - first, 0.0), maximum(y1 - second, 0.0)),
                *(maximum(x2 - first, 0.0), maximum(y2 - second, 0.0)),
            )
        )
        found = convert_format(move(boxes), "xyxy", kind, **sizes)
        return {"boxes": found, "labels": bounding_boxes["labels"]}

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape with the height and width of the rectangle."""
        sizes = list(input_shape)
        sizes[self._height_axis], sizes[self._width_axis] = self.height, self.width
        return tuple(sizes)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"height": self.height, "width": self.width}
