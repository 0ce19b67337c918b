"""`R2Score`: which part of the truth's variance predictions explain."""

from typing import Any

from tfjs.keras.losses._values import same_rank, tensor_of
from tfjs.keras.metrics.metric import Metric
from tfjs.ops.arithmetic import truediv
from tfjs.ops.comparison import where
from tfjs.ops.math import (
    greater,
    is_inf,
    multiply,
    square,
    squared_difference,
    subtract,
)
from tfjs.ops.reductions import reduce_mean, reduce_sum
from tfjs.ops.shaping import broadcast_to, expand_dims, sizes_of
from tfjs.tensor import Tensor

_AGGREGATIONS = (None, "uniform_average", "variance_weighted_average")


class R2Score(Metric):
    """`1 - squared errors / squared distances from the mean`: 1 at best.

    Args:
        class_aggregation: "uniform_average" of the outputs, "variance_weighted_average", or None,
            which leaves a score for each output.
        num_regressors: How many variables explain, for the adjusted score; 0 for the plain one.
        name: Of the metric.
        dtype: Of the computation.

    Raises:
        ValueError: An argument outside its range.
    """

    _direction = "up"

    def __init__(
        self,
        class_aggregation: str | None = "uniform_average",
        num_regressors: int = 0,
        name: str | None = "r2_score",
        dtype: Any = None,
    ) -> None:
        super().__init__(name=name, dtype=dtype)
        if class_aggregation not in _AGGREGATIONS:
            raise ValueError(
                "Invalid value for argument `class_aggregation`. Expected one of "
                f"{_AGGREGATIONS}. Received: class_aggregation={class_aggregation}"
            )
        if num_regressors < 0:
            raise ValueError(
                "Invalid value for argument `num_regressors`. Expected a value >= 0. Received: "
                f"num_regressors={num_regressors}"
            )
        self.class_aggregation = class_aggregation
        self.num_regressors = num_regressors
        self.num_samples = self._zeros("num_samples")
        self._built = False

    def _build(self, y_true_shape: Any, y_pred_shape: Any) -> None:
        if len(y_pred_shape) != 2 or len(y_true_shape) != 2:
            raise ValueError(
                "R2Score expects 2D inputs with shape (batch_size, output_dim). Received input "
                f"shapes: y_pred.shape={y_pred_shape} and y_true.shape={y_true_shape}."
            )
        shape = (y_pred_shape[-1],)
        self.squared_sum = self._zeros("squared_sum", shape)
        self.sum = self._zeros("sum", shape)
        self.total_mse = self._zeros("residual", shape)
        self.count = self._zeros("count", shape)
        self._built = True

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Take a batch into account.

        Args:
            y_true: Shape `(batch, outputs)`.
            y_pred: Of the same shape.
            sample_weight: Factors, shape `(batch,)` or `(batch, outputs)`.
        """
        truth, guess = same_rank(tensor_of(y_true, self.dtype), tensor_of(y_pred, self.dtype))
        if not self._built:
            self._build(truth.shape, guess.shape)
        errors, parts = squared_difference(truth, guess), truth
        rows, outputs = sizes_of(truth)
        if sample_weight is None:
            self.count.assign_add([float(rows)] * outputs)
        else:
            weight = tensor_of(sample_weight, self.dtype)
            weight = expand_dims(weight, 1) if weight.ndim == 1 else weight
            weight = broadcast_to(weight, sizes_of(truth))
            errors, parts = multiply(errors, weight), multiply(truth, weight)
            self.count.assign_add(reduce_sum(weight, 0))
        self.sum.assign_add(reduce_sum(parts, 0))
        self.squared_sum.assign_add(reduce_sum(multiply(truth, parts), 0))
        self.total_mse.assign_add(reduce_sum(errors, 0))
        self.num_samples.assign_add(rows * outputs)

    def result(self) -> Tensor:
        """The score so far: a scalar, or shape `(outputs,)` without aggregation."""
        total = subtract(self.squared_sum, truediv(square(self.sum), self.count))
        scores = subtract(1.0, truediv(self.total_mse, total))
        score = scores = where(is_inf(scores), 0.0, scores)
        if self.class_aggregation == "uniform_average":
            score = reduce_mean(scores)
        elif self.class_aggregation == "variance_weighted_average":
            score = truediv(reduce_sum(multiply(total, scores)), reduce_sum(total))
        return self._adjusted(score) if self.num_regressors else score

    def _adjusted(self, score: Tensor) -> Tensor:
        """The score less what chance explains; as it is where there are too few samples."""
        spare = subtract(self.num_samples, 1.0)
        free = subtract(spare, float(self.num_regressors))
        enough = greater(free, 0.0)
        share = truediv(spare, where(enough, free, 1.0))
        return where(enough, subtract(1.0, multiply(subtract(1.0, score), share)), score)

    def get_config(self) -> dict[str, Any]:
        """What the metric was made with."""
        return super().get_config() | {
            "class_aggregation": self.class_aggregation,
            "num_regressors": self.num_regressors,
        }
