"""LayerNormalization: each example with mean 0 and variance 1."""

import warnings
from collections.abc import Sequence
from typing import Any

from tfjs.keras.layers.normalization._parameters import (
    ScaledLayer,
    Shape,
    at_least_float32,
    checked_axes,
)
from tfjs.ops.casting import cast
from tfjs.ops.math import add, multiply, negative, rsqrt
from tfjs.ops.normalization import moments
from tfjs.ops.shaping import reshape
from tfjs.tensor import Tensor


class LayerNormalization(ScaledLayer):
    """Normalize along axes of each example (Ba, Kiros and Hinton 2016, arXiv 1607.06450).

    `gamma * (x - mean) / sqrt(variance + epsilon) + beta`, with mean and variance along `axis`.

    Args:
        axis: One axis or several.
        epsilon: Added to variances.
        center: Whether there is a `beta`.
        scale: Whether there is a `gamma`.
        beta_initializer: For `beta`.
        gamma_initializer: For `gamma`.
        beta_regularizer: For `beta`.
        gamma_regularizer: For `gamma`.
        beta_constraint: For `beta`.
        gamma_constraint: For `gamma`.
        rms_scaling: Deprecated: divide by the deviation without taking the mean off, and without
            `beta`. `RMSNormalization` divides by the root of the mean square.

    Output shape: that of the input.

    Raises:
        TypeError: `axis` is neither int nor list.
    """

    axis: Any

    def __init__(
        self,
        axis: int | Sequence[int] = -1,
        epsilon: float = 0.001,
        center: bool = True,
        scale: bool = True,
        beta_initializer: Any = "zeros",
        gamma_initializer: Any = "ones",
        beta_regularizer: Any = None,
        gamma_regularizer: Any = None,
        beta_constraint: Any = None,
        gamma_constraint: Any = None,
        rms_scaling: bool = False,
        **kwargs: Any,
    ) -> None:
        if rms_scaling:
            warnings.warn(
                "LayerNormalization: `rms_scaling` is deprecated, because it scales by the "
                "variance and not by the root of the mean square. Use RMSNormalization.",
                stacklevel=2,
            )
        super().__init__(
            epsilon,
            center,
            scale,
            (beta_initializer, gamma_initializer),
            (beta_regularizer, gamma_regularizer),
            (beta_constraint, gamma_constraint),
            **kwargs,
        )
        if isinstance(axis, list | tuple):
            self.axis = list(axis)
        elif isinstance(axis, int):
            self.axis = axis
        else:
            raise TypeError(
                "Expected an int or a list/tuple of ints for the argument 'axis', but received: "
                f"{axis!r}"
            )
        self.rms_scaling = rms_scaling
        self.supports_masking = True
        self.autocast = False

    def build(self, input_shape: Sequence[int | None]) -> None:
        """Make the weights."""
        checked_axes(self.axis, input_shape)
        self.axis = [self.axis] if isinstance(self.axis, int) else sorted(self.axis)
        self._add_parameters(
            tuple(input_shape[a] for a in self.axis),
            scale=self.scale or self.rms_scaling,
            center=self.center and not self.rms_scaling,
        )

    def call(self, inputs: Any) -> Tensor:
        """Normalize `inputs`."""
        x = at_least_float32(inputs)
        mean, variance = moments(x, self.axis, keepdims=True)
        inverse = rsqrt(add(variance, self.epsilon))
        if self.rms_scaling:
            return cast(multiply(multiply(x, inverse), self._spread(self.gamma, x)), inputs.dtype)
        if self.gamma is not None:
            inverse = multiply(inverse, self._spread(self.gamma, x))
        shift = multiply(negative(mean), inverse)
        if self.beta is not None:
            shift = add(shift, self._spread(self.beta, x))
        return cast(add(multiply(x, inverse), shift), self.compute_dtype)

    def _spread(self, parameter: Any, x: Tensor) -> Tensor:
        sizes = [1] * x.ndim
        for axis in self.axis:
            sizes[axis] = x.shape[axis]
        tensor = cast(parameter, x.dtype)
        return tensor if self.axis in ([-1], [x.ndim - 1]) else reshape(tensor, sizes)

    def compute_output_shape(self, input_shape: Sequence[int | None]) -> Shape:
        """The shape of the input."""
        checked_axes(self.axis, input_shape)
        return tuple(input_shape)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        own = {"axis": self.axis, "rms_scaling": self.rms_scaling}
        return super().get_config() | own | self._parameter_config()
