"""Boxes as what has to be added to anchors, which detectors learn."""

from typing import Any

from tfjs.keras.config import epsilon
from tfjs.keras.utils.bounding_boxes.formats import convert_format
from tfjs.ops._arguments import as_tensor
from tfjs.ops.joining import concat
from tfjs.ops.math import exp, log, maximum
from tfjs.tensor import Tensor


def encode_box_to_deltas(
    anchors: Any,
    boxes: Any,
    anchor_format: str,
    box_format: str,
    encoding_format: str = "center_yxhw",
    variance: Any = None,
    image_shape: Any = None,
) -> Any:
    """How far boxes lie from their anchors, in sizes of these, and the logarithms of their sizes.

    Args:
        anchors: Shape `(boxes, 4)`.
        boxes: Shape `(boxes, 4)` or `(batch, boxes, 4)`.
        anchor_format: How anchors are written; see `convert_format`.
        box_format: How boxes are.
        encoding_format: `"center_yxhw"` or `"center_xywh"`.
        variance: Four numbers that results are divided by.
        image_shape: Height, width and channels, for shares.

    Raises:
        ValueError: Another encoding, or other than four variances.
    """
    scale = _checked(variance, encoding_format, "encoding_format")
    sizes = _sizes(image_shape)
    start = convert_format(anchors, anchor_format, encoding_format, *sizes)
    end = convert_format(boxes, box_format, encoding_format, *sizes)
    size = maximum(start[..., 2:], epsilon())
    grown = log(maximum(end[..., 2:], epsilon()) / size)
    found = concat([(end[..., :2] - start[..., :2]) / size, grown], -1)
    return found if scale is None else found / scale


def decode_deltas_to_boxes(
    anchors: Any,
    boxes_delta: Any,
    anchor_format: str,
    box_format: str,
    encoded_format: str = "center_yxhw",
    variance: Any = None,
    image_shape: Any = None,
) -> Any:
    """The boxes that `encode_box_to_deltas` was given.

    Args:
        anchors: Shape `(boxes, 4)`; or a dict of them.
        boxes_delta: Shape `(boxes, 4)` or `(batch, boxes, 4)`; or a dict with the same keys.
        anchor_format: How anchors are written.
        box_format: How boxes shall be.
        encoded_format: How deltas were made.
        variance: Four numbers that deltas are multiplied with first.
        image_shape: Height, width and channels, for shares.

    Raises:
        ValueError: Another encoding, or other than four variances.
    """
    scale = _checked(variance, encoded_format, "encoded_format")
    sizes = _sizes(image_shape)

    def decoded(anchor: Any, delta: Any) -> Any:
        start = convert_format(anchor, anchor_format, encoded_format, *sizes)
        change: Any = as_tensor(delta, hint=start.dtype)
        if scale is not None:
            change = change * scale
        middle = change[..., :2] * start[..., 2:] + start[..., :2]
        box = concat([middle, exp(change[..., 2:]) * start[..., 2:]], -1)
        return convert_format(box, encoded_format, box_format, *sizes)

    if isinstance(anchors, dict) and isinstance(boxes_delta, dict):
        return {level: decoded(anchor, boxes_delta[level]) for level, anchor in anchors.items()}
    return decoded(anchors, boxes_delta)


def _checked(variance: Any, encoding: str, name: str) -> Tensor | None:
    if encoding not in ("center_xywh", "center_yxhw"):
        raise ValueError(
            f"`{name}` should be one of 'center_xywh' or 'center_yxhw', got {encoding}"
        )
    if variance is None:
        return None
    scale = as_tensor(variance, "float32")
    if scale.shape[-1] != 4:
        raise ValueError(f"`variance` must be length 4, got {variance}")
    return scale


def _sizes(image_shape: Any) -> tuple[Any, Any]:
    return (None, None) if image_shape is None else tuple(image_shape[:2])
