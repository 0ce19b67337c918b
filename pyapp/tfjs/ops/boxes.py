"""Rectangles in images: cutting them out, and choosing among overlapping ones."""

from typing import TYPE_CHECKING, Any

from tfjs import _bridge, dtypes
from tfjs.dtypes import FLOATING, REAL
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, require_dtype
from tfjs.ops._shapes import static_int, static_ints
from tfjs.ops.casting import cast
from tfjs.ops.shaping import sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_crop = _bridge.Instruction("image.cropAndResize", op="crop_and_resize")
_suppress = _bridge.Instruction("image.nonMaxSuppression", op="non_max_suppression")
_suppress_soft = _bridge.Instruction(
    "image.nonMaxSuppressionWithScore",
    op="non_max_suppression_with_scores",
    outputs=("selectedIndices", "selectedScores"),
)


def crop_and_resize(
    image: "TensorLike",
    boxes: "TensorLike",
    box_indices: "TensorLike",
    crop_size: Any,
    method: str = "bilinear",
    extrapolation_value: float = 0.0,
    name: str | None = None,
) -> Tensor:
    """Cut boxes out of images and resize each to one size.

    Args:
        image: Shape `(batch, height, width, channels)`, numbers.
        boxes: Shape `(count, 4)`: y1, x1, y2, x2 as shares of the image, floating.
        box_indices: Which image each box is of, shape `(count,)`, int32.
        crop_size: Height and width in pixels.
        method: `"bilinear"` or `"nearest"`.
        extrapolation_value: For what lies outside the image.

    Returns:
        Shape `(count, crop_height, crop_width, channels)`, float32.
    """
    op = "crop_and_resize"
    x = cast(require_dtype(as_tensor(image, op=op), REAL, op, "image"), dtypes.float32)
    frames = _boxes(boxes, op)
    which = cast(as_tensor(box_indices, op=op), dtypes.int32)
    height, width = static_ints(crop_size, op, "crop_size")
    if x.ndim != 4 or which.shape != frames.shape[:1]:
        raise InvalidArgumentError(
            f"{op}: expected images of rank 4 and one index per box. Received: image {x.shape}, "
            f"boxes {frames.shape}, "
            f"box_indices {which.shape}.",
            op=op,
        )
    attributes = ((height, width), method, float(extrapolation_value))
    slot = _crop((x._slot, frames._slot, which._slot), attributes)
    return Tensor(slot, dtypes.float32)


def non_max_suppression(
    boxes: "TensorLike",
    scores: "TensorLike",
    max_output_size: Any,
    iou_threshold: float = 0.5,
    score_threshold: float = float("-inf"),
    name: str | None = None,
) -> Tensor:
    """Indices of the boxes with the highest scores that do not overlap each other much, best first.

    Args:
        boxes: Shape `(count, 4)`: y1, x1, y2, x2.
        scores: Shape `(count,)`.
        max_output_size: How many at most.
        iou_threshold: Share of intersection in union above which two boxes count as one; within
            `[0, 1]`.
        score_threshold: Lower scores are left out.

    Returns:
        int32; how many depends on the values.
    """
    op = "non_max_suppression"
    frames, rank = _boxes(boxes, op), _scores(boxes, scores, op)
    count = static_int(max_output_size, op, "max_output_size")
    limits = (count, float(iou_threshold), float(score_threshold))
    return Tensor(_suppress((frames._slot, rank._slot), limits), dtypes.int32)


def non_max_suppression_with_scores(
    boxes: "TensorLike",
    scores: "TensorLike",
    max_output_size: Any,
    iou_threshold: float = 0.5,
    score_threshold: float = float("-inf"),
    soft_nms_sigma: float = 0.0,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """As `non_max_suppression`, with the scores of the boxes chosen.

    They are lowered for overlaps if `soft_nms_sigma` > 0.
    """
    op = "non_max_suppression_with_scores"
    frames, rank = _boxes(boxes, op), _scores(boxes, scores, op)
    count = static_int(max_output_size, op, "max_output_size")
    # TensorFlow drops no box outright while it lowers scores; TF.js would.
    overlap = 1.0 if soft_nms_sigma > 0 else float(iou_threshold)
    limits = (count, overlap, float(score_threshold), float(soft_nms_sigma))
    chosen, lowered = _suppress_soft.several((frames._slot, rank._slot), limits)
    return Tensor(chosen, dtypes.int32), Tensor(lowered, dtypes.float32)


def _boxes(boxes: Any, op: str) -> Tensor:
    frames = require_dtype(as_tensor(boxes, op=op), FLOATING, op, "boxes")
    if frames.ndim != 2 or sizes_of(frames)[1] != 4:
        raise InvalidArgumentError(
            f"{op}: expected boxes of shape (count, 4). Received: {frames.shape}.", op=op
        )
    return frames


def _scores(boxes: Any, scores: Any, op: str) -> Tensor:
    rank = require_dtype(as_tensor(scores, op=op), FLOATING, op, "scores")
    if sizes_of(rank) != sizes_of(as_tensor(boxes, op=op))[:1]:
        raise InvalidArgumentError(
            f"{op}: scores has incompatible shape. Received: {rank.shape}.", op=op
        )
    return rank
