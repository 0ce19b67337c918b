"""How much boxes have in common."""

import math
from typing import Any

from tfjs.keras.config import epsilon
from tfjs.keras.utils.bounding_boxes.formats import convert_format, parts_of
from tfjs.ops._arguments import as_tensor
from tfjs.ops.comparison import where
from tfjs.ops.math import atan, less, logical_or, maximum, minimum
from tfjs.ops.reductions import reduce_max
from tfjs.ops.shaping import expand_dims, squeeze
from tfjs.tensor import Tensor


def compute_iou(
    boxes1: Any,
    boxes2: Any,
    bounding_box_format: str,
    use_masking: bool = False,
    mask_val: float = -1,
    image_shape: Any = None,
) -> Any:
    """Intersection over union of each box with each other one.

    Args:
        boxes1: Shape `(m, 4)` or `(batch, m, 4)`.
        boxes2: Shape `(n, 4)` or `(batch, n, 4)`.
        bounding_box_format: How they are written; see `convert_format`.
        use_masking: Whether boxes of which all numbers are below 0 count as none.
        mask_val: Their result.
        image_shape: Height, width and channels, for shares.

    Returns:
        Shape `(m, n)`, or `(batch, m, n)` if one of them has a batch.

    Raises:
        ValueError: Another rank, or shares without an image's shape.
    """
    for name, boxes in (("boxes1", boxes1), ("boxes2", boxes2)):
        rank = as_tensor(boxes).ndim
        if rank not in (2, 3):
            raise ValueError(
                f"compute_iou() expects {name} to be batched, or to be unbatched, so of rank 2 or "
                f"3. Received: {name} of rank {rank}"
            )
    if "rel" in bounding_box_format and image_shape is None:
        raise ValueError(
            "When using relative bounding box formats (e.g. `rel_yxyx`) the `image_shape` "
            f"argument must be provided. Received `image_shape`: {image_shape}"
        )
    sizes = (None, None) if image_shape is None else tuple(image_shape[:2])
    one: Any = expand_dims(convert_format(boxes1, bounding_box_format, "xyxy", *sizes), -2)
    two: Any = expand_dims(convert_format(boxes2, bounding_box_format, "xyxy", *sizes), -3)
    common, areas = _areas(one, two)
    found = squeeze(common / (areas[0] + areas[1] - common + epsilon()), [-1])
    if not use_masking:
        return found
    nothing = [squeeze(less(reduce_max(b, -1, keepdims=True), 0.0), [-1]) for b in (one, two)]
    return where(logical_or(nothing[0], nothing[1]), float(mask_val), found)


def compute_ciou(
    boxes1: Any, boxes2: Any, bounding_box_format: str, image_shape: Any = None
) -> Any:
    """Complete intersection over union (arXiv 1911.08287) of boxes in pairs.

    Args:
        boxes1: Shape `(..., 4)`.
        boxes2: Of the same shape.
        bounding_box_format: How they are written; not in shares.
        image_shape: Height, width and channels.

    Returns:
        Shape `(...)`: 1 for the same boxes, less for a distance between their middles and for
        another aspect ratio.

    Raises:
        ValueError: Boxes in shares.
    """
    if "rel" in bounding_box_format:
        raise ValueError(
            "When using relative bounding box formats (e.g. `rel_yxyx`) the `image_shape` "
            f"argument must be provided. Received `image_shape`: {image_shape}"
        )
    small = epsilon()
    sizes = (None, None) if image_shape is None else tuple(image_shape[:2])
    one, two = (convert_format(b, bounding_box_format, "xyxy", *sizes) for b in (boxes1, boxes2))
    common, _ = _areas(one, two)
    left1, top1, right1, bottom1 = parts_of(one)
    left2, top2, right2, bottom2 = parts_of(two)
    wide1, tall1 = right1 - left1, bottom1 - top1 + small
    wide2, tall2 = right2 - left2, bottom2 - top2 + small
    iou = common / (wide1 * tall1 + wide2 * tall2 - common + small + small)
    around_x = maximum(right1, right2) - minimum(left1, left2)
    around_y = maximum(bottom1, bottom2) - minimum(top1, top2)
    apart_x = (left1 + right1) / 2.0 - (left2 + right2) / 2.0
    apart_y = (top1 + bottom1) / 2.0 - (top2 + bottom2) / 2.0
    distance = (apart_x**2 + apart_y**2) / (around_x**2 + around_y**2 + small)
    angles = atan(wide2 / tall2) - atan(wide1 / tall1)
    aspect = angles**2 * (4 / math.pi**2)
    share = aspect / (aspect - iou + (1 + small))
    return squeeze(iou - (distance + aspect * share), [-1])


def _areas(one: Tensor, two: Tensor) -> tuple[Any, list[Any]]:
    """The area that two boxes share, and that of each; shape `(..., 1)`."""
    left1, top1, right1, bottom1 = parts_of(one)
    left2, top2, right2, bottom2 = parts_of(two)
    across = maximum(minimum(right1, right2) - maximum(left1, left2), 0.0)
    down = maximum(minimum(bottom1, bottom2) - maximum(top1, top2), 0.0)
    own = [(right1 - left1) * (bottom1 - top1), (right2 - left2) * (bottom2 - top2)]
    return across * down, own
