"""The calls between some tensors and others, in the order in which they are run."""

from typing import TYPE_CHECKING, Any

from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.engine.node import Node, key_of, node_of

if TYPE_CHECKING:
    from tfjs.keras.engine.operation import Operation

Key = tuple[int, int]
"""What tells a call apart: the operation's `id`, and which call of it."""


class Graph:
    """Calls and operations from inputs to outputs.

    Args:
        inputs: Where the graph begins.
        outputs: Where it ends.

    Operations and nodes are ordered by depth, the number of calls between them and an output, as in
    Keras: configs and lists of weights depend on it.

    Raises:
        ValueError: An output that the inputs do not lead to; two operations of one name.
    """

    def __init__(self, inputs: list[KerasTensor], outputs: list[KerasTensor]) -> None:
        self._starts = {key_of(x) for x in inputs}
        ordered = self._walk(outputs)
        self._order: dict[int, int] = dict(ordered.places)
        depths, operation_depths = _depths(ordered.nodes)
        operations = {id(node.operation): node.operation for node in ordered.nodes}
        for tensor in inputs:
            node = node_of(tensor)
            if id(node.operation) not in operation_depths and node.is_input:
                operation_depths[id(node.operation)] = 0
                operations[id(node.operation)] = node.operation
                self._order[id(node.operation)] = -1
                depths[_key(node)] = (0, node)
        by_depth = sorted(operation_depths, key=lambda o: (-operation_depths[o], self._order[o]))
        self.operations: list[Operation] = [operations[o] for o in by_depth]
        self.nodes: list[Node] = [
            node for _, node in sorted(depths.values(), key=lambda pair: -pair[0])
        ]
        self.keys: set[Key] = set(depths)
        self.depths: list[int] = [depth for depth, _ in depths.values()]
        self._check_connected(inputs)
        self._check_names()

    def _walk(self, outputs: list[KerasTensor]) -> "_Walk":
        walk = _Walk(self._starts)
        for tensor in outputs:
            walk.visit(tensor)
        return walk

    def _check_connected(self, inputs: list[KerasTensor]) -> None:
        known = {key_of(x) for x in inputs}
        reached: list[str] = []
        for node in self.nodes:
            for tensor in node.input_tensors:
                if key_of(tensor) not in known:
                    raise ValueError(
                        f"Graph disconnected: cannot find parent for tensor {tensor} at operation "
                        f"'{node.operation}'. The following previous operations were accessed "
                        f"without issue: {reached}"
                    )
            reached.append(node.operation.name)
            known |= {(id(node.operation), node.index, i) for i in range(len(node.outputs))}

    def _check_names(self) -> None:
        names = [operation.name for operation in self.operations]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(
                    f'The name "{name}" is used {names.count(name)} times in the model. All '
                    "operation names should be unique."
                )


def _key(node: Node) -> Key:
    return id(node.operation), node.index


class _Walk:
    """A search from outputs back to inputs, deepest calls first.

    Written with a stack of its own: a deep model has more calls than Python has frames.
    """

    def __init__(self, starts: set[Any]) -> None:
        self._starts = starts
        self._done: set[Key] = set()
        self.nodes: list[Node] = []
        """Calls, each after those that it needs."""
        self.places: dict[int, int] = {}
        """An operation's `id` -> when it was met first."""

    def visit(self, tensor: KerasTensor) -> None:
        """Add the calls that lead to a tensor."""
        stack: list[tuple[Node, int]] = []
        self._enter(tensor, stack)
        while stack:
            node, place = stack.pop()
            if place < len(node.input_tensors):
                stack.append((node, place + 1))
                self._enter(node.input_tensors[place], stack)
            else:
                self.nodes.append(node)

    def _enter(self, tensor: KerasTensor, stack: list[tuple[Node, int]]) -> None:
        if not hasattr(tensor, "_keras_history"):
            return
        node = node_of(tensor)
        key = _key(node)
        if key in self._done:
            return
        self._done.add(key)
        if not node.is_input and key_of(tensor) in self._starts:
            return
        self.places.setdefault(key[0], len(self.places))
        stack.append((node, 0))


def _depths(ordered: list[Node]) -> tuple[dict[Key, tuple[int, Node]], dict[int, int]]:
    """The depth of each call and each operation; a shared operation has its greatest one."""
    inside = {_key(node) for node in ordered}
    depths: dict[Key, tuple[int, Node]] = {}
    operations: dict[int, int] = {}
    for node in reversed(ordered):
        key = _key(node)
        depth = max(depths.get(key, (0, node))[0], operations.get(key[0], 0))
        operations[key[0]] = depth
        depths[key] = (depth, node)
        for parent in node.parent_nodes:
            above = _key(parent)
            if above in inside:
                known = depths.get(above, (0, parent))[0]
                depths[above] = (max(depth + 1, known), parent)
    return depths, operations
