"""Masks: which steps of a tensor count, carried by the tensor from layer to layer."""

from typing import Any

from tfjs import nest


def get_keras_mask(x: Any) -> Any:
    """The mask of a tensor; None if it has none."""
    return getattr(x, "_keras_mask", None)


def set_keras_mask(x: Any, mask: Any) -> None:
    """Give a tensor a mask, or take it away; values that cannot carry one stay without."""
    try:
        x._keras_mask = mask
    except AttributeError:
        return


def masks_of(structure: Any) -> Any:
    """The masks of nested tensors, nested alike; None for one tensor without."""
    if nest.is_nested(structure):
        return nest.map_structure(get_keras_mask, structure)
    return get_keras_mask(structure)


def carry(layer: Any, inputs: Any, outputs: Any, previous: Any) -> None:
    """Give the outputs of a layer the masks that it computes, unless they have some.

    Args:
        layer: Whose `compute_mask` decides.
        inputs: Its first argument.
        outputs: What it returned.
        previous: The masks of its inputs.
    """
    tensors = nest.flatten(outputs)
    if all(get_keras_mask(x) is not None for x in tensors):
        return
    masks = layer.compute_mask(inputs, previous)
    if masks is None:
        return
    for tensor, mask in zip(tensors, nest.flatten(masks), strict=False):
        if mask is not None and get_keras_mask(tensor) is None:
            set_keras_mask(tensor, mask)
