"""Arguments of layers that were called otherwise, or meant something else, before Keras 3."""

import inspect
from typing import Any, Final

from tfjs.keras.saving.names import is_ours
from tfjs.keras.saving.registration import register_keras_serializable
from tfjs.ops.arithmetic import clip_by_value
from tfjs.tensor import Tensor

_DISTRIBUTIONS: Final = {"normal": "truncated_normal"}
_RECURRENT: Final = frozenset({"GRU", "GRUCell"})
_ALL: Final = frozenset({"name", "trainable", "dtype"})


@register_keras_serializable("tfjs", "hard_sigmoid_keras2")
def hard_sigmoid_keras2(x: Any) -> Tensor:
    """What Keras 2 and TensorFlow.js call hard_sigmoid: `0.2 * x + 0.5`, between 0 and 1."""
    return clip_by_value(0.2 * x + 0.5, 0.0, 1.0)


def renamed(  # noqa: C901 - one line for each rule
    name: str, config: dict[str, Any], *, old: bool
) -> dict[str, Any]:
    """A config whose arguments are those of Keras 3.

    Args:
        name: Of the class, as it was.
        config: Its arguments.
        old: Whether it is one of Keras 2 or TensorFlow.js.
    """
    config = dict(config)
    shape = config.pop("batch_input_shape", None)
    if name == "InputLayer" and shape is not None:
        config["batch_shape"] = shape
    axis = config.get("axis")
    if name.startswith("BatchNormalization") and isinstance(axis, list) and len(axis) == 1:
        config["axis"] = int(axis[0])
    if name == "LeakyReLU" and "alpha" in config:
        config["negative_slope"] = config.pop("alpha")
    if name == "ThresholdedReLU":
        config["threshold"] = config.pop("theta", 1.0)
    if name == "VarianceScaling":
        kind = str(config.get("distribution", "truncated_normal"))
        config["distribution"] = _DISTRIBUTIONS.get(kind, kind)
    if name in _RECURRENT and old:
        config.setdefault("reset_after", False)
    if isinstance(config.get("dtype"), dict) and old:
        config["dtype"] = config["dtype"].get("config", {}).get("name", "float32")
    if old:
        for key in ("activation", "recurrent_activation"):
            if config.get(key) == "hard_sigmoid":
                config[key] = {
                    "module": None,
                    "class_name": "function",
                    "config": "tfjs>hard_sigmoid_keras2",
                    "registered_name": "tfjs>hard_sigmoid_keras2",
                }
    return {key: value for key, value in config.items() if not _is_unset(key, value)}


def _is_unset(key: str, value: Any) -> bool:
    """Whether an argument only says that nobody chose it, where Keras 3 takes no None."""
    return value is None and key in ("trainable", "dtype", "data_format", "recurrent_dropout")


def accepted(kind: Any, config: dict[str, Any]) -> dict[str, Any]:
    """The arguments that a class of this library has: Keras 3 dropped some of Keras 2's."""
    if not inspect.isclass(kind) or not is_ours(kind):
        return config
    names = set(_ALL)
    for base in kind.__mro__:
        if "__init__" in vars(base):
            parameters = inspect.signature(vars(base)["__init__"]).parameters
            names |= set(parameters)
            kinds = {parameter.kind for parameter in parameters.values()}
            if inspect.Parameter.VAR_KEYWORD not in kinds:
                break
    if not hasattr(kind, "call"):
        names -= _ALL - set(inspect.signature(kind.__init__).parameters)
    return {key: value for key, value in config.items() if key in names}
