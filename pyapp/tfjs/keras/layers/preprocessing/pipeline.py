"""Pipeline: layers one after the other, as one layer."""

from typing import Any

from tfjs import nest
from tfjs.keras.engine.layer import Layer
from tfjs.keras.engine.masks import get_keras_mask
from tfjs.keras.saving.serialization import deserialize_keras_object, serialize_keras_object


class Pipeline(Layer):
    """Apply layers in order, each to what the one before gave: tensors, or dicts of them.

    Args:
        layers: The layers.
        name: Made if None.
    """

    _convert_input_args = False
    _allow_non_tensor_positional_args = True

    def __init__(self, layers: Any, name: str | None = None) -> None:
        super().__init__(name=name)
        self._pipeline_layers = list(layers)

    @property
    def layers(self) -> list[Any]:
        """The layers."""
        return list(self._pipeline_layers)

    def call(self, inputs: Any, training: bool | None = True, mask: Any = None) -> Any:
        """Apply the layers."""
        outputs = inputs
        for layer in self._pipeline_layers:
            signature = layer._call_signature
            kwargs: dict[str, Any] = {}
            if signature.has_mask:
                kwargs["mask"] = mask
            if signature.has_training and training is not None:
                kwargs["training"] = training
            outputs = layer(outputs, **kwargs)
            mask = nest.map_structure(get_keras_mask, outputs)
        return outputs

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> "Pipeline":
        """A pipeline like the one that gave this config.

        Raises:
            ValueError: The config lists no layers.
        """
        layers = config.get("layers")
        if not isinstance(layers, list | tuple):
            raise ValueError(
                "`Pipeline` config must contain a `layers` key mapping to a list of serialized "
                f"layers. Received config with layers={layers}."
            )
        return cls(**(config | {"layers": [deserialize_keras_object(item) for item in layers]}))

    def get_config(self) -> dict[str, Any]:
        """What the pipeline was made with."""
        layers = [serialize_keras_object(layer) for layer in self._pipeline_layers]
        return {"layers": layers, "name": self.name}
