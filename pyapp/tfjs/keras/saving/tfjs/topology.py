"""Architectures as TensorFlow.js reads them: the configs of Keras 2."""

import warnings
from typing import Any, Final

from tfjs.keras.engine.functional import Functional
from tfjs.keras.engine.sequential import Sequential
from tfjs.keras.saving.serialization import serialize_keras_object

_LAYERS: Final = frozenset(
    [
        "Activation",
        "Add",
        "AlphaDropout",
        "Average",
        "AveragePooling1D",
        "AveragePooling2D",
        "AveragePooling3D",
        "BatchNormalization",
        "Bidirectional",
        "CategoryEncoding",
        "CenterCrop",
        "Concatenate",
        "Conv1D",
        "Conv2D",
        "Conv2DTranspose",
        "Conv3D",
        "Conv3DTranspose",
        "ConvLSTM2D",
        "ConvLSTM2DCell",
        "Cropping2D",
        "Dense",
        "DepthwiseConv2D",
        "Dot",
        "Dropout",
        "ELU",
        "Embedding",
        "Flatten",
        "Functional",
        "GRU",
        "GRUCell",
        "GaussianDropout",
        "GaussianNoise",
        "GlobalAveragePooling1D",
        "GlobalAveragePooling2D",
        "GlobalMaxPooling1D",
        "GlobalMaxPooling2D",
        "InputLayer",
        "LSTM",
        "LSTMCell",
        "LayerNormalization",
        "LeakyReLU",
        "Masking",
        "MaxPooling1D",
        "MaxPooling2D",
        "MaxPooling3D",
        "Maximum",
        "Minimum",
        "Multiply",
        "PReLU",
        "Permute",
        "RNN",
        "ReLU",
        "RandomWidth",
        "RepeatVector",
        "Rescaling",
        "Reshape",
        "Resizing",
        "SeparableConv2D",
        "Sequential",
        "SimpleRNN",
        "SimpleRNNCell",
        "Softmax",
        "SpatialDropout1D",
        "StackedRNNCells",
        "TimeDistributed",
        "UpSampling2D",
        "ZeroPadding2D",
    ]
)
"""What TensorFlow.js 4 has."""
_ACTIVATIONS: Final = {"silu": "swish"}
_NAMES: Final = {"LecunNormal": "LeCunNormal", "LecunUniform": "LeCunUniform"}
_OLD_HARD_SIGMOID: Final = "tfjs>hard_sigmoid_keras2"


def topology(model: Any) -> dict[str, Any]:
    """Class and config of a model.

    Raises:
        ValueError: A model that is neither functional nor sequential: its graph is code.

    A warning names what plain TensorFlow.js does not have, or computes in another way; such a
    model can still be loaded here.
    """
    if not isinstance(model, Functional | Sequential):
        raise ValueError(
            "model.json: expected a functional or sequential model, whose layers form a graph. "
            f"Received: {type(model).__name__}, a class of its own. Save it as `.keras`, or its "
            "weights with save_weights."
        )
    foreign: list[str] = []
    config = _object(serialize_keras_object(model), foreign)
    if foreign:
        warnings.warn(
            "Plain TensorFlow.js will not load this model, or compute something else: "
            f"{'; '.join(dict.fromkeys(foreign))}. It can be loaded here.",
            stacklevel=6,
        )
    return config


def _object(data: dict[str, Any], foreign: list[str]) -> dict[str, Any]:
    """A layer or model, with its calls if it has any."""
    name = data["class_name"]
    if not str(data.get("module")).startswith("keras"):
        name = data.get("registered_name") or name
    if name == "Model":
        name = "Functional"
    if name not in _LAYERS:
        foreign.append(f"it has no layer {name}")
    config = dict(data["config"])
    if isinstance(config.get("layers"), list):
        return {"class_name": name, "config": _model(name, config, foreign)}
    config = {key: _value(key, value, foreign) for key, value in config.items()}
    return {"class_name": name, "config": _arguments(name, config, foreign)}


def _model(name: str, config: dict[str, Any], foreign: list[str]) -> dict[str, Any]:
    models = {
        layer["config"]["name"]: layer["class_name"]
        for layer in config["layers"]
        if isinstance(layer["config"].get("layers"), list)
    }
    found: dict[str, Any] = {"name": config["name"]}
    if "trainable" in config:
        found["trainable"] = config["trainable"]
    found["layers"] = []
    for layer in config["layers"]:
        made = _object(layer, foreign)
        if name == "Functional":
            made["name"] = layer["name"]
            calls = layer.get("inbound_nodes", [])
            made["inbound_nodes"] = [_call(call, models) for call in calls]
        found["layers"].append(made)
    if name == "Functional":
        for key in ("input_layers", "output_layers"):
            found[key] = [_end(place, models) for place in _ends(config[key])]
    return found


def _ends(places: Any) -> list[Any]:
    if isinstance(places, dict):
        places = list(places.values())
    return [places] if places and isinstance(places[0], str) else list(places)


def _end(place: list[Any], models: dict[str, str]) -> list[Any]:
    """Models inside count their calls from 1; the config does so for functional ones already."""
    name, call, result = place
    return [name, call + int(models.get(name) == "Sequential"), result]


def _call(  # noqa: C901 - a recursion inside
    call: dict[str, Any], models: dict[str, str]
) -> list[Any]:
    places: list[Any] = []

    def is_tensor(value: Any) -> bool:
        return isinstance(value, dict) and value.get("class_name") == "__keras_tensor__"

    def place(value: Any) -> list[Any]:
        name, number, result = value["config"]["keras_history"]
        return [name, number + int(name in models), result]

    def collect(value: Any) -> None:
        if is_tensor(value):
            places.append([*place(value), {}])
        elif isinstance(value, list | tuple):
            for item in value:
                collect(item)

    collect(call["args"])
    for key, value in call["kwargs"].items():
        if key == "initial_state" or (not places and key == "inputs"):
            collect(value)
        elif value is not None and not is_tensor(value):
            for each in places:
                each[3][key] = value
    return places


def _value(key: str, value: Any, foreign: list[str]) -> Any:
    if key == "dtype" and isinstance(value, dict):
        return value.get("config", {}).get("name", "float32")
    if key.endswith("activation"):
        return _activation(value, foreign)
    if isinstance(value, tuple | list):
        return [_value(key, item, foreign) for item in value]
    if isinstance(value, dict) and "class_name" in value and "config" in value:
        if key in ("layer", "cell", "cells", "backward_layer"):
            return _object(value, foreign)
        inner = value["config"]
        if isinstance(inner, dict):
            inner = {name: _value(name, item, foreign) for name, item in inner.items()}
            inner = {n: v for n, v in inner.items() if n not in ("input_axes", "output_axes")}
        if value["class_name"] in ("L1", "L2") and isinstance(inner, dict):
            return {"class_name": "L1L2", "config": {"l1": 0.0, "l2": 0.0, **inner}}
        name = value["class_name"]
        return {"class_name": _NAMES.get(name, name), "config": inner}
    return value


def _activation(value: Any, foreign: list[str]) -> Any:
    if isinstance(value, dict):
        if value.get("config") == _OLD_HARD_SIGMOID:
            return "hard_sigmoid"
        foreign.append(f"it has no activation {value.get('registered_name')}")
        return value.get("registered_name")
    if value == "hard_sigmoid":
        foreign.append("its hard_sigmoid is another function than Keras 3's")
    return _ACTIVATIONS.get(value, value)


def _arguments(name: str, config: dict[str, Any], foreign: list[str]) -> dict[str, Any]:
    """A layer's arguments by the names of Keras 2."""
    if name == "InputLayer":
        config["batch_input_shape"] = config.pop("batch_shape", None)
        config = {k: v for k, v in config.items() if k not in ("optional", "ragged")}
        config["sparse"] = bool(config.get("sparse"))
    if name == "LeakyReLU":
        config["alpha"] = config.pop("negative_slope", 0.3)
    if name in ("GRU", "GRUCell") and config.get("reset_after"):
        foreign.append("its GRU has no reset_after=True")
    if name == "Bidirectional":
        config.pop("backward_layer", None)
        inner = config["layer"]["config"]
        inner["name"] = str(inner.get("name", "")).removeprefix("forward_")
    if config.get("groups", 1) != 1:
        foreign.append("its convolutions have no groups")
    if config.get("keepdims"):
        foreign.append("its pooling has no keepdims")
    return config
