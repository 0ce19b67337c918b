"""What goes into a gradient and comes out of it: weights, tensors, slices."""

import enum
from collections.abc import Sequence
from typing import Any

from tfjs import _bridge, dtypes
from tfjs.dtypes import DType
from tfjs.errors import InvalidArgumentError
from tfjs.indexed_slices import IndexedSlices
from tfjs.nest import flatten
from tfjs.ops._arguments import as_tensor
from tfjs.ops._families import filled
from tfjs.ops.sequences import one_hot
from tfjs.ops.shaping import reshape
from tfjs.tensor import Tensor
from tfjs.variable import Variable


class UnconnectedGradients(enum.Enum):
    """What the gradient is with respect to something that the target does not depend on."""

    NONE = "none"
    ZERO = "zero"


def slot_of(value: Any) -> int:
    """Slot of a tensor or variable."""
    return value._cell._slot if isinstance(value, Variable) else value._slot


def sizes_of_any(value: Any) -> tuple[int, ...]:
    """Sizes of a tensor or variable."""
    return tuple(value.shape)


def weights_of(target: Any, targets: list[Tensor], given: Any) -> list[Tensor | None]:
    """Output gradients, one for each target; None for ones."""
    if given is None:
        return [None] * len(targets)
    weights = [given] if isinstance(target, Tensor | Variable) else flatten(given)
    if len(weights) != len(targets):
        raise ValueError(
            f"tape.gradient: expected {len(targets)} output_gradients. Received: {len(weights)}."
        )
    found: list[Tensor | None] = []
    for target, weight in zip(targets, weights, strict=True):
        tensor = None if weight is None else as_tensor(weight, hint=target.dtype)
        if tensor is not None and tensor.shape != target.shape:
            raise InvalidArgumentError(
                f"tape.gradient: expected output_gradients of the target's shape {target.shape}. "
                f"Received: {tensor.shape}.",
                op="tape.gradient",
            )
        found.append(tensor)
    return found


def made(slot: int, rows: int, place: Any, unconnected: UnconnectedGradients) -> Any:
    """A gradient as the caller gets it, of slots; `rows` is that of the indices of slices."""
    if rows != 0:
        indices = Tensor(rows, dtypes.int32)
        return IndexedSlices(Tensor(slot, place.dtype), indices, sizes_of_any(place))
    if slot != 0:
        return Tensor(slot, place.dtype)
    if unconnected is UnconnectedGradients.ZERO:
        return filled(sizes_of_any(place), 0, place.dtype)
    return None


def unit(index: int, count: int, shape: Sequence[int], dtype: DType, repeats: int = 1) -> Tensor:
    """Ones at one place of `count`, in a shape; several of them along the first axis."""
    row = one_hot(index if repeats == 1 else [index] * repeats, count, dtype=dtypes.float32)
    tensor = reshape(row, (*([repeats] if repeats > 1 else shape[:1]), *shape[1:]))
    return Tensor(_bridge.clone(tensor._slot), dtype)
