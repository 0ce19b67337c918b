"""Normalization: features with mean 0 and variance 1, learned from data."""

import math
from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np

from tfjs.keras.config import epsilon
from tfjs.keras.layers.preprocessing._adapting import DataLayer, array_of
from tfjs.ops._arguments import as_tensor
from tfjs.ops.arithmetic import truediv
from tfjs.ops.casting import cast
from tfjs.ops.math import add, maximum, multiply, sqrt, subtract
from tfjs.ops.shaping import reshape
from tfjs.tensor import Tensor
from tfjs.variable import Variable

Shape = tuple[int | None, ...]


class Normalization(DataLayer):
    """`(inputs - mean) / sqrt(variance)`, with numbers given or found by `adapt`.

    Args:
        axis: Axes that have numbers of their own; over the others the mean is taken. None for one
            mean of everything.
        mean: Given in place of `adapt`.
        variance: Given in place of `adapt`.
        invert: Whether normalized inputs are brought back.

    Raises:
        ValueError: Only one of `mean` and `variance`, or shapes that do not fit.
    """

    adapt_mean: Any
    adapt_variance: Any
    count: Any
    _build_input_shape: Any

    def __init__(
        self,
        axis: int | Sequence[int] | None = -1,
        mean: Any = None,
        variance: Any = None,
        invert: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.axis = () if axis is None else (axis,) if isinstance(axis, int) else tuple(axis)
        self.input_mean = mean
        self.input_variance = variance
        self.invert = invert
        self.supports_masking = True
        self._build_input_shape = None
        self._keep_axis: tuple[int, ...] = ()
        if (mean is None) != (variance is None):
            raise ValueError(
                "When setting values directly, both `mean` and `variance` must be set. Received: "
                f"mean={mean} and variance={variance}"
            )
        if mean is not None:
            self._check(mean, variance)

    def _check(self, mean: Any, variance: Any) -> None:
        shape, other = np.shape(mean), np.shape(variance)
        if shape != other:
            raise ValueError(
                "When setting values directly, `mean` and `variance` must have the same shape. "
                f"Received: mean shape {shape} and variance shape {other}"
            )
        if len(shape) > len(self.axis):
            raise ValueError(
                "The rank of `mean` must be less than or equal to the number of axes "
                f"({len(self.axis)}). Received: mean shape {shape} for axis {self.axis}"
            )

    def build(self, input_shape: Any) -> None:
        """Make the weights, unless mean and variance were given.

        Raises:
            ValueError: An axis that is not there or of unknown size.
        """
        if input_shape is None:
            return
        shape = tuple(input_shape)
        rank = len(shape)
        self._build_input_shape = shape
        if any(not -rank <= a < rank for a in self.axis):
            raise ValueError(
                "All `axis` values must be in the range [-ndim, ndim). Received inputs with "
                f"ndim={rank}, while axis={self.axis}"
            )
        self._keep_axis = tuple(sorted(a % rank for a in self.axis))
        for a in self._keep_axis:
            if shape[a] is None:
                raise ValueError(
                    "All `axis` values to be kept must have a known shape. Received "
                    f"axis={self.axis}, inputs.shape={shape}, with unknown axis at index {a}"
                )
        if self.input_mean is None:
            kept = tuple(shape[a] for a in self._keep_axis)
            self.adapt_mean = self.add_weight(
                name="mean", shape=kept, initializer="zeros", trainable=False
            )
            self.adapt_variance = self.add_weight(
                name="variance", shape=kept, initializer="ones", trainable=False
            )
            self.count = self.add_weight(
                name="count", shape=(), dtype="int64", initializer="zeros", trainable=False
            )

    def adapt(self, data: Any) -> None:
        """Find mean and variance.

        Args:
            data: An array or tensor, or something that gives batches of them: a dataset, a list.

        Raises:
            ValueError: No batch, or one of another shape than the layer was built for.
            TypeError: Something else.
        """
        whole = isinstance(data, np.ndarray | Tensor | Variable)
        if not whole and not hasattr(data, "__iter__") and not hasattr(data, "__getitem__"):
            raise TypeError(
                f"Unsupported data type: {type(data)}. `adapt` supports `np.ndarray`, backend "
                "tensors, `tf.data.Dataset`, `keras.utils.PyDataset`, and iterables of batches "
                "(e.g. list, generator)."
            )
        spec = getattr(data, "element_spec", None)
        if spec is not None:
            features = spec[0] if isinstance(spec, tuple) else spec
            data = data.batch(128) if len(features.shape) == 1 else data
        rest = iter([data]) if whole else _iterated(data)
        first = next(rest, None)
        if first is None:
            raise ValueError(
                "adapt() received an empty iterable (no batches). Expected at least one batch. "
                "Pass a non-empty iterable of arrays or tensors, e.g. layer.adapt([x])."
            )
        self._adapt_to(chain([first], rest), array_of(first).shape)

    def _adapt_to(self, found: Any, shape: tuple[int, ...]) -> None:
        if not self.built:
            self.build(shape)
        reduced = tuple(a for a in range(len(shape)) if a not in self._keep_axis)
        mean, variance, total = np.zeros(()), np.zeros(()), 0
        for batch in found:
            x = array_of(batch)
            self._check_batch(x.shape)
            values = x if x.dtype == np.float32 else x.astype(np.float64)
            own_mean, own_variance = values.mean(axis=reduced), values.var(axis=reduced)
            count = math.prod(x.shape[a] for a in reduced)
            total += count
            share = count / total if total else 0.0
            both = mean * (1 - share) + own_mean * share
            variance = (variance + (mean - both) ** 2) * (1 - share) + (
                own_variance + (own_mean - both) ** 2
            ) * share
            mean = both
        if self.input_mean is None:
            self.adapt_mean.assign(np.asarray(mean, np.float32))
            self.adapt_variance.assign(np.asarray(variance, np.float32))

    def _check_batch(self, shape: tuple[int, ...]) -> None:
        built = self._build_input_shape
        if len(shape) != len(built) or any(shape[a] != built[a] for a in self._keep_axis):
            raise ValueError(
                f"The layer was built with input_shape={built}, but adapt() is being called with "
                f"data with an incompatible shape, data.shape={shape}"
            )

    def _statistic(self, given: Any, weight: Any) -> Tensor:
        """Mean or variance, shaped so that it broadcasts against the inputs."""
        rank = len(self._build_input_shape)
        if given is None:
            tensor, kept = cast(weight, self.compute_dtype), self._keep_axis
        else:
            array = given if isinstance(given, Tensor) else np.asarray(given, np.float32)
            tensor = cast(as_tensor(array), self.compute_dtype)
            kept = self._keep_axis[len(self._keep_axis) - tensor.ndim :]
        sizes = [1] * rank
        for axis, size in zip(kept, tensor.shape, strict=True):
            sizes[axis] = size or 0
        return reshape(tensor, sizes)

    @property
    def mean(self) -> Tensor | None:
        """The mean in use; None before the layer is built."""
        if self._build_input_shape is None:
            return None
        return self._statistic(self.input_mean, getattr(self, "adapt_mean", None))

    @property
    def variance(self) -> Tensor | None:
        """The variance in use; None before the layer is built."""
        if self._build_input_shape is None:
            return None
        return self._statistic(self.input_variance, getattr(self, "adapt_variance", None))

    def call(self, inputs: Any) -> Tensor:
        """Normalize `inputs`, or bring them back.

        Raises:
            ValueError: The layer is not built.
        """
        mean, variance = self.mean, self.variance
        if mean is None or variance is None:
            raise ValueError("You must call `.build(input_shape)` on the layer before using it.")
        x = cast(as_tensor(inputs), self.compute_dtype)
        deviation = maximum(sqrt(variance), epsilon())
        if self.invert:
            return add(mean, multiply(x, deviation))
        return truediv(subtract(x, mean), deviation)

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of the input."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {
            "axis": self.axis,
            "invert": self.invert,
            "mean": np.array(self.input_mean).tolist(),
            "variance": np.array(self.input_variance).tolist(),
        }

    def get_build_config(self) -> dict[str, Any] | None:
        """The shape that the layer was built for."""
        shape = self._build_input_shape
        return None if shape is None else {"input_shape": shape}

    def build_from_config(self, config: dict[str, Any] | None) -> None:
        """Build the layer for the shape of a config."""
        if config:
            self.build(config["input_shape"])


def _iterated(data: Any) -> Any:
    """Batches of an iterable, or of a sequence with a length and items only."""
    if hasattr(data, "__iter__"):
        return iter(data)
    return (data[i] for i in range(len(data)))
