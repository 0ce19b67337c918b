"""`input()`: asks the page and waits, while the page goes on.

Waiting suspends Python (JSPI) where the browser can do that. Elsewhere the worker blocks until the
answer lies in memory that it shares with the page, or, without shared memory, until the service
worker answers a request. `await ask("…")` needs none of these.
"""

import asyncio
import io
import itertools
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from studio import host

_INPUT = "application/vnd.tfjs.input+json"
_SUSPENDED = "message"
_numbers = itertools.count(1)
_waiting: list[asyncio.Future[str]] = []


def line(prompt: object = "", /) -> str:
    """Stand in for the builtin `input`.

    Raises:
        RuntimeError: This browser lets nothing wait inside Python.
        EOFError: The visitor ended the input (Ctrl-D).
    """
    if host.can_suspend():
        with _untraced():
            return host.wait_for(ask(prompt))
    by = host.answers_by()
    if not by:
        raise RuntimeError(
            "input(): this browser cannot wait inside Python on this page. "
            "Write `await ask('…')` instead, at the top level or in an async function."
        )
    host.clear_mail()
    name = _question(prompt, by)
    answer = ""
    while not answer:  # Stop arrives here, between two looks
        answer = host.await_answer(name)
    return _read(**json.loads(answer))


@contextmanager
def _untraced() -> Iterator[None]:
    """Keep a debugger that asks out of the event loop, which runs while Python is suspended."""
    trace = sys.gettrace()
    monitoring: Any = getattr(sys, "monitoring", None)  # since Python 3.12
    tool = monitoring.DEBUGGER_ID if monitoring else 0
    events = monitoring.get_events(tool) if monitoring and monitoring.get_tool(tool) else 0
    sys.settrace(None)
    if events:
        monitoring.set_events(tool, 0)
    try:
        yield
    finally:
        if events:
            monitoring.set_events(tool, events)
        sys.settrace(trace)


async def ask(prompt: object = "") -> str:
    """Ask the visitor for a line, in any browser."""
    future: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    _waiting.append(future)
    _question(prompt, _SUSPENDED)
    try:
        return await future
    finally:
        _waiting.remove(future)


def answer(kind: str, text: str) -> bool:
    """Give an answer to whoever has awaited one for longest; false if nobody does."""
    if not _waiting:
        return False
    try:
        _waiting[0].set_result(_read(kind, text))  # Stop cancels the wait like any other
    except EOFError as error:
        _waiting[0].set_exception(error)
    return True


def _question(prompt: object, by: str) -> str:
    """Let the page ask; return the question's name."""
    sys.stdout.flush()
    sys.stderr.flush()
    name = f"{host.session_name()}-{next(_numbers)}"
    question = {"prompt": str(prompt), "by": by, "name": name}
    host.emit("display", {"bundle": {_INPUT: question}})
    return name


def _read(kind: str, text: str) -> str:
    if kind == "stop":
        raise KeyboardInterrupt
    if kind == "end":
        raise EOFError("no more input")
    return text


class Lines(io.TextIOBase):
    """`sys.stdin`: each line is asked for; Ctrl-D ends it."""

    encoding = "utf-8"

    def readable(self) -> bool:
        """Whether it can be read from."""
        return True

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        """The next line with its end; nothing after the last one."""
        try:
            text = line() + "\n"
        except EOFError:
            return ""
        return text if size is None or size < 0 else text[:size]

    def read(self, size: int | None = -1, /) -> str:
        """All lines up to Ctrl-D, or one of at most `size` characters."""
        if size is not None and size >= 0:
            return self.readline(size)
        return "".join(self)
