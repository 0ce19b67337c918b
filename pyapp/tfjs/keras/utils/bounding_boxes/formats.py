"""The ways to write a box: corners, a corner and a size, a middle and a size; in shares or not."""

from typing import Any

from tfjs.ops._arguments import as_tensor
from tfjs.ops.casting import cast
from tfjs.ops.joining import concat, split
from tfjs.tensor import Tensor

FORMATS = (
    *("xyxy", "yxyx", "xywh", "center_xywh", "center_yxhw"),
    *("rel_xyxy", "rel_yxyx", "rel_xywh", "rel_center_xywh"),
)
_RELATIVE = "rel_"


def convert_format(
    boxes: Any,
    source: str,
    target: str,
    height: Any = None,
    width: Any = None,
    dtype: Any = "float32",
) -> Any:
    """Boxes written in another way.

    Args:
        boxes: Shape `(..., 4)`; or a dict with `"boxes"`, whose other entries stay.
        source: How they are written: `"xyxy"` (left, top, right, bottom), `"yxyx"`, `"xywh"`,
            `"center_xywh"`, `"center_yxhw"`, or with `"rel_"` before any but the last in shares of
            the image's size. Case does not matter.
        target: How they shall be.
        height: Of the image; needed for shares.
        width: Likewise.
        dtype: Of the result.

    Raises:
        ValueError: No such format, a last axis that is not 4, or a size that is missing.
    """
    if isinstance(boxes, dict):
        boxes["boxes"] = convert_format(boxes["boxes"], source, target, height, width, dtype)
        return boxes
    given = as_tensor(boxes)
    if given.shape[-1] != 4:
        raise ValueError(
            "`boxes` must be a tensor with the last dimension of 4. Received: "
            f"boxes.shape={tuple(given.shape)}"
        )
    source, target = source.lower(), target.lower()
    if source not in FORMATS or target not in FORMATS:
        raise ValueError(
            f"Invalid source or target format. Supported formats: {FORMATS}. Received: "
            f"source={source!r}, target={target!r}"
        )
    relative = [kind.startswith(_RELATIVE) for kind in (source, target)]
    if any(relative) and (height is None or width is None):
        raise ValueError(
            "convert_format() must receive `height` and `width` transforming between relative and "
            f"absolute formats. Received: source={source!r}, target={target!r}, height={height}, "
            f"width={width}."
        )
    x = cast(given, dtype)
    if source == target:
        return x
    corners = _corners(x, source.removeprefix(_RELATIVE))
    if relative[0] != relative[1]:
        across, down = cast(as_tensor(width), dtype), cast(as_tensor(height), dtype)
        sizes = [across, down, across, down]
        corners = [c * s if relative[0] else c / s for c, s in zip(corners, sizes, strict=True)]
    return _written(corners, target.removeprefix(_RELATIVE))


def _corners(x: Tensor, source: str) -> list[Any]:
    """Left, top, right and bottom."""
    a, b, c, d = parts_of(x)
    if source == "yxyx":
        return [b, a, d, c]
    if source == "xywh":
        return [a, b, a + c, b + d]
    if source == "center_yxhw":
        a, b, c, d = b, a, d, c
    if source.startswith("center"):
        return [a - c / 2.0, b - d / 2.0, a + c / 2.0, b + d / 2.0]
    return [a, b, c, d]


def _written(corners: list[Any], target: str) -> Tensor:
    left, top, right, bottom = corners
    wide, tall = right - left, bottom - top
    found = {
        "xyxy": corners,
        "yxyx": [top, left, bottom, right],
        "xywh": [left, top, wide, tall],
        "center_xywh": [left + wide / 2.0, top + tall / 2.0, wide, tall],
        "center_yxhw": [top + tall / 2.0, left + wide / 2.0, tall, wide],
    }
    return concat(found[target], -1)


def parts_of(boxes: Any) -> list[Any]:
    """The four numbers of boxes, each of shape `(..., 1)`."""
    return split(boxes, 4, -1)
