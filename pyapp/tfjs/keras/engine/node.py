"""`Node`: one symbolic call of an operation, with what went in and what came out."""

import weakref
from typing import TYPE_CHECKING, Any

from tfjs import nest
from tfjs.keras.engine.keras_tensor import KerasHistory, KerasTensor

if TYPE_CHECKING:
    from tfjs.keras.engine.operation import Operation


class Node:
    """A call in a graph of calls. Making one enters it into the operation and its outputs.

    An operation owns its nodes, a node the tensors that went in, and a tensor the operation that
    made it. Everything else is a weak reference: a graph has no cycles, so that a model is freed,
    with its weights, as soon as nobody holds it.

    Args:
        operation: What was called.
        args: Positional arguments, with KerasTensors in them.
        kwargs: Keyword arguments.
        outputs: KerasTensors that came out, nested in any way.

    Raises:
        ValueError: Something else than a KerasTensor came out.
    """

    __slots__ = ("_alive", "_operation", "_specs", "args", "index", "input_tensors", "kwargs")

    def __init__(
        self, operation: "Operation", args: tuple[Any, ...], kwargs: dict[str, Any], outputs: Any
    ) -> None:
        self._operation = weakref.ref(operation)
        self.input_tensors: list[KerasTensor] = []
        self.args: Any = ()
        self.kwargs: Any = {}
        self.args = nest.map_structure(lambda x: x, args)
        self.kwargs = nest.map_structure(lambda x: x, kwargs)
        self.input_tensors = [
            leaf for leaf in nest.flatten((args, kwargs)) if isinstance(leaf, KerasTensor)
        ]
        self.index = len(operation._inbound_nodes)
        tensors = nest.flatten(outputs)
        for place, tensor in enumerate(tensors):
            if not isinstance(tensor, KerasTensor):
                raise ValueError(
                    "All operation outputs must be tensors. Operation "
                    f"{operation} returned a non-tensor. Non-tensor received: {tensor}"
                )
            tensor._keras_history = KerasHistory(operation, self.index, place)
        self._specs = [(t.shape, t.dtype, t.name) for t in tensors]
        self._alive = [weakref.ref(tensor) for tensor in tensors]
        operation._inbound_nodes.append(self)

    @property
    def operation(self) -> "Operation":
        """What was called."""
        operation = self._operation()
        if operation is None:
            raise RuntimeError("Node: the operation of this node does not exist any more.")
        return operation

    @property
    def is_input(self) -> bool:
        """Whether no tensor went in."""
        return not self.input_tensors

    @property
    def outputs(self) -> list[KerasTensor]:
        """The tensors that came out, in the order of a flat list."""
        found = []
        for place, reference in enumerate(self._alive):
            tensor = reference()
            if tensor is None:
                shape, dtype, name = self._specs[place]
                tensor = KerasTensor(shape, dtype, name=name)
                tensor._keras_history = KerasHistory(self.operation, self.index, place)
                self._alive[place] = weakref.ref(tensor)
            found.append(tensor)
        return found

    @property
    def output_tensors(self) -> list[KerasTensor]:
        """The tensors that came out."""
        return self.outputs

    @property
    def parent_nodes(self) -> "list[Node]":
        """The calls that made the tensors that went in."""
        return [
            node_of(tensor) for tensor in self.input_tensors if hasattr(tensor, "_keras_history")
        ]

    def __del__(self, _left: list[Any] = [], _busy: list[bool] = []) -> None:  # noqa: B006
        # What went in is dropped in a loop: each tensor holds the call before it, and Python would
        # free a deep model by as many calls inside each other, for which its stack is too small.
        _left.append((self.input_tensors, self.args, self.kwargs))
        self.input_tensors, self.args, self.kwargs = [], (), {}
        if not _busy:
            _busy.append(True)
            while _left:
                _left.pop()
            _busy.clear()

    def __repr__(self) -> str:
        return f"<Node operation={self.operation.name}, index={self.index}>"


def node_of(tensor: KerasTensor) -> Node:
    """The call that made a tensor."""
    history = tensor._keras_history
    return history.operation._inbound_nodes[history.node_index]


def key_of(tensor: KerasTensor) -> tuple[int, int, int]:
    """What tells a tensor of a graph apart: operation, call, and which result."""
    history = tensor._keras_history
    return id(history.operation), history.node_index, history.tensor_index
