"""Hinge losses: how far predictions are from the right side of a margin."""

from typing import Any

from tfjs.keras.losses._values import tensor_of
from tfjs.keras.losses.wrapper import BuiltInLoss
from tfjs.ops.comparison import equal, where
from tfjs.ops.math import add, maximum, multiply, square, subtract
from tfjs.ops.reductions import reduce_all, reduce_max, reduce_mean, reduce_sum
from tfjs.tensor import Tensor


def _signs(truth: Tensor) -> Tensor:
    """Labels as they are; if all of them are 0 or 1, -1 and 1."""
    are_bits = reduce_all(equal(square(truth), truth))
    return where(are_bits, subtract(multiply(truth, 2.0), 1.0), truth)


def _shortfall(y_true: Any, y_pred: Any) -> Tensor:
    guess = tensor_of(y_pred)
    truth = _signs(tensor_of(y_true, guess.dtype))
    return maximum(subtract(1.0, multiply(truth, guess)), 0.0)


def hinge(y_true: Any, y_pred: Any) -> Tensor:
    """Mean of `max(1 - y_true·y_pred, 0)` over the last axis.

    Args:
        y_true: -1 or 1, shape `(batch, ..., n)`; 0 and 1, if there is nothing else, are taken for
            those.
        y_pred: Of the same shape, floating.

    Returns:
        Shape `(batch, ...)`.
    """
    return reduce_mean(_shortfall(y_true, y_pred), -1)


def squared_hinge(y_true: Any, y_pred: Any) -> Tensor:
    """Mean of `max(1 - y_true·y_pred, 0)²` over the last axis; arguments as in `hinge`."""
    return reduce_mean(square(_shortfall(y_true, y_pred)), -1)


def categorical_hinge(y_true: Any, y_pred: Any) -> Tensor:
    """`max(neg - pos + 1, 0)`: `pos` scores the true class, `neg` is the best of the others.

    Args:
        y_true: One-hot, shape `(batch, ..., classes)`.
        y_pred: Of the same shape, floating.

    Returns:
        Shape `(batch, ...)`.
    """
    guess = tensor_of(y_pred)
    truth = tensor_of(y_true, guess.dtype)
    own = reduce_sum(multiply(truth, guess), -1)
    other = reduce_max(multiply(subtract(1.0, truth), guess), -1)
    return maximum(add(subtract(other, own), 1.0), 0.0)


class Hinge(BuiltInLoss):
    """`hinge` of the samples, reduced; for the arguments see `Loss`."""

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "hinge",
        dtype: Any = None,
    ) -> None:
        super().__init__(hinge, reduction, name, dtype)


class SquaredHinge(BuiltInLoss):
    """`squared_hinge` of the samples, reduced; for the arguments see `Loss`."""

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "squared_hinge",
        dtype: Any = None,
    ) -> None:
        super().__init__(squared_hinge, reduction, name, dtype)


class CategoricalHinge(BuiltInLoss):
    """`categorical_hinge` of the samples, reduced; for the arguments see `Loss`."""

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "categorical_hinge",
        dtype: Any = None,
    ) -> None:
        super().__init__(categorical_hinge, reduction, name, dtype)
