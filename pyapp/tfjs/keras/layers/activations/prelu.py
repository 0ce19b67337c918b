"""`PReLU`: a rectifier that learns its slopes."""

from typing import Any

from tfjs.keras import constraints, initializers, regularizers
from tfjs.keras.engine.input_spec import InputSpec
from tfjs.keras.engine.layer import Layer
from tfjs.ops.activations import relu
from tfjs.ops.math import multiply, negative, subtract


class PReLU(Layer):
    """`x` above 0, `alpha * x` below, with an alpha that is learned. He et al., 2015.

    Args:
        alpha_initializer: First values of alpha, shape of the input without the batch.
        alpha_regularizer: What alpha costs.
        alpha_constraint: What alpha must be after each step.
        shared_axes: Axes along which there is but one alpha, as `[1, 2]` for each channel's own.
    """

    def __init__(
        self,
        alpha_initializer: Any = "Zeros",
        alpha_regularizer: Any = None,
        alpha_constraint: Any = None,
        shared_axes: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.supports_masking = True
        self.alpha_initializer = initializers.get(alpha_initializer)
        self.alpha_regularizer = regularizers.get(alpha_regularizer)
        self.alpha_constraint = constraints.get(alpha_constraint)
        if shared_axes is not None:
            shared_axes = (
                list(shared_axes) if isinstance(shared_axes, list | tuple) else [shared_axes]
            )
        self.shared_axes = shared_axes

    def build(self, input_shape: Any) -> None:
        """Make alpha."""
        sizes = list(input_shape[1:])
        for axis in self.shared_axes or ():
            sizes[axis - 1] = 1
        self.alpha = self.add_weight(
            shape=tuple(sizes),
            name="alpha",
            initializer=self.alpha_initializer,
            regularizer=self.alpha_regularizer,
            constraint=self.alpha_constraint,
        )
        axes = {}
        if self.shared_axes:
            own = (axis for axis in range(1, len(input_shape)) if axis not in self.shared_axes)
            axes = {axis: input_shape[axis] for axis in own}
        self.input_spec = InputSpec(ndim=len(input_shape), axes=axes)
        self.built = True

    def call(self, inputs: Any) -> Any:
        """The function's values."""
        return subtract(relu(inputs), multiply(self.alpha, relu(negative(inputs))))

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The input's."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """All arguments."""
        return {
            **super().get_config(),
            "alpha_initializer": initializers.serialize(self.alpha_initializer),
            "alpha_regularizer": regularizers.serialize(self.alpha_regularizer),
            "alpha_constraint": constraints.serialize(self.alpha_constraint),
            "shared_axes": self.shared_axes,
        }
