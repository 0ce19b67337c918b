"""Connectionist temporal classification: sequences of labels without times."""

from typing import Any

from tfjs import dtypes
from tfjs.keras.losses.wrapper import BuiltInLoss
from tfjs.ops._arguments import as_tensor
from tfjs.ops._families import filled
from tfjs.ops.alignment import ctc_loss
from tfjs.ops.casting import cast
from tfjs.ops.comparison import not_equal
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.shaping import sizes_of
from tfjs.tensor import Tensor

_BLANK = 0


def ctc(y_true: Any, y_pred: Any) -> Tensor:
    """How unlikely sequences of labels are, over all their alignments with frames.

    Args:
        y_true: Labels, shape `(batch, longest)`, integers; 0 is the blank, and behind the labels.
        y_pred: Logits, shape `(batch, frames, classes)`.

    Returns:
        Shape `(batch,)`; see `tf.nn.ctc_loss`.

    Raises:
        ValueError: Other ranks.
    """
    labels, scores = as_tensor(y_true, op="ctc"), as_tensor(y_pred, op="ctc")
    if labels.ndim != 2:
        raise ValueError(
            "Targets `y_true` are expected to be a tensor of shape `(batch_size, max_length)` in "
            f"integer format. Received: y_true.shape={labels.shape}"
        )
    if scores.ndim != 3:
        raise ValueError(
            "Logits `y_pred` are expected to be a tensor of shape `(batch_size, max_length, "
            f"num_classes)`. Received: y_pred.shape={scores.shape}"
        )
    batch, frames, _ = sizes_of(scores)
    classes = cast(labels, dtypes.int32)
    counts = reduce_sum(cast(not_equal(classes, _BLANK), dtypes.int32), -1)
    return ctc_loss(
        classes,
        scores,
        counts,
        filled((batch,), frames, dtypes.int32),
        logits_time_major=False,
        blank_index=_BLANK,
    )


class CTC(BuiltInLoss):
    """The loss of `ctc`, reduced over the batch."""

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "ctc",
        dtype: Any = None,
    ) -> None:
        super().__init__(ctc, reduction, name, dtype)
