"""Python's `tensor[...]`, and `tf.strided_slice`, which is the same with masks."""

import builtins
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _bridge, _operators
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor
from tfjs.ops._shapes import static_ints
from tfjs.ops.casting import identity
from tfjs.ops.shaping import reshaped, sizes_of
from tfjs.ops.slicing import block, stepped
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

newaxis = None

_KINDS = (
    "Only integers, slices (`:`), ellipsis (`...`), tf.newaxis (`None`) and scalar "
    "tf.int32/tf.int64 tensors "
    "are valid indices, got {!r}. Use tf.boolean_mask or tf.gather for others."
)


class SliceIndexError(InvalidArgumentError, IndexError):
    """An index outside its axis: TensorFlow's error, and Python's."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What one item of a key takes of one axis."""

    start: int
    count: int
    step: int
    drops: bool


def getitem(tensor: "TensorLike", key: Any) -> Tensor:
    """Part of a tensor by Python's indexing: ints, slices, `...`, `None`, scalar integer tensors.

    A tensor of booleans is a mask; a list is what a tuple is.

    Raises:
        TypeError: A key of another kind; use `tf.boolean_mask` or `tf.gather`.
        InvalidArgumentError: An index outside its axis (also an IndexError), or more items than
            axes.
    """
    if type(tensor) is Tensor and (slot := _bridge.part(tensor._slot, key)):
        return Tensor(slot, tensor.dtype)
    x = as_tensor(tensor, op="getitem")
    if isinstance(key, Tensor | Variable | np.ndarray) and key.dtype == np.bool_:
        return _operators.ops.boolean_mask(x, key)  # type: ignore[no-any-return]
    items = list(key) if isinstance(key, tuple | list) else [key]
    sizes = sizes_of(x)
    items = _without_ellipsis(items, len(sizes))
    parts: list[_Part] = []
    shape: list[int] = []
    for item in items:
        if item is None:
            shape.append(1)
            continue
        part = _part(item, sizes[len(parts)], len(parts))
        parts.append(part)
        if not part.drops:
            shape.append(part.count)
    return _taken(x, parts, tuple(shape))


def _without_ellipsis(items: list[Any], rank: int) -> list[Any]:
    """The key with as many full slices as it leaves out."""
    taken = sum(1 for item in items if item is not None and item is not ...)
    if taken > rank:
        raise SliceIndexError(
            f"getitem: Index out of range using input dim {rank}; input has only {rank} dims",
            op="getitem",
        )
    dots = [i for i, item in enumerate(items) if item is ...]
    if len(dots) > 1:
        raise InvalidArgumentError("Multiple ellipses in slice spec not allowed", op="getitem")
    at = dots[0] if dots else len(items)
    return items[:at] + [builtins.slice(None)] * (rank - taken) + items[at + 1 :]


def _part(item: Any, size: int, axis: int) -> _Part:
    if isinstance(item, builtins.slice):
        bounds = (_bound(item.start), _bound(item.stop), _bound(item.step))
        if bounds[2] == 0:
            raise InvalidArgumentError("getitem: slice step cannot be zero", op="getitem")
        steps = range(*builtins.slice(*bounds).indices(size))
        return _Part(steps.start, len(steps), steps.step, drops=False)
    index = _index(item)
    if not -size <= index < size:
        raise SliceIndexError(
            f"getitem: slice index {index} of dimension {axis} out of bounds.", op="getitem"
        )
    return _Part(index % size, 1, 1, drops=True)


def _bound(value: Any) -> int | None:
    return None if value is None else _index(value)


def _index(item: Any) -> int:
    if isinstance(item, bool | np.bool_ | float | str | list):
        raise TypeError(_KINDS.format(item))
    if isinstance(item, Tensor | Variable) and (item.shape or not item.dtype.is_integer):
        raise TypeError(_KINDS.format(item))
    if isinstance(item, np.ndarray) and item.ndim:
        raise TypeError(_KINDS.format(item))
    try:
        return int(item.__index__())
    except (AttributeError, TypeError):
        raise TypeError(_KINDS.format(item)) from None


def _taken(x: Tensor, parts: list[_Part], shape: tuple[int, ...]) -> Tensor:
    if all(p.step == 1 or p.count <= 1 for p in parts) or any(p.count == 0 for p in parts):
        out = block(x, tuple(p.start for p in parts), tuple(p.count for p in parts))
    else:
        out = x
        for axis, p in enumerate(parts):
            if (p.start, p.count, p.step) != (0, sizes_of(out)[axis], 1):
                out = stepped(out, axis, p.start, p.count, p.step)
    if sizes_of(out) != shape:
        return reshaped(out, shape)
    return identity(x) if out is x else out


def strided_slice(
    input_: "TensorLike",
    begin: Any,
    end: Any,
    strides: Any = None,
    begin_mask: int = 0,
    end_mask: int = 0,
    ellipsis_mask: int = 0,
    new_axis_mask: int = 0,
    shrink_axis_mask: int = 0,
    var: None = None,
    name: str | None = None,
) -> Tensor:
    """Take `input_[begin:end:strides]` along each axis; bit `i` of a mask is about entry `i`.

    Args:
        input_: Any shape.
        begin: First index of each entry.
        end: Index behind the last of each entry.
        strides: Step of each entry; 1 if None.
        begin_mask: `begin` is ignored: from the start.
        end_mask: `end` is ignored: to the end.
        ellipsis_mask: The entry is `...`.
        new_axis_mask: The entry is a new axis of size 1.
        shrink_axis_mask: The entry is the single index `begin`, and the axis goes away.
        var: Not supported.
    """
    starts = static_ints(begin, "strided_slice", "begin")
    stops = static_ints(end, "strided_slice", "end")
    steps = (
        static_ints(strides, "strided_slice", "strides")
        if strides is not None
        else (1,) * len(starts)
    )
    key: list[Any] = []
    for i, (start, stop, step) in enumerate(zip(starts, stops, steps, strict=True)):
        bit = 1 << i
        if ellipsis_mask & bit:
            key.append(...)
        elif new_axis_mask & bit:
            key.append(None)
        elif shrink_axis_mask & bit:
            key.append(start)
        else:
            first = None if begin_mask & bit else start
            key.append(builtins.slice(first, None if end_mask & bit else stop, step))
    return getitem(input_, tuple(key))
