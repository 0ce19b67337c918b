"""What rewritten functions call: Python's way for Python values, one step of a program for others.

Functions that a rewritten function hands over share its variables. `get` gives the values of those
that a branch or loop assigns, `put` sets them; so an example can be run, and undone.
"""

from collections.abc import Callable, Sequence
from types import FunctionType, MethodType
from typing import Any, Final

from tfjs import _bridge
from tfjs.flow.branches import choose
from tfjs.function.autograph.convert import converted
from tfjs.function.autograph.loops import RangeLoop, RowLoop, StagedLoop
from tfjs.function.autograph.state import UNDEFINED as UNDEFINED
from tfjs.function.autograph.state import Branches, Get, Put
from tfjs.ops.math import logical_not
from tfjs.ops.sequences import range as tensor_range
from tfjs.tensor import Tensor
from tfjs.variable import Variable

_PEELED: Final = 1
"""Iterations that run as Python before a loop's variables have to keep their shapes."""


def decides(value: Any) -> bool:
    """Whether a replay may decide otherwise on this: a tensor of one element that varies."""
    if isinstance(value, Variable):
        value = value._cell
    return (
        isinstance(value, Tensor)
        and _bridge.is_staging()
        and value.shape.num_elements() == 1
        and _bridge.varies(value._slot)
    )


def _plain(value: Any) -> Any:
    return value.read_value() if isinstance(value, Variable) else value


def load(read: Callable[[], Any]) -> Any:
    """The value of a variable, or `UNDEFINED`."""
    try:
        return read()
    except NameError:
        return UNDEFINED


def called(function: Any) -> Any:
    """A function that is about to be called: rewritten too, if it is the user's."""
    if isinstance(function, FunctionType | MethodType):
        return converted(function)
    call = None if isinstance(function, type) else _call_of(type(function))
    if isinstance(call, FunctionType):
        twin = converted(call)
        return function if twin is call else MethodType(twin, function)
    return function


def _call_of(kind: type) -> Any:
    """What calling an instance of a class runs."""
    return next((vars(k)["__call__"] for k in kind.__mro__ if "__call__" in vars(k)), None)


def if_(
    test: Any,
    then: Callable[[], Any],
    other: Callable[[], Any],
    get: Get,
    put: Put,
    local: Sequence[int],
    returns: bool,
) -> Any:
    """An `if` statement; gives what the branch returns.

    Args:
        test: What it decides on.
        then: The branch for a true one.
        other: The branch for a false one.
        get: Values of the variables that the branches assign.
        put: Sets them.
        local: Which of them nobody else reads.
        returns: Whether each branch returns.
    """
    if decides(test):
        start = get()
        try:
            return Branches(get, put, start, local).run(_plain(test), (other, then), returns)
        except _bridge.UnfitError:
            put(start)
            if _bridge.is_inside_part():
                raise
    return then() if test else other()


def while_(
    test: Callable[[], Any], body: Callable[[], None], get: Get, put: Put, local: Sequence[int]
) -> None:
    """A `while` loop; the arguments are those of `if_`."""
    tries = _PEELED + 1
    while True:
        going = test()
        if tries and decides(going):
            tries -= 1
            if _tried(get, put, lambda: StagedLoop(get, put, local).run(test, body)):
                return
        if not going:
            return
        body()


def _tried(get: Get, put: Put, attempt: Callable[[], None]) -> bool:
    """Whether a loop became one step; if not, nothing has happened."""
    start = get()
    try:
        attempt()
    except _bridge.UnfitError:
        put(start)
        if _bridge.is_inside_part():
            raise
        return False
    return True


class Range:
    """`tf.range` of numbers that a replay may change: gone through, never made."""

    def __init__(self, start: Any, limit: Any = None, delta: Any = 1, dtype: Any = None) -> None:
        first, last = (0, start) if limit is None else (start, limit)
        self.first, self.last, self.delta, self.dtype = first, last, delta, dtype

    def __iter__(self) -> Any:
        return iter(tensor_range(self.first, self.last, self.delta, self.dtype))


def iterated(function: Any, *args: Any, **kwargs: Any) -> Any:
    """What a `for` loop goes through, where the source has a call."""
    if function in (tensor_range, range) and any(map(decides, args)):
        return Range(*args, **{k: v for k, v in kwargs.items() if k != "name"})
    return called(function)(*args, **kwargs)


def for_(
    source: Any,
    body: Callable[[Any], None],
    test: Callable[[], Any] | None,
    get: Get,
    put: Put,
    local: Sequence[int],
) -> None:
    """A `for` loop.

    Args:
        source: What it goes through.
        body: Takes an item.
        test: Whether it goes on; None if nothing breaks it.
        get: See `if_`.
        put: See `if_`.
        local: See `if_`.
    """
    if isinstance(source, Range) and _bridge.is_staging():
        if _through_range(source, body, test, get, put, local):
            return
    elif _is_rows(source):
        for peeled in range(_PEELED + 1):
            rows = source[peeled:]
            loop = RowLoop(get, put, local)
            if _tried(get, put, lambda rows=rows, loop=loop: loop.run(rows, body, test)):  # type: ignore[misc]
                return
            body(source[peeled])
            if test is not None and not test():
                return
            if source.shape[0] == peeled + 1:
                return
        source = source[_PEELED + 1 :]
    for item in source:
        body(item)
        if test is not None and not test():
            break


def _is_rows(source: Any) -> bool:
    return (
        isinstance(source, Tensor)
        and _bridge.is_staging()
        and len(source.shape) > 0
        and int(source.shape[0]) > 1
    )


def _through_range(
    source: Range,
    body: Callable[[Any], None],
    test: Callable[[], Any] | None,
    get: Get,
    put: Put,
    local: Sequence[int],
) -> bool:
    """Whether the loop was run; if not, `source` begins where it has to go on."""
    for peeled in range(_PEELED + 1):
        loop = RangeLoop(get, put, local, source.first, source.last, source.delta, source.dtype)
        if _tried(get, put, lambda loop=loop: loop.run(body, test)):  # type: ignore[misc]
            return True
        if peeled == _PEELED:
            break
        if not loop.within(loop.first):
            return True
        body(loop.first)
        if test is not None and not test():
            return True
        source.first = loop.next(loop.first)
    return False


def and_(*parts: Callable[[], Any]) -> Any:
    """`and`: the first that is false, or the last."""
    value = parts[0]()
    if len(parts) == 1:
        return value
    if decides(value):
        first = _plain(value)
        return choose(first, (lambda: first, lambda: and_(*parts[1:])), as_index=bool)
    return and_(*parts[1:]) if value else value


def or_(*parts: Callable[[], Any]) -> Any:
    """`or`: the first that is true, or the last."""
    value = parts[0]()
    if len(parts) == 1:
        return value
    if decides(value):
        first = _plain(value)
        return choose(first, (lambda: or_(*parts[1:]), lambda: first), as_index=bool)
    return value if value else or_(*parts[1:])


def not_(value: Any) -> Any:
    """`not`."""
    if decides(value) and value.dtype.is_bool:
        return logical_not(_plain(value))
    return not value


def if_value(test: Any, then: Callable[[], Any], other: Callable[[], Any]) -> Any:
    """`then if test else other`."""
    if decides(test):
        return choose(_plain(test), (other, then), as_index=bool)
    return then() if test else other()
