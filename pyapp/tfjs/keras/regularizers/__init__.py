"""`tf.keras.regularizers`: what large weights or outputs cost."""

import inspect
from typing import Any

from tfjs.keras.regularizers.regularizer import L1 as L1
from tfjs.keras.regularizers.regularizer import L1L2 as L1L2
from tfjs.keras.regularizers.regularizer import L2 as L2
from tfjs.keras.regularizers.regularizer import OrthogonalRegularizer as OrthogonalRegularizer
from tfjs.keras.regularizers.regularizer import Regularizer as Regularizer
from tfjs.keras.saving import serialization

l1 = L1
l2 = L2
l1_l2 = L1L2
orthogonal_regularizer = OrthogonalRegularizer

_CLASSES: dict[str, type[Regularizer]] = {
    **{cls.__name__: cls for cls in (Regularizer, L1, L2, L1L2, OrthogonalRegularizer)},
    "regularizer": Regularizer,
    "l1": L1,
    "l2": L2,
    "l1l2": L1L2,
    "l1_l2": L1L2,
    "orthogonal_regularizer": OrthogonalRegularizer,
}


def serialize(regularizer: Any) -> Any:
    """The configuration of a regularizer; None of None."""
    return serialization.serialize_keras_object(regularizer)


def deserialize(config: Any, custom_objects: dict[str, Any] | None = None) -> Any:
    """The regularizer that `serialize` gave this for."""
    return serialization.deserialize_keras_object(
        config, module_objects=_CLASSES, custom_objects=custom_objects
    )


def get(identifier: Any) -> Any:
    """The regularizer of this name, configuration or class; a callable is given back.

    Raises:
        ValueError: No regularizer.
    """
    if identifier is None:
        return None
    found = identifier
    if isinstance(identifier, dict):
        found = deserialize(identifier)
    elif isinstance(identifier, str):
        found = _CLASSES.get(identifier)
    if callable(found):
        return found() if inspect.isclass(found) else found
    raise ValueError(f"Could not interpret regularizer identifier: {identifier}")
