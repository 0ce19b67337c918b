"""How little two regions overlap: losses for the segmentation of images."""

from typing import Any

from tfjs.keras.config import epsilon
from tfjs.keras.losses._values import tensor_of
from tfjs.keras.losses.wrapper import BuiltInLoss
from tfjs.ops.arithmetic import truediv
from tfjs.ops.math import add, multiply, subtract
from tfjs.ops.reductions import reduce_sum
from tfjs.tensor import Tensor


def dice(y_true: Any, y_pred: Any, axis: Any = None) -> Tensor:
    """`1 - 2·overlap / (true + predicted + epsilon)` (Sørensen and Dice).

    Args:
        y_true: 0 to 1, shape `(batch, ...)`.
        y_pred: Of the same shape, floating.
        axis: Over which is summed; over all if None.

    Returns:
        The shape without `axis`; a scalar if that is None.
    """
    guess = tensor_of(y_pred)
    truth = tensor_of(y_true, guess.dtype)
    overlap = reduce_sum(multiply(truth, guess), axis)
    whole = add(reduce_sum(truth, axis), reduce_sum(guess, axis))
    return subtract(1.0, truediv(multiply(overlap, 2.0), add(whole, epsilon())))


def tversky(
    y_true: Any, y_pred: Any, alpha: float = 0.5, beta: float = 0.5, axis: Any = None
) -> Tensor:
    """`1 - overlap / (overlap + alpha·missed + beta·added + epsilon)`; Salehi et al. 2017.

    Args:
        y_true: 0 to 1, shape `(batch, ...)`.
        y_pred: Of the same shape, floating.
        alpha: Weight of what is true and not predicted.
        beta: Weight of what is predicted and not true.
        axis: Over which is summed; over all if None.

    Returns:
        The shape without `axis`; a scalar if that is None.
    """
    guess = tensor_of(y_pred)
    truth = tensor_of(y_true, guess.dtype)
    overlap = reduce_sum(multiply(truth, guess), axis)
    missed = reduce_sum(multiply(subtract(1.0, guess), truth), axis)
    added = reduce_sum(multiply(guess, subtract(1.0, truth)), axis)
    wrong = add(multiply(missed, alpha), multiply(added, beta))
    return subtract(1.0, truediv(overlap, add(add(overlap, wrong), epsilon())))


class Dice(BuiltInLoss):
    """`dice` of the samples, reduced.

    Args:
        reduction: See `Loss`, as the next one.
        name: Of the loss.
        axis: Over which is summed; over all if None, which leaves nothing to reduce.
        dtype: What the loss is computed in.
    """

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "dice",
        axis: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__(dice, reduction, name, dtype, axis=axis)
        self.axis = axis


class Tversky(BuiltInLoss):
    """`tversky` of the samples, reduced.

    Args:
        alpha: Weight of what is true and not predicted.
        beta: Weight of what is predicted and not true.
        reduction: See `Loss`, as the next one.
        name: Of the loss.
        axis: Over which is summed; over all if None, which leaves nothing to reduce.
        dtype: What the loss is computed in.
    """

    def __init__(
        self,
        alpha: float = 0.5,
        beta: float = 0.5,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "tversky",
        axis: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__(tversky, reduction, name, dtype, alpha=alpha, beta=beta, axis=axis)
        self.alpha = alpha
        self.beta = beta
        self.axis = axis
