"""Functions of Python as steps of a program; see web/worker/host/calls.js.

They act on the world, so they must not act twice when a replay is given up and the function runs
in another way: what has been done is remembered until the call of the `tf.function` ends, and not
done again for the same values.

JavaScript knows such a step by number only. The program that it belongs to owns it, on this side:
so a function, its program and the step, which may well reach the function again, are a cycle that
Python can see, and collects.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import count
from types import CodeType
from typing import Any, TypeAlias
from weakref import WeakValueDictionary

from tfjs._bridge import handles, state
from tfjs._bridge.host import create_proxy, host, to_js
from tfjs._bridge.instruction import when_resolving
from tfjs._bridge.transfer import download

Action: TypeAlias = Callable[[list[int]], list[int]]
"""Slots that it owns from then on -> slots that its caller owns."""


@dataclass(slots=True)
class _Deed:
    """What has been done: by whom, with which values, and what came of it."""

    key: object
    given: list[int]
    found: list[int]

    def forget(self) -> None:
        for slot in (*self.given, *self.found):
            handles.drop(slot)


class Step:
    """A function of Python in a program."""

    __slots__ = ("__weakref__", "action", "key", "number")

    def __init__(self, key: object, action: Action) -> None:
        self.key = key
        self.action = action
        self.number = next(_numbers)
        _by_number[self.number] = self


_numbers = count(1)
_by_number: WeakValueDictionary[int, Step] = WeakValueDictionary()
recorded: list[Step] = []
"""Of the recording under way: the program that comes of it takes them over."""

called_code: set[CodeType] = set()
"""Code of the functions called by the recording under way: a replay does not depend on it."""
_done: list[_Deed] = []
"""By the replay or recording under way."""
given_up_calls: list[_Deed] = []
"""By those that were given up since the function was called."""


def record_call(
    name: str,
    key: object,
    action: Action,
    slots: Sequence[int],
    *,
    gives: bool,
    own_gradient: bool = False,
) -> list[int]:
    """Call a function now, and at each replay of the program that is being recorded.

    Args:
        name: For people who look at the program.
        key: Equal for what is the same function in another recording.
        action: The function; gets its own slots.
        slots: What it is called with.
        gives: Whether it has results; it cannot be called in the body of a loop then. If not, it is
            not called there while the body is recorded, nor for an example.
        own_gradient: Whether a gradient flows through it of which the program knows nothing.

    Returns:
        Slots of the results, the caller's to own.
    """
    if isinstance(key, tuple):
        called_code.update(part for part in key if isinstance(part, CodeType))
    found: list[int] = []
    if gives or not (state.depth or state.dry):
        with _aside():
            found = _perform(key, action, [host.clone(slot) for slot in slots])

    step = Step(key, action)
    recorded.append(step)
    _let_steps_be_called()
    host.record_call(name, to_js(list(slots)), to_js(found), step.number, own_gradient)
    return found


def _call(number: int, given: Any) -> Any:
    """Take a step of a replay."""
    step = _by_number[number]
    with _alone():
        return to_js(_perform(step.key, step.action, given.to_py()))


@cache
def _let_steps_be_called() -> None:
    host.set_caller(create_proxy(_call))


when_resolving(_let_steps_be_called)


@contextmanager
def example() -> Iterator[None]:
    """What is computed in the block is for its shapes, or for the variables made: it prints not."""
    before, state.dry = state.dry, True
    try:
        yield
    finally:
        state.dry = before


def is_example() -> bool:
    """Whether what is computed now is only an example."""
    return state.dry


def give_up() -> None:
    """The replay or recording under way is given up: the function will run in another way."""
    given_up_calls[:0] = _done
    _done.clear()


def forget_calls() -> None:
    """The function has run: nothing of it will be done again."""
    for deed in (*_done, *given_up_calls):
        deed.forget()
    _done.clear()
    given_up_calls.clear()


def _perform(key: object, action: Action, slots: list[int]) -> list[int]:
    """Do it, or give what came of it when it was done for the same values."""
    given = [host.clone(slot) for slot in slots]
    if given_up_calls:
        deed = given_up_calls.pop(0)
        if deed.key == key and all(map(_equal, deed.given, given)):
            _done.append(deed)
            for slot in (*slots, *given):
                handles.drop(slot)
            return [host.clone(slot) for slot in deed.found]
        for other in (deed, *given_up_calls):
            other.forget()
        given_up_calls.clear()
    kept, others = _done[:], given_up_calls[:]
    _done.clear()
    given_up_calls.clear()
    try:
        found = action(slots)  # which may call functions that are replayed
    except BaseException:
        for slot in given:
            handles.drop(slot)
        raise
    finally:
        forget_calls()
        _done[:], given_up_calls[:] = kept, others
    _done.append(_Deed(key, given, [host.clone(slot) for slot in found]))
    return found


def _equal(one: int, other: int) -> bool:
    return bool(_values(one) == _values(other))


def _values(slot: int) -> Any:
    shape, dtype = handles.shape_of(slot), host.dtype_of(slot)
    array = download(slot, shape, dtype)
    return shape, dtype, array.tolist() if dtype == "string" else array.tobytes()


@contextmanager
def _aside() -> Iterator[None]:
    """Nobody watches in the block."""
    host.begin_aside()
    try:
        with _alone():
            yield
    finally:
        host.end_aside()


@contextmanager
def _alone() -> Iterator[None]:
    """The same, as Python knows it."""
    before = (state.recording, state.tapes, state.on_read, state.depth, state.dry, state.unrolled)
    state.recording, state.tapes, state.on_read = False, 0, None
    state.depth, state.dry, state.unrolled = 0, False, False
    try:
        yield
    finally:
        (state.recording, state.tapes, state.on_read) = before[:3]
        (state.depth, state.dry, state.unrolled) = before[3:]
