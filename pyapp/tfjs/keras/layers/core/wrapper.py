"""`Wrapper`: the base of layers around another layer."""

from typing import Any, Self

from tfjs.keras.engine.layer import Layer
from tfjs.keras.saving import serialization


class Wrapper(Layer):
    """Base of layers that use another one, such as `Bidirectional` and `TimeDistributed`.

    Args:
        layer: The layer inside.

    Raises:
        ValueError: No layer.
    """

    def __init__(self, layer: Any, **kwargs: Any) -> None:
        if not isinstance(layer, Layer):
            raise ValueError(
                f"Layer {layer} supplied to Wrapper isn't a supported layer type. Please ensure "
                "wrapped layer is a valid Keras layer."
            )
        super().__init__(**kwargs)
        self.layer = layer

    def build(self, input_shape: Any = None) -> None:
        """Build the layer inside."""
        if not self.layer.built:
            self.layer.build(input_shape)
            self.layer.built = True

    def get_config(self) -> dict[str, Any]:
        """The layer's configuration, and the own one."""
        return {
            **super().get_config(),
            "layer": serialization.serialize_keras_object(self.layer),
        }

    @classmethod
    def from_config(
        cls, config: dict[str, Any], custom_objects: dict[str, Any] | None = None
    ) -> Self:
        """A wrapper around an equal layer."""
        rest = {name: value for name, value in config.items() if name != "layer"}
        layer = serialization.deserialize_keras_object(
            config["layer"], custom_objects=custom_objects
        )
        return cls(layer, **rest)
