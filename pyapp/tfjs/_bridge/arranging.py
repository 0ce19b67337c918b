"""Shapes, orders and parts of one tensor in one short crossing; see web/worker/host/arranging.js.

Each function gives 0 for what it does not do: `tfjs.ops` then looks closer, and finds the words.
"""

from types import EllipsisType
from typing import Any, Final

from tfjs._bridge import faults, handles
from tfjs._bridge.host import JsException, host
from tfjs._bridge.instruction import describe
from tfjs._bridge.transfer import _shape_ids, shape_id

_MOST_SHAPES: Final = 4096
"""Shapes and orders that are kept interned here; others go the long way."""
_MOST_ITEMS: Final = 12

_dropped, _batch = handles._dropped, handles._BATCH
_to_shape, _with_axis = host.to_shape, host.with_axis
_without_axis, _turned, _part = host.without_axis, host.turned, host.part


def _interned(sizes: Any) -> int:
    """The number that stands for a list or tuple of ints; -1 for anything else."""
    kind = type(sizes)
    if kind is not tuple and kind is not list:
        return -1
    for size in sizes:
        if type(size) is not int:  # others equal ints, and mean something else
            return -1
    key = sizes if kind is tuple else tuple(sizes)
    known = _shape_ids.get(key)
    if known is not None:
        return known
    return shape_id(key) if len(_shape_ids) < _MOST_SHAPES else -1


def to_shape(x: int, shape: Any) -> int:
    """Slot of the values in another shape."""
    number = _interned(shape)
    if number < 0:
        return 0
    if len(_dropped) >= _batch:
        handles.flush()
    try:
        slot = _to_shape(x, number)
    except JsException as error:
        faults.fail(error, "reshape", describe((x,), (tuple(shape),)))
    return slot if slot >= 0 else handles.large(slot)


def with_axis(x: int, axis: Any) -> int:
    """Slot of the values with a new axis before position `axis`."""
    if type(axis) is not int:
        return 0
    if len(_dropped) >= _batch:
        handles.flush()
    try:
        slot = _with_axis(x, axis)
    except JsException as error:
        faults.fail(error, "expand_dims", describe((x,), (axis,)))
    return slot if slot >= 0 else handles.large(slot)


def without_axis(x: int, axis: Any) -> int:
    """Slot of the values without an axis of size 1, or without all of them for None."""
    if axis is not None and type(axis) is not int:
        return 0
    if len(_dropped) >= _batch:
        handles.flush()
    try:
        slot = _without_axis(x, axis)
    except JsException as error:
        faults.fail(error, "squeeze", describe((x,), (axis,)))
    return slot if slot >= 0 else handles.large(slot)


def turned(x: int, order: Any) -> int:
    """Slot of the values with their axes in another order; the other way round for None."""
    number = -1
    if order is not None:
        number = _interned(order)
        if number < 0:
            return 0
    if len(_dropped) >= _batch:
        handles.flush()
    try:
        slot = _turned(x, number)
    except JsException as error:
        faults.fail(error, "transpose", describe((x,), ()))
    return slot if slot >= 0 else handles.large(slot)


def part(x: int, key: Any) -> int:  # noqa: C901 - one body, because every call in it costs
    """Slot of what is between brackets: ints, slices without steps, None and one ellipsis."""
    kind = type(key)
    if len(_dropped) >= _batch:
        handles.flush()
    try:
        if kind is int:
            slot = _part(x, 1, 1, key)
        elif kind is slice:
            start, stop = key.start, key.stop
            if (start is not None and type(start) is not int) or key.step is not None:
                return 0
            if stop is not None and type(stop) is not int:
                return 0
            slot = _part(x, 1, 0, start, stop)
        elif kind is tuple and len(key) <= _MOST_ITEMS:
            kinds, places, shift, dots = 0, [], 0, False
            for item in key:
                kind = type(item)
                if kind is int:
                    kinds |= 1 << shift
                    places.append(item)
                elif kind is slice:
                    start, stop = item.start, item.stop
                    if (start is not None and type(start) is not int) or item.step is not None:
                        return 0
                    if stop is not None and type(stop) is not int:
                        return 0
                    places += (start, stop)
                elif item is None:
                    kinds |= 2 << shift
                elif kind is EllipsisType and not dots:
                    kinds |= 3 << shift
                    dots = True
                else:
                    return 0
                shift += 2
            slot = _part(x, len(key), kinds, *places)
        else:
            return 0
    except JsException as error:
        faults.fail(error, "getitem", describe((x,), ()))
    return slot if slot >= 0 else handles.large(slot)
