"""Initializers that draw from one distribution, whatever the shape."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tfjs.keras import random
from tfjs.keras.initializers.initializer import Initializer
from tfjs.keras.saving import serialization
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike


class RandomInitializer(Initializer):
    """Base of the initializers that draw.

    Args:
        seed: A whole number, for the same values at every call, those of Keras with TensorFlow for
            this seed; a `tf.keras.random.SeedGenerator`, for others at each call; None for a number
            from Python's `random`, which `tf.keras.utils.set_random_seed` seeds.

    Raises:
        ValueError: Another kind of seed.
    """

    def __init__(self, seed: Any = None) -> None:
        self._init_seed = seed
        if seed is None:
            seed = random.make_default_seed()
        elif isinstance(seed, dict):
            seed = serialization.deserialize_keras_object(seed)
        elif not isinstance(seed, int | random.SeedGenerator):
            raise ValueError(
                "`seed` argument should be an instance of `keras.random.SeedGenerator()` or an "
                f"integer. Received: seed={seed}"
            )
        self.seed = seed

    def get_config(self) -> dict[str, Any]:
        """The seed as it was given."""
        return {"seed": serialization.serialize_keras_object(self._init_seed)}


class RandomNormal(RandomInitializer):
    """Normal numbers."""

    def __init__(self, mean: float = 0.0, stddev: float = 0.05, seed: Any = None) -> None:
        self.mean = mean
        self.stddev = stddev
        super().__init__(seed)

    def __call__(self, shape: Sequence[int], dtype: "DTypeLike | None" = None) -> Tensor:
        """A tensor of random numbers."""
        return random.normal(shape, self.mean, self.stddev, dtype, self.seed)

    def get_config(self) -> dict[str, Any]:
        """Moments and seed."""
        return {**super().get_config(), "mean": self.mean, "stddev": self.stddev}


class TruncatedNormal(RandomInitializer):
    """Normal numbers, those further than two standard deviations from the mean drawn again."""

    def __init__(self, mean: float = 0.0, stddev: float = 0.05, seed: Any = None) -> None:
        self.mean = mean
        self.stddev = stddev
        super().__init__(seed)

    def __call__(self, shape: Sequence[int], dtype: "DTypeLike | None" = None) -> Tensor:
        """A tensor of random numbers."""
        return random.truncated_normal(shape, self.mean, self.stddev, dtype, self.seed)

    def get_config(self) -> dict[str, Any]:
        """Moments and seed."""
        return {**super().get_config(), "mean": self.mean, "stddev": self.stddev}


class RandomUniform(RandomInitializer):
    """Numbers evenly spread over `[minval, maxval)`."""

    def __init__(self, minval: float = -0.05, maxval: float = 0.05, seed: Any = None) -> None:
        self.minval = minval
        self.maxval = maxval
        super().__init__(seed)

    def __call__(self, shape: Sequence[int], dtype: "DTypeLike | None" = None) -> Tensor:
        """A tensor of random numbers."""
        return random.uniform(shape, self.minval, self.maxval, dtype, self.seed)

    def get_config(self) -> dict[str, Any]:
        """Bounds and seed."""
        return {**super().get_config(), "minval": self.minval, "maxval": self.maxval}
