"""Parts of images chosen at random so that they cover enough of an object: for augmentation.

What is drawn is read: a `tf.function` that chooses by its arguments runs eagerly.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tfjs import dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.ops import _draws
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops.shaping import sizes_of
from tfjs.ops.stateless_random import source
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike
    from tfjs.ops._draws import Source

_WORDS = 8
"""How many random words are drawn for each attempt, which takes up to five, rarely more."""
_float = np.float32


class SampleDistortedBoundingBoxV2(NamedTuple):
    """What `sample_distorted_bounding_box` gives."""

    begin: Tensor
    """Where the part begins, `[y, x, 0]`, for `tf.slice`."""
    size: Tensor
    """Its size, `[height, width, -1]`."""
    bboxes: Tensor
    """The part as a box, shape `(1, 1, 4)`, for `tf.image.draw_bounding_boxes`."""


def sample_distorted_bounding_box(
    image_size: "TensorLike",
    bounding_boxes: "TensorLike",
    seed: int = 0,
    min_object_covered: float = 0.1,
    aspect_ratio_range: "Sequence[float] | None" = None,
    area_range: "Sequence[float] | None" = None,
    max_attempts: int | None = None,
    use_image_if_no_bounding_boxes: bool | None = None,
    name: str | None = None,
) -> SampleDistortedBoundingBoxV2:
    """A part of an image that covers enough of at least one of the boxes.

    Args:
        image_size: Height, width and channels, integers.
        bounding_boxes: Shape `(batch, n, 4)`: top, left, bottom, right, each within `[0, 1]`.
        seed: Decides which one; 0 for another one each time.
        min_object_covered: Share of a box that the part has to cover.
        aspect_ratio_range: Least and largest width divided by height; `(0.75, 1.33)` if None.
        area_range: Least and largest share of the image; `(0.05, 1)` if None.
        max_attempts: After how many the whole image is taken; 100 if None.
        use_image_if_no_bounding_boxes: Take the image as the box if there is none.

    Raises:
        InvalidArgumentError: Wrong sizes, boxes or ranges; no boxes.
    """
    op = "sample_distorted_bounding_box"
    draw = _draws.seeded(seed or None, op)
    ranges = aspect_ratio_range, area_range
    whole = bool(use_image_if_no_bounding_boxes)
    return _chosen(
        image_size, bounding_boxes, draw, min_object_covered, ranges, max_attempts, whole, op
    )


def stateless_sample_distorted_bounding_box(
    image_size: "TensorLike",
    bounding_boxes: "TensorLike",
    seed: "TensorLike",
    min_object_covered: float = 0.1,
    aspect_ratio_range: "Sequence[float] | None" = None,
    area_range: "Sequence[float] | None" = None,
    max_attempts: int | None = None,
    use_image_if_no_bounding_boxes: bool | None = None,
    name: str | None = None,
) -> SampleDistortedBoundingBoxV2:
    """`sample_distorted_bounding_box`, decided by the two numbers `seed`, as in TensorFlow."""
    op = "stateless_sample_distorted_bounding_box"
    ranges = aspect_ratio_range, area_range
    whole = bool(use_image_if_no_bounding_boxes)
    draw = source(seed, op)
    return _chosen(
        image_size, bounding_boxes, draw, min_object_covered, ranges, max_attempts, whole, op
    )


def _chosen(
    image_size: Any,
    boxes: Any,
    draw: "Source",
    least: float,
    ranges: tuple[Any, Any],
    attempts: int | None,
    whole: bool,
    op: str,
) -> SampleDistortedBoundingBoxV2:
    sizes = as_tensor(image_size, op=op)
    if sizes_of(sizes) != (3,) or not sizes.dtype.is_integer:
        raise InvalidArgumentError(
            f"{op}: image_size must be 1-D with 3 integers. Received: {sizes.shape} "
            f"{sizes.dtype.name}.",
            op=op,
        )
    height, width, _ = (int(n) for n in sizes.numpy())
    if height <= 0 or width <= 0:
        raise InvalidArgumentError(
            f"{op}: image height and width must be positive. Received: {height}, {width}.", op=op
        )
    aspects, areas = _checked(ranges, op)
    objects = _objects(boxes, height, width, whole, op)
    count = 100 if attempts is None else int(attempts)
    words = _draws.full_range(draw, [_WORDS * max(count, 1)], dtypes.int32, op).numpy()
    numbers = iter((np.asarray(words, np.int64) & 0xFFFFFFFF).tolist())
    part = (0, 0, height, width)
    try:
        for _ in range(count):
            share = _uniform(numbers) * (aspects[1] - aspects[0]) + aspects[0]
            found = _part(height, width, areas, share, numbers)
            if found is not None and _covers(found, objects, float(least)):
                part = found
                break
    except StopIteration:
        pass
    top, left, bottom, right = part
    kind = sizes.dtype
    frame = np.array([height, width, height, width], np.float32)
    return SampleDistortedBoundingBoxV2(
        from_array(np.array([top, left, 0]), kind, None, op),
        from_array(np.array([bottom - top, right - left, -1]), kind, None, op),
        from_array((np.array(part, np.float32) / frame).reshape(1, 1, 4), None, None, op),
    )


def _checked(ranges: tuple[Any, Any], op: str) -> tuple[list[Any], list[Any]]:
    aspects, areas = (
        [_float(bound) for bound in (given if given is not None else usual)]
        for given, usual in zip(ranges, ((0.75, 1.33), (0.05, 1.0)), strict=True)
    )
    if len(aspects) != 2 or min(aspects) <= 0:
        raise InvalidArgumentError(
            f"{op}: Aspect ratio range must be two numbers above 0. Received: {ranges[0]}.", op=op
        )
    if len(areas) != 2 or min(areas) <= 0 or max(areas) > 1:
        raise InvalidArgumentError(
            f"{op}: Area range must be two numbers above 0, at most 1. Received: {ranges[1]}.",
            op=op,
        )
    return aspects, areas


def _objects(boxes: Any, height: int, width: int, whole: bool, op: str) -> Any:
    """Boxes as whole pixels, one a row."""
    given = as_tensor(boxes, hint=dtypes.float32, op=op)
    if given.ndim != 3 or sizes_of(given)[-1] != 4:
        raise InvalidArgumentError(
            f"{op}: input boxes must be 3-dimensional [batch, num_boxes, coords]. Received: "
            f"{given.shape}.",
            op=op,
        )
    flat = np.asarray(given.numpy(), np.float32).reshape(-1, 4)
    if not len(flat):
        if not whole:
            raise InvalidArgumentError(
                f"{op}: No bounding boxes provided as input. One must enable "
                "use_image_if_no_bounding_boxes if you wish to not provide any bounding boxes.",
                op=op,
            )
        flat = np.array([[0, 0, 1, 1]], np.float32)
    if flat.min() < 0 or flat.max() > 1 or (flat[:, :2] > flat[:, 2:]).any():
        raise InvalidArgumentError(
            f"{op}: All bounding box coordinates must be in [0.0, 1.0], and the least before the "
            f"largest. Received: {flat.tolist()}.",
            op=op,
        )
    return (flat * np.array([height, width, height, width], np.float32)).astype(np.int64)


def _part(
    height: int, width: int, areas: list[Any], aspect: Any, numbers: Iterator[int]
) -> tuple[int, int, int, int] | None:
    """A part of some aspect ratio and area, in the single precision that TensorFlow takes."""
    least, most = (_float(_float(a * _float(width)) * _float(height)) for a in areas)
    tall = _nearest(np.sqrt(_float(least / aspect)))
    tallest = _nearest(np.sqrt(_float(most / aspect)))
    if _nearest(_float(tallest * aspect)) > width:
        tallest = int(_float((width + 0.5 - 1e-7) / float(aspect)))
        if _nearest(_float(tallest * aspect)) > width:
            tallest -= 1
    tallest = min(tallest, height)
    tall = min(tall, tallest)
    if tall < tallest:
        tall += _below(tallest - tall + 1, numbers)
    wide = _nearest(_float(tall * aspect))
    if wide * tall < least:
        tall += 1
        wide = _nearest(_float(tall * aspect))
    if wide * tall > most:
        tall -= 1
        wide = _nearest(_float(tall * aspect))
    inside = least <= wide * tall <= most and 0 < wide <= width and 0 < tall <= height
    if not inside:
        return None
    top = _below(height - tall, numbers) if tall < height else 0
    left = _below(width - wide, numbers) if wide < width else 0
    return top, left, top + tall, left + wide


def _covers(part: tuple[int, int, int, int], objects: Any, least: float) -> bool:
    top, left, bottom, right = part
    for y, x, y_end, x_end in objects.tolist():
        area = (y_end - y) * (x_end - x)
        rows = max(0, min(bottom, y_end) - max(top, y))
        columns = max(0, min(right, x_end) - max(left, x))
        if area >= 1 and _float(rows * columns) / _float(area) >= _float(least):
            return True
    return False


def _nearest(x: Any) -> int:
    return int(np.rint(x))


def _uniform(numbers: Iterator[int]) -> Any:
    """A number in `[0, 1)` of 23 random bits."""
    return _float((next(numbers) & 0x7FFFFF) / 2**23)


def _below(bound: int, numbers: Iterator[int]) -> int:
    """A whole number below a bound, each as likely as the others."""
    if bound & (bound - 1) == 0:
        return next(numbers) & (bound - 1)
    rest = 0xFFFFFFFF % bound + 1
    word = next(numbers)
    while word < rest:
        word = next(numbers)
    return word % bound
