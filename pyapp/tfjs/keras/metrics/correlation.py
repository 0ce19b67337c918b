"""How predictions go along with the truth."""

from typing import Any

from tfjs.keras.config import epsilon
from tfjs.keras.losses._values import pair
from tfjs.keras.losses.regression import normalized
from tfjs.keras.metrics.reduction import BuiltInMean
from tfjs.ops.arithmetic import truediv
from tfjs.ops.math import add, multiply, sqrt, square, squared_difference, subtract
from tfjs.ops.reductions import reduce_mean, reduce_sum
from tfjs.tensor import Tensor


def cosine_similarity(y_true: Any, y_pred: Any, axis: Any = -1) -> Tensor:
    """The cosine of the angle between truth and prediction: 1 where they point alike.

    Args:
        y_true: Shape `(batch, ..., n)`.
        y_pred: Likewise, floating.
        axis: Along which the vectors lie.

    Returns:
        The shape without `axis`.
    """
    truth, guess = pair(y_true, y_pred)
    return reduce_sum(multiply(normalized(truth, axis), normalized(guess, axis)), axis)


def _centered(x: Tensor, axis: Any) -> tuple[Tensor, Tensor, Tensor]:
    """Mean and variance along an axis, which stays with size 1, and the differences to the mean."""
    mean = reduce_mean(x, axis, keepdims=True)
    around = subtract(x, mean)
    return mean, reduce_mean(square(around), axis, keepdims=True), around


def pearson_correlation(y_true: Any, y_pred: Any, axis: Any = -1) -> Tensor:
    """Covariance by the product of the standard deviations: -1 to 1; NaN without deviation.

    Args:
        y_true: Shape `(batch, ..., n)`.
        y_pred: Of the same shape, floating.
        axis: Along which the pairs lie.

    Returns:
        The shape without `axis`.
    """
    truth, guess = pair(y_true, y_pred)
    _, true_variance, true_around = _centered(truth, axis)
    _, variance, around = _centered(guess, axis)
    true_scores = truediv(true_around, sqrt(true_variance))
    return reduce_mean(multiply(true_scores, truediv(around, sqrt(variance))), axis)


def concordance_correlation(y_true: Any, y_pred: Any, axis: Any = -1) -> Tensor:
    """How near pairs are to the line of identity: -1 to 1 (Lin 1989).

    Args:
        y_true: Shape `(batch, ..., n)`.
        y_pred: Of the same shape, floating.
        axis: Along which the pairs lie.

    Returns:
        The shape without `axis`.
    """
    truth, guess = pair(y_true, y_pred)
    true_mean, true_variance, _ = _centered(truth, axis)
    mean, variance, around = _centered(guess, axis)
    together = multiply(subtract(truth, mean), around)
    apart = add(add(true_variance, variance), squared_difference(true_mean, mean))
    return reduce_mean(truediv(multiply(together, 2.0), add(apart, epsilon())), axis)


class CosineSimilarity(BuiltInMean):
    """Mean `cosine_similarity`.

    Args:
        name: Of the metric.
        dtype: Of the computation.
        axis: Along which the vectors lie.
    """

    _direction = "up"

    def __init__(
        self, name: str | None = "cosine_similarity", dtype: Any = None, axis: Any = -1
    ) -> None:
        super().__init__(cosine_similarity, name, dtype, axis=axis)
        self.axis = axis


class PearsonCorrelation(BuiltInMean):
    """Mean `pearson_correlation`.

    Args:
        name: Of the metric.
        dtype: Of the computation.
        axis: Along which the pairs lie.
    """

    _direction = "up"

    def __init__(
        self, name: str | None = "pearson_correlation", dtype: Any = None, axis: Any = -1
    ) -> None:
        super().__init__(pearson_correlation, name, dtype, axis=axis)
        self.axis = axis


class ConcordanceCorrelation(BuiltInMean):
    """Mean `concordance_correlation`.

    Args:
        name: Of the metric.
        dtype: Of the computation.
        axis: Along which the pairs lie.
    """

    _direction = "up"

    def __init__(
        self, name: str | None = "concordance_correlation", dtype: Any = None, axis: Any = -1
    ) -> None:
        super().__init__(concordance_correlation, name, dtype, axis=axis)
        self.axis = axis
