"""The studio's door to the worker; the only module of the studio that imports from JavaScript."""

import json
from collections.abc import Awaitable, Mapping
from typing import Any, Literal, TypeAlias, TypeVar

import _studio_host  # type: ignore[import-not-found]

T = TypeVar("T")
EventName: TypeAlias = Literal["display", "status", "notice"]

# Stop (web/worker/stop.js), for studio/stopping.py. Bound once: a signal handler reads them.
pressed = _studio_host.pressed
last_press = _studio_host.last_press
due = _studio_host.due
again = _studio_host.again
pause = _studio_host.pause
resume = _studio_host.resume
schedule = _studio_host.schedule
stoppable = _studio_host.stoppable
block = _studio_host.block
# Answers of the visitor while the worker blocks (web/worker/answers.js), for studio/repl/ask.py.
answers_by = _studio_host.answers_by
clear_mail = _studio_host.clear_mail
await_answer = _studio_host.await_answer


def session_name() -> str:
    """What tells this worker's questions from those of other tabs."""
    return str(_studio_host.session_name())


def pauses() -> bool:
    """Whether the interrupt buffer is a clock, so that signals ask for a pause."""
    return bool(_studio_host.pauses())


def can_block() -> bool:
    """Whether Python may wait without its worker going on."""
    return bool(_studio_host.can_block())


def read_wheel(name: str) -> bytes:
    """The wheel of a package of this site, fetched while Python waits."""
    return bytes(_studio_host.read_wheel(name).to_bytes())


def emit(name: EventName, detail: Mapping[str, Any]) -> None:
    """Send an event to the page; `detail` must be JSON."""
    _studio_host.emit(name, json.dumps(detail))


async def load_package(name: str) -> None:
    """Load a package of Pyodide's distribution."""
    await _studio_host.load_package(name)


async def load_packages_for(code: str) -> None:
    """Load what `code` imports and Pyodide's distribution has, so that the imports work."""
    await _studio_host.load_packages_for(code)


def can_suspend() -> bool:
    """Whether Python can wait for something right here while its worker goes on."""
    from pyodide.ffi import can_run_sync

    return bool(can_run_sync())


def wait_for(awaitable: Awaitable[T]) -> T:
    """Suspend Python until something is there."""
    from pyodide.ffi import run_sync

    return run_sync(awaitable)  # type: ignore[no-any-return]
