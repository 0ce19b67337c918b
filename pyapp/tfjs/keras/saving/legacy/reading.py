"""Configs of Keras 2, of TensorFlow.js and of `.h5` files, made into those of Keras 3."""

from typing import Any, Final

from tfjs.keras.saving.legacy import graphs
from tfjs.keras.saving.legacy.arguments import accepted, renamed
from tfjs.keras.saving.names import anywhere
from tfjs.keras.saving.registration import known_objects
from tfjs.keras.saving.serialization import deserialize_keras_object

_CLASSES: Final = {
    "Model": "Functional",
    "BatchNormalizationV1": "BatchNormalization",
    "BatchNormalizationV2": "BatchNormalization",
    "CuDNNLSTM": "LSTM",
    "CuDNNGRU": "GRU",
    "LSTMV2": "LSTM",
    "GRUV2": "GRU",
    "ThresholdedReLU": "ReLU",
}
_KINDS: Final = {
    "_initializer": "initializers",
    "_regularizer": "regularizers",
    "_constraint": "constraints",
}
_LAMBDA_EXTRAS: Final = ("module", "function_type", "output_shape_type", "output_shape_module")


def model_from(
    config: Any,
    custom_objects: dict[str, Any] | None = None,
    *,
    safe_mode: bool = True,
    version: str = "3",
) -> Any:
    """A model, with fresh weights, from its config.

    Args:
        config: `{"class_name": …, "config": …}`.
        custom_objects: Name -> class or function, for those not registered.
        safe_mode: Whether Python code in the config is refused.
        version: Of the Keras that wrote it.

    Raises:
        ValueError: It is no such config.
        TypeError: A class that nobody knows.
    """
    if not isinstance(config, dict) or "class_name" not in config or "config" not in config:
        raise ValueError(
            "Expected the config of a model, with `class_name` and `config`. "
            f"Received: {str(config)[:200]}"
        )
    modern = Translation(known_objects(custom_objects), old=not version.startswith("3"))
    return deserialize_keras_object(modern.translated(config), custom_objects, safe_mode)


class Translation:
    """Makes old configs new.

    Args:
        known: Classes of the program's own, whose configs stay as they are.
        old: Whether the config is one of Keras 2 or TensorFlow.js.
    """

    def __init__(self, known: dict[str, Any], *, old: bool) -> None:
        self._known = known
        self._old = old

    def translated(self, data: dict[str, Any]) -> dict[str, Any]:
        """A class and its config."""
        name = _CLASSES.get(data["class_name"], data["class_name"])
        if name in self._known or ">" in name:
            return data
        config = data["config"]
        if name == "Sequential":
            return self._sequential(data, config)
        if name == "Functional" and isinstance(config, dict) and "layers" in config:
            return self._functional(data, config)
        if not isinstance(config, dict):
            return {**data, "class_name": name}
        config = self._values(config)
        if name == "Lambda":
            config = _lambda(config)
        config = renamed(data["class_name"], config, old=self._old)
        kind = anywhere(name)
        return {**data, "class_name": name, "config": accepted(kind, config)}

    def _values(self, config: dict[str, Any]) -> dict[str, Any]:
        return {key: self._value(key, value) for key, value in config.items()}

    def _value(self, key: str, value: Any) -> Any:
        if isinstance(value, list):
            return [self._value(key, item) for item in value]
        if not isinstance(value, dict) or "class_name" not in value or "config" not in value:
            return value
        if "module" in value:  # as Keras 3 writes parts of layers
            return value
        found = self.translated(value)
        for suffix, namespace in _KINDS.items():
            if key.endswith(suffix) and found["class_name"] not in self._known:
                return {**found, "module": f"keras.{namespace}", "registered_name": None}
        return found

    def _sequential(self, data: dict[str, Any], config: Any) -> dict[str, Any]:
        if isinstance(config, list):  # as before Keras 2.2.3
            config = {"name": data.get("name", "sequential"), "layers": config}
        layers = [self.translated(layer) for layer in config["layers"]]
        first: dict[str, Any] = {"class_name": "", "config": {}}
        if layers:
            first = config["layers"][0]
        shape = graphs.first_shape(first)
        if shape is not None and first["class_name"] != "InputLayer":
            name = f"{first['config'].get('name', 'layer')}_input"
            batch = {"batch_shape": shape, "dtype": "float32", "name": name}
            layers.insert(0, {"class_name": "InputLayer", "config": batch})
        found = {key: config[key] for key in ("trainable", "dtype") if key in config}
        found |= {"name": config.get("name", "sequential"), "layers": layers}
        if "build_input_shape" in config:
            found["build_input_shape"] = config["build_input_shape"]
        return {**data, "class_name": "Sequential", "config": found}

    def _functional(self, data: dict[str, Any], config: dict[str, Any]) -> dict[str, Any]:
        layers = [self.translated(layer) for layer in config["layers"]]
        found: dict[str, Any] = {k: config[k] for k in ("name", "trainable") if k in config}
        found |= graphs.graph(layers, config["input_layers"], config["output_layers"])
        return {**data, "class_name": "Functional", "config": found}


def _lambda(config: dict[str, Any]) -> dict[str, Any]:
    config = {key: value for key, value in config.items() if key not in _LAMBDA_EXTRAS}
    function = config.get("function")
    if isinstance(function, list):
        code = {"code": function[0], "defaults": function[1], "closure": function[2]}
        config["function"] = {"class_name": "__lambda__", "config": {"value": code}}
    return config
