"""Stop: raise KeyboardInterrupt in the program that is meant, never in the runtime's own machinery.

A press of Stop names the last request (its ticket) that it is for. It comes by two ways:

- A signal, which Pyodide raises from the interrupt buffer while Python computes. If the innermost
  frames are a program's, it is interrupted right there. Below a program's frames there may be
  machinery that must not be torn (the event loop, the bridge between a tensor and its handle): then
  the signal comes again and again, until it meets the program itself. Where what it raises is lost
  (in a generator that is freed), the press is open again.
- A message, which the worker reads while Python waits. The tasks of the request are cancelled, and
  what `run_sync` waits for is rejected.

Whichever comes first answers the press; the other finds it answered. Whatever is cancelled arrives
as KeyboardInterrupt. Import this module before anything that imports `run_sync`.
"""

from __future__ import annotations

import asyncio
import contextvars
import enum
import functools
import math
import signal
import sys
import time
from typing import TYPE_CHECKING, Any, TypeVar

import pyodide.ffi
from pyodide import webloop
from pyodide.ffi import JsException, JsProxy, can_run_sync

from studio import host

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from types import FrameType

T = TypeVar("T")

NEVER = math.inf
"""The ticket of work that no press is meant for."""

_MACHINERY = ("asyncio", "pyodide", "_pyodide", "_pyodide_core", __name__, host.__name__)
"""Modules that are not left in the middle: theirs is state that Python's own code does not see."""
_LIBRARY = (
    *("_bridge", "ops", "tensor", "variable", "gradients", "function"),
    *("data._values", "flow", "generator", "io._model", "tasks._classifier"),
    *("keras.layers.convolutional._fused", "keras.layers.rnn._dense_cell"),
    "keras.layers.rnn._sequence",
)
"""The same in our library: between a handle and its tensor. A unit test knows who makes tensors."""
_HELPERS = ("dtypes", "errors", "nest", "tensor_shape", "_scopes")
"""Parts of our library that belong to whatever calls them, as the standard library does."""
_CALLBACKS = ("weakref", "_weakrefset")
"""Modules whose functions are called when something is freed: what they raise is lost."""


class _Kind(enum.Enum):
    """To whom the code of a module belongs."""

    MACHINERY = enum.auto()
    NEUTRAL = enum.auto()
    """To whatever calls it: the standard library, NumPy, our own helpers."""
    STUDIO = enum.auto()
    PROGRAM = enum.auto()


_current: contextvars.ContextVar[Activity | None] = contextvars.ContextVar("activity", default=None)
_activities: set[Activity] = set()
_suspended: set[asyncio.Task[Any]] = set()
"""Tasks that wait in `run_sync`: they are woken by what they wait for."""
_missed: set[asyncio.Task[Any]] = set()
"""Those of them that Stop is for: what they wait for may have come just before it was rejected."""
_pausing = False
_looking = False
_loop = asyncio.get_event_loop()
_run_sync = pyodide.ffi.run_sync
_schedule = webloop.scheduleCallback
"""Pyodide's own, which a snapshot expects to find."""
_sleep: Callable[[float], None] = time.sleep.__wrapped__  # type: ignore[attr-defined]


class Activity:
    """One request of the page, as long as it goes on."""

    __slots__ = ("_answered", "_landing", "live", "ticket")

    def __init__(self, ticket: float) -> None:
        self.ticket = ticket
        self.live = True
        self._answered = 0
        self._landing = False

    def is_pressed(self) -> bool:
        """Whether there is a press for it that nothing has answered."""
        return self.live and bool(host.pressed(self.ticket) > self._answered)

    def answer(self) -> bool:
        """Take note that the last press has its effect; False if it had it before."""
        pressed = self.is_pressed()
        if pressed:
            self._answered = host.pressed(self.ticket)
            _loose.answer()
        return pressed

    def reopen(self) -> None:
        """Its last press had no effect after all."""
        self._answered = 0

    def cancel(self) -> None:
        """Cancel its tasks, except those that are woken otherwise."""
        self._landing = self.answer()
        for task in asyncio.all_tasks(_loop):
            mine = task.get_context().get(_current) is self  # type: ignore[attr-defined]
            if mine and task in _suspended:
                _missed.add(task)
            elif mine:
                task.cancel()

    def lands(self) -> bool:
        """Whether a cancellation that arrives is Stop's."""
        landing = self.answer() or self._landing
        self._landing = False
        return landing


class _Loose:
    """Code that belongs to no request under way: callbacks, and tasks that outlived theirs."""

    def __init__(self) -> None:
        self._answered = 0

    def is_pressed(self) -> bool:
        return bool(host.last_press() > self._answered)

    def answer(self) -> bool:
        pressed = self.is_pressed()
        self._answered = host.last_press()
        return pressed

    def reopen(self) -> None:
        self._answered = 0


_loose = _Loose()


async def supervise(ticket: float, work: Callable[[], Awaitable[T]]) -> T:
    """What `work()` gives, unless Stop is pressed for `ticket`.

    Raises:
        KeyboardInterrupt: It was.
    """
    activity = Activity(ticket)
    token = _current.set(activity)
    _activities.add(activity)
    try:
        if activity.answer():
            raise KeyboardInterrupt
        return await _guarded(work)
    except asyncio.CancelledError as error:
        if activity.lands():
            raise KeyboardInterrupt().with_traceback(error.__traceback__) from None
        raise
    finally:
        activity.live = False
        _activities.discard(activity)
        _current.reset(token)
        _absolve(asyncio.current_task())


async def _guarded(work: Callable[[], Awaitable[T]]) -> T:
    """The frame above which everything is the program's."""
    return await work()


def _absolve(task: asyncio.Task[Any] | None) -> None:
    """Forget cancellations that came too late."""
    while task is not None and task.cancelling():
        task.uncancel()


def stop() -> None:
    """Stop what waits. Called by the worker when it reads the page's message."""
    for activity in list(_activities):
        if activity.is_pressed():
            activity.cancel()
    _loose.answer()  # what computes has met the signal by now: a press is not for what comes later


def run_sync(awaitable: Awaitable[T]) -> T:
    """As `pyodide.ffi.run_sync`, but Stop ends the wait.

    Raises:
        KeyboardInterrupt: Stop was pressed.
    """
    activity = _current.get()
    task = asyncio.current_task(_loop)
    if activity is None or not activity.live or task is None or not can_run_sync():
        return _run_sync(awaitable)  # type: ignore[no-any-return]
    if isinstance(awaitable, JsProxy):
        waiting: Any = host.stoppable(awaitable, activity.ticket)
    else:
        waiting = asyncio.ensure_future(awaitable, loop=_loop)
    _suspended.add(task)
    try:
        if activity.answer():
            raise KeyboardInterrupt
        result = _run_sync(waiting)
    except (asyncio.CancelledError, JsException):
        if activity.lands():
            raise KeyboardInterrupt from None
        raise
    finally:
        _suspended.discard(task)
        missed = task in _missed
        _missed.discard(task)
    if missed or activity.answer():
        activity.lands()
        raise KeyboardInterrupt
    return result  # type: ignore[no-any-return]


def sleep(seconds: float) -> None:
    """As `time.sleep`; Stop ends it at once wherever the browser lets a worker wait."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    if can_run_sync():
        run_sync(asyncio.sleep(seconds))
    elif host.can_block():
        host.block(seconds * 1000)
    else:
        _sleep(seconds)


def show_where(error: BaseException) -> None:
    """Let the traceback of a KeyboardInterrupt end where the program was, not in here."""
    if not isinstance(error, KeyboardInterrupt):
        return
    shown = None
    part = error.__traceback__
    while part is not None:
        if not _is_machinery(part.tb_frame):
            shown = part
        part = part.tb_next
    if shown is not None:
        shown.tb_next = None


def install() -> None:
    """Take the places of Python's signal handler, `run_sync` and `time.sleep`."""
    for module in (pyodide.ffi, webloop):
        module.run_sync = run_sync
    sleep.__wrapped__ = _sleep  # type: ignore[attr-defined]
    time.sleep = sleep  # type: ignore[assignment]
    webloop.scheduleCallback = host.schedule
    # A task that raises these keeps them for whoever awaits it; the loop must not die of them.
    _loop._keyboard_interrupt_handler = lambda: None  # type: ignore[attr-defined]
    _loop._system_exit_handler = lambda _: None  # type: ignore[attr-defined]
    sys.unraisablehook = _on_lost
    signal.signal(signal.SIGINT, _on_signal)


def _on_signal(_: int, frame: FrameType | None) -> None:
    global _looking
    if _looking:  # one that comes while another is looked into would never let it end
        return
    if host.pauses():
        _pause()
    target = _target()
    if not target.is_pressed():
        return
    _looking = True
    try:
        place, torn = _place_in(frame)
    finally:
        _looking = False  # before the signal is shown again: it may come at once
    if place is None or torn:
        _look_again()  # it is machinery, or the event loop between two tasks
        return
    target.answer()
    error = KeyboardInterrupt()
    error.stops = target  # type: ignore[attr-defined]
    raise error


def _look_again() -> None:
    """In a moment, but not in step with a loop of the program, which might show the same place."""
    for _ in range(time.perf_counter_ns() // 1000 % 61):
        pass
    host.again()


def _on_lost(unraisable: Any) -> None:
    """In place of `sys.unraisablehook`."""
    target = getattr(unraisable.exc_value, "stops", None)
    if target is None:
        sys.__unraisablehook__(unraisable)
    else:
        target.reopen()
        _look_again()


def _pause() -> None:
    """Let the page's messages in, once at a time.

    Only inside a task: elsewhere the event loop is between two of them, and what it has scheduled
    already, which waits for the end of the pause, may be what would bring it there. And not in the
    page's own work: it is done in short turns, and a program may go on while it has paused.
    """
    global _pausing
    activity = _current.get()
    if activity is not None and activity.ticket == NEVER:
        return
    if _pausing or asyncio.current_task(_loop) is None or not can_run_sync() or not host.due():
        return
    _pausing = True
    try:
        _run_sync(host.pause())
    finally:
        host.resume()
        _pausing = False


def _target() -> Activity | _Loose:
    """What is going on right now."""
    activity = _current.get()
    return activity if activity is not None and activity.live else _loose


def _place_in(frame: FrameType | None) -> tuple[FrameType | None, bool]:
    """Where a program may be interrupted.

    Returns:
        The innermost frame that is no machinery, and whether machinery is at work above it.
    """
    frames = []
    guarded = False
    while frame is not None and not guarded:
        frames.append(frame)
        frame = frame.f_back
        guarded = frame is not None and frame.f_code is _guarded.__code__
    if not guarded and _is_ours(frames):
        return None, False
    torn = False
    for inner in frames:
        kind = _kind_of(inner)
        if kind is _Kind.MACHINERY:
            torn = True
        elif kind is not _Kind.NEUTRAL:
            return inner, torn
    return None, torn


def _is_ours(frames: list[FrameType]) -> bool:
    """Whether it is the studio that the event loop or the worker has called."""
    for outer in reversed(frames):
        kind = _kind_of(outer)
        if kind is not _Kind.MACHINERY and kind is not _Kind.NEUTRAL:
            return kind is _Kind.STUDIO
    return True


def _is_machinery(frame: FrameType) -> bool:
    return _kind_of(frame) is _Kind.MACHINERY


def _kind_of(frame: FrameType) -> _Kind:
    if frame.f_code.co_name == "__del__":
        return _Kind.MACHINERY
    return _kind_of_module(frame.f_globals.get("__name__") or "")


@functools.cache  # a signal asks for each frame, and is looked into again and again
def _kind_of_module(name: str) -> _Kind:
    first, _, rest = name.partition(".")
    if first == "tfjs":
        if any(rest == part or rest.startswith(f"{part}.") for part in _LIBRARY):
            return _Kind.MACHINERY
        return _Kind.NEUTRAL if rest.partition(".")[0] in _HELPERS else _Kind.PROGRAM
    if name in (*_CALLBACKS, *_MACHINERY) or first in _MACHINERY:
        return _Kind.MACHINERY
    if first in sys.stdlib_module_names or first == "numpy":
        return _Kind.NEUTRAL
    return _Kind.STUDIO if first == "studio" else _Kind.PROGRAM
