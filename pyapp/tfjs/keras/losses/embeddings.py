"""Circle loss: embeddings of one label should be near, those of others far."""

from typing import Any

import numpy as np

from tfjs import dtypes
from tfjs.keras.losses._values import tensor_of
from tfjs.keras.losses.wrapper import BuiltInLoss
from tfjs.ops.comparison import equal, where
from tfjs.ops.creation import constant
from tfjs.ops.linalg import matmul
from tfjs.ops.math import (
    add,
    greater,
    logical_and,
    logical_not,
    maximum,
    multiply,
    softplus,
    subtract,
)
from tfjs.ops.reductions import reduce_logsumexp
from tfjs.ops.shaping import reshape, sizes_of
from tfjs.tensor import Tensor


def circle(
    y_true: Any,
    y_pred: Any,
    ref_labels: Any = None,
    ref_embeddings: Any = None,
    remove_diagonal: bool = True,
    gamma: float = 80,
    margin: float = 0.4,
) -> Tensor:
    """Losses of embeddings (Sun et al. 2020, arXiv 2002.10857).

    Args:
        y_true: Labels, shape `(batch,)` or `(batch, 1)`, integers.
        y_pred: Embeddings of length 1, shape `(batch, size)`, floating.
        ref_labels: Labels of what they are compared with; `y_true` if None.
        ref_embeddings: Their embeddings; `y_pred` if None.
        remove_diagonal: Whether the i-th is not compared with the i-th.
        gamma: How strong the differences count.
        margin: How near and far is near and far enough.

    Returns:
        Shape `(batch,)`, with a mask of those that are above 0.
    """
    vectors = tensor_of(y_pred)
    labels = tensor_of(y_true, dtypes.int32)
    others = vectors if ref_embeddings is None else tensor_of(ref_embeddings)
    other_labels = labels if ref_labels is None else tensor_of(ref_labels, dtypes.int32)
    distance = maximum(subtract(1.0, matmul(vectors, others, transpose_b=True)), 0.0)
    same = equal(reshape(labels, [-1, 1]), reshape(other_labels, [1, -1]))
    different = logical_not(same)
    if remove_diagonal:
        rows, columns = sizes_of(distance)
        same = logical_and(same, constant(np.eye(rows, columns) == 0))
    pull = multiply(maximum(add(distance, margin), 0.0), subtract(distance, margin))
    push = multiply(maximum(subtract(1 + margin, distance), 0.0), subtract(1 - margin, distance))
    losses = softplus(add(_gathered(same, pull, gamma), _gathered(different, push, gamma)))
    losses._keras_mask = greater(losses, 0.0)
    return losses


def _gathered(chosen: Tensor, scores: Tensor, gamma: float) -> Tensor:
    """`log(sum(exp(gamma·score)))` over the chosen ones of each row; -inf where there are none."""
    return reduce_logsumexp(where(chosen, multiply(scores, gamma), float("-inf")), 1)


class Circle(BuiltInLoss):
    """`circle` of the samples, reduced.

    Args:
        gamma: How strong the differences count.
        margin: How near and far is near and far enough.
        remove_diagonal: Whether the i-th sample is not compared with itself.
        reduction: See `Loss`, as the next two.
        name: Of the loss.
        dtype: What the loss is computed in.
    """

    def __init__(
        self,
        gamma: float = 80.0,
        margin: float = 0.4,
        remove_diagonal: bool = True,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "circle",
        dtype: Any = None,
    ) -> None:
        super().__init__(
            circle,
            reduction,
            name,
            dtype,
            gamma=gamma,
            margin=margin,
            remove_diagonal=remove_diagonal,
        )
        self.gamma = gamma
        self.margin = margin
        self.remove_diagonal = remove_diagonal
