"""Sums and means over all batches."""

import math
from collections.abc import Callable
from typing import Any

from tfjs.keras.losses._values import mask_of, same_rank, tensor_of
from tfjs.keras.losses.reduction import masked
from tfjs.keras.metrics.metric import Metric
from tfjs.keras.saving.serialization import deserialize_keras_object, serialize_keras_object
from tfjs.ops.arithmetic import divide_no_nan
from tfjs.ops.casting import identity
from tfjs.ops.math import multiply
from tfjs.ops.reductions import reduce_mean, reduce_sum
from tfjs.ops.shaping import broadcast_to, sizes_of
from tfjs.tensor import Tensor


def by_sample(
    values: Any, sample_weight: Any, reduce: Callable[..., Tensor], dtype: str
) -> tuple[Tensor, Tensor | None]:
    """Weighted values of the samples, and what the samples weigh.

    Args:
        values: Shape `(batch, ...)`.
        sample_weight: Shape `(batch,)`, `(batch, ...)`, a scalar, or None.
        reduce: What makes one value of a sample's several.
        dtype: Of the results.

    Returns:
        Shapes `(batch,)`, or scalars.
    """
    mask = mask_of(values)
    found = tensor_of(values, dtype)
    weight = None
    if sample_weight is not None:
        weight = tensor_of(sample_weight, dtype)
        if mask is not None:
            weight = masked(weight, mask, dtype, "sum")
        found, weight = same_rank(found, weight)
        rank = weight.ndim
        if found.ndim > rank:
            found = reduce(found, list(range(rank, found.ndim)))
        if sizes_of(weight) != sizes_of(found):
            weight = broadcast_to(weight, sizes_of(found))
        found = multiply(found, weight)
        if rank > 1:
            weight = reduce(weight, list(range(1, rank)))
    if found.ndim > 1:
        found = reduce(found, list(range(1, found.ndim)))
    return found, weight


def _total(values: Tensor) -> Tensor:
    return reduce_sum(values) if values.ndim else values


class Sum(Metric):
    """The weighted sum of all values.

    Args:
        name: Of the metric.
        dtype: Of the computation.
    """

    def __init__(self, name: str | None = "sum", dtype: Any = None) -> None:
        super().__init__(name=name, dtype=dtype)
        self.total = self._zeros("total", dtype=self.dtype)

    def update_state(self, values: Any, sample_weight: Any = None) -> None:
        """Add a batch.

        Args:
            values: Shape `(batch, ...)`.
            sample_weight: Factors, of a shape that broadcasts to the values.
        """
        found, _ = by_sample(values, sample_weight, reduce_sum, self.dtype)
        self.total.assign_add(_total(found))

    def result(self) -> Tensor:
        """The sum so far, a scalar."""
        return identity(self.total)


class Mean(Metric):
    """The weighted mean of all values.

    Args:
        name: Of the metric.
        dtype: Of the computation.
    """

    def __init__(self, name: str | None = "mean", dtype: Any = None) -> None:
        super().__init__(name=name, dtype=dtype)
        self.total = self._zeros("total", dtype=self.dtype)
        self.count = self._zeros("count", dtype=self.dtype)

    def update_state(self, values: Any, sample_weight: Any = None) -> None:
        """Take a batch into account.

        Args:
            values: Shape `(batch, ...)`; the values of a sample count as their mean.
            sample_weight: Factors, of a shape that broadcasts to the values.
        """
        found, weight = by_sample(values, sample_weight, reduce_mean, self.dtype)
        self.total.assign_add(_total(found))
        self.count.assign_add(math.prod(sizes_of(found)) if weight is None else _total(weight))

    def result(self) -> Tensor:
        """The mean so far, a scalar; 0 at first."""
        return divide_no_nan(self.total, self.count)


class MeanMetricWrapper(Mean):
    """The weighted mean of what a function says of truth and prediction.

    Args:
        fn: Called as `fn(y_true, y_pred, **kwargs)`; gives values of the samples.
        name: Of the metric.
        dtype: Of the computation.
        **kwargs: More arguments of `fn`.
    """

    def __init__(
        self, fn: Callable[..., Any], name: str | None = None, dtype: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(name=name, dtype=dtype)
        self._fn = fn
        self._fn_kwargs = kwargs

    def update_state(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> None:  # type: ignore[override]
        """Take a batch into account.

        Args:
            y_true: What should come out.
            y_pred: What came out; a mask that layers left on it is heeded.
            sample_weight: Factors, of a shape that broadcasts to the function's values.
        """
        mask = mask_of(y_pred)
        values = self._fn(y_true, y_pred, **self._fn_kwargs)
        if mask is not None:
            weight = None if sample_weight is None else tensor_of(sample_weight, self.dtype)
            sample_weight = masked(weight, mask, self.dtype, "sum")
        super().update_state(values, sample_weight)

    def get_config(self) -> dict[str, Any]:
        """What the metric was made with."""
        kwargs = {name: serialize_keras_object(value) for name, value in self._fn_kwargs.items()}
        return super().get_config() | {"fn": serialize_keras_object(self._fn)} | kwargs

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Metric:
        """A metric with the arguments in `config`."""
        if "fn" in config:
            config = {name: deserialize_keras_object(value) for name, value in config.items()}
        return cls(**config)


class BuiltInMean(MeanMetricWrapper):
    """A mean of Keras's own: its class says the function, its configuration the arguments."""

    def get_config(self) -> dict[str, Any]:
        """What the metric was made with."""
        return Metric.get_config(self) | self._fn_kwargs
