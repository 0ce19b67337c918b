"""MaxNumBoundingBoxes: as many boxes for each image."""

from typing import Any

from tfjs.keras.layers.preprocessing.images._base import ImageLayer
from tfjs.ops._arguments import as_tensor
from tfjs.ops.shaping import pad, sizes_of
from tfjs.tensor import Tensor


class MaxNumBoundingBoxes(ImageLayer):
    """Cut or fill up the boxes of each image to one number of them.

    Args:
        max_number: How many boxes come out.
        fill_value: Of boxes and labels that are added.

    Call arguments:
        data: A dict with `"images"` and `"bounding_boxes"`, a dict of `"boxes"`, shape
            `(batch, boxes, 4)`, and `"labels"`, shape `(batch, boxes)`.
    """

    def __init__(self, max_number: int, fill_value: int = -1, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.max_number = int(max_number)
        self.fill_value = int(fill_value)

    def transform_images(
        self, images: Any, transformation: Any = None, training: bool = True
    ) -> Any:
        """Images stay."""
        return images

    def transform_bounding_boxes(
        self, bounding_boxes: Any, transformation: Any = None, training: bool = True
    ) -> Any:
        """Cut or fill up."""
        boxes, labels = (as_tensor(bounding_boxes[name]) for name in ("boxes", "labels"))
        return dict(bounding_boxes) | {"boxes": self._filled(boxes), "labels": self._filled(labels)}

    def _filled(self, x: Tensor) -> Tensor:
        missing = max(self.max_number - sizes_of(x)[1], 0)
        pairs = [(0, 0), (0, missing), *[(0, 0)] * (x.ndim - 2)]
        value = float(self.fill_value) if x.dtype.is_floating else self.fill_value
        return pad(x[:, : self.max_number], pairs, constant_values=value)

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shapes of the input, with another number of boxes.

        Raises:
            KeyError: Something else than boxes and labels among the bounding boxes.
        """
        if not isinstance(input_shape, dict) or "bounding_boxes" not in input_shape:
            return input_shape
        found = dict(input_shape["bounding_boxes"])
        extra = sorted(set(found) - {"boxes", "labels"})
        if extra:
            raise KeyError(
                f"There are unsupported keys in `bounding_boxes`: {extra}. Only `boxes` and "
                "`labels` are supported."
            )
        counted = {k: (v[0], self.max_number, *v[2:]) for k, v in found.items()}
        return {**input_shape, "bounding_boxes": counted}

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {
            "max_number": self.max_number,
            "fill_value": self.fill_value,
        }
