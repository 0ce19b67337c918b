"""The arguments of `compile` as a config, and back."""

from typing import Any

from tfjs.keras.saving.serialization import deserialize_keras_object, serialize_keras_object


def compile_config(arguments: dict[str, Any] | None) -> dict[str, Any]:
    """A config of what `compile` was called with."""
    return {} if arguments is None else {k: serialize_keras_object(v) for k, v in arguments.items()}


def compile_arguments(config: dict[str, Any]) -> dict[str, Any]:
    """What to call `compile` with."""
    return {name: deserialize_keras_object(value) for name, value in config.items()}
