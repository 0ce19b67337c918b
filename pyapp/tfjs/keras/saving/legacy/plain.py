"""Configs as `.h5` files of Keras 3 have them: layers by class and config alone."""

from typing import Any

from tfjs.keras.saving.serialization import serialize_keras_object


def plain_config(model: Any) -> dict[str, Any]:
    """Class and config of a model.

    Raises:
        ValueError: A model that is a class of one's own without a config.
    """
    return _plain(serialize_keras_object(model))


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    config = dict(data["config"])
    if isinstance(config.get("layers"), list):
        config["layers"] = [_plain(layer) for layer in config["layers"]]
    found: dict[str, Any] = {"class_name": _name(data), "config": config}
    return found | {key: data[key] for key in ("name", "inbound_nodes") if key in data}


def _name(data: dict[str, Any]) -> Any:
    """The class's name; that which it is registered under if it is no part of Keras."""
    ours = str(data.get("module")).startswith("keras")
    return data["class_name"] if ours else data.get("registered_name") or data["class_name"]
