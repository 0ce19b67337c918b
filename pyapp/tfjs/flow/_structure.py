"""Structures of tensors that go into loops and branches and come out of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from tfjs._bridge import UnfitError
from tfjs.function.signature import described, replaced
from tfjs.ops._arguments import as_tensor
from tfjs.tensor import Tensor
from tfjs.tensor_array import TensorArray
from tfjs.variable import Variable

_VALUES = (bool, int, float, complex, str, bytes, Variable)


class Flat:
    """A structure, its tensors in order, and a key that equal structures share.

    Args:
        value: The structure.
        convert: Makes tensors of what should be some; `as_tensors` if None.
    """

    __slots__ = ("key", "tensors", "value")

    def __init__(self, value: Any, convert: Callable[[Any], Any] | None = None) -> None:
        self.value = (convert or as_tensors)(value)
        self.tensors: list[Tensor] = []
        self.key = described(self.value, self.tensors)

    @property
    def slots(self) -> list[int]:
        """Slots of the tensors."""
        return [tensor._slot for tensor in self.tensors]

    def rebuilt(self, slots: Sequence[int]) -> Any:
        """The structure with other tensors, of the same dtypes, which it owns."""
        pairs = zip(slots, self.tensors, strict=True)
        return replaced(self.value, iter([Tensor(slot, t.dtype) for slot, t in pairs]))


def as_tensors(value: Any) -> Any:
    """The structure with every number, string, array and variable as a tensor."""
    if isinstance(value, Tensor):
        return value
    if isinstance(value, Variable):
        return value.read_value()
    if isinstance(value, (*_VALUES, np.ndarray, np.generic)):
        return as_tensor(value)
    return mapped(as_tensors, value)


def mapped(function: Callable[[Any], Any], value: Any) -> Any:
    """The list, tuple or dict with a function applied to its items; anything else as it is."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*[function(item) for item in value])
    if isinstance(value, list | tuple):
        return type(value)([function(item) for item in value])
    if isinstance(value, Mapping):
        return type(value)({key: function(item) for key, item in value.items()})  # type: ignore[call-arg]
    return value


def leaves(value: Any) -> list[Any]:
    """The leaves of a structure in the order of `Flat.tensors`; composites are leaves."""
    if isinstance(value, Mapping):
        return [leaf for item in value.values() for leaf in leaves(item)]
    if isinstance(value, list | tuple):
        return [leaf for item in value for leaf in leaves(item)]
    return [value]


def same_kind(before: Flat, after: Flat) -> None:
    """Check that what a loop's body gave can be given to it again.

    Raises:
        UnfitError: Another structure, dtype or shape.
    """
    if before.key != after.key:
        raise UnfitError("what the body gives differs from what it takes")


def settle_arrays(before: Any, after: Any) -> bool:
    """Let empty `TensorArray`s know the shape of their elements, once a body has written some."""
    pairs = zip(leaves(before), leaves(after), strict=False)
    changed = False
    for old, new in pairs:
        if isinstance(old, TensorArray) and isinstance(new, TensorArray):
            changed = old._learn(new) or changed
    return changed
