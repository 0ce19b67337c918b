"""`tf.keras.activations`: functions that follow a layer's weighted sum."""

import types
from collections.abc import Callable
from typing import Any

from tfjs.keras.activations.rectifying import celu as celu
from tfjs.keras.activations.rectifying import elu as elu
from tfjs.keras.activations.rectifying import hard_shrink as hard_shrink
from tfjs.keras.activations.rectifying import hard_tanh as hard_tanh
from tfjs.keras.activations.rectifying import leaky_relu as leaky_relu
from tfjs.keras.activations.rectifying import relu as relu
from tfjs.keras.activations.rectifying import relu6 as relu6
from tfjs.keras.activations.rectifying import selu as selu
from tfjs.keras.activations.rectifying import soft_shrink as soft_shrink
from tfjs.keras.activations.rectifying import tanh_shrink as tanh_shrink
from tfjs.keras.activations.rectifying import threshold as threshold
from tfjs.keras.activations.sharing import glu as glu
from tfjs.keras.activations.sharing import log_softmax as log_softmax
from tfjs.keras.activations.sharing import softmax as softmax
from tfjs.keras.activations.sharing import sparsemax as sparsemax
from tfjs.keras.activations.smooth import exponential as exponential
from tfjs.keras.activations.smooth import gelu as gelu
from tfjs.keras.activations.smooth import hard_sigmoid as hard_sigmoid
from tfjs.keras.activations.smooth import hard_silu as hard_silu
from tfjs.keras.activations.smooth import linear as linear
from tfjs.keras.activations.smooth import log_sigmoid as log_sigmoid
from tfjs.keras.activations.smooth import mish as mish
from tfjs.keras.activations.smooth import sigmoid as sigmoid
from tfjs.keras.activations.smooth import silu as silu
from tfjs.keras.activations.smooth import softplus as softplus
from tfjs.keras.activations.smooth import softsign as softsign
from tfjs.keras.activations.smooth import sparse_plus as sparse_plus
from tfjs.keras.activations.smooth import sparse_sigmoid as sparse_sigmoid
from tfjs.keras.activations.smooth import squareplus as squareplus
from tfjs.keras.activations.smooth import tanh as tanh
from tfjs.keras.saving import registration, serialization

swish = silu
hard_swish = hard_silu

_NAMES = (
    *("celu", "elu", "hard_shrink", "hard_tanh", "leaky_relu", "relu", "relu6", "selu"),
    *("soft_shrink", "tanh_shrink", "threshold", "glu", "log_softmax", "softmax", "sparsemax"),
    *("exponential", "gelu", "hard_sigmoid", "hard_silu", "linear", "log_sigmoid", "mish"),
    *("sigmoid", "silu", "softplus", "softsign", "sparse_plus", "sparse_sigmoid", "squareplus"),
    *("tanh", "swish", "hard_swish"),
)
_FUNCTIONS: dict[str, Callable[..., Any]] = {name: globals()[name] for name in _NAMES}


def serialize(activation: Any) -> Any:
    """The name of one of Keras's activations, or the configuration of another one.

    Raises:
        ValueError: What has no name to be found again by, such as a lambda.
    """
    name = getattr(activation, "__name__", None)
    if name is not None and _FUNCTIONS.get(name) is activation:
        return name
    config = serialization.serialize_keras_object(activation)
    if "config" not in config:
        raise ValueError(
            f"Unknown activation function '{activation}' cannot be serialized due to invalid "
            "function name. Make sure to use an activation name that matches the references "
            "defined in activations.py or use "
            "`@keras.saving.register_keras_serializable()` to register any custom activations. "
            f"config={config}"
        )
    if isinstance(activation, types.FunctionType) and isinstance(config["config"], str):
        config["config"] = registration.get_registered_name(activation)
    return config


def deserialize(config: Any, custom_objects: dict[str, Any] | None = None) -> Any:
    """The activation that `serialize` gave this for."""
    return serialization.deserialize_keras_object(
        config, module_objects=_FUNCTIONS, custom_objects=custom_objects
    )


def get(identifier: Any) -> Callable[..., Any]:
    """The activation of this name or configuration; a function is given back, None is `linear`.

    Raises:
        ValueError: No activation.
    """
    if identifier is None:
        return linear
    found = identifier
    if isinstance(identifier, dict):
        found = serialization.deserialize_keras_object(identifier)
    elif isinstance(identifier, str):
        found = _FUNCTIONS.get(identifier)
    if callable(found):
        return found  # type: ignore[no-any-return]
    raise ValueError(f"Could not interpret activation function identifier: {identifier}")
