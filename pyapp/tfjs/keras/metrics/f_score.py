"""F scores: precision and recall in one number."""

from typing import Any

from tfjs.keras.config import epsilon
from tfjs.keras.losses._values import tensor_of
from tfjs.keras.metrics.metric import Metric
from tfjs.ops.arithmetic import truediv
from tfjs.ops.casting import cast
from tfjs.ops.math import (
    abs,
    add,
    greater,
    greater_equal,
    logical_and,
    multiply,
    subtract,
)
from tfjs.ops.reductions import reduce_max, reduce_mean, reduce_sum
from tfjs.ops.shaping import expand_dims
from tfjs.tensor import Tensor

_AVERAGES = (None, "micro", "macro", "weighted")


class FBetaScore(Metric):
    """`(1 + β²)·precision·recall / (β²·precision + recall)`, for each class.

    Args:
        average: None leaves the scores of the classes, "micro" counts over all classes, "macro"
            gives the mean of the scores, "weighted" their mean weighted by the classes' frequency.
        beta: How much more recall counts than precision.
        threshold: Above which a class is predicted; the best class of a sample is if None.
        name: Of the metric.
        dtype: Of the computation.

    Raises:
        ValueError: An argument outside its range.
    """

    _direction = "up"

    def __init__(
        self,
        average: str | None = None,
        beta: float = 1.0,
        threshold: float | None = None,
        name: str | None = "fbeta_score",
        dtype: Any = None,
    ) -> None:
        super().__init__(name=name, dtype=dtype)
        _check(average, beta, threshold)
        self.average = average
        self.beta = beta
        self.threshold = threshold
        self.axis = None if average == "micro" else 0
        self._built = False

    def _build(self, y_true_shape: Any, y_pred_shape: Any) -> None:
        if len(y_pred_shape) != 2 or len(y_true_shape) != 2:
            raise ValueError(
                "FBetaScore expects 2D inputs with shape (batch_size, output_dim). Received input "
                f"shapes: y_pred.shape={y_pred_shape} and y_true.shape={y_true_shape}."
            )
        shape = () if self.average == "micro" else (y_pred_shape[-1],)
        self.true_positives = self._zeros("true_positives", shape, self.dtype)
        self.false_positives = self._zeros("false_positives", shape, self.dtype)
        self.false_negatives = self._zeros("false_negatives", shape, self.dtype)
        self.intermediate_weights = self._zeros("intermediate_weights", shape, self.dtype)
        self._built = True

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Take a batch into account.

        Args:
            y_true: One-hot or 0 and 1, shape `(batch, classes)`.
            y_pred: Scores, of the same shape.
            sample_weight: Factors, shape `(batch,)`.
        """
        truth, guess = tensor_of(y_true, self.dtype), tensor_of(y_pred, self.dtype)
        if not self._built:
            self._build(truth.shape, guess.shape)
        if self.threshold is None:
            best = greater_equal(guess, reduce_max(guess, -1, keepdims=True))
            predicted = logical_and(best, greater(abs(guess), 1e-9))
        else:
            predicted = greater(guess, self.threshold)
        taken, true = cast(predicted, guess.dtype), truth
        both = multiply(taken, true)
        if sample_weight is not None:
            weight = expand_dims(tensor_of(sample_weight, self.dtype), 1)
            taken, true, both = (multiply(part, weight) for part in (taken, true, both))
        hits, found, wanted = (reduce_sum(part, self.axis) for part in (both, taken, true))
        self.true_positives.assign_add(hits)
        self.false_positives.assign_add(subtract(found, hits))
        self.false_negatives.assign_add(subtract(wanted, hits))
        self.intermediate_weights.assign_add(wanted)

    def result(self) -> Tensor:
        """The scores so far: shape `(classes,)`, or a scalar if there is an average."""
        hits = self.true_positives.read_value()
        precision = truediv(hits, add(add(hits, self.false_positives), epsilon()))
        recall = truediv(hits, add(add(hits, self.false_negatives), epsilon()))
        square = self.beta**2
        below = add(add(multiply(precision, square), recall), epsilon())
        score = multiply(truediv(multiply(precision, recall), below), 1 + square)
        if self.average == "weighted":
            counts = self.intermediate_weights.read_value()
            weights = truediv(counts, add(reduce_sum(counts), epsilon()))
            return reduce_sum(multiply(score, weights))
        return score if self.average is None else reduce_mean(score)

    def get_config(self) -> dict[str, Any]:
        """What the metric was made with."""
        return super().get_config() | {
            "average": self.average,
            "beta": self.beta,
            "threshold": self.threshold,
        }


def _check(average: Any, beta: Any, threshold: Any) -> None:
    if average not in _AVERAGES:
        raise ValueError(
            f"Invalid `average` argument value. Expected one of: {_AVERAGES}. Received: "
            f"average={average}"
        )
    for name, value in (("beta", beta), ("threshold", threshold)):
        if value is not None and not isinstance(value, float):
            raise ValueError(
                f"Invalid `{name}` argument value. It should be a Python float. Received: "
                f"{name}={value} of type '{type(value)}'"
            )
    if beta is None or beta <= 0.0:
        raise ValueError(f"Invalid `beta` argument value. It should be > 0. Received: beta={beta}")
    if threshold is not None and not 0.0 < threshold <= 1.0:
        raise ValueError(
            "Invalid `threshold` argument value. It should verify 0 < threshold <= 1. Received: "
            f"threshold={threshold}"
        )


class F1Score(FBetaScore):
    """`2·precision·recall / (precision + recall)`; for the arguments see `FBetaScore`."""

    def __init__(
        self,
        average: str | None = None,
        threshold: float | None = None,
        name: str | None = "f1_score",
        dtype: Any = None,
    ) -> None:
        super().__init__(average, 1.0, threshold, name, dtype)

    def get_config(self) -> dict[str, Any]:
        """What the metric was made with."""
        config = super().get_config()
        del config["beta"]
        return config
