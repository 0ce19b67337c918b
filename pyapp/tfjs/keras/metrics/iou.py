"""Intersection over union: how well predicted regions of classes cover the true ones."""

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from tfjs.keras.config import epsilon
from tfjs.keras.losses._values import tensor_of
from tfjs.keras.metrics.metric import Metric
from tfjs.ops.arithmetic import truediv
from tfjs.ops.casting import cast
from tfjs.ops.comparison import not_equal, where
from tfjs.ops.creation import constant
from tfjs.ops.diagonals import diag_part
from tfjs.ops.gathering import gather, scatter_nd
from tfjs.ops.math import (
    add,
    greater,
    greater_equal,
    less,
    logical_and,
    multiply,
    subtract,
)
from tfjs.ops.reductions import argmax, reduce_sum
from tfjs.ops.shaping import broadcast_to, reshape, sizes_of
from tfjs.tensor import Tensor


class IoU(Metric):
    """Mean over some classes of the intersection over the union of truth and prediction.

    Args:
        num_classes: How many there are; other labels and predictions do not count.
        target_class_ids: The classes of the mean.
        name: Of the metric.
        dtype: Of the counts; int64 if None, which cuts the fractions of weights.
        ignore_class: A label that does not count, or None.
        sparse_y_true: Whether labels are numbers of classes; else they are one-hot.
        sparse_y_pred: Whether predictions are; else they are scores.
        axis: Of the classes.

    Raises:
        ValueError: A class that there is not.
    """

    _direction = "up"

    def __init__(
        self,
        num_classes: int,
        target_class_ids: Sequence[int],
        name: str | None = None,
        dtype: Any = None,
        ignore_class: int | None = None,
        sparse_y_true: bool = True,
        sparse_y_pred: bool = True,
        axis: int = -1,
    ) -> None:
        super().__init__(name=name, dtype=dtype or "int64")
        if max(target_class_ids) >= num_classes:
            raise ValueError(
                f"Target class id {max(target_class_ids)} is out of range, which is "
                f"[0, {num_classes})."
            )
        self.num_classes = num_classes
        self.ignore_class = ignore_class
        self.sparse_y_true = sparse_y_true
        self.sparse_y_pred = sparse_y_pred
        self.axis = axis
        self._targets = [int(i) for i in target_class_ids]
        shape = (num_classes, num_classes)
        self.total_cm = self._zeros("total_confusion_matrix", shape, self.dtype)

    @property
    def target_class_ids(self) -> list[int]:
        """The classes of the mean."""
        return list(self._targets)

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Take a batch into account.

        Args:
            y_true: Numbers of classes, any shape; or one-hot.
            y_pred: Likewise; or scores.
            sample_weight: Factors, as many as there are labels.
        """
        truth = self._classes(y_true, self.sparse_y_true)
        guess = self._classes(y_pred, self.sparse_y_pred)
        weight = constant(1, self.dtype)
        if sample_weight is not None:
            weight = self._weights(sample_weight)
        counts = logical_and(self._in_range(truth), self._in_range(guess))
        if self.ignore_class is not None:
            counts = logical_and(counts, not_equal(truth, self.ignore_class))
        weight = where(counts, weight, constant(0, self.dtype))
        if sizes_of(weight) != sizes_of(truth):
            weight = broadcast_to(weight, sizes_of(truth))
        places = add(multiply(truth, self.num_classes), guess)
        places = where(counts, places, constant(0, places.dtype))
        flat = scatter_nd(reshape(cast(places, "int32"), (-1, 1)), weight, (self.num_classes**2,))
        self.total_cm.assign_add(reshape(flat, (self.num_classes, self.num_classes)))

    def _classes(self, values: Any, sparse: bool) -> Tensor:
        if not sparse:
            values = argmax(tensor_of(values), self.axis)
        found = cast(tensor_of(values, self.dtype), "int64")
        return reshape(found, (-1,)) if found.ndim > 1 else found

    def _weights(self, sample_weight: Any) -> Tensor:
        kind = getattr(sample_weight, "dtype", None)
        floating = getattr(kind, "is_floating", None)
        if floating is None:
            floating = kind is not None and np.issubdtype(kind, np.floating)
        if floating and "int" in self.dtype:
            warnings.warn(
                "You are passing weight as `float`, but dtype is `int`. This may result in an "
                "incorrect weight due to type casting Consider using integer weights.",
                stacklevel=3,
            )
        weight = tensor_of(sample_weight, self.dtype)
        return reshape(weight, (-1,)) if weight.ndim > 1 else weight

    def _in_range(self, classes: Tensor) -> Tensor:
        return logical_and(greater_equal(classes, 0), less(classes, self.num_classes))

    def result(self) -> Tensor:
        """The mean so far, a scalar."""
        matrix = self.total_cm.read_value()
        hits = diag_part(matrix)
        union = subtract(add(reduce_sum(matrix, 0), reduce_sum(matrix, 1)), hits)
        places = constant(self._targets, "int32")
        hits, union = (cast(gather(part, places), "float32") for part in (hits, union))
        seen = greater(union, 1e-9)
        shares = where(seen, truediv(hits, add(union, epsilon())), 0.0)
        count = reduce_sum(cast(seen, "float32"))
        return truediv(reduce_sum(shares, -1), add(count, epsilon()))

    def get_config(self) -> dict[str, Any]:
        """What the metric was made with."""
        return super().get_config() | {
            "num_classes": self.num_classes,
            "target_class_ids": self.target_class_ids,
            "ignore_class": self.ignore_class,
            "sparse_y_true": self.sparse_y_true,
            "sparse_y_pred": self.sparse_y_pred,
            "axis": self.axis,
        }
