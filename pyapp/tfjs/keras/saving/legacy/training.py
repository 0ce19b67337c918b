"""How a model was compiled, in the form of Keras 2: `training_config`."""

import warnings
from typing import Any, Final

from tfjs.keras.saving.serialization import serialize_keras_object

_NAMES: Final = ("loss", "loss_weights", "metrics", "weighted_metrics")
_PLAIN_METRICS: Final = ("accuracy", "acc", "crossentropy", "ce")
_OLD_RATE: Final = {"lr": "learning_rate"}


def training_config(model: Any) -> dict[str, Any]:
    """What `compile` was called with."""
    arguments = model.get_compile_config()
    optimizer = serialize_keras_object(model.optimizer)
    return {
        **{name: arguments.get(name) for name in _NAMES},
        "loss": _full(arguments.get("loss")),
        "run_eagerly": arguments.get("run_eagerly", False),
        "steps_per_execution": arguments.get("steps_per_execution", 1),
        "jit_compile": False,
        "optimizer_config": {
            "class_name": optimizer.get("registered_name") or optimizer["class_name"],
            "config": optimizer["config"],
        },
    }


def _full(loss: Any) -> Any:
    """Names of losses in full: Keras does not read all of its short ones back ("mse")."""
    from tfjs.keras import losses

    if isinstance(loss, str):
        return getattr(losses.get(loss), "__name__", loss)
    if isinstance(loss, list | tuple):
        return [_full(each) for each in loss]
    if isinstance(loss, dict) and "class_name" not in loss:
        return {name: _full(each) for name, each in loss.items()}
    return loss


def compile_from(model: Any, config: dict[str, Any], custom_objects: Any = None) -> None:
    """Compile a model as it was; a warning if that is not possible here."""
    from tfjs.keras.saving.registration import CustomObjectScope

    with CustomObjectScope(custom_objects):
        try:
            optimizer = _optimizer(config["optimizer_config"])
            model.compile(
                optimizer=optimizer,
                loss=_each(_loss, config.get("loss")),
                loss_weights=config.get("loss_weights"),
                metrics=_each(_metric, config.get("metrics")),
                weighted_metrics=_each(_metric, config.get("weighted_metrics")),
            )
        except (ValueError, TypeError, KeyError) as error:
            warnings.warn(
                f"The model is loaded, but not compiled, as its training_config cannot be used "
                f"here: {error} Compile it with `model.compile(...)`.",
                stacklevel=5,
            )


def _optimizer(config: dict[str, Any]) -> Any:
    from tfjs.keras import optimizers
    from tfjs.keras.saving.legacy.arguments import accepted

    name, inner = config["class_name"], dict(config["config"])
    for old, new in _OLD_RATE.items():
        if old in inner:
            inner[new] = inner.pop(old)
    kind = getattr(optimizers, name, None)
    inner = accepted(kind, inner) if kind is not None else inner
    return optimizers.deserialize({"class_name": name, "config": inner})


def _loss(config: Any) -> Any:
    from tfjs.keras import losses

    return config if isinstance(config, str) else losses.deserialize(_module_less(config))


def _metric(config: Any) -> Any:
    from tfjs.keras import metrics

    if isinstance(config, str) or config in _PLAIN_METRICS:
        return config
    inner = config.get("config", {})
    if config.get("class_name") == "MeanMetricWrapper":  # what Keras 2 made of a name
        return inner.get("fn") if isinstance(inner.get("fn"), str) else inner.get("name")
    return metrics.deserialize(_module_less(config))


def _module_less(config: Any) -> Any:
    """A config whose arguments are those of Keras 3: its losses have another `reduction`."""
    if not isinstance(config, dict) or "module" in config:
        return config
    inner = dict(config.get("config") or {})
    if inner.get("reduction") in ("auto", "AUTO"):
        inner["reduction"] = "sum_over_batch_size"
    inner.pop("fn", None)
    return {**config, "config": inner}


def _each(read: Any, config: Any) -> Any:
    """Apply `read` to the configs in lists and dicts."""
    if config is None:
        return None
    if isinstance(config, str) or (isinstance(config, dict) and "class_name" in config):
        return read(config)
    if isinstance(config, dict):
        return {name: _each(read, value) for name, value in config.items()}
    return [_each(read, value) for value in config]
