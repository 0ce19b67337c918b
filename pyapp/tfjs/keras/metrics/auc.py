"""`AUC`: the area under a curve that thresholds draw."""

from collections.abc import Sequence
from typing import Any, Final

from tfjs.keras.config import epsilon
from tfjs.keras.losses._values import tensor_of
from tfjs.keras.metrics import confusion
from tfjs.keras.metrics.metric import Metric
from tfjs.ops.arithmetic import divide_no_nan
from tfjs.ops.comparison import equal, where
from tfjs.ops.creation import constant, ones_like
from tfjs.ops.math import (
    add,
    greater,
    log,
    logical_and,
    maximum,
    minimum,
    multiply,
    sigmoid,
    subtract,
)
from tfjs.ops.reductions import reduce_mean, reduce_sum
from tfjs.tensor import Tensor

CURVES: Final = ("PR", "ROC", "PRGAIN")
METHODS: Final = ("interpolation", "majoring", "minoring")


class AUC(Metric):
    """The area under the curve of two shares, by a sum over thresholds.

    Args:
        num_thresholds: How many there are, spread evenly over [0, 1].
        curve: "ROC": recall over the share of false alarms; "PR": precision over recall; "PRGAIN":
            gains of both (Flach and Kull 2015).
        summation_method: "interpolation" (trapezoids; for "PR" as Davis and Goadrich 2006),
            "majoring" or "minoring" (the higher or lower of two neighbors).
        name: Of the metric.
        dtype: Of the computation.
        thresholds: Those between 0 and 1, instead of `num_thresholds`.
        multi_label: Whether labels have areas of their own, whose mean is the result; predictions
            are of the shape `(batch, labels)` then.
        num_labels: How many, if they are known.
        label_weights: Factors for the labels.
        from_logits: Whether predictions are logits.

    Raises:
        ValueError: An argument outside its range.
    """

    _direction = "up"

    def __init__(
        self,
        num_thresholds: int = 200,
        curve: str = "ROC",
        summation_method: str = "interpolation",
        name: str | None = None,
        dtype: Any = None,
        thresholds: Sequence[float] | None = None,
        multi_label: bool = False,
        num_labels: int | None = None,
        label_weights: Any = None,
        from_logits: bool = False,
    ) -> None:
        super().__init__(name=name, dtype=dtype)
        self.curve = _chosen(curve, CURVES, "AUC curve", str.upper)
        self.summation_method = _chosen(
            summation_method, METHODS, "AUC summation method", str.lower
        )
        self._init_from_thresholds = thresholds is not None
        self._limits = _limits(num_thresholds, thresholds)
        self.num_thresholds = len(self.thresholds)
        self.multi_label = multi_label
        self.num_labels = num_labels
        self.label_weights = None if label_weights is None else [float(w) for w in label_weights]
        self._from_logits = from_logits
        self._built = False
        if num_labels and not multi_label:
            raise ValueError("`num_labels` is needed only when `multi_label` is True.")
        if not multi_label or num_labels:
            self._build((None, num_labels))

    @property
    def thresholds(self) -> list[float]:
        """What predictions are compared with."""
        return self._limits.values

    def _build(self, shape: Any) -> None:
        sizes: tuple[int, ...] = (self.num_thresholds,)
        if self.multi_label:
            if len(shape) != 2:
                raise ValueError(
                    "`y_pred` must have rank 2 when `multi_label=True`. Found rank "
                    f"{len(shape)}. Full shape received for `y_pred`: {shape}"
                )
            sizes = (self.num_thresholds, shape[1])
        self.true_positives = self._zeros("true_positives", sizes)
        self.false_positives = self._zeros("false_positives", sizes)
        self.true_negatives = self._zeros("true_negatives", sizes)
        self.false_negatives = self._zeros("false_negatives", sizes)
        self._built = True

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:
        """Take a batch into account.

        Args:
            y_true: 0 or 1, shape `(batch, ...)`.
            y_pred: From 0 to 1, or logits, of the same shape.
            sample_weight: Factors, shape `(batch,)` or that of the predictions.
        """
        guess = tensor_of(y_pred, self.dtype)
        if not self._built:
            self._build(tuple(guess.shape))
        if self._from_logits:
            guess = sigmoid(guess)
        confusion.update(
            {
                "tp": self.true_positives,
                "fp": self.false_positives,
                "tn": self.true_negatives,
                "fn": self.false_negatives,
            },
            y_true,
            guess,
            self._limits,
            sample_weight=sample_weight,
            multi_label=self.multi_label,
            label_weights=None if self.multi_label else self.label_weights,
        )

    def result(self) -> Tensor:
        """The area so far, a scalar."""
        if self.curve == "PR" and self.summation_method == "interpolation":
            return self._over_labels(self._interpolated())
        x, y = self._curve()
        high, low = y[:-1], y[1:]
        if self.summation_method == "interpolation":
            heights = multiply(add(high, low), 0.5)
        else:
            heights = (minimum if self.summation_method == "minoring" else maximum)(high, low)
        return self._over_labels(multiply(subtract(x[:-1], x[1:]), heights))

    def _curve(self) -> tuple[Tensor, Tensor]:
        tp, fp = self.true_positives.read_value(), self.false_positives.read_value()
        tn, fn = self.true_negatives.read_value(), self.false_negatives.read_value()
        if self.curve == "PRGAIN":
            odds = divide_no_nan(add(tp, fn), add(tn, fp))
            never = equal(tp, 0.0)
            recall = subtract(1.0, multiply(odds, divide_no_nan(fn, tp)))
            precision = subtract(1.0, multiply(odds, divide_no_nan(fp, tp)))
            return maximum(where(never, 0.0, recall), 0.0), where(never, 1.0, precision)
        recall = divide_no_nan(tp, add(tp, fn))
        if self.curve == "ROC":
            return divide_no_nan(fp, add(fp, tn)), recall
        return recall, divide_no_nan(tp, add(tp, fp))

    def _interpolated(self) -> Tensor:
        """Areas between neighboring thresholds, where precision follows a hyperbola."""
        tp, fn = self.true_positives.read_value(), self.false_negatives.read_value()
        predicted = add(tp, self.false_positives)
        before, after = predicted[:-1], predicted[1:]
        steps = subtract(tp[:-1], tp[1:])
        slope = divide_no_nan(steps, maximum(subtract(before, after), 0.0))
        offset = subtract(tp[1:], multiply(slope, after))
        both = logical_and(greater(before, 0.0), greater(after, 0.0))
        ratio = where(both, divide_no_nan(before, maximum(after, 0.0)), ones_like(after))
        areas = multiply(slope, add(steps, multiply(offset, log(ratio))))
        return divide_no_nan(areas, maximum(add(tp[1:], fn[1:]), 0.0))

    def _over_labels(self, areas: Tensor) -> Tensor:
        if not self.multi_label:
            return reduce_sum(areas)
        by_label = reduce_sum(areas, 0)
        if self.label_weights is None:
            return reduce_mean(by_label)
        weights = constant(self.label_weights, by_label.dtype)
        return divide_no_nan(reduce_sum(multiply(by_label, weights)), reduce_sum(weights))

    def get_config(self) -> dict[str, Any]:
        """What the metric was made with."""
        config = super().get_config() | {
            "num_thresholds": self.num_thresholds,
            "curve": self.curve,
            "summation_method": self.summation_method,
            "multi_label": self.multi_label,
            "num_labels": self.num_labels,
            "label_weights": self.label_weights,
            "from_logits": self._from_logits,
        }
        if self._init_from_thresholds:
            config["thresholds"] = self.thresholds[1:-1]
        return config


def _limits(count: int, given: Sequence[float] | None) -> confusion.Thresholds:
    """Thresholds with one below 0 and one above 1 around them."""
    if given is not None:
        inner = [float(value) for value in sorted(given)]
    elif count <= 1:
        raise ValueError(
            f"Argument `num_thresholds` must be an integer > 1. Received: num_thresholds={count}"
        )
    else:
        inner = [i / (count - 1) for i in range(1, count - 1)]
    even = given is None or confusion.are_even([0.0, *inner, 1.0])
    return confusion.Thresholds([-epsilon(), *inner, 1.0 + epsilon()], even, hold_all=True)


def _chosen(value: Any, allowed: tuple[str, ...], what: str, spelled: Any) -> str:
    found = spelled(getattr(value, "value", value))
    if found not in allowed:
        raise ValueError(f'Invalid {what} value: "{value}". Expected values are {list(allowed)}')
    return str(found)
