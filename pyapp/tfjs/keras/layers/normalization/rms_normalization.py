"""RMSNormalization: each example divided by the root of its mean square."""

from collections.abc import Sequence
from typing import Any

from tfjs.keras.engine.layer import Layer
from tfjs.keras.layers.normalization._parameters import Shape, at_least_float32, checked_axes
from tfjs.ops.casting import cast
from tfjs.ops.math import add, multiply, rsqrt, square
from tfjs.ops.reductions import reduce_mean
from tfjs.tensor import Tensor


class RMSNormalization(Layer):
    """`scale * x / sqrt(mean(x²) + epsilon)` along `axis` (Zhang and Sennrich, arXiv 1910.07467).

    Args:
        axis: One axis or several; the shape of the weight `scale`, which broadcasts against `x`.
        epsilon: Added to mean squares.

    Output shape: that of the input.
    """

    axis: Any
    scale: Any

    def __init__(
        self, axis: int | Sequence[int] = -1, epsilon: float = 1e-6, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.axis = axis
        self.epsilon = epsilon

    def build(self, input_shape: Sequence[int | None]) -> None:
        """Make the weight."""
        checked_axes(self.axis, input_shape)
        self.axis = [self.axis] if isinstance(self.axis, int) else sorted(self.axis)
        shape = tuple(input_shape[a] for a in self.axis)
        self.scale = self.add_weight(name="scale", shape=shape, initializer="ones")

    def call(self, inputs: Any) -> Tensor:
        """Normalize `inputs`."""
        x = at_least_float32(inputs)
        inverse = rsqrt(add(reduce_mean(square(x), self.axis, keepdims=True), self.epsilon))
        out = multiply(multiply(x, inverse), cast(self.scale, x.dtype))
        return cast(out, inputs.dtype)

    def compute_output_shape(self, input_shape: Sequence[int | None]) -> Shape:
        """The shape of the input."""
        checked_axes(self.axis, input_shape)
        return tuple(input_shape)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"axis": self.axis, "epsilon": self.epsilon}
