"""`get_source_inputs`: where a symbolic tensor comes from."""

from typing import Any

from tfjs.keras.engine.node import node_of


def get_source_inputs(tensor: Any) -> Any:
    """The inputs that a symbolic tensor is computed from, each once.

    Args:
        tensor: A KerasTensor; anything else is given back.
    """
    if not hasattr(tensor, "_keras_history"):
        return tensor
    found: list[Any] = []
    seen: set[tuple[int, int]] = set()
    waiting = [tensor]
    while waiting:
        node = node_of(waiting.pop())
        key = id(node.operation), node.index
        if key in seen:
            continue
        seen.add(key)
        if node.is_input:
            found += node.outputs
        else:
            waiting += reversed(node.input_tensors)
    return found
