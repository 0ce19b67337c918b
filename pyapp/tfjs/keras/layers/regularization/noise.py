"""Layers that draw: what they share, and those whose noise is normal."""

import math
from typing import Any

from tfjs.keras import random
from tfjs.keras.engine.layer import Layer
from tfjs.ops._arguments import as_tensor
from tfjs.ops.casting import cast
from tfjs.ops.math import add, greater_equal, multiply
from tfjs.ops.shaping import sizes_of


class Noise(Layer):
    """Base of layers that change their input at random while training.

    Args:
        strength: From 0, for no change, to 1.
        what: Its name, for messages and the configuration.
        seed: For the same draws in each program.

    Raises:
        ValueError: A strength outside 0 to 1.
    """

    seed_generator: random.SeedGenerator
    rate: float

    def __init__(self, strength: float, what: str, seed: int | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if not 0 <= strength <= 1:
            raise ValueError(
                f"Invalid value received for argument `{what}`. Expected a float value between 0 "
                f"and 1. Received: {what}={strength}"
            )
        setattr(self, what, strength)
        self._what = what
        self.seed = seed
        if strength > 0:
            self.seed_generator = random.SeedGenerator(seed)
        self.supports_masking = True

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The input's."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """Strength and seed."""
        return {
            **super().get_config(),
            self._what: getattr(self, self._what),
            "seed": self.seed,
        }


class GaussianDropout(Noise):
    """The input times normal numbers around 1, with the spread of a `Dropout` of this rate.

    Args:
        rate: From 0 to 1; the deviation is `sqrt(rate / (1 - rate))`.
        seed: For the same draws in each program.
    """

    def __init__(self, rate: float, seed: int | None = None, **kwargs: Any) -> None:
        super().__init__(rate, "rate", seed, **kwargs)

    def call(self, inputs: Any, training: bool = False) -> Any:
        """The input, changed while training."""
        if not training or self.rate == 0:
            return inputs
        values = as_tensor(inputs)
        spread = math.sqrt(self.rate / (1.0 - self.rate))
        drawn = random.normal(
            sizes_of(values), 1.0, spread, self.compute_dtype, self.seed_generator
        )
        return multiply(values, drawn)


class GaussianNoise(Noise):
    """The input plus normal numbers around 0.

    Args:
        stddev: Their deviation, from 0 to 1.
        seed: For the same draws in each program.
    """

    stddev: float

    def __init__(self, stddev: float, seed: int | None = None, **kwargs: Any) -> None:
        super().__init__(stddev, "stddev", seed, **kwargs)

    def call(self, inputs: Any, training: bool = False) -> Any:
        """The input, changed while training."""
        if not training or self.stddev == 0:
            return inputs
        values = as_tensor(inputs)
        drawn = random.normal(
            sizes_of(values), 0.0, self.stddev, self.compute_dtype, self.seed_generator
        )
        return add(values, drawn)


# Of the self-normalizing `selu`: where it goes far below 0.
_FLOOR = -1.6732632423543772848170429916717 * 1.0507009873554804934193349852946


class AlphaDropout(Noise):
    """`Dropout` that keeps mean and variance of what `selu` gives. Klambauer et al., 2017.

    Args:
        rate: Share of the values, from 0 to 1.
        noise_shape: Where this has size 1, values are dropped together; None for the input's size.
        seed: For the same draws in each program.
    """

    def __init__(
        self, rate: float, noise_shape: Any = None, seed: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(rate, "rate", seed, **kwargs)
        self.noise_shape = noise_shape

    def call(self, inputs: Any, training: bool = False) -> Any:
        """The input, changed while training."""
        if not training or self.rate == 0:
            return inputs
        values = as_tensor(inputs)
        sizes = sizes_of(values)
        if self.noise_shape is not None:
            pairs = zip(sizes, self.noise_shape, strict=True)
            sizes = tuple(own if given is None else given for own, given in pairs)
        drawn = random.uniform(sizes, seed=self.seed_generator)
        kept = cast(greater_equal(drawn, float(self.rate)), values.dtype)
        scale = ((1 - self.rate) * (1 + self.rate * _FLOOR**2)) ** -0.5

        change = add(multiply(add(values, -_FLOOR), kept), _FLOOR * (1 - self.rate))
        return multiply(scale, change)

    def get_config(self) -> dict[str, Any]:
        """All arguments."""
        return {**super().get_config(), "noise_shape": self.noise_shape}
