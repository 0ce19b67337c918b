"""Inputs brought to what a functional model was made for, and graphs cut where it begins."""

from typing import Any

from tfjs import nest
from tfjs.keras.engine.graph import Graph
from tfjs.keras.engine.input_layer import Input
from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.engine.masks import get_keras_mask, set_keras_mask
from tfjs.keras.engine.node import Node, key_of, node_of
from tfjs.keras.engine.signature import is_tensor
from tfjs.ops.casting import cast
from tfjs.ops.creation import convert_to_tensor
from tfjs.ops.shaping import expand_dims, squeeze


def fitting(x: Any, own: KerasTensor, place: int) -> Any:
    """An input as a tensor of the dtype and rank that the model was made for."""
    if x is None:
        return None
    mask = get_keras_mask(x)
    if not is_tensor(x):
        x = convert_to_tensor(x)
    if x.dtype != own.dtype:
        x = cast(x, own.dtype)
    rank, wanted = len(x.shape), len(own.shape)
    if rank == wanted + 1 and x.shape[-1] == 1:
        x = squeeze(x, axis=-1)
    elif rank == wanted - 1 and own.shape[-1] == 1:
        x = expand_dims(x, axis=-1)
    elif rank != wanted:
        raise ValueError(
            f"Invalid input shape for input {place} with name '{own.name}'. Expected shape "
            f"{own.shape}, but input has incompatible shape {tuple(x.shape)}"
        )
    if mask is not None:
        set_keras_mask(x, mask)
    return x


def cut(inputs: Any, outputs: Any) -> tuple[Any, Any]:
    """The graph between the tensors again, beginning at new inputs in place of inner tensors."""
    flat = nest.flatten(inputs)
    twins: dict[Any, KerasTensor] = {}
    starts = []
    for tensor in flat:
        twin = tensor
        if not node_of(tensor).is_input:
            twin = Input(batch_shape=tensor.shape, dtype=tensor.dtype, name=f"{tensor.name}CLONE")
        twins[key_of(tensor)] = twin
        starts.append(twin)

    def swapped(leaf: Any) -> Any:
        return twins[key_of(leaf)] if isinstance(leaf, KerasTensor) else leaf

    for node in Graph(flat, nest.flatten(outputs)).nodes:
        if node.is_input:
            continue
        args, kwargs = nest.map_structure(swapped, (node.args, node.kwargs))
        copies = [KerasTensor(x.shape, x.dtype, name=f"{x.name}_clone") for x in node.outputs]
        keys = [key_of(x) for x in node.outputs]
        Node(node.operation, args, kwargs, copies)
        twins.update(zip(keys, copies, strict=True))
    ends = [twins[key_of(tensor)] for tensor in nest.flatten(outputs)]
    return nest.pack_sequence_as(inputs, starts), nest.pack_sequence_as(outputs, ends)
