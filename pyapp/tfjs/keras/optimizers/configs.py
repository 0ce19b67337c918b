"""Optimizers by name or configuration."""

from typing import Any, Final

from tfjs.keras.optimizers.adadelta import Adadelta
from tfjs.keras.optimizers.adafactor import Adafactor
from tfjs.keras.optimizers.adagrad import Adagrad
from tfjs.keras.optimizers.adam import Adam, AdamW
from tfjs.keras.optimizers.adamax import Adamax
from tfjs.keras.optimizers.ftrl import Ftrl
from tfjs.keras.optimizers.lamb import Lamb
from tfjs.keras.optimizers.lion import Lion
from tfjs.keras.optimizers.loss_scale_optimizer import LossScaleOptimizer
from tfjs.keras.optimizers.multi_optimizer import MultiOptimizer
from tfjs.keras.optimizers.muon import Muon
from tfjs.keras.optimizers.nadam import Nadam
from tfjs.keras.optimizers.optimizer import Optimizer
from tfjs.keras.optimizers.rmsprop import RMSprop
from tfjs.keras.optimizers.schedule_free_adamw import ScheduleFreeAdamW
from tfjs.keras.optimizers.sgd import SGD
from tfjs.keras.saving.serialization import deserialize_keras_object, serialize_keras_object

_CLASSES: Final[tuple[type[Optimizer], ...]] = (
    *(Adadelta, Adafactor, Adagrad, Adam, AdamW, Adamax, Ftrl, Lamb, Lion, LossScaleOptimizer),
    *(MultiOptimizer, Muon, Nadam, Optimizer, RMSprop, SGD, ScheduleFreeAdamW),
)
_BY_NAME: Final = {kind.__name__.lower(): kind for kind in _CLASSES}


def serialize(optimizer: Optimizer) -> dict[str, Any]:
    """The configuration of an optimizer, as plain values."""
    return serialize_keras_object(optimizer)  # type: ignore[no-any-return]


def deserialize(config: dict[str, Any], custom_objects: dict[str, Any] | None = None) -> Any:
    """The optimizer of a configuration.

    Args:
        config: What `serialize` gave; the class's name alone is enough, in any case.
        custom_objects: Name in the configuration -> class, for those not registered.

    Raises:
        TypeError: An unknown class, or a configuration that does not fit it.
    """
    name = str(config["class_name"]).lower()
    if name in _BY_NAME:
        config = config | {"class_name": name}
    return deserialize_keras_object(config, custom_objects=custom_objects, module_objects=_BY_NAME)


def get(identifier: Any) -> Optimizer | None:
    """An optimizer, whatever stands for it.

    Args:
        identifier: A name in any case, a configuration, an optimizer, or None.

    Raises:
        ValueError: A name that no optimizer has, or something else.
    """
    if identifier is None:
        return None
    found = identifier
    if isinstance(identifier, str):
        try:
            found = deserialize({"class_name": identifier, "config": {}})
        except TypeError as error:
            raise ValueError(f"Could not interpret optimizer identifier: {identifier}") from error
    elif isinstance(identifier, dict):
        found = deserialize(identifier)
    if isinstance(found, Optimizer):
        return found
    raise ValueError(f"Could not interpret optimizer identifier: {identifier}")
