"""One line of the console, from what was typed to what is shown."""

import ast
import asyncio
import builtins
import linecache
import sys
import time
from typing import Any

from pyodide.code import CodeRunner

from studio import host
from studio.display import show_figures
from studio.repl import ask, faults, guard, magics, rich
from studio.session import namespace, report_status

_KEPT_SOURCES = 500
_started = False


def start() -> None:
    """Make this session a console: `input()` asks the page, lost errors appear."""
    global _started
    variables = namespace()
    variables.setdefault(magics.CALL, magics.runner(variables))
    variables.setdefault("ask", ask.ask)
    if _started:
        return
    _started = True
    from studio.repl import commands  # noqa: F401  registers the magics

    builtins.input = ask.line
    sys.stdin = ask.Lines()
    guard.keep(["input"])
    loop: Any = asyncio.get_running_loop()
    loop.set_exception_handler(_lost)
    # Asked for by a task in the background: nothing of the session's ends for it.
    loop._system_exit_handler = _exit_lost


async def run(source: str, number: int) -> dict[str, Any]:
    """Run one input of the console.

    Args:
        source: What was typed, magics included.
        number: Its number; tracebacks call it `<input 3>`.

    Returns:
        `bundle` (MIME type -> data, or `None`), `fault` (see `faults.describe`, or `None`),
        `warning` (or nothing) and `ms`.
    """
    filename = f"<input {number}>"
    variables = namespace()
    answer: dict[str, Any] = {"bundle": None, "fault": None, "warning": "", "ms": 0.0}
    started = time.perf_counter()
    try:
        value = await execute(source, filename, variables)
        answer["ms"] = (time.perf_counter() - started) * 1000
        if value is not None:
            variables["_"] = value
            answer["bundle"] = rich.shown(value)
        show_figures()
    except BaseException as error:
        answer["warning"] = guard.repair(variables)
        answer["ms"] = (time.perf_counter() - started) * 1000
        answer["fault"] = _fault(error, variables)
    else:
        answer["warning"] = guard.repair(variables)
    report_status()
    return answer


async def execute(source: str, filename: str, variables: dict[str, Any]) -> Any:
    """Run source with magics and top-level await; return the value of its last expression."""
    _remember(filename, source)
    code = magics.translate(source)
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    runner = CodeRunner(code, filename=filename, return_mode="last_expr", flags=flags).compile()
    await host.load_packages_for(code)
    return await runner.run_async(variables)


def _remember(filename: str, source: str) -> None:
    """Keep the source, so that tracebacks show it, also through functions defined earlier."""
    lines = source.splitlines(keepends=True)
    linecache.cache[filename] = (len(source), None, lines, filename)
    old = [name for name in linecache.cache if name.startswith("<input ")][:-_KEPT_SOURCES]
    for name in old:
        del linecache.cache[name]


def _fault(error: BaseException, variables: dict[str, Any]) -> dict[str, Any]:
    try:
        return faults.describe(error, variables)
    except Exception as failure:
        kind, why = type(error).__name__, type(failure).__name__
        message = f"The error could not be described ({why})."
        parts = [{"error": {"type": kind, "message": message}}]
        return {"type": kind, "message": message, "hint": "", "parts": parts, "text": message}


def _lost(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """An error that nobody awaits: of a task in the background, or a callback."""
    error = context.get("exception")
    if error is None:
        host.emit("notice", {"level": "warning", "text": str(context.get("message", ""))})
        return
    fault = _fault(error, namespace())
    fault["parts"].insert(0, {"chain": "In the background, where nobody awaits it:"})
    host.emit("display", {"bundle": {"application/vnd.tfjs.fault+json": fault}})


def _exit_lost(code: object) -> None:
    text = f"A task in the background asked to exit ({code}). Python goes on."
    host.emit("notice", {"level": "warning", "text": text})
