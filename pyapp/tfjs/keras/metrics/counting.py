"""True and false, positives and negatives."""

from typing import Any

from tfjs.keras.metrics import confusion
from tfjs.keras.metrics.metric import Metric
from tfjs.ops.casting import identity
from tfjs.tensor import Tensor


class _Count(Metric):
    """A count of one kind of predictions."""

    _kind: str

    def __init__(self, thresholds: Any = None, name: str | None = None, dtype: Any = None) -> None:
        super().__init__(name=name, dtype=dtype)
        self.init_thresholds = thresholds
        self._limits = confusion.thresholds_of(thresholds)
        self.accumulator = self._zeros("accumulator", (len(self.thresholds),))

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
            {self._kind: self.accumulator},
            y_true,
            y_pred,
            self._limits,
            sample_weight=sample_weight,
        )

    def result(self) -> Tensor:
        """The count so far: a scalar, or one for each of several thresholds."""
        return self.accumulator[0] if len(self.thresholds) == 1 else identity(self.accumulator)

    def get_config(self) -> dict[str, Any]:
        """What the metric was made with."""
        return super().get_config() | {"thresholds": self.init_thresholds}


class TruePositives(_Count):
    """How many positives are predicted; for the arguments see `FalsePositives`."""

    _kind = "tp"


class FalsePositives(_Count):
    """How many negatives are taken for positive.

    Args:
        thresholds: One or several, from 0 to 1; predictions above count as 1. 0.5 if None.
        name: Of the metric.
        dtype: Of the computation.

    Raises:
        ValueError: A threshold outside [0, 1].
    """

    _kind = "fp"


class TrueNegatives(_Count):
    """How many negatives are predicted; for the arguments see `FalsePositives`."""

    _kind = "tn"


class FalseNegatives(_Count):
    """How many positives are taken for negative; for the arguments see `FalsePositives`."""

    _kind = "fn"
