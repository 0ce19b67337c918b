"""A graph as a list of steps: which operation on which values, and what is not needed after it."""

from collections.abc import Callable
from typing import Any

from tfjs import nest
from tfjs.keras.engine.context import state
from tfjs.keras.engine.graph import Graph
from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.engine.node import Node, key_of
from tfjs.keras.engine.operation import Operation


class _Step:
    __slots__ = ("dead", "node", "operation", "places", "results", "single")

    def __init__(self, node: Node, places: list[int], results: list[int]) -> None:
        self.node = node
        self.operation = node.operation
        self.places = places
        self.results = results
        only = len(node.args) == 1 and isinstance(node.args[0], KerasTensor)
        self.single = places[0] if only and _says_nothing(node) else -1
        self.dead: list[int] = []

    def arguments(self, values: list[Any]) -> tuple[Any, Any]:
        """What the operation is called with."""
        found = iter([values[place] for place in self.places])
        args, kwargs = nest.map_structure(
            lambda leaf: next(found) if isinstance(leaf, KerasTensor) else leaf,
            (self.node.args, self.node.kwargs),
        )
        if state.training is not None and "training" in kwargs:
            kwargs = {**kwargs, "training": state.training}
        return args, kwargs


def _says_nothing(node: Node) -> bool:
    """Whether the keyword arguments of a call are those that it has anyway."""
    signature = getattr(node.operation, "_call_signature", None)
    usual = {"mask": None, "training": getattr(signature, "default_training", None)}
    return all(name in usual and usual[name] is value for name, value in node.kwargs.items())


class Plan:
    """How the values of outputs follow from those of inputs.

    Args:
        graph: From inputs to outputs.
        inputs: In the order in which values are given.
        outputs: In the order in which values are wanted.

    Raises:
        ValueError: An output that does not depend on the inputs.
    """

    def __init__(self, graph: Graph, inputs: list[KerasTensor], outputs: list[KerasTensor]) -> None:
        place_of: dict[Any, int] = {key_of(x): i for i, x in enumerate(inputs)}
        self._inputs = len(inputs)
        self._steps: list[_Step] = []
        missing: list[str] = []
        for node in graph.nodes:
            if node.is_input:
                if any(key_of(x) not in place_of for x in node.outputs):
                    missing.append(node.operation.name)
                continue
            if any(key_of(x) not in place_of for x in node.input_tensors):
                continue
            places = [place_of[key_of(x)] for x in node.input_tensors]
            results = []
            for tensor in node.outputs:
                key = key_of(tensor)
                results.append(place_of.setdefault(key, len(place_of)))
            self._steps.append(_Step(node, places, results))
        for place, tensor in enumerate(outputs):
            if key_of(tensor) not in place_of:
                raise ValueError(
                    f"Output with path `{place}` is not connected to `inputs`. It also depends on "
                    f"{missing}; pass these inputs to the model too."
                )
        self._count = len(place_of)
        self._outputs = [place_of[key_of(x)] for x in outputs]
        self._note_last_uses()

    def _note_last_uses(self) -> None:
        """Say after which step each value can go: tensors live no longer than they are needed."""
        kept = set(self._outputs)
        for step in reversed(self._steps):
            for place in dict.fromkeys([*step.places, *step.results]):
                if place not in kept:
                    kept.add(place)
                    step.dead.append(place)

    def run(
        self, inputs: list[Any], function: Callable[[Operation], Any] | None = None
    ) -> list[Any]:
        """The values of the outputs.

        Args:
            inputs: Values, one for each input.
            function: What is called in place of an operation.
        """
        values: list[Any] = [None] * self._count
        values[: self._inputs] = inputs
        for step in self._steps:
            operation = step.operation if function is None else function(step.operation)
            if step.single >= 0:
                result = operation(values[step.single])
            else:
                args, kwargs = step.arguments(values)
                result = operation(*args, **kwargs)
                args = kwargs = None
            if len(step.results) == 1 and not isinstance(result, list | tuple | dict):
                values[step.results[0]] = result
            else:
                for place, value in zip(step.results, nest.flatten(result), strict=False):
                    values[place] = value
            result = None
            for place in step.dead:
                values[place] = None
        return [values[place] for place in self._outputs]
