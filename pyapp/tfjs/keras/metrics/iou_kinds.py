"""Intersection over union of two classes, of all classes, and of one-hot labels."""

from collections.abc import Sequence
from typing import Any

from tfjs.keras.losses._values import tensor_of
from tfjs.keras.metrics.iou import IoU
from tfjs.ops.casting import cast
from tfjs.ops.math import greater_equal


def _without(config: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in config.items() if name not in names}


class BinaryIoU(IoU):
    """Intersection over union of what is predicted and what is not.

    Args:
        target_class_ids: 0 for what is not, 1 for what is, or both.
        threshold: From which on a prediction means 1.
        name: Of the metric.
        dtype: Of the counts; int64 if None.
    """

    def __init__(
        self,
        target_class_ids: Sequence[int] = (0, 1),
        threshold: float = 0.5,
        name: str | None = None,
        dtype: Any = None,
    ) -> None:
        super().__init__(2, target_class_ids, name, dtype)
        self.threshold = threshold

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Take a batch into account.

        Args:
            y_true: 0 or 1, any shape.
            y_pred: From 0 to 1, of the same shape.
            sample_weight: Factors, as many as there are labels.
        """
        above = greater_equal(tensor_of(y_pred, "float32"), self.threshold)
        super().update_state(y_true, cast(above, self.dtype), sample_weight)

    def get_config(self) -> dict[str, Any]:
        """What the metric was made with."""
        return {
            "target_class_ids": self.target_class_ids,
            "threshold": self.threshold,
            "name": self.name,
            "dtype": self.dtype,
        }


class MeanIoU(IoU):
    """Mean intersection over union of all classes; for the other arguments see `IoU`."""

    def __init__(
        self,
        num_classes: int,
        name: str | None = None,
        dtype: Any = None,
        ignore_class: int | None = None,
        sparse_y_true: bool = True,
        sparse_y_pred: bool = True,
        axis: int = -1,
    ) -> None:
        super().__init__(
            num_classes,
            range(num_classes),
            name,
            dtype,
            ignore_class,
            sparse_y_true,
            sparse_y_pred,
            axis,
        )

    def get_config(self) -> dict[str, Any]:
        """What the metric was made with."""
        return _without(super().get_config(), "target_class_ids")


class OneHotIoU(IoU):
    """`IoU` of one-hot labels and of scores; for the other arguments see there.

    Args:
        sparse_y_pred: Whether predictions are numbers of classes all the same.
    """

    def __init__(
        self,
        num_classes: int,
        target_class_ids: Sequence[int],
        name: str | None = None,
        dtype: Any = None,
        ignore_class: int | None = None,
        sparse_y_pred: bool = False,
        axis: int = -1,
    ) -> None:
        super().__init__(
            num_classes,
            target_class_ids,
            name,
            dtype,
            ignore_class,
            False,
            sparse_y_pred,
            axis,
        )

    def get_config(self) -> dict[str, Any]:
        """What the metric was made with."""
        return _without(super().get_config(), "sparse_y_true")


class OneHotMeanIoU(MeanIoU):
    """`MeanIoU` of one-hot labels and of scores; for the other arguments see there.

    Args:
        sparse_y_pred: Whether predictions are numbers of classes all the same.
    """

    def __init__(
        self,
        num_classes: int,
        name: str | None = None,
        dtype: Any = None,
        ignore_class: int | None = None,
        sparse_y_pred: bool = False,
        axis: int = -1,
    ) -> None:
        super().__init__(num_classes, name, dtype, ignore_class, False, sparse_y_pred, axis)

    def get_config(self) -> dict[str, Any]:
        """What the metric was made with."""
        return _without(super().get_config(), "sparse_y_true")
