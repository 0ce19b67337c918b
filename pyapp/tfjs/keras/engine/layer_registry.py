"""`tf.keras.layers.serialize` and `deserialize`: layers as configs, and back."""

from typing import Any

from tfjs.keras.engine.layer import Layer
from tfjs.keras.saving.serialization import deserialize_keras_object, serialize_keras_object


def serialize(layer: Layer) -> dict[str, Any]:
    """A layer or model as a config."""
    return serialize_keras_object(layer)  # type: ignore[no-any-return]


def deserialize(config: dict[str, Any], custom_objects: dict[str, Any] | None = None) -> Layer:
    """The layer or model of a config.

    Raises:
        ValueError: The config of something else.
    """
    found = deserialize_keras_object(config, custom_objects)
    if not isinstance(found, Layer):
        raise ValueError(
            "`keras.layers.deserialize` was passed a `config` object that is not a `keras.Layer`. "
            f"Received: {config}"
        )
    return found
