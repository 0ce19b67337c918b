"""Boxes that follow what a layer does to their images, as Keras moves them."""

from collections.abc import Callable
from typing import Any

from tfjs.keras.utils.bounding_boxes.formats import convert_format, parts_of
from tfjs.keras.utils.bounding_boxes.moves import clip_to_image_size
from tfjs.ops.joining import concat
from tfjs.tensor import Tensor

Size = tuple[int, int]


def moved(
    boxes: dict[str, Any],
    source: str,
    target: str,
    sizes: tuple[Size, Size],
    move: Callable[[Any], Any],
    kind: str = "xyxy",
    clipped_as: str | None = None,
) -> dict[str, Any]:
    """Boxes at another place, cut at the borders of their images.

    Args:
        boxes: A dict of `"boxes"`, shape `(batch, boxes, 4)`, and `"labels"`; those of boxes that
            are gone become -1.
        source: How the boxes are written.
        target: How they shall be.
        sizes: Height and width of the images before and after.
        move: From boxes written as `kind` to others.
        kind: `"xyxy"` or `"rel_xyxy"`.
        clipped_as: What they are cut as, where Keras does so as if they were of another kind.
    """
    (height, width), (tall, wide) = sizes
    found = convert_format(dict(boxes), source, kind, height=height, width=width)
    found["boxes"] = move(found["boxes"])
    found = clip_to_image_size(
        found, height=tall, width=wide, bounding_box_format=clipped_as or kind
    )
    done: dict[str, Any] = convert_format(found, kind, target, height=tall, width=wide)
    return done


def corners(change: Callable[[Any, Any, Any, Any], tuple[Any, ...]]) -> Callable[[Any], Tensor]:
    """A move out of a function of left, top, right and bottom, each of shape `(..., 1)`."""
    return lambda boxes: concat(list(change(*parts_of(boxes))), -1)
