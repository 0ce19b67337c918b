"""What a classifier's outputs are, by its model.json: probabilities, or logits to normalize."""

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from tfjs.io import GraphModel, LayersModel

Activation: TypeAlias = Literal["softmax", "sigmoid", "linear"]

_PASSES_ON = frozenset({"Identity", "Reshape", "Squeeze", "Flatten", "Dropout", "ExpandDims"})
_OPS: dict[str, Activation] = {"Softmax": "softmax", "Sigmoid": "sigmoid"}
_HUB = "module_apply_default/"


def activation(model: GraphModel | LayersModel) -> Activation:
    """How the model's first output is made: `"linear"` means that softmax is still to be applied.

    Read from the last operation of the graph or the last layer, looking through reshapes and the
    like.
    """
    topology = model.document["modelTopology"]
    if isinstance(model, GraphModel):
        return _of_graph(topology["node"], model.outputs[0].name)
    return _of_layers(topology.get("model_config", topology))


def is_hub_module(model: GraphModel | LayersModel) -> bool:
    """Whether this graph was a TF-Hub image module, whose inputs are in [0, 1] by convention."""
    if not isinstance(model, GraphModel) or model.inputs[0].name != "images":
        return False
    nodes = model.document["modelTopology"]["node"]
    return any(node["name"].startswith(_HUB) for node in nodes)


def _of_graph(nodes: list[dict[str, Any]], output: str) -> Activation:
    by_name = {node["name"]: node for node in nodes}
    node = by_name.get(output.partition(":")[0])
    while node is not None:
        if node["op"] not in _PASSES_ON:
            return _OPS.get(node["op"], "linear")
        inputs = node.get("input") or [""]
        node = by_name.get(inputs[0].lstrip("^").partition(":")[0])
    return "linear"


def _of_layers(model: Mapping[str, Any]) -> Activation:
    config = model["config"]
    layers = config if isinstance(config, list) else config.get("layers", [])
    by_name = {layer["config"].get("name") or layer.get("name"): layer for layer in layers}
    ends = config.get("output_layers") if isinstance(config, dict) else None
    layer = by_name.get(ends[0][0]) if ends else (layers[-1] if layers else None)
    while layer is not None:
        if layer["class_name"] not in _PASSES_ON:
            return _of_layer(layer)
        layer = _before(layer, layers, by_name)
    return "linear"


def _of_layer(layer: Mapping[str, Any]) -> Activation:
    if layer["class_name"] in ("Sequential", "Model", "Functional"):
        return _of_layers(layer)
    name = str(layer["config"].get("activation", layer["class_name"])).lower()
    return name if name in ("softmax", "sigmoid") else "linear"  # type: ignore[return-value]


def _before(layer: Mapping[str, Any], layers: list[Any], by_name: Mapping[str, Any]) -> Any:
    nodes = layer.get("inbound_nodes")
    if nodes:
        return by_name.get(nodes[0][0][0])
    place = next(i for i, other in enumerate(layers) if other is layer)
    return layers[place - 1] if place else None
