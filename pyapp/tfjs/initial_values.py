"""First values of variables by rule: `tf.zeros_initializer` and its four siblings."""

from typing import TYPE_CHECKING, Any

from tfjs import dtypes
from tfjs.ops import random
from tfjs.ops.casting import cast
from tfjs.ops.creation import constant, ones, zeros
from tfjs.ops.stateless_random import stateless_normal, stateless_uniform

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, ShapeLike
    from tfjs.tensor import Tensor


class Initializer:
    """Base: called with a shape and a dtype, gives a tensor; rebuilt from its configuration."""

    def get_config(self) -> dict[str, Any]:
        """The arguments that make an equal one."""
        return {}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> "Initializer":
        """One with these arguments."""
        return cls(**{name: value for name, value in config.items() if name != "dtype"})


class zeros_initializer(Initializer):  # noqa: N801 - TensorFlow's name
    """Zeros."""

    def __call__(
        self, shape: "ShapeLike", dtype: "DTypeLike" = dtypes.float32, **kwargs: Any
    ) -> "Tensor":
        """A tensor of zeros."""
        return zeros(shape, dtype)


class ones_initializer(Initializer):  # noqa: N801 - TensorFlow's name
    """Ones."""

    def __call__(
        self, shape: "ShapeLike", dtype: "DTypeLike" = dtypes.float32, **kwargs: Any
    ) -> "Tensor":
        """A tensor of ones."""
        return ones(shape, dtype)


class constant_initializer(Initializer):  # noqa: N801 - TensorFlow's name
    """One value everywhere, or given values.

    Args:
        value: A number, or values that fill the shape.

    Raises:
        TypeError: No number, list or array.
    """

    def __init__(self, value: Any = 0, support_partition: bool = False) -> None:
        if not hasattr(value, "__len__") and not isinstance(value, int | float | complex | bool):
            raise TypeError(f"Invalid type for initial value: {type(value).__name__}.")
        self.value = value

    def __call__(
        self, shape: "ShapeLike", dtype: "DTypeLike | None" = None, **kwargs: Any
    ) -> "Tensor":
        """A tensor of the value."""
        made = constant(self.value, shape=shape)
        return made if dtype is None else cast(made, dtype)

    def get_config(self) -> dict[str, Any]:
        """The value."""
        return {"value": self.value}


class random_uniform_initializer(Initializer):  # noqa: N801 - TensorFlow's name
    """Numbers evenly spread over `[minval, maxval)`; with a seed always the same ones."""

    def __init__(self, minval: Any = -0.05, maxval: Any = 0.05, seed: int | None = None) -> None:
        self.minval = minval
        self.maxval = maxval
        self.seed = seed

    def __call__(
        self, shape: "ShapeLike", dtype: "DTypeLike" = dtypes.float32, **kwargs: Any
    ) -> "Tensor":
        """A tensor of random numbers."""
        if self.seed is None:
            return random.uniform(shape, self.minval, self.maxval, dtype)
        return stateless_uniform(shape, [self.seed, 0], self.minval, self.maxval, dtype)

    def get_config(self) -> dict[str, Any]:
        """Bounds and seed."""
        return {"minval": self.minval, "maxval": self.maxval, "seed": self.seed}


class random_normal_initializer(Initializer):  # noqa: N801 - TensorFlow's name
    """Normal numbers; with a seed always the same ones."""

    def __init__(self, mean: Any = 0.0, stddev: Any = 0.05, seed: int | None = None) -> None:
        self.mean = mean
        self.stddev = stddev
        self.seed = seed

    def __call__(
        self, shape: "ShapeLike", dtype: "DTypeLike" = dtypes.float32, **kwargs: Any
    ) -> "Tensor":
        """A tensor of random numbers."""
        if self.seed is None:
            return random.normal(shape, self.mean, self.stddev, dtype)
        return stateless_normal(shape, [self.seed, 0], self.mean, self.stddev, dtype)

    def get_config(self) -> dict[str, Any]:
        """Moments and seed."""
        return {"mean": self.mean, "stddev": self.stddev, "seed": self.seed}
