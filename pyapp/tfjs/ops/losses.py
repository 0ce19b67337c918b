"""Cross entropies and looking up rows: the rest of `tf.nn`'s basics."""

import math
from typing import TYPE_CHECKING, Any

from tfjs.dtypes import FLOATING, INTEGER
from tfjs.ops._arguments import as_tensor, require_dtype, same_dtype
from tfjs.ops._families import filled
from tfjs.ops._shapes import broadcast_shape, static_int
from tfjs.ops.activations import relu
from tfjs.ops.arithmetic import divide_no_nan
from tfjs.ops.casting import cast
from tfjs.ops.class_labels import checked_if_cheap
from tfjs.ops.clipping import clip_by_norm
from tfjs.ops.comparison import where
from tfjs.ops.entropies import sigmoid_entropy, softmax_entropy
from tfjs.ops.gathering import gather
from tfjs.ops.joining import concat
from tfjs.ops.math import (
    abs,
    add,
    exp,
    greater_equal,
    less_equal,
    log,
    log1p,
    logical_and,
    multiply,
    negative,
    subtract,
)
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.shaping import broadcast_to, expand_dims, sizes_of
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
        The shape of `logits` without `axis`. The gradient of the logits is that of labels whose
        sum is 1.
    """
    op = "softmax_cross_entropy_with_logits"
    scores = require_dtype(as_tensor(logits, op=op), FLOATING, op, "logits")
    wanted = cast(as_tensor(labels, hint=scores.dtype, op=op), scores.dtype)
    sizes = broadcast_shape(sizes_of(wanted), sizes_of(scores), op)
    return softmax_entropy(broadcast_to(wanted, sizes), broadcast_to(scores, sizes), axis)


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
        InvalidArgumentError: A class that there is not, where looking costs nothing: not on a GPU,
            where its loss is 0, and not in a `tf.function`, where its loss is NaN.
    """
    op = "sparse_softmax_cross_entropy_with_logits"
    scores = require_dtype(as_tensor(logits, op=op), FLOATING, op, "logits")
    classes = require_dtype(as_tensor(labels, op=op), INTEGER, op, "labels")
    if sizes_of(classes) != sizes_of(scores)[:-1]:
        raise ValueError(
            f"`labels.shape` must equal `logits.shape` except for the last dimension. Received: "
            f"labels.shape={classes.shape} and logits.shape={scores.shape}"
        )
    if 0 not in sizes_of(scores):
        checked_if_cheap(classes, sizes_of(scores)[-1])
        return softmax_entropy(classes, scores)
    return filled(sizes_of(classes), 0, scores.dtype, (scores,))


def sigmoid_cross_entropy_with_logits(
    labels: "TensorLike | None" = None,
    logits: "TensorLike | None" = None,
    name: str | None = None,
) -> Tensor:
    """Cross entropy between probabilities and the sigmoid of logits, element by element.

    Raises:
        ValueError: Different shapes.
    """
    if labels is None or logits is None:
        raise ValueError("Both labels and logits must be provided.")
    wanted, scores = same_dtype(labels, logits, "sigmoid_cross_entropy_with_logits")
    if wanted.shape != scores.shape:
        raise ValueError(
            f"`logits` and `labels` must have the same shape, received ({scores.shape} vs "
            f"{wanted.shape})."
        )
    require_dtype(scores, FLOATING, "sigmoid_cross_entropy_with_logits", "logits")
    return sigmoid_entropy(wanted, scores)


def weighted_cross_entropy_with_logits(
    labels: "TensorLike", logits: "TensorLike", pos_weight: "TensorLike", name: str | None = None
) -> Tensor:
    """As `sigmoid_cross_entropy_with_logits`, with the positive part weighted by `pos_weight`."""
    wanted, scores = same_dtype(labels, logits, "weighted_cross_entropy_with_logits")
    positive = as_tensor(pos_weight, hint=scores.dtype, op="weighted_cross_entropy_with_logits")
    weight = add(1.0, multiply(subtract(positive, 1.0), wanted))
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


def log_poisson_loss(
    targets: "TensorLike",
    log_input: "TensorLike",
    compute_full_loss: bool = False,
    name: str | None = None,
) -> Tensor:
    """`exp(log_input) - targets * log_input`: how unlikely counts are under a Poisson law.

    Args:
        targets: Counts, floating.
        log_input: Logarithm of the expected counts, of the same shape.
        compute_full_loss: Add Stirling's approximation of `log(targets!)` where `targets > 1`.

    Raises:
        ValueError: Different shapes.
    """
    rates, counts = same_dtype(log_input, targets, "log_poisson_loss")
    if rates.shape != counts.shape:
        raise ValueError(
            "`log_input` and `targets` must have the same shape, received "
            f"({rates.shape} vs {counts.shape})."
        )
    loss = subtract(exp(rates), multiply(rates, counts))
    if not compute_full_loss:
        return loss
    one = filled((), 1, counts.dtype)
    small = logical_and(greater_equal(counts, 0.0), less_equal(counts, 1.0))
    safe = where(small, one, counts)
    stirling = add(
        subtract(multiply(safe, log(safe)), safe), multiply(0.5, log(multiply(2 * math.pi, safe)))
    )
    return add(loss, where(small, filled((), 0, counts.dtype), stirling))


def compute_average_loss(
    per_example_loss: "TensorLike",
    sample_weight: "TensorLike | None" = None,
    global_batch_size: Any = None,
) -> Tensor:
    """Sum of the losses of a batch, divided by its size.

    Args:
        per_example_loss: Shape `(batch, ...)`, floating.
        sample_weight: Factors; they broadcast, and axes of size 1 are added behind.
        global_batch_size: What to divide by; the size of the batch if None.

    Raises:
        ValueError: A scalar loss without `global_batch_size`, or one below 0.
    """
    op = "compute_average_loss"
    losses = require_dtype(as_tensor(per_example_loss, op=op), FLOATING, op, "per_example_loss")
    if sample_weight is not None:
        weights = as_tensor(sample_weight, hint=losses.dtype, op=op)
        while 0 < weights.ndim < losses.ndim:
            weights = expand_dims(weights, -1)
        losses = multiply(losses, cast(weights, losses.dtype))
    if global_batch_size is None:
        if losses.ndim == 0:
            raise ValueError(f"{op}: expected losses of a batch. Received: a scalar.")
        global_batch_size = sizes_of(losses)[0]
    count = static_int(global_batch_size, op, "global_batch_size")
    if count < 0:
        raise ValueError(f"{op}: expected global_batch_size >= 0. Received: {count}.")
    return divide_no_nan(reduce_sum(losses), float(count))


def scale_regularization_loss(regularization_loss: "TensorLike") -> Tensor:
    """Sum of a regularization loss, divided by the number of replicas, which is 1 here."""
    return reduce_sum(as_tensor(regularization_loss, op="scale_regularization_loss"))
