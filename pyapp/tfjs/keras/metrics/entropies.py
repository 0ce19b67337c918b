"""How unlikely the truth is under the predictions, on average."""

from typing import Any

from tfjs.keras.losses import binary, categorical, distributions
from tfjs.keras.metrics.reduction import BuiltInMean


class KLDivergence(BuiltInMean):
    """Mean Kullback-Leibler divergence; for the arguments see `Mean`."""

    def __init__(self, name: str | None = "kl_divergence", dtype: Any = None) -> None:
        super().__init__(distributions.kl_divergence, name, dtype)


class Poisson(BuiltInMean):
    """Mean Poisson loss; for the arguments see `Mean`."""

    def __init__(self, name: str | None = "poisson", dtype: Any = None) -> None:
        super().__init__(distributions.poisson, name, dtype)


class BinaryCrossentropy(BuiltInMean):
    """Mean binary cross entropy.

    Args:
        name: Of the metric.
        dtype: Of the computation.
        from_logits: Whether predictions are logits.
        label_smoothing: By which part labels are moved toward 1/2.
    """

    _direction = "down"

    def __init__(
        self,
        name: str | None = "binary_crossentropy",
        dtype: Any = None,
        from_logits: bool = False,
        label_smoothing: float = 0,
    ) -> None:
        super().__init__(
            binary.binary_crossentropy,
            name,
            dtype,
            from_logits=from_logits,
            label_smoothing=label_smoothing,
        )
        self.from_logits = from_logits
        self.label_smoothing = label_smoothing


class CategoricalCrossentropy(BuiltInMean):
    """Mean cross entropy of classes; labels are one-hot.

    Args:
        name: Of the metric.
        dtype: Of the computation.
        from_logits: Whether predictions are logits.
        label_smoothing: Which part of the labels' weight is spread over all classes.
        axis: Of the classes.
    """

    _direction = "down"

    def __init__(
        self,
        name: str | None = "categorical_crossentropy",
        dtype: Any = None,
        from_logits: bool = False,
        label_smoothing: float = 0,
        axis: int = -1,
    ) -> None:
        super().__init__(
            categorical.categorical_crossentropy,
            name,
            dtype,
            from_logits=from_logits,
            label_smoothing=label_smoothing,
            axis=axis,
        )
        self.from_logits = from_logits
        self.label_smoothing = label_smoothing
        self.axis = axis


class SparseCategoricalCrossentropy(BuiltInMean):
    """Mean cross entropy of classes; labels are numbers of classes.

    Args:
        name: Of the metric.
        dtype: Of the computation.
        from_logits: Whether predictions are logits.
        ignore_class: A label whose loss is 0; it leaves the mean only if there are weights.
        axis: Of the classes; the last one.
    """

    _direction = "down"

    def __init__(
        self,
        name: str | None = "sparse_categorical_crossentropy",
        dtype: Any = None,
        from_logits: bool = False,
        ignore_class: int | None = None,
        axis: int = -1,
    ) -> None:
        super().__init__(
            categorical.sparse_categorical_crossentropy,
            name,
            dtype,
            from_logits=from_logits,
            ignore_class=ignore_class,
            axis=axis,
        )
        self.from_logits = from_logits
        self.ignore_class = ignore_class
        self.axis = axis
