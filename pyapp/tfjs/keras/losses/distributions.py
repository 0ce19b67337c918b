"""How unlike two distributions are, and how unlikely counts are under rates."""

from typing import Any

from tfjs.keras.config import epsilon
from tfjs.keras.losses._values import tensor_of
from tfjs.keras.losses.wrapper import BuiltInLoss
from tfjs.ops.arithmetic import clip_by_value, truediv
from tfjs.ops.math import add, log, multiply, subtract
from tfjs.ops.reductions import reduce_mean, reduce_sum
from tfjs.tensor import Tensor


def kl_divergence(y_true: Any, y_pred: Any) -> Tensor:
    """Sum of `y_true·log(y_true / y_pred)` over the last axis, with both kept from 0.

    Args:
        y_true: Probabilities, shape `(batch, ..., classes)`.
        y_pred: Likewise, floating.

    Returns:
        Shape `(batch, ...)`.
    """
    guess = tensor_of(y_pred)
    truth = clip_by_value(tensor_of(y_true, guess.dtype), epsilon(), 1.0)
    ratio = truediv(truth, clip_by_value(guess, epsilon(), 1.0))
    return reduce_sum(multiply(truth, log(ratio)), -1)


def poisson(y_true: Any, y_pred: Any) -> Tensor:
    """Mean of `y_pred - y_true·log(y_pred + epsilon)` over the last axis.

    Args:
        y_true: Counts, shape `(batch, ..., n)`.
        y_pred: Rates above 0, of the same shape, floating.

    Returns:
        Shape `(batch, ...)`.
    """
    guess = tensor_of(y_pred)
    truth = tensor_of(y_true, guess.dtype)
    return reduce_mean(subtract(guess, multiply(truth, log(add(guess, epsilon())))), -1)


class KLDivergence(BuiltInLoss):
    """`kl_divergence` of the samples, reduced; for the arguments see `Loss`."""

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "kl_divergence",
        dtype: Any = None,
    ) -> None:
        super().__init__(kl_divergence, reduction, name, dtype)


class Poisson(BuiltInLoss):
    """`poisson` of the samples, reduced; for the arguments see `Loss`."""

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "poisson",
        dtype: Any = None,
    ) -> None:
        super().__init__(poisson, reduction, name, dtype)
