"""`input()`: asks the page and waits, while the page goes on.

Waiting suspends Python (JSPI), which Chromium and Firefox can do; where it cannot be done,
`await ask("…")` works in its place.
"""

import asyncio
import sys

from studio import host

_waiting: list[asyncio.Future[str]] = []


def line(prompt: object = "", /) -> str:
    """Stand in for the builtin `input`.

    Raises:
        RuntimeError: This browser cannot suspend Python.
        EOFError: The visitor ended the input (Ctrl-D).
    """
    if not host.can_suspend():
        raise RuntimeError(
            "input(): this browser cannot wait inside Python. "
            "Write `await ask('…')` instead, at the top level or in an async function."
        )
    return host.wait_for(ask(prompt))


async def ask(prompt: object = "") -> str:
    """Ask the visitor for a line, in any browser."""
    sys.stdout.flush()
    sys.stderr.flush()
    answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    _waiting.append(answer)
    host.emit("display", {"bundle": {"application/vnd.tfjs.input+json": {"prompt": str(prompt)}}})
    try:
        return await answer
    finally:
        _waiting.remove(answer)


def answer(text: str) -> bool:
    """Give a line to whoever waits longest; false if nobody does."""
    if not _waiting:
        return False
    _waiting[0].set_result(text)  # Stop cancels the wait like any other
    return True


def end() -> bool:
    """Tell whoever waits that there is no more input; false if nobody does."""
    if not _waiting:
        return False
    _waiting[0].set_exception(EOFError("no more input"))
    return True
