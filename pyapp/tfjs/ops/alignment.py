"""Labels without times: connectionist temporal classification (Graves et al., 2006)."""

from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.dtypes import FLOATING, INTEGER
from tfjs.errors import InvalidArgumentError
from tfjs.gradients.custom import with_gradient
from tfjs.ops._arguments import as_tensor, from_array, require_dtype
from tfjs.ops._families import filled
from tfjs.ops._shapes import static_int
from tfjs.ops.casting import cast
from tfjs.ops.comparison import equal, where
from tfjs.ops.math import multiply
from tfjs.ops.shaping import reshaped, sizes_of, transpose
from tfjs.sparse_tensor import SparseTensor
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_loss = _bridge.Instruction("alignment.loss", "own", op="ctc_loss")


def ctc_loss(
    labels: "TensorLike | SparseTensor",
    logits: "TensorLike",
    label_length: "TensorLike | None",
    logit_length: "TensorLike",
    logits_time_major: bool = True,
    unique: Any = None,
    blank_index: int | None = None,
    name: str | None = None,
) -> Tensor:
    """How unlikely sequences of labels are, over all their alignments with frames.

    The host computes it in double precision, with its gradient, which has none in turn.

    Args:
        labels: Shape `(batch, longest)`, integers; or a sparse tensor, with entries from the first
            column on.
        logits: Shape `(frames, batch, classes)`, floating; `(batch, frames, classes)` unless
            `logits_time_major`.
        label_length: How many labels count, shape `(batch,)`; None for sparse labels.
        logit_length: How many frames count, shape `(batch,)`.
        logits_time_major: Whether frames come first.
        unique: Ignored.
        blank_index: The class of the blank, 0 if None; counted from the end if negative.

    Returns:
        Negative logarithms of probabilities, shape `(batch,)`. Labels that cannot be aligned with
        so few frames have a loss above 706, as in TensorFlow.

    Raises:
        ValueError: Sparse labels without `blank_index`; other ranks; sizes that do not agree.
    """
    op = "ctc_loss"
    scores = require_dtype(as_tensor(logits, op=op), FLOATING, op, "logits")
    if isinstance(labels, SparseTensor):
        if blank_index is None:
            raise ValueError(
                "Argument `blank_index` must be provided when `labels` is a `SparseTensor`."
            )
        known, counts = _padded(labels)
    else:
        known = require_dtype(as_tensor(labels, op=op), INTEGER, op, "labels")
        if label_length is None:
            raise ValueError(f"{op}: expected label_length with dense labels. Received: None.")
        counts = as_tensor(label_length, op=op)
    lengths = as_tensor(logit_length, op=op)
    if scores.ndim != 3 or known.ndim != 2:
        raise ValueError(
            f"{op}: expected labels of rank 2 and logits of rank 3. Received: {known.shape} and "
            f"{scores.shape}."
        )
    if not logits_time_major:
        scores = transpose(scores, [1, 0, 2])
    _, batch, classes = sizes_of(scores)
    if {sizes_of(known)[:1], sizes_of(counts), sizes_of(lengths)} != {(batch,)}:
        raise ValueError(
            f"{op}: expected labels and lengths of {batch} sequences. Received: labels "
            f"{known.shape}, label_length {counts.shape}, logit_length {lengths.shape}."
        )
    blank = static_int(blank_index or 0, op, "blank_index") % classes
    known = cast(known, dtypes.int32)
    if blank:  # a blank among the labels is the class before it, as in TensorFlow
        known = where(equal(known, blank), filled((), blank - 1, dtypes.int32), known)
    kind = scores.dtype
    losses = _aligned(
        cast(scores, dtypes.float32),
        *(cast(x, dtypes.int32) for x in (known, counts, lengths)),
        blank=blank,
    )
    return cast(losses, kind)


def _aligned(scores: Tensor, *whole: Tensor, blank: int) -> Tensor:
    def run(x: Tensor) -> tuple[Tensor, Any]:
        slots = _loss.several((x._slot, *(t._slot for t in whole)), (blank,))
        losses, slopes = (Tensor(slot, dtypes.float32) for slot in slots)

        def sloped(_: Tensor, upstream: Tensor) -> tuple[Tensor, Any]:
            return multiply(slopes, reshaped(upstream, (1, *sizes_of(losses), 1))), _no_more

        def gradient(upstream: Tensor) -> Tensor:
            return with_gradient(sloped)(x, upstream)  # type: ignore[no-any-return]

        return losses, gradient

    return with_gradient(run)(scores)  # type: ignore[no-any-return]


def _no_more(_: Tensor) -> NoReturn:
    raise LookupError(
        "ctc_loss: there is no gradient of its gradient, as in TensorFlow. Stop it with "
        "tf.stop_gradient, or let no tape record while the first gradient is asked for."
    )


def _padded(labels: SparseTensor) -> tuple[Tensor, Tensor]:
    """Labels of rank 2 with zeros behind, and how many each row has."""
    places, (rows, columns) = labels._places, labels._sizes
    counts = np.bincount(places[:, 0], minlength=rows).astype(np.int32)
    if len(counts) and not counts.all():
        empty = int(np.flatnonzero(counts == 0)[0])
        raise InvalidArgumentError(f"ctc_loss: Labels length is zero in batch {empty}")
    whole = np.zeros((rows, columns), np.int32)
    whole[tuple(places.T)] = labels._values.numpy()
    tensors = (from_array(x, dtypes.int32, None, "ctc_loss") for x in (whole, counts))
    return next(tensors), next(tensors)


def ctc_unique_labels(labels: "TensorLike", name: str | None = None) -> list[Tensor]:
    """Each row's labels without repetitions, zeros behind, and where each label is there.

    The labels are read.

    Args:
        labels: Shape `(batch, longest)`, integers.

    Returns:
        Labels, int64, and positions, int32, of that shape.
    """
    x = np.asarray(as_tensor(labels, op="ctc_unique_labels").numpy())
    found, places = np.zeros_like(x), np.zeros_like(x)
    for row, labels_of_row in enumerate(x.tolist()):
        distinct = list(dict.fromkeys(labels_of_row))
        found[row, : len(distinct)] = distinct
        places[row] = [distinct.index(label) for label in labels_of_row]
    return [
        from_array(found.astype(np.int64), dtypes.int64, None, "ctc_unique_labels"),
        from_array(places.astype(np.int32), dtypes.int32, None, "ctc_unique_labels"),
    ]


def collapse_repeated(
    labels: "TensorLike", seq_length: "TensorLike", name: str | None = None
) -> tuple[Tensor, Tensor]:
    """Labels that follow themselves once only. The labels are read.

    Args:
        labels: Shape `(batch, longest)`, integers.
        seq_length: How many count, shape `(batch,)`, integers.

    Returns:
        Labels with zeros behind, shape `(batch, longest left)`, and how many count.
    """
    op = "collapse_repeated"
    x, lengths = as_tensor(labels, op=op), as_tensor(seq_length, op=op)
    values, counts = np.asarray(x.numpy()), np.asarray(lengths.numpy())
    kept = np.arange(values.shape[1]) < counts[:, None]
    kept[:, 1:] &= values[:, 1:] != values[:, :-1]
    left = kept.sum(1)
    out = np.zeros((len(values), int(left.max(initial=0))), values.dtype)
    out[np.arange(out.shape[1]) < left[:, None]] = values[kept]
    return from_array(out, x.dtype, None, op), from_array(
        left.astype(counts.dtype), lengths.dtype, None, op
    )
