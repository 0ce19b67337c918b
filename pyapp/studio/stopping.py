"""Stop: raise KeyboardInterrupt in the program that is meant, never in the runtime's own machinery.

A press of Stop names the last request (its ticket) that it is for. It comes by two ways:

- A signal, which Pyodide raises from the interrupt buffer while Python computes. If the innermost
  frames are a program's, it is interrupted right there. Below a program's frames there may be
  machinery that must not be torn (the event loop, the bridge between a tensor and its handle): then
  the signal comes again and again, until it meets the program itself.
- A message, which the worker reads while Python waits. The tasks of the request are cancelled, and
  what `run_sync` waits for is rejected.

Whichever comes first answers the press; the other finds it answered. Whatever is cancelled arrives
as KeyboardInterrupt. Import this module before anything that imports `run_sync`.
"""

from __future__ import annotations

import asyncio
import contextvars
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
_OWN = "studio"

_current: contextvars.ContextVar[Activity | None] = contextvars.ContextVar("activity", default=None)
_activities: set[Activity] = set()
_suspended: set[asyncio.Task[Any]] = set()
"""Tasks that wait in `run_sync`: they are woken by what they wait for."""
_missed: set[asyncio.Task[Any]] = set()
"""Those of them that Stop is for: what they wait for may have come just before it was rejected."""
_pausing = False
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
        return pressed

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
    signal.signal(signal.SIGINT, _on_signal)


def _on_signal(_: int, frame: FrameType | None) -> None:
    if host.pauses():
        _pause()
    target = _target()
    if not target.is_pressed():
        return
    place, torn = _place_in(frame)
    if place is None or torn:
        # Machinery, or the event loop between two tasks: look again in a moment, but not in step
        # with a loop of the program, which might show the same place each time.
        for _ in range(time.perf_counter_ns() // 1000 % 61):
            pass
        host.again()
        return
    target.answer()
    raise KeyboardInterrupt


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
        if _is_machinery(inner):
            torn = True
        elif not _is_neutral(inner):
            return inner, torn
    return None, torn


def _is_ours(frames: list[FrameType]) -> bool:
    """Whether it is the studio that the event loop or the worker has called."""
    for outer in reversed(frames):
        if not _is_machinery(outer) and not _is_neutral(outer):
            return _is_studio(outer)
    return True


def _is_studio(frame: FrameType) -> bool:
    return (frame.f_globals.get("__name__") or "").partition(".")[0] == _OWN


def _is_machinery(frame: FrameType) -> bool:
    name = frame.f_globals.get("__name__") or ""
    if frame.f_code.co_name == "__del__" or name in _CALLBACKS:
        return True
    first, _, rest = name.partition(".")
    if first == "tfjs":
        return any(rest == part or rest.startswith(f"{part}.") for part in _LIBRARY)
    return name in _MACHINERY or first in _MACHINERY


def _is_neutral(frame: FrameType) -> bool:
    """What is part of whatever calls it: the standard library, NumPy, our own helpers."""
    first, _, rest = (frame.f_globals.get("__name__") or "").partition(".")
    if first == "tfjs":
        return rest.partition(".")[0] in _HELPERS
    return first in sys.stdlib_module_names or first == "numpy"
