"""Choosing among rectangles that overlap: non-maximum suppression.

How many are left depends on the values, so the host reads them (web/worker/host/own/boxes.js).
"""

from typing import TYPE_CHECKING, Any, NamedTuple

from tfjs import _bridge, dtypes
from tfjs.dtypes import FLOATING
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, require_dtype
from tfjs.ops._shapes import static_int
from tfjs.ops.casting import cast
from tfjs.ops.joining import stack
from tfjs.ops.shaping import pad, sizes_of
from tfjs.ops.shaping import size as count_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_suppress = _bridge.Instruction("boxes.suppress", "own", op="non_max_suppression")
_suppress_overlaps = _bridge.Instruction(
    "boxes.suppressOverlaps", "own", op="non_max_suppression_overlaps"
)
_combine = _bridge.Instruction("boxes.combine", "own", op="combined_non_max_suppression")


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
    limits = _limits(max_output_size, iou_threshold, score_threshold, 0.0, op)
    return _chosen(_suppress, frames, rank, limits)[0]


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

    They are lowered for overlaps if `soft_nms_sigma` > 0 (Bodla et al., 2017, arXiv:1704.04503).
    """
    op = "non_max_suppression_with_scores"
    frames, rank = _boxes(boxes, op), _scores(boxes, scores, op)
    limits = _limits(max_output_size, iou_threshold, score_threshold, soft_nms_sigma, op)
    return _chosen(_suppress, frames, rank, limits)


def non_max_suppression_overlaps(
    overlaps: "TensorLike",
    scores: "TensorLike",
    max_output_size: Any,
    overlap_threshold: float = 0.5,
    score_threshold: float = float("-inf"),
    name: str | None = None,
) -> Tensor:
    """As `non_max_suppression`, with a table of how much each pair overlaps.

    Args:
        overlaps: Shape `(count, count)`.
        scores: Shape `(count,)`.
        max_output_size: How many at most.
        overlap_threshold: Above it two count as one.
        score_threshold: Lower scores are left out.
    """
    op = "non_max_suppression_overlaps"
    table = require_dtype(as_tensor(overlaps, op=op), FLOATING, op, "overlaps")
    rank = _scores(table, scores, op)
    if sizes_of(table) != sizes_of(rank) * 2:
        raise InvalidArgumentError(
            f"{op}: expected overlaps of each pair. Received: {table.shape} for {rank.shape} "
            "scores.",
            op=op,
        )
    count = static_int(max_output_size, op, "max_output_size")
    limits = (count, float(overlap_threshold), float(score_threshold), 0.0)
    return _chosen(_suppress_overlaps, table, rank, limits)[0]


def non_max_suppression_padded(
    boxes: "TensorLike",
    scores: "TensorLike",
    max_output_size: Any,
    iou_threshold: float = 0.5,
    score_threshold: float = float("-inf"),
    pad_to_max_output_size: bool = False,
    name: str | None = None,
    sorted_input: bool = False,
    canonicalized_coordinates: bool = False,
    tile_size: int = 512,
) -> tuple[Tensor, Tensor]:
    """As `non_max_suppression`, with zeros behind the indices and how many are valid.

    Args:
        boxes: Shape `(..., count, 4)`: y1, x1, y2, x2.
        scores: Shape `(..., count)`.
        max_output_size: How many at most.
        iou_threshold: As for `non_max_suppression`.
        score_threshold: As for `non_max_suppression`.
        pad_to_max_output_size: Make the indices `max_output_size` long; needed for a batch.
        sorted_input: Ignored: the scores may come in any order.
        canonicalized_coordinates: Ignored: corners may come in any order.
        tile_size: Ignored.

    Returns:
        Indices, int32, and their number, of shape `(...)`.
    """
    op = "non_max_suppression_padded"
    frames = require_dtype(as_tensor(boxes, op=op), FLOATING, op, "boxes")
    rank = require_dtype(as_tensor(scores, op=op), FLOATING, op, "scores")
    if frames.ndim > 2 and frames.ndim == rank.ndim + 1:
        given = (max_output_size, iou_threshold, score_threshold, True)
        pairs = zip(frames, rank, strict=True)
        each = [non_max_suppression_padded(b, s, *given) for b, s in pairs]
        return stack([indices for indices, _ in each]), stack([count for _, count in each])
    limits = _limits(max_output_size, iou_threshold, score_threshold, 0.0, op)
    chosen, _ = _chosen(_suppress, _boxes(frames, op), _scores(frames, rank, op), limits)
    count = count_of(chosen)
    if pad_to_max_output_size:
        chosen = pad(chosen, [(0, limits[0] - sizes_of(chosen)[0])])
    return chosen, count


class CombinedNonMaxSuppression(NamedTuple):
    """What `combined_non_max_suppression` gives."""

    nmsed_boxes: Tensor
    nmsed_scores: Tensor
    nmsed_classes: Tensor
    valid_detections: Tensor


def combined_non_max_suppression(
    boxes: "TensorLike",
    scores: "TensorLike",
    max_output_size_per_class: Any,
    max_total_size: Any,
    iou_threshold: float = 0.5,
    score_threshold: float = float("-inf"),
    pad_per_class: bool = False,
    clip_boxes: bool = True,
    name: str | None = None,
) -> CombinedNonMaxSuppression:
    """Choose among the boxes of each class, and then the best of all classes.

    Args:
        boxes: Shape `(batch, count, classes or 1, 4)`: y1, x1, y2, x2.
        scores: Shape `(batch, count, classes)`.
        max_output_size_per_class: How many of a class at most.
        max_total_size: How many of an image at most.
        iou_threshold: As for `non_max_suppression`.
        score_threshold: As for `non_max_suppression`.
        pad_per_class: Make the result `max_output_size_per_class * classes` long, if that is less
            than `max_total_size`.
        clip_boxes: Bring the corners into `[0, 1]`.

    Returns:
        Boxes `(batch, n, 4)`, scores and classes `(batch, n)` (float32, zeros behind the valid
        ones), and how many of them are valid `(batch,)`, int32.
    """
    op = "combined_non_max_suppression"
    frames = require_dtype(as_tensor(boxes, op=op), FLOATING, op, "boxes")
    rank = require_dtype(as_tensor(scores, op=op), FLOATING, op, "scores")
    if (
        frames.ndim != 4
        or rank.ndim != 3
        or sizes_of(frames)[:2] != sizes_of(rank)[:2]
        or sizes_of(frames)[3] != 4
        or sizes_of(frames)[2] not in (1, sizes_of(rank)[2])
    ):
        raise InvalidArgumentError(
            f"{op}: expected boxes (batch, count, classes or 1, 4) and scores (batch, count, "
            f"classes). Received: {frames.shape}, {rank.shape}.",
            op=op,
        )
    each = _limits(max_output_size_per_class, iou_threshold, score_threshold, 0.0, op)
    total = static_int(max_total_size, op, "max_total_size")
    if total <= 0:
        raise InvalidArgumentError(f"{op}: max_total_size must be > 0, got {total}.", op=op)
    if pad_per_class:
        total = min(total, each[0] * sizes_of(rank)[2])
    options = (*each[:3], total, bool(clip_boxes))
    places, best, names, valid = _combine.several((frames._slot, rank._slot), options)
    kinds = (dtypes.float32, dtypes.float32, dtypes.float32, dtypes.int32)
    slots = (places, best, names, valid)
    return CombinedNonMaxSuppression(*(Tensor(s, k) for s, k in zip(slots, kinds, strict=True)))


def _chosen(
    run: _bridge.Instruction, frames: Tensor, rank: Tensor, limits: tuple[Any, ...]
) -> tuple[Tensor, Tensor]:
    indices, scores = run.several((frames._slot, rank._slot), limits)
    found, best = Tensor(indices, dtypes.int32), Tensor(scores, dtypes.float32)
    return found, cast(best, rank.dtype)


def _limits(count: Any, overlap: Any, score: Any, sigma: Any, op: str) -> tuple[Any, ...]:
    most = static_int(count, op, "max_output_size")
    if not 0 <= float(overlap) <= 1:
        raise InvalidArgumentError(
            f"{op}: iou_threshold must be in [0, 1]. Received: {overlap}.", op=op
        )
    if most < 0 or float(sigma) < 0:
        raise InvalidArgumentError(
            f"{op}: expected max_output_size and soft_nms_sigma >= 0. Received: {most}, {sigma}.",
            op=op,
        )
    return most, float(overlap), float(score), float(sigma)


def _boxes(boxes: Any, op: str) -> Tensor:
    frames = require_dtype(as_tensor(boxes, op=op), FLOATING, op, "boxes")
    if frames.ndim != 2 or sizes_of(frames)[1] != 4:
        raise InvalidArgumentError(
            f"{op}: expected boxes of shape (count, 4). Received: {frames.shape}.", op=op
        )
    return frames


def _scores(boxes: Any, scores: Any, op: str) -> Tensor:
    rank = require_dtype(as_tensor(scores, op=op), FLOATING, op, "scores")
    if rank.ndim != 1 or sizes_of(rank) != sizes_of(as_tensor(boxes, op=op))[:1]:
        raise InvalidArgumentError(
            f"{op}: scores has incompatible shape. Received: {rank.shape}.", op=op
        )
    return rank
