"""The graphs of functional models, as Keras 2 and TensorFlow.js write them."""

from collections.abc import Iterator
from typing import Any, Final

_MODELS: Final = frozenset({"Functional", "Sequential"})
_RECURRENT: Final = frozenset(
    {"RNN", "SimpleRNN", "LSTM", "GRU", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "Bidirectional"}
)


def first_shape(layer: dict[str, Any]) -> Any:
    """The shape of the input that the first layer of a sequence says; None if it does not."""
    config = layer["config"]
    if not isinstance(config, dict):
        return None
    if config.get("batch_input_shape") is not None:
        return config["batch_input_shape"]
    inner = config.get("layer")  # of a wrapper
    if isinstance(inner, dict) and "config" in inner:
        return first_shape(inner)
    layers = config.get("layers")  # of a model inside
    if layer["class_name"] == "Sequential" and layers:
        return first_shape(layers[0])
    return None


def graph(layers: list[dict[str, Any]], inputs: Any, outputs: Any) -> dict[str, Any]:
    """Layers with their calls, and where a model begins and ends, in Keras 3's form.

    Args:
        layers: Configs of layers, of Keras 3 but for their calls.
        inputs: Places, each `[layer, call, result]`.
        outputs: Likewise.
    """
    classes = {_name(layer): layer["class_name"] for layer in layers}
    first = _first_calls(layers, outputs, classes)

    def number(name: str, call: int) -> int:
        return call - first.get(name, 0)

    def place(where: Any) -> Any:
        if isinstance(where, dict):
            return {key: place(item) for key, item in where.items()}
        if where and isinstance(where[0], str):
            name, call, result = where[:3]
            # Functional models count the calls of models inside from 1, sequential ones do not.
            shift = int(classes.get(name) == "Functional")
            return [name, number(name, call) + shift, result]
        return [place(item) for item in where]

    found = []
    for layer in layers:
        calls = [_call(call, layer["class_name"], classes, number) for call in _calls(layer)]
        found.append({**layer, "name": _name(layer), "inbound_nodes": calls})
    return {
        "layers": found,
        "input_layers": _single(place(inputs)),
        "output_layers": _single(place(outputs)),
    }


def _single(places: Any) -> Any:
    """The only place of a list, by itself: such a model takes a tensor, not a list of one."""
    alone = isinstance(places, list) and len(places) == 1 and isinstance(places[0], list)
    return places[0] if alone else places


def _name(layer: dict[str, Any]) -> str:
    return str(layer["name"] if "name" in layer else layer["config"]["name"])


def _calls(layer: dict[str, Any]) -> list[Any]:
    calls = []
    for call in layer.get("inbound_nodes", []):
        is_one = isinstance(call, list) and bool(call) and isinstance(call[0], str)
        calls.append([call] if is_one else call)
    return calls


def _places(calls: list[Any]) -> Iterator[list[Any]]:
    for call in calls:
        if isinstance(call, list):
            for part in call:
                yield part
                yield from (v for v in (part[3:] or [{}])[0].values() if _is_place(v))


def _is_place(value: Any) -> bool:
    return isinstance(value, list) and len(value) >= 3 and isinstance(value[0], str)


def _first_calls(
    layers: list[dict[str, Any]], outputs: Any, classes: dict[str, str]
) -> dict[str, int]:
    """The lowest number of a call of each model inside: making it may have counted as one."""
    lowest: dict[str, int] = {}
    old = [call for layer in layers for call in _calls(layer) if isinstance(call, list)]
    if not old and any(_calls(layer) for layer in layers):  # Keras 3 counts calls only
        return {name: 1 for name, kind in classes.items() if kind == "Functional"}
    ends = [outputs] if _is_place(outputs) else outputs
    ends = list(ends.values()) if isinstance(ends, dict) else ends
    for name, call, *_ in [*_places(old), *(end for end in ends if _is_place(end))]:
        if classes.get(name) in _MODELS:
            lowest[name] = min(call, lowest.get(name, call))
    return lowest


def _call(call: Any, kind: str, classes: dict[str, str], number: Any) -> dict[str, Any]:
    """Arguments of a call."""
    if isinstance(call, dict):  # as Keras 3 writes it
        return call

    def tensor(place: list[Any]) -> dict[str, Any]:
        history = [place[0], number(place[0], place[1]), place[2]]
        config = {"shape": [None], "dtype": "float32", "keras_history": history}
        return {"class_name": "__keras_tensor__", "config": config}

    def value(item: Any) -> Any:
        if _is_place(item) and item[0] in classes:
            return tensor(item)
        if isinstance(item, list) and item and all(_is_place(part) for part in item):
            return [value(part) for part in item]
        return item

    tensors = [tensor(part) for part in call]
    named: dict[str, Any] = next((part[3] for part in call if len(part) > 3 and part[3]), {})
    kwargs = {key: value(item) for key, item in named.items() if item is not None}
    if len(tensors) > 1 and kind in _RECURRENT:
        kwargs["initial_state"] = tensors[1:]
        tensors = tensors[:1]
    return {"args": [tensors[0] if len(tensors) == 1 else tensors], "kwargs": kwargs}
