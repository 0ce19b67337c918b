"""Functional models as configs, and back."""

import inspect
from typing import TYPE_CHECKING, Any

from tfjs import nest
from tfjs.keras.engine.keras_tensor import KerasHistory, KerasTensor
from tfjs.keras.engine.node import Node
from tfjs.keras.engine.operation import Operation

if TYPE_CHECKING:
    from tfjs.keras.engine.functional import Functional

_PARTS = ("layers", "input_layers", "output_layers")


def is_functional_like(kind: type) -> bool:
    """Whether a class is made with `(inputs, outputs, name)`, as functional models are."""
    parameters = list(inspect.signature(kind.__init__).parameters.values())[1:]  # type: ignore[misc]
    kinds = {p.kind for p in parameters}
    if inspect.Parameter.VAR_POSITIONAL in kinds and inspect.Parameter.VAR_KEYWORD in kinds:
        return True
    names = [p.name for p in parameters if p.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD]
    return names == ["inputs", "outputs", "name"]


def functional_config(model: "Functional") -> dict[str, Any]:
    """The layers, their calls, and where a model begins and ends."""
    from tfjs.keras.engine.functional import Functional
    from tfjs.keras.saving.serialization import serialize_keras_object

    keys = model._graph.keys
    layers = []
    numbers: dict[tuple[int, int], int] = {}
    for operation in model._graph.operations:
        # Keras counts the calls of a functional model from 1.
        count = int(isinstance(operation, Functional))
        calls = []
        for node in operation._inbound_nodes:
            if (id(operation), node.index) in keys:
                numbers[id(operation), node.index] = count
                count += 1
                if node.input_tensors:
                    calls.append(_call_config(node, keys))
        config = serialize_keras_object(operation)
        config["name"] = operation.name
        config["inbound_nodes"] = calls
        layers.append(config)

    def place(tensor: KerasTensor) -> list[Any]:
        operation, node, result = tensor._keras_history
        return [operation.name, numbers[id(operation), node], result]

    return {
        "name": model.name,
        "trainable": model.trainable,
        "layers": layers,
        "input_layers": nest.map_structure(place, model._inputs_struct),
        "output_layers": nest.map_structure(place, model._outputs_struct),
    }


def _call_config(node: Node, keys: set[tuple[int, int]]) -> dict[str, Any]:
    """A call's arguments; calls of other models do not count in the tensors' numbers."""
    from tfjs.keras.saving.serialization import serialize_keras_object

    def renumbered(leaf: Any) -> Any:
        if not isinstance(leaf, KerasTensor):
            return leaf
        operation, index, result = leaf._keras_history
        others = sum((id(operation), i) not in keys for i in range(index))
        twin = KerasTensor(leaf.shape, leaf.dtype, name=leaf.name)
        twin._keras_history = KerasHistory(operation, index - others, result)
        return twin

    args, kwargs = nest.map_structure(renumbered, (node.args, node.kwargs))
    return {"args": serialize_keras_object(args), "kwargs": serialize_keras_object(kwargs)}


def functional_from_config(
    kind: Any, config: dict[str, Any], custom_objects: dict[str, Any] | None = None
) -> Any:
    """A functional model from its config.

    Args:
        kind: Its class.
        config: As `functional_config` gives it; further entries are passed to the class.
        custom_objects: Name -> class or function that the config mentions.

    Raises:
        ValueError: Calls that need tensors which no call makes.
    """
    from tfjs.keras.saving.serialization import deserialize_keras_object

    rest = dict(config)
    layers, inputs, outputs = (rest.pop(name) for name in _PARTS)
    name, trainable = rest.pop("name", None), rest.pop("trainable", None)
    made: dict[str, Operation] = {}
    waiting: dict[str, list[Any]] = {}
    for data in layers:
        operation = deserialize_keras_object(data, custom_objects)
        if not isinstance(operation, Operation):
            raise ValueError(
                "Unexpected object from deserialization, expected a layer or operation, got a "
                f"{type(operation)}"
            )
        made[_name_of(data)] = operation
        waiting[_name_of(data)] = list(data["inbound_nodes"])
    while any(waiting.values()):
        if not sum(_process(made[layer], calls, made) for layer, calls in waiting.items()):
            left = [layer for layer, calls in waiting.items() if calls]
            raise ValueError(
                "Invalid Functional model configuration. The graph of the Functional model either "
                "has loops or disconnected nodes. The following nodes failed to be resolved: "
                f"{left}"
            )
    return kind(
        inputs=_tensors(inputs, made),
        outputs=_tensors(outputs, made),
        name=name,
        trainable=trainable,
        **rest,
    )


def _name_of(data: dict[str, Any]) -> str:
    return str(data["name"] if "name" in data else data["config"]["name"])


def _process(operation: Operation, calls: list[Any], made: dict[str, Operation]) -> int:
    """Make the calls whose tensors exist; returns how many."""
    count = 0
    while calls:
        try:
            args, kwargs = _arguments(calls[0], made)
        except _MissingError:
            break
        operation(*args, **kwargs)
        calls.pop(0)
        count += 1
    return count


class _MissingError(Exception):
    """A tensor is not made yet."""


def _arguments(call: Any, made: dict[str, Operation]) -> tuple[Any, Any]:
    from tfjs.keras.saving.serialization import deserialize_keras_object
    from tfjs.keras.saving.special import PendingTensor

    if isinstance(call, list):  # as Keras 2 and TF.js write it: [layer, call, result, kwargs]
        tensors = [_result(made, part[0], part[1], part[2]) for part in call]
        named: Any = next((part[3] for part in call if len(part) > 3), {})
        return (tensors[0] if len(tensors) == 1 else tensors,), _revived(named, made)
    args: Any = deserialize_keras_object(call["args"])
    kwargs: Any = deserialize_keras_object(call["kwargs"])

    def revived(leaf: Any) -> Any:
        if isinstance(leaf, PendingTensor) and leaf.pending is not None:
            return _result(made, *leaf.pending)
        return leaf

    found = nest.map_structure(revived, (tuple(args), kwargs))
    return found[0], found[1]


def _revived(kwargs: Any, made: dict[str, Operation]) -> dict[str, Any]:
    """Keyword arguments of Keras 2, in which a tensor is written as `[layer, call, result]`."""
    found = {}
    for name, value in (kwargs or {}).items():
        is_place = isinstance(value, list) and len(value) == 3 and value[0] in made
        found[name] = _result(made, *value) if is_place else value
    return found


def _result(made: dict[str, Operation], layer: str, call: int, result: int) -> KerasTensor:
    operation = made.get(layer)
    if operation is None:
        raise ValueError(f"Invalid Functional model configuration. Missing node: {layer}")
    if call >= len(operation._inbound_nodes):
        raise _MissingError
    return operation._inbound_nodes[call].outputs[result]


def _tensors(places: Any, made: dict[str, Operation]) -> Any:
    """The tensors of the places where a model begins or ends."""
    from tfjs.keras.engine.functional import Functional

    if isinstance(places, dict):
        return {key: _tensors(item, made) for key, item in places.items()}
    if len(places) == 3 and isinstance(places[0], str):
        name, call, result = places
        if name in made and isinstance(made[name], Functional):
            call -= 1  # see functional_config
        return _result(made, name, call, result)
    return type(places)([_tensors(item, made) for item in places])
