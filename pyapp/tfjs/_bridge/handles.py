"""Slots of the host's handle table: who owns them, and how they are given back.

A `Tensor` owns one slot. When Python drops it, its slot is put on a list; the list travels to the
host with a later crossing, many slots at a time. Nothing crosses while an object dies: that may
happen in the middle of a crossing.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from tfjs._bridge.host import host

_S = TypeVar("_S")

_BATCH = 64
"""Slots that wait before they are given back; `a + b` spends 0.15 µs each on this."""

_dropped: list[int] = []

drop = _dropped.append
"""Mark a slot as no longer owned."""


def flush() -> None:
    """Give back every slot that is waiting."""
    if _dropped:
        slots = _dropped[:]
        del _dropped[: len(slots)]
        host.release(*slots)


def flush_if_many() -> None:
    """Give slots back once there are enough of them to be worth a crossing."""
    if len(_dropped) >= _BATCH:
        flush()


def large(code: int) -> int:
    """The slot in an answer that says its tensor is large; gives back what waits at once.

    Sixty-four dropped tensors of some megabytes would otherwise pile up before they are freed.
    """
    flush()
    return -1 - code


_shapes: list[tuple[int, ...]] = []


def shape_of(slot: int) -> tuple[int, ...]:
    """Shape of the tensor in a slot, without making a proxy of it."""
    return shape_at(host.shape_of(slot))


_objects: dict[int, Any] = {}


def shape_object(slot: int, make: Callable[[tuple[int, ...]], _S]) -> _S:
    """The shape in a slot as the library's class, one object for each shape."""
    shape_id = host.shape_of(slot)
    known = _objects.get(shape_id)
    if known is None:
        known = _objects[shape_id] = make(shape_at(shape_id))
    return known


def shape_at(shape_id: int) -> tuple[int, ...]:
    """The shape that an interned id stands for."""
    while len(_shapes) <= shape_id:
        proxy = host.shape_at(len(_shapes))
        _shapes.append(tuple(proxy.to_py()))
    return _shapes[shape_id]
