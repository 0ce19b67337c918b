"""The best of one share, at thresholds where another share is large enough."""

from typing import Any

from tfjs.keras.metrics import confusion
from tfjs.keras.metrics.metric import Metric
from tfjs.ops.arithmetic import divide_no_nan
from tfjs.ops.comparison import where
from tfjs.ops.math import add, greater_equal
from tfjs.ops.reductions import reduce_max
from tfjs.tensor import Tensor


class _Point(Metric):
    """The largest share at a threshold where the other one is at least a given value."""

    _direction = "up"
    _argument: str

    def __init__(
        self,
        value: float,
        num_thresholds: int = 200,
        class_id: int | None = None,
        name: str | None = None,
        dtype: Any = None,
    ) -> None:
        if value < 0 or value > 1:
            raise ValueError(
                f"Argument `{self._argument}` must be in the range [0, 1]. Received: "
                f"{self._argument}={value}"
            )
        super().__init__(name=name, dtype=dtype)
        if num_thresholds <= 0:
            raise ValueError(
                "Argument `num_thresholds` must be an integer > 0. Received: "
                f"num_thresholds={num_thresholds}"
            )
        self.value = value
        self.num_thresholds = num_thresholds
        self.class_id = class_id
        last = num_thresholds - 1
        values = [0.5] if last == 0 else [0.0, *(i / last for i in range(1, last)), 1.0]
        self._limits = confusion.Thresholds(values, last > 0)
        shape = (len(values),)
        self.true_positives = self._zeros("true_positives", shape)
        self.false_positives = self._zeros("false_positives", shape)
        self.true_negatives = self._zeros("true_negatives", shape)
        self.false_negatives = self._zeros("false_negatives", shape)

    @property
    def thresholds(self) -> list[float]:
        """What predictions are compared with."""
        return self._limits.values

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Take a batch into account.

        Args:
            y_true: 0 or 1, shape `(batch, ...)`.
            y_pred: From 0 to 1, of the same shape.
            sample_weight: Factors, shape `(batch,)` or that of the predictions.
        """
        confusion.update(
            {
                "tp": self.true_positives,
                "fp": self.false_positives,
                "tn": self.true_negatives,
                "fn": self.false_negatives,
            },
            y_true,
            y_pred,
            self._limits,
            class_id=self.class_id,
            sample_weight=sample_weight,
        )

    def result(self) -> Tensor:
        """The best so far, a scalar; 0 where the other share is never large enough."""
        enough, share = self._shares()
        return reduce_max(where(greater_equal(enough, self.value), share, 0.0))

    def _shares(self) -> tuple[Tensor, Tensor]:
        """What has to be large enough, and what is wanted."""
        raise NotImplementedError

    def _sensitivity(self) -> Tensor:
        return _share(self.true_positives, self.false_negatives)

    def _specificity(self) -> Tensor:
        return _share(self.true_negatives, self.false_positives)

    def _precision(self) -> Tensor:
        return _share(self.true_positives, self.false_positives)

    def get_config(self) -> dict[str, Any]:
        """What the metric was made with."""
        return super().get_config() | {
            "class_id": self.class_id,
            "num_thresholds": self.num_thresholds,
            self._argument: self.value,
        }


def _share(part: Any, rest: Any) -> Tensor:
    return divide_no_nan(part, add(part, rest))


class SensitivityAtSpecificity(_Point):
    """The best recall of positives where that of negatives is at least `specificity`.

    Args:
        specificity: From 0 to 1.
        num_thresholds: How many are tried.
        class_id: Only this class counts, or None.
        name: Of the metric.
        dtype: Of the computation.

    Raises:
        ValueError: `specificity` outside its range, no thresholds.
    """

    _argument = "specificity"

    def __init__(
        self,
        specificity: float,
        num_thresholds: int = 200,
        class_id: int | None = None,
        name: str | None = None,
        dtype: Any = None,
    ) -> None:
        super().__init__(specificity, num_thresholds, class_id, name, dtype)
        self.specificity = specificity

    def _shares(self) -> tuple[Tensor, Tensor]:
        return self._specificity(), self._sensitivity()


class SpecificityAtSensitivity(_Point):
    """The best recall of negatives where that of positives is at least `sensitivity`.

    For the other arguments see `SensitivityAtSpecificity`.
    """

    _argument = "sensitivity"

    def __init__(
        self,
        sensitivity: float,
        num_thresholds: int = 200,
        class_id: int | None = None,
        name: str | None = None,
        dtype: Any = None,
    ) -> None:
        super().__init__(sensitivity, num_thresholds, class_id, name, dtype)
        self.sensitivity = sensitivity

    def _shares(self) -> tuple[Tensor, Tensor]:
        return self._sensitivity(), self._specificity()


class PrecisionAtRecall(_Point):
    """The best precision where recall is at least `recall`.

    For the other arguments see `SensitivityAtSpecificity`.
    """

    _argument = "recall"

    def __init__(
        self,
        recall: float,
        num_thresholds: int = 200,
        class_id: int | None = None,
        name: str | None = None,
        dtype: Any = None,
    ) -> None:
        super().__init__(recall, num_thresholds, class_id, name, dtype)
        self.recall = recall

    def _shares(self) -> tuple[Tensor, Tensor]:
        return self._sensitivity(), self._precision()


class RecallAtPrecision(_Point):
    """The best recall where precision is at least `precision`.

    For the other arguments see `SensitivityAtSpecificity`.
    """

    _argument = "precision"

    def __init__(
        self,
        precision: float,
        num_thresholds: int = 200,
        class_id: int | None = None,
        name: str | None = None,
        dtype: Any = None,
    ) -> None:
        super().__init__(precision, num_thresholds, class_id, name, dtype)
        self.precision = precision

    def _shares(self) -> tuple[Tensor, Tensor]:
        return self._precision(), self._sensitivity()
