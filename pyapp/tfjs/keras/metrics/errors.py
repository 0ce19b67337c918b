"""How far predictions are from the truth, on average."""

from typing import Any

from tfjs.keras.losses import margins, regression
from tfjs.keras.losses._values import same_rank, tensor_of
from tfjs.keras.metrics.reduction import BuiltInMean, Mean
from tfjs.ops.math import sqrt, squared_difference
from tfjs.tensor import Tensor


class MeanSquaredError(BuiltInMean):
    """Mean squared error; for the arguments see `Mean`."""

    _direction = "down"

    def __init__(self, name: str | None = "mean_squared_error", dtype: Any = None) -> None:
        super().__init__(regression.mean_squared_error, name, dtype)


class RootMeanSquaredError(Mean):
    """The root of the mean squared error; for the arguments see `Mean`."""

    _direction = "down"

    def __init__(self, name: str | None = "root_mean_squared_error", dtype: Any = None) -> None:
        super().__init__(name, dtype)

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:  # type: ignore[override]
        """Take a batch into account.

        Args:
            y_true: What should come out, any shape.
            y_pred: What came out, of the same shape.
            sample_weight: Factors that broadcast to it.
        """
        truth, guess = same_rank(tensor_of(y_true, self.dtype), tensor_of(y_pred, self.dtype))
        super().update_state(squared_difference(guess, truth), sample_weight)

    def result(self) -> Tensor:
        """The root so far, a scalar."""
        return sqrt(super().result())


class MeanAbsoluteError(BuiltInMean):
    """Mean absolute error; for the arguments see `Mean`."""

    _direction = "down"

    def __init__(self, name: str | None = "mean_absolute_error", dtype: Any = None) -> None:
        super().__init__(regression.mean_absolute_error, name, dtype)


class MeanAbsolutePercentageError(BuiltInMean):
    """Mean absolute error in percent of the truth; for the arguments see `Mean`."""

    _direction = "down"

    def __init__(
        self, name: str | None = "mean_absolute_percentage_error", dtype: Any = None
    ) -> None:
        super().__init__(regression.mean_absolute_percentage_error, name, dtype)


class MeanSquaredLogarithmicError(BuiltInMean):
    """Mean squared error of the logarithms; for the arguments see `Mean`."""

    _direction = "down"

    def __init__(
        self, name: str | None = "mean_squared_logarithmic_error", dtype: Any = None
    ) -> None:
        super().__init__(regression.mean_squared_logarithmic_error, name, dtype)


class LogCoshError(BuiltInMean):
    """Mean logarithm of the error's hyperbolic cosine; for the arguments see `Mean`."""

    _direction = "down"

    def __init__(self, name: str | None = "logcosh", dtype: Any = None) -> None:
        super().__init__(regression.log_cosh, name, dtype)


class Hinge(BuiltInMean):
    """Mean hinge loss; for the arguments see `Mean`."""

    _direction = "down"

    def __init__(self, name: str | None = "hinge", dtype: Any = None) -> None:
        super().__init__(margins.hinge, name, dtype)


class SquaredHinge(BuiltInMean):
    """Mean squared hinge loss; for the arguments see `Mean`."""

    _direction = "down"

    def __init__(self, name: str | None = "squared_hinge", dtype: Any = None) -> None:
        super().__init__(margins.squared_hinge, name, dtype)


class CategoricalHinge(BuiltInMean):
    """Mean hinge loss between classes; for the arguments see `Mean`."""

    _direction = "down"

    def __init__(self, name: str | None = "categorical_hinge", dtype: Any = None) -> None:
        super().__init__(margins.categorical_hinge, name, dtype)
