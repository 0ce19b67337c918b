"""`Activation`: a function from `tf.keras.activations` as a layer."""

from typing import Any

from tfjs.keras import activations
from tfjs.keras.engine.layer import Layer


class Activation(Layer):
    """An activation, by name or as a function."""

    def __init__(self, activation: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.supports_masking = True
        self.activation = activations.get(activation)

    def call(self, inputs: Any) -> Any:
        """The function's values."""
        return self.activation(inputs)

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The input's."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """The function."""
        return {**super().get_config(), "activation": activations.serialize(self.activation)}
