"""What layers on images share: single images and batches, labels and masks beside them, factors."""

from collections.abc import Sequence
from typing import Any, ClassVar

from tfjs.keras.config import standardize_data_format
from tfjs.keras.layers.preprocessing._adapting import DataLayer
from tfjs.keras.random import SeedGenerator, uniform
from tfjs.ops._arguments import as_tensor
from tfjs.ops.arithmetic import truediv
from tfjs.ops.casting import cast
from tfjs.ops.math import add, multiply, subtract
from tfjs.ops.shaping import expand_dims, sizes_of, squeeze, transpose
from tfjs.tensor import Tensor

Factor = float | Sequence[float]


def bounds_of(
    factor: Any, low: float, high: float, message: str, *, symmetric: bool = True
) -> tuple[float, float]:
    """Lower and upper bound of a factor given as one number or two.

    Args:
        factor: A number `f` stands for `(-f, f)`, cut to what is allowed.
        low: The smallest that is allowed.
        high: The largest that is allowed.
        message: Of the error.
        symmetric: Whether one number is also taken downwards.

    Raises:
        ValueError: No such numbers.
    """
    if isinstance(factor, tuple | list):
        if len(factor) != 2 or max(factor) > high or min(factor) < low:
            raise ValueError(message)
        first, second = sorted(factor)
        return first, second
    if not isinstance(factor, int | float) or not low <= factor <= high:
        raise ValueError(message)
    size = abs(factor)
    return max(-size, low) if symmetric else low, size


def checked_range(value_range: Any) -> list[Any]:
    """Smallest and largest value of images.

    Raises:
        ValueError: Not two numbers.
    """
    if not isinstance(value_range, tuple | list) or len(value_range) != 2:
        raise ValueError(
            "The `value_range` argument should be a list of two numbers. Received: "
            f"value_range={value_range}"
        )
    return sorted(value_range)


class ImageLayer(DataLayer):
    """A layer on images of rank 3 or 4, or on a dict of images, labels and segmentation masks.

    In a subclass `get_random_transformation` draws, and `transform_images` (and the like) do what
    was drawn; outside training images stay as they are.

    Call arguments:
        data: Images, shape `(batch, height, width, channels)` or without `batch` (channels first
            if `data_format` says so); or a dict with `"images"`, `"labels"` and
            `"segmentation_masks"`.
        training: Whether images are changed; True unless said otherwise.
    """

    _boxes_stay: ClassVar[bool] = False

    def __init__(
        self,
        data_format: str | None = None,
        bounding_box_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.data_format = standardize_data_format(data_format)
        self.bounding_box_format: Any = bounding_box_format

    @property
    def _channels_first(self) -> bool:
        return self.data_format == "channels_first"

    @property
    def _height_axis(self) -> int:
        return -2 if self._channels_first else -3

    @property
    def _width_axis(self) -> int:
        return self._height_axis + 1

    def call(self, data: Any, training: bool | None = True) -> Any:
        """Change images, and what belongs to them."""
        if not isinstance(data, dict):
            return self._changed(data, training)
        images = as_tensor(data["images"])
        _batched(images)
        drawn = self.get_random_transformation(images, training=bool(training))
        changed = dict(data)
        for name, change in (
            ("images", self.transform_images),
            ("labels", self.transform_labels),
            ("segmentation_masks", self.transform_segmentation_masks),
        ):
            if name in data:
                single = images.ndim == 3 and name != "labels"
                changed[name] = _apply(change, as_tensor(data[name]), drawn, training, single)
        if "bounding_boxes" in data:
            changed["bounding_boxes"] = self._changed_boxes(data["bounding_boxes"], drawn, training)
        return changed

    def _changed_boxes(self, boxes: Any, drawn: Any, training: bool | None) -> Any:
        if not self.bounding_box_format:
            raise ValueError(
                "You passed an input with a 'bounding_boxes' key, but you didn't specify a "
                "bounding box format. Pass a `bounding_box_format` argument to your "
                f"{type(self).__name__} layer, e.g. `bounding_box_format='xyxy'`."
            )
        if not isinstance(boxes, dict) or not {"boxes", "labels"} <= set(boxes):
            raise ValueError(
                "Expected `bounding_boxes` argument to be a dict with keys 'boxes' and 'labels'. "
                f"Received: bounding_boxes={boxes}"
            )
        known = {"boxes": as_tensor(boxes["boxes"]), "labels": as_tensor(boxes["labels"])}
        single = known["boxes"].ndim == 2
        if single:
            known = {name: expand_dims(value, 0) for name, value in known.items()}
        found = self.transform_bounding_boxes(dict(boxes) | known, drawn, training=bool(training))
        if single:
            found = found | {name: squeeze(found[name], [0]) for name in known}
        return found

    def _changed(self, data: Any, training: bool | None) -> Tensor:
        images = as_tensor(data)
        single = not _batched(images)
        drawn = self.get_random_transformation(images, training=bool(training))
        return _apply(self.transform_images, images, drawn, training, single)

    def get_random_transformation(self, data: Any, training: bool = True, seed: Any = None) -> Any:
        """What to do to these images; None for nothing that depends on chance."""
        return None

    def transform_images(self, images: Any, transformation: Any, training: bool = True) -> Any:
        """Change a batch of images."""
        raise NotImplementedError

    def transform_labels(self, labels: Any, transformation: Any, training: bool = True) -> Any:
        """Change what images are labeled with: it stays."""
        return labels

    def transform_segmentation_masks(
        self, segmentation_masks: Any, transformation: Any, training: bool = True
    ) -> Any:
        """Change masks of the images' shape: they stay."""
        return segmentation_masks

    def transform_bounding_boxes(
        self, bounding_boxes: Any, transformation: Any, training: bool = True
    ) -> Any:
        """Change boxes, a dict of `"boxes"` and `"labels"`, as their images.

        Raises:
            NotImplementedError: The layer moves pixels, and boxes do not follow them here.
        """
        if self._boxes_stay:
            return bounding_boxes
        raise NotImplementedError(
            f"{type(self).__name__}: expected images, labels and segmentation masks. Received: "
            "bounding boxes, which do not follow the images of this layer. Leave them out, or "
            "move them with `tf.keras.utils.bounding_boxes`."
        )

    def _last(self, images: Tensor) -> Tensor:
        """A batch with its channels last."""
        return transpose(images, [0, 2, 3, 1]) if self._channels_first else images

    def _back(self, images: Tensor) -> Tensor:
        """A batch with its channels where they were."""
        return transpose(images, [0, 3, 1, 2]) if self._channels_first else images

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of the input."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        boxes = self.bounding_box_format
        named = {} if boxes is None else {"bounding_box_format": boxes}
        return super().get_config() | {"data_format": self.data_format} | named


class RandomImageLayer(ImageLayer):
    """A layer on images that draws numbers.

    Args:
        seed: Of its draws.
    """

    def __init__(
        self, seed: int | None = None, data_format: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(data_format=data_format, **kwargs)
        self.seed = seed
        self.generator = SeedGenerator(seed)

    def _draw(
        self, images: Tensor, low: float = 0.0, high: float = 1.0, seed: Any = None, rank: int = 1
    ) -> Tensor:
        """A number for each image, shape `(batch, 1, ...)` of the rank given."""
        count = images.shape[0] if images.ndim == 4 else 1
        shape = (count, *[1] * (rank - 1))
        source = self.generator if seed is None else seed
        return uniform(shape, low, high, dtype="float32", seed=source)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"seed": self.seed}


def _batched(images: Tensor) -> bool:
    if images.ndim not in (3, 4):
        raise ValueError(
            "Expected image tensor to have rank 3 (single image) or 4 (batch of images). Received: "
            f"data.shape={tuple(images.shape)}"
        )
    return images.ndim == 4


def _apply(change: Any, x: Tensor, drawn: Any, training: Any, single: bool) -> Tensor:
    batch = expand_dims(x, 0) if single else x
    out: Tensor = change(batch, drawn, training=bool(training))
    return squeeze(out, [0]) if single else out


def rescaled(images: Tensor, source: Sequence[float], target: Sequence[float]) -> Tensor:
    """Values brought from one range to another."""
    if tuple(source) == tuple(target):
        return images
    floats = cast(images, "float32")
    shares = truediv(subtract(floats, float(source[0])), float(source[1] - source[0]))
    return add(multiply(shares, float(target[1] - target[0])), float(target[0]))


def height_and_width(images: Tensor, channels_first: bool) -> tuple[int, int]:
    """The size of images in pixels."""
    sizes = sizes_of(images)
    return (sizes[-2], sizes[-1]) if channels_first else (sizes[-3], sizes[-2])
