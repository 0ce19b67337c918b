"""GroupNormalization: groups of channels of each example with mean 0 and variance 1."""

from collections.abc import Sequence
from typing import Any

from tfjs.keras.engine.input_spec import InputSpec
from tfjs.keras.layers.normalization._parameters import (
    ScaledLayer,
    Shape,
    at_least_float32,
    checked_axes,
)
from tfjs.ops._shapes import product
from tfjs.ops.casting import cast
from tfjs.ops.math import add, multiply, negative, rsqrt
from tfjs.ops.normalization import moments
from tfjs.ops.shaping import reshape, sizes_of
from tfjs.tensor import Tensor


class GroupNormalization(ScaledLayer):
    """Normalize groups of channels (Wu and He 2018, arXiv 1803.08494).

    Args:
        groups: How many; -1 for one channel each (instance normalization). 1 is nearly layer
            normalization.
        axis: The axis of the channels.
        epsilon: Added to variances.
        center: Whether there is a `beta`.
        scale: Whether there is a `gamma`.
        beta_initializer: For `beta`.
        gamma_initializer: For `gamma`.
        beta_regularizer: For `beta`.
        gamma_regularizer: For `gamma`.
        beta_constraint: For `beta`.
        gamma_constraint: For `gamma`.

    Output shape: that of the input.

    Raises:
        ValueError: `groups` does not divide the channels.
    """

    def __init__(
        self,
        groups: Any = 32,
        axis: int = -1,
        epsilon: float = 0.001,
        center: bool = True,
        scale: bool = True,
        beta_initializer: Any = "zeros",
        gamma_initializer: Any = "ones",
        beta_regularizer: Any = None,
        gamma_regularizer: Any = None,
        beta_constraint: Any = None,
        gamma_constraint: Any = None,
        **kwargs: Any,
    ) -> None:
        if not isinstance(groups, int) or (groups <= 0 and groups != -1):
            raise ValueError(
                "Received an invalid value for argument `groups`, expected a positive integer (or "
                f"`-1` for instance normalization). Received: groups={groups}"
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
        self.groups = groups
        self.axis = axis
        self.supports_masking = True
        self.autocast = False

    def build(self, input_shape: Sequence[int | None]) -> None:
        """Make the weights.

        Raises:
            ValueError: An axis of unknown size, or one that the groups do not divide.
        """
        checked_axes(self.axis, input_shape)
        channels = input_shape[self.axis]
        if channels is None:
            raise ValueError(
                f"Axis {self.axis} of input tensor should have a defined dimension but the layer "
                f"received an input with shape {tuple(input_shape)}."
            )
        if self.groups == -1:
            self.groups = channels
        if channels < self.groups:
            raise ValueError(
                f"Number of groups ({self.groups}) cannot be more than the number of channels "
                f"({channels})."
            )
        if channels % self.groups:
            raise ValueError(
                f"Number of groups ({self.groups}) must be a multiple of the number of channels "
                f"({channels})."
            )
        self.input_spec = InputSpec(ndim=len(input_shape), axes={self.axis: channels})
        self._add_parameters((channels,), scale=self.scale, center=self.center)

    def call(self, inputs: Any) -> Tensor:
        """Normalize `inputs`."""
        sizes = sizes_of(inputs)
        at = self.axis % inputs.ndim
        within = sizes[at] // self.groups
        # Batch, axes before the channels, groups, channels of a group, axes behind.
        shape = (sizes[0], product(sizes[1:at]), self.groups, within, product(sizes[at + 1 :]))
        x = reshape(at_least_float32(inputs), shape)
        mean, variance = moments(x, [1, 3, 4], keepdims=True)
        inverse = rsqrt(add(variance, self.epsilon))
        if self.gamma is not None:
            inverse = multiply(inverse, self._spread(self.gamma, x, within))
        shift = multiply(negative(mean), inverse)
        if self.beta is not None:
            shift = add(shift, self._spread(self.beta, x, within))
        out = reshape(add(multiply(x, inverse), shift), sizes)
        return cast(out, self.compute_dtype)

    def _spread(self, parameter: Any, x: Tensor, within: int) -> Tensor:
        return reshape(cast(parameter, x.dtype), (1, 1, self.groups, within, 1))

    def compute_output_shape(self, input_shape: Sequence[int | None]) -> Shape:
        """The shape of the input."""
        checked_axes(self.axis, input_shape)
        return tuple(input_shape)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        own = {"groups": self.groups, "axis": self.axis}
        return super().get_config() | own | self._parameter_config()
