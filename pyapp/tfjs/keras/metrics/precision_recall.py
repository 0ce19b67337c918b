"""Precision and recall: how many of the predicted are positive, and of the positive predicted."""

from typing import Any

from tfjs.keras.metrics import confusion
from tfjs.keras.metrics.metric import Metric
from tfjs.ops.arithmetic import divide_no_nan
from tfjs.ops.math import add
from tfjs.tensor import Tensor


class _Share(Metric):
    """True positives, by themselves and something else."""

    _direction = "up"
    _other: tuple[str, str]

    def __init__(
        self,
        thresholds: Any = None,
        top_k: int | None = None,
        class_id: int | None = None,
        name: str | None = None,
        dtype: Any = None,
    ) -> None:
        super().__init__(name=name, dtype=dtype)
        self.init_thresholds = thresholds
        self.top_k = top_k
        self.class_id = class_id
        default = 0.5 if top_k is None else confusion.BELOW_ALL
        self._limits = confusion.thresholds_of(thresholds, default)
        shape = (len(self.thresholds),)
        self.true_positives = self._zeros("true_positives", shape)
        self._others = self._zeros(self._other[1], shape)

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
            {"tp": self.true_positives, self._other[0]: self._others},
            y_true,
            y_pred,
            self._limits,
            top_k=self.top_k,
            class_id=self.class_id,
            sample_weight=sample_weight,
        )

    def result(self) -> Tensor:
        """The share so far: a scalar, or one for each of several thresholds."""
        share = divide_no_nan(self.true_positives, add(self.true_positives, self._others))
        return share[0] if len(self.thresholds) == 1 else share

    def get_config(self) -> dict[str, Any]:
        """What the metric was made with."""
        return super().get_config() | {
            "thresholds": self.init_thresholds,
            "top_k": self.top_k,
            "class_id": self.class_id,
        }


class Precision(_Share):
    """Which part of the predicted positives is positive.

    Args:
        thresholds: One or several, from 0 to 1; predictions above count as 1. 0.5 if None.
        top_k: Only the so many best classes of a sample count as predicted, or None.
        class_id: Only this class counts, or None.
        name: Of the metric.
        dtype: Of the computation.

    Raises:
        ValueError: A threshold outside [0, 1].
    """

    _other = ("fp", "false_positives")

    @property
    def false_positives(self) -> Any:
        """The weight of the negatives taken for positive, a variable."""
        return self._others


class Recall(_Share):
    """Which part of the positives is predicted; for the arguments see `Precision`."""

    _other = ("fn", "false_negatives")

    @property
    def false_negatives(self) -> Any:
        """The weight of the positives taken for negative, a variable."""
        return self._others
