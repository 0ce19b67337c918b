"""How often predictions are right."""

from typing import Any

from tfjs.keras.metrics import matching
from tfjs.keras.metrics.reduction import BuiltInMean


class Accuracy(BuiltInMean):
    """How often predictions equal the truth.

    Args:
        name: Of the metric.
        dtype: Of the computation.
    """

    _direction = "up"

    def __init__(self, name: str | None = "accuracy", dtype: Any = None) -> None:
        super().__init__(matching.accuracy, name, dtype)


class BinaryAccuracy(BuiltInMean):
    """How often predictions are on the true side of a threshold.

    Args:
        name: Of the metric.
        dtype: Of the computation.
        threshold: Above which a prediction means 1.
    """

    _direction = "up"

    def __init__(
        self, name: str | None = "binary_accuracy", dtype: Any = None, threshold: float = 0.5
    ) -> None:
        super().__init__(matching.binary_accuracy, name, dtype, threshold=threshold)
        self.threshold = threshold


class CategoricalAccuracy(BuiltInMean):
    """How often the best class is the true one; labels are one-hot.

    Args:
        name: Of the metric.
        dtype: Of the computation.
    """

    _direction = "up"

    def __init__(self, name: str | None = "categorical_accuracy", dtype: Any = None) -> None:
        super().__init__(matching.categorical_accuracy, name, dtype)


class SparseCategoricalAccuracy(BuiltInMean):
    """How often the best class is the true one; labels are numbers of classes.

    Args:
        name: Of the metric.
        dtype: Of the computation.
    """

    _direction = "up"

    def __init__(self, name: str | None = "sparse_categorical_accuracy", dtype: Any = None) -> None:
        super().__init__(matching.sparse_categorical_accuracy, name, dtype)


class TopKCategoricalAccuracy(BuiltInMean):
    """How often the true class is among the `k` best; labels are one-hot.

    Args:
        k: How many count.
        name: Of the metric.
        dtype: Of the computation.
    """

    _direction = "up"

    def __init__(
        self, k: int = 5, name: str | None = "top_k_categorical_accuracy", dtype: Any = None
    ) -> None:
        super().__init__(matching.top_k_categorical_accuracy, name, dtype, k=k)
        self.k = k


class SparseTopKCategoricalAccuracy(BuiltInMean):
    """How often the true class is among the `k` best; labels are numbers of classes.

    Args:
        k: How many count.
        name: Of the metric.
        dtype: Of the computation.
        from_sorted_ids: Whether predictions are numbers of classes, best first, not scores.
    """

    _direction = "up"

    def __init__(
        self,
        k: int = 5,
        name: str | None = "sparse_top_k_categorical_accuracy",
        dtype: Any = None,
        from_sorted_ids: bool = False,
    ) -> None:
        more = {"from_sorted_ids": True} if from_sorted_ids else {}
        super().__init__(matching.sparse_top_k_categorical_accuracy, name, dtype, k=k, **more)
        self.k = k
        self.from_sorted_ids = from_sorted_ids
