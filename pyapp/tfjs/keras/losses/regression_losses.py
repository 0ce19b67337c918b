"""The losses for numbers, as classes."""

from typing import Any

from tfjs.keras.losses import regression
from tfjs.keras.losses.wrapper import BuiltInLoss


class MeanSquaredError(BuiltInLoss):
    """`mean_squared_error` of the samples, reduced; for the arguments see `Loss`."""

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "mean_squared_error",
        dtype: Any = None,
    ) -> None:
        super().__init__(regression.mean_squared_error, reduction, name, dtype)


class MeanAbsoluteError(BuiltInLoss):
    """`mean_absolute_error` of the samples, reduced; for the arguments see `Loss`."""

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "mean_absolute_error",
        dtype: Any = None,
    ) -> None:
        super().__init__(regression.mean_absolute_error, reduction, name, dtype)


class MeanAbsolutePercentageError(BuiltInLoss):
    """`mean_absolute_percentage_error` of the samples, reduced; for the arguments see `Loss`."""

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "mean_absolute_percentage_error",
        dtype: Any = None,
    ) -> None:
        super().__init__(regression.mean_absolute_percentage_error, reduction, name, dtype)


class MeanSquaredLogarithmicError(BuiltInLoss):
    """`mean_squared_logarithmic_error` of the samples, reduced; for the arguments see `Loss`."""

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "mean_squared_logarithmic_error",
        dtype: Any = None,
    ) -> None:
        super().__init__(regression.mean_squared_logarithmic_error, reduction, name, dtype)


class CosineSimilarity(BuiltInLoss):
    """`cosine_similarity` of the samples, reduced.

    Args:
        axis: Along which the vectors lie.
        reduction: See `Loss`, as the next two.
        name: Of the loss.
        dtype: What the loss is computed in.
    """

    def __init__(
        self,
        axis: Any = -1,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "cosine_similarity",
        dtype: Any = None,
    ) -> None:
        super().__init__(regression.cosine_similarity, reduction, name, dtype, axis=axis)
        self.axis = axis


class Huber(BuiltInLoss):
    """`huber` of the samples, reduced.

    Args:
        delta: Up to which error the loss grows with its square.
        reduction: See `Loss`, as the next two.
        name: Of the loss.
        dtype: What the loss is computed in.
    """

    def __init__(
        self,
        delta: float = 1.0,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "huber_loss",
        dtype: Any = None,
    ) -> None:
        super().__init__(regression.huber, reduction, name, dtype, delta=delta)
        self.delta = delta


class LogCosh(BuiltInLoss):
    """`log_cosh` of the samples, reduced; for the arguments see `Loss`."""

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "log_cosh",
        dtype: Any = None,
    ) -> None:
        super().__init__(regression.log_cosh, reduction, name, dtype)
