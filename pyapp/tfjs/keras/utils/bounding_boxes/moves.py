"""Boxes that follow what is done to their images."""

import math
from typing import Any

import numpy as np

from tfjs.keras.utils.bounding_boxes.formats import parts_of
from tfjs.ops._arguments import as_tensor
from tfjs.ops.arithmetic import clip_by_value
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.joining import concat, stack
from tfjs.ops.math import cos, greater, sin, tan
from tfjs.ops.reductions import reduce_max, reduce_min
from tfjs.ops.shaping import squeeze
from tfjs.tensor import Tensor


def clip_to_image_size(
    bounding_boxes: dict[str, Any],
    height: Any = None,
    width: Any = None,
    bounding_box_format: str = "xyxy",
) -> dict[str, Any]:
    """Boxes cut at the borders of their image; labels of those that are gone become -1.

    Args:
        bounding_boxes: A dict with `"boxes"`, shape `(boxes, 4)` or `(batch, boxes, 4)`, and maybe
            `"labels"`, the same without the last axis.
        height: Of the image.
        width: Of the image.
        bounding_box_format: `"xyxy"`, or `"rel_xyxy"`, which needs no size.

    Raises:
        NotImplementedError: Another format.
        ValueError: A size that is missing.
    """
    _check_format(bounding_box_format, "clip_to_image_size", "xyxy", "rel_xyxy")
    if bounding_box_format == "rel_xyxy":
        height = width = 1.0
    elif height is None or width is None:
        raise ValueError("`height` and `width` must be set if `format='xyxy'`.")
    boxes = as_tensor(bounding_boxes["boxes"])
    clipped = _clipped(parts_of(boxes), height, width, boxes.dtype)
    found = dict(bounding_boxes) | {"boxes": concat(clipped, -1)}
    if bounding_boxes.get("labels") is not None:
        left, top, right, bottom = clipped
        areas = squeeze((right - left) * (bottom - top), [-1])
        labels = as_tensor(bounding_boxes["labels"])
        gone = cast(as_tensor(-1), labels.dtype)
        found["labels"] = where(greater(areas, cast(as_tensor(0), areas.dtype)), labels, gone)
    return found


def crop(
    boxes: Any, top: Any, left: Any, height: Any, width: Any, bounding_box_format: str = "xyxy"
) -> Tensor:
    """Boxes in a part of their image of `height` and `width` that begins at `(top, left)`.

    Raises:
        NotImplementedError: Another format than `"xyxy"`.
    """
    _check_format(bounding_box_format, "crop", "xyxy")
    x = as_tensor(boxes)
    x1, y1, x2, y2 = parts_of(x)
    moved = [x1 - left, y1 - top, x2 - left, y2 - top]
    return concat(_clipped(moved, height, width, x.dtype), -1)


def pad(
    boxes: Any,
    top: Any,
    left: Any,
    height: Any = None,
    width: Any = None,
    bounding_box_format: str = "xyxy",
) -> Tensor:
    """Boxes in an image that got `top` rows above and `left` columns before it.

    Raises:
        NotImplementedError: Another format than `"xyxy"`.
    """
    _check_format(bounding_box_format, "pad", "xyxy")
    x1, y1, x2, y2 = parts_of(as_tensor(boxes))
    return concat([x1 + left, y1 + top, x2 + left, y2 + top], -1)


def affine_transform(
    boxes: Any,
    angle: Any,
    translate_x: Any,
    translate_y: Any,
    scale: Any,
    shear_x: Any,
    shear_y: Any,
    height: Any,
    width: Any,
    center_x: Any = None,
    center_y: Any = None,
    bounding_box_format: str = "xyxy",
) -> Tensor:
    """The upright boxes around boxes that were turned, sheared, scaled and moved.

    Args:
        boxes: Shape `(batch, boxes, 4)`.
        angle: In degrees, for each image, shape `(batch,)`; likewise all up to `shear_y`.
        translate_x: To the right, in shares of the width less 1.
        translate_y: Down, in shares of the height less 1.
        scale: A factor.
        shear_x: In degrees.
        shear_y: In degrees.
        height: Of the images.
        width: Of the images.
        center_x: What stays where it is, as a share of the width; 0.5 if None.
        center_y: Likewise of the height.
        bounding_box_format: `"xyxy"`.

    Raises:
        NotImplementedError: Another format.
    """
    _check_format(bounding_box_format, "affine_transform", "xyxy")
    degrees = math.pi / 180
    tall, wide = float(np.asarray(height)) - 1, float(np.asarray(width)) - 1
    turn: Any = as_tensor(angle) * -degrees
    sheared: Any = as_tensor(shear_x) * -degrees
    slanted: Any = as_tensor(shear_y) * -degrees
    middle_x = (0.5 if center_x is None else center_x) * wide
    middle_y = (0.5 if center_y is None else center_y) * tall
    shift_x = middle_x - as_tensor(translate_x) * wide
    shift_y = middle_y - as_tensor(translate_y) * tall
    a = cos(turn - slanted) / cos(slanted)
    b = a * tan(sheared) + sin(turn)
    c = -sin(turn - slanted) / cos(slanted)
    d = cos(turn) - c * tan(sheared)
    size = as_tensor(scale)
    rows = [[d * size, -b * size], [-c * size, a * size]]
    ends = [middle_x, middle_y]
    offsets = [e - r[0] * shift_x - r[1] * shift_y for e, r in zip(ends, rows, strict=True)]
    x = cast(as_tensor(boxes), turn.dtype)
    across = stack([x[..., i] for i in (0, 2, 2, 0)], -1)
    down = stack([x[..., i] for i in (1, 1, 3, 3)], -1)
    moved = [
        across * row[0][:, None, None] + down * row[1][:, None, None] + offset[:, None, None]
        for row, offset in zip(rows, offsets, strict=True)
    ]
    return stack([extreme(m, -1) for extreme in (reduce_min, reduce_max) for m in moved], -1)


def _clipped(parts: list[Any], height: Any, width: Any, dtype: Any) -> list[Any]:
    nothing = cast(as_tensor(0), dtype)
    ends = [cast(as_tensor(end), dtype) for end in (width, height)]
    return [clip_by_value(part, nothing, end) for part, end in zip(parts, ends * 2, strict=True)]


def _check_format(given: str, op: str, *known: str) -> None:
    if given not in known:
        raise NotImplementedError(
            f"{op}: expected bounding_box_format to be one of {known}. Received: {given!r}. Use "
            "convert_format before."
        )
