"""Initializers whose spread depends on how many units meet in a weight."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tfjs.keras import random
from tfjs.keras.initializers.random_values import RandomInitializer
from tfjs.keras.saving import serialization
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike

_MODES = ("fan_in", "fan_out", "fan_avg")
_DISTRIBUTIONS = ("uniform", "truncated_normal", "untruncated_normal")

# Standard deviation of a normal number that is cut off at two of them.
_CUT = 0.87962566103423978


def compute_fans(
    shape: Sequence[int],
    input_axes: Sequence[int] | None = None,
    output_axes: Sequence[int] | None = None,
) -> tuple[int, int]:
    """How many units come into a weight of this shape, and how many go out of it.

    The last two axes of a kernel are those of its channels, all before them its window.
    """
    sizes = tuple(shape)
    if input_axes is not None and output_axes is not None:
        fan_in = math.prod(sizes[axis] for axis in input_axes)
        return int(fan_in), int(math.prod(sizes[axis] for axis in output_axes))
    if len(sizes) < 2:
        fan = int(sizes[0]) if sizes else 1
        return fan, fan
    window = math.prod(sizes[:-2])
    return int(sizes[-2] * window), int(sizes[-1] * window)


class VarianceScaling(RandomInitializer):
    """Numbers with variance `scale / n`.

    Args:
        scale: Positive.
        mode: What `n` is: "fan_in" for the units coming in, "fan_out" for those going out,
            "fan_avg" for their mean.
        distribution: "truncated_normal", "untruncated_normal" or "uniform".
        seed: See `RandomNormal`.
        input_axes: Axes of the units coming in, where they are not those of a kernel.
        output_axes: Axes of the units going out.

    Raises:
        ValueError: An argument that is none of these.
    """

    def __init__(
        self,
        scale: float = 1.0,
        mode: str = "fan_in",
        distribution: str = "truncated_normal",
        seed: Any = None,
        input_axes: Sequence[int] | None = None,
        output_axes: Sequence[int] | None = None,
    ) -> None:
        if scale <= 0.0:
            raise ValueError(f"Argument `scale` must be positive float. Received: scale={scale}")
        if mode not in _MODES:
            raise ValueError(f"Invalid `mode` argument: {mode}. Please use one of {set(_MODES)}")
        distribution = distribution.lower()
        if distribution == "normal":
            distribution = "truncated_normal"
        if distribution not in _DISTRIBUTIONS:
            raise ValueError(
                f"Invalid `distribution` argument: {distribution}. Please use one of "
                f"{set(_DISTRIBUTIONS)}"
            )
        self.scale = scale
        self.mode = mode
        self.distribution = distribution
        self.input_axes = input_axes
        self.output_axes = output_axes
        super().__init__(seed)

    def __call__(self, shape: Sequence[int], dtype: "DTypeLike | None" = None) -> Tensor:
        """A tensor of random numbers."""
        fan_in, fan_out = compute_fans(shape, self.input_axes, self.output_axes)
        fans = {"fan_in": fan_in, "fan_out": fan_out, "fan_avg": (fan_in + fan_out) / 2.0}
        variance = self.scale / max(1.0, fans[self.mode])
        if self.distribution == "truncated_normal":
            stddev = math.sqrt(variance) / _CUT
            return random.truncated_normal(shape, 0.0, stddev, dtype, self.seed)
        if self.distribution == "untruncated_normal":
            return random.normal(shape, 0.0, math.sqrt(variance), dtype, self.seed)
        limit = math.sqrt(3.0 * variance)
        return random.uniform(shape, -limit, limit, dtype, self.seed)

    def get_config(self) -> dict[str, Any]:
        """All arguments."""
        return {
            **super().get_config(),
            "scale": self.scale,
            "mode": self.mode,
            "distribution": self.distribution,
            "input_axes": self.input_axes,
            "output_axes": self.output_axes,
        }


class _Named(VarianceScaling):
    """A variance scaling with a name of its own."""

    _arguments: tuple[float, str, str]

    def __init__(
        self,
        seed: Any = None,
        input_axes: Sequence[int] | None = None,
        output_axes: Sequence[int] | None = None,
    ) -> None:
        super().__init__(*self._arguments, seed, input_axes, output_axes)

    def get_config(self) -> dict[str, Any]:
        """Seed and axes."""
        return {
            "seed": serialization.serialize_keras_object(self._init_seed),
            "input_axes": self.input_axes,
            "output_axes": self.output_axes,
        }


class GlorotUniform(_Named):
    """Uniform within `sqrt(6 / (fan_in + fan_out))`. Glorot and Bengio, 2010."""

    _arguments = (1.0, "fan_avg", "uniform")


class GlorotNormal(_Named):
    """Truncated normal with deviation `sqrt(2 / (fan_in + fan_out))`. Glorot and Bengio, 2010."""

    _arguments = (1.0, "fan_avg", "truncated_normal")


class HeUniform(_Named):
    """Uniform within `sqrt(6 / fan_in)`. He et al., 2015, arXiv:1502.01852."""

    _arguments = (2.0, "fan_in", "uniform")


class HeNormal(_Named):
    """Truncated normal with deviation `sqrt(2 / fan_in)`. He et al., 2015, arXiv:1502.01852."""

    _arguments = (2.0, "fan_in", "truncated_normal")


class LecunUniform(_Named):
    """Uniform within `sqrt(3 / fan_in)`. Klambauer et al., 2017, arXiv:1706.02515."""

    _arguments = (1.0, "fan_in", "uniform")


class LecunNormal(_Named):
    """Truncated normal with deviation `sqrt(1 / fan_in)`. Klambauer et al., 2017."""

    _arguments = (1.0, "fan_in", "truncated_normal")
