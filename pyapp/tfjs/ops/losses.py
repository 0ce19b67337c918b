"""Cross entropies and looking up rows: the rest of `tf.nn`'s basics."""

from typing import TYPE_CHECKING, Any

from tfjs.dtypes import FLOATING
from tfjs.ops._arguments import as_tensor, require_dtype, same_dtype
from tfjs.ops.activations import log_softmax, relu
from tfjs.ops.clipping import clip_by_norm
from tfjs.ops.gathering import gather
from tfjs.ops.joining import concat
from tfjs.ops.math import abs, add, exp, log1p, multiply, negative, subtract
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.sequences import one_hot
from tfjs.ops.shaping import sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


def softmax_cross_entropy_with_logits(
    labels: "TensorLike", logits: "TensorLike", axis: int = -1, name: str | None = None
) -> Tensor:
    """Cross entropy between probabilities and the softmax of logits.

    Args:
        labels: Probabilities, of the shape of `logits`; they broadcast.
        logits: Floating.
        axis: Of the classes.

    Returns:
        The shape of `logits` without `axis`.
    """
    scores = as_tensor(logits, op="softmax_cross_entropy_with_logits")
    wanted, scores = same_dtype(labels, scores, "softmax_cross_entropy_with_logits")
    return negative(reduce_sum(multiply(wanted, log_softmax(scores, axis)), axis))


def sparse_softmax_cross_entropy_with_logits(
    labels: "TensorLike", logits: "TensorLike", name: str | None = None
) -> Tensor:
    """Cross entropy between classes and the softmax of logits.

    Args:
        labels: Classes, shape `(...)`, integers.
        logits: Shape `(..., classes)`, floating.

    Returns:
        Shape `(...)`.

    Raises:
        ValueError: Shapes that do not go together.

    Differs from TensorFlow: a class outside the range gives 0 instead of an error.
    """
    scores = require_dtype(as_tensor(logits), FLOATING, "sparse_softmax_cross_entropy", "logits")
    classes = as_tensor(labels, op="sparse_softmax_cross_entropy_with_logits")
    if sizes_of(classes) != sizes_of(scores)[:-1]:
        raise ValueError(
            f"`labels.shape` must equal `logits.shape` except for the last dimension. Received: "
            f"labels.shape={classes.shape} and logits.shape={scores.shape}"
        )
    hot = one_hot(classes, sizes_of(scores)[-1], dtype=scores.dtype)
    return negative(reduce_sum(multiply(hot, log_softmax(scores)), -1))


def sigmoid_cross_entropy_with_logits(
    labels: "TensorLike", logits: "TensorLike", name: str | None = None
) -> Tensor:
    """Cross entropy between probabilities and the sigmoid of logits, element by element.

    Raises:
        ValueError: Different shapes.
    """
    wanted, scores = same_dtype(labels, logits, "sigmoid_cross_entropy_with_logits")
    if wanted.shape != scores.shape:
        raise ValueError(
            f"`logits` and `labels` must have the same shape, received ({scores.shape} vs "
            f"{wanted.shape})."
        )
    return add(subtract(relu(scores), multiply(scores, wanted)), log1p(exp(negative(abs(scores)))))


def weighted_cross_entropy_with_logits(
    labels: "TensorLike", logits: "TensorLike", pos_weight: "TensorLike", name: str | None = None
) -> Tensor:
    """As `sigmoid_cross_entropy_with_logits`, with the positive part weighted by `pos_weight`."""
    wanted, scores = same_dtype(labels, logits, "weighted_cross_entropy_with_logits")
    weight = add(1.0, multiply(subtract(pos_weight, 1.0), wanted))
    tail = add(log1p(exp(negative(abs(scores)))), relu(negative(scores)))
    return add(multiply(subtract(1.0, wanted), scores), multiply(weight, tail))


def embedding_lookup(
    params: Any, ids: "TensorLike", max_norm: float | None = None, name: str | None = None
) -> Tensor:
    """Rows of a table.

    Args:
        params: Shape `(rows, ...)`, or a list of such tables that are joined.
        ids: Which rows, any shape, integers.
        max_norm: Longer rows are shortened to this length.

    Returns:
        Shape `ids.shape + params.shape[1:]`.
    """
    table = concat(params, 0) if isinstance(params, list | tuple) and len(params) > 1 else params
    if isinstance(table, list | tuple):
        table = table[0]
    rows = gather(table, ids)
    if max_norm is None:
        return rows
    rank = as_tensor(ids).ndim
    return clip_by_norm(rows, max_norm, axes=list(range(rank, rows.ndim)))


def l2_loss(t: "TensorLike", name: str | None = None) -> Tensor:
    """Half the sum of squares."""
    x = as_tensor(t, op="l2_loss")
    return multiply(reduce_sum(multiply(x, x)), 0.5)
