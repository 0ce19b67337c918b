"""`tf.keras.constraints`: what weights must be after each step of training."""

import inspect
from typing import Any

from tfjs.keras.constraints.constraint import Constraint as Constraint
from tfjs.keras.constraints.constraint import MaxNorm as MaxNorm
from tfjs.keras.constraints.constraint import MinMaxNorm as MinMaxNorm
from tfjs.keras.constraints.constraint import NonNeg as NonNeg
from tfjs.keras.constraints.constraint import UnitNorm as UnitNorm
from tfjs.keras.saving import serialization

max_norm = MaxNorm
min_max_norm = MinMaxNorm
non_neg = NonNeg
unit_norm = UnitNorm

_CLASSES: dict[str, type[Constraint]] = {
    **{cls.__name__: cls for cls in (Constraint, MaxNorm, MinMaxNorm, NonNeg, UnitNorm)},
    "constraint": Constraint,
    "max_norm": MaxNorm,
    "min_max_norm": MinMaxNorm,
    "non_neg": NonNeg,
    "unit_norm": UnitNorm,
}


def serialize(constraint: Any) -> Any:
    """The configuration of a constraint; None of None."""
    return serialization.serialize_keras_object(constraint)


def deserialize(config: Any, custom_objects: dict[str, Any] | None = None) -> Any:
    """The constraint that `serialize` gave this for."""
    return serialization.deserialize_keras_object(
        config, module_objects=_CLASSES, custom_objects=custom_objects
    )


def get(identifier: Any) -> Any:
    """The constraint of this name, configuration or class; a callable is given back, None is None.

    Raises:
        ValueError: No constraint.
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
    raise ValueError(f"Could not interpret constraint identifier: {identifier}")
