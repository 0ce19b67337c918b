"""Schedules as configurations, and back."""

from typing import Any

from tfjs.keras.saving.serialization import deserialize_keras_object, serialize_keras_object


def serialize(learning_rate_schedule: Any) -> dict[str, Any]:
    """The configuration of a schedule, as plain values."""
    return serialize_keras_object(learning_rate_schedule)  # type: ignore[no-any-return]


def deserialize(config: Any, custom_objects: dict[str, Any] | None = None) -> Any:
    """The schedule of a configuration.

    Raises:
        TypeError: An unknown class, or a configuration that does not fit it.
    """
    from tfjs.keras.optimizers import schedules

    return deserialize_keras_object(
        config, custom_objects=custom_objects, module_objects=vars(schedules)
    )
