"""Copies of layers and models: their configs and the values of their weights."""

from typing import Any

import numpy as np

from tfjs.keras.saving.registration import CustomObjectScope
from tfjs.keras.saving.serialization import deserialize_keras_object, serialize_keras_object


def parts_of(layer: Any) -> tuple[dict[str, Any], dict[str, Any], list[Any]]:
    """Classes by name, config, and values of all variables; what `revived` takes.

    The state of an optimizer is not among them.
    """
    kinds = {type(one).__name__: type(one) for one in layer._flatten_layers()}
    values = [np.asarray(variable.numpy()) for variable in layer.variables]
    return kinds, serialize_keras_object(layer), values


def revived(kinds: dict[str, Any], config: dict[str, Any], values: list[Any]) -> Any:
    """A layer or model like the one that gave the parts."""
    with CustomObjectScope(kinds):
        layer = deserialize_keras_object(config)
    for variable, value in zip(layer.variables, values, strict=True):
        variable.assign(value)
    return layer
