"""The harness's half in the worker: calls a test function and tells what became of it.

Called through `py.call`, first `start`, then `run` once for each test. Nothing here raises: the
answer is data.
"""

from __future__ import annotations

import base64
import contextlib
import gc
import importlib
import inspect
import io
import json
import pickle
import sys
import traceback
from typing import Any

import pytest
from _pytest._code import Traceback
from _pytest.assertion import util
from _pytest.config import Config, _prepareconfig

import tfjs as tf
from tests.browser import census

_OPTIONS = [
    "-p",
    "no:cacheprovider",
    "-p",
    "no:faulthandler",
    "-p",
    "no:capture",
    "-c",
    "/dev/null",
]


def start() -> dict[str, Any]:
    """Let `assert` explain itself in our modules, and warm up what is made once."""
    config = _prepareconfig([*_OPTIONS, "--rootdir=/"])
    pytest.register_assert_rewrite("tests.browser")
    util._config = config
    util._reprcompare = _comparison(config)
    census.start()
    return {"tests": __name__}


def _comparison(config: Config) -> Any:
    """What pytest says about `left == right`, as it does for a test on the host."""

    def explain(op: str, left: object, right: object) -> str | None:
        hook = config.hook.pytest_assertrepr_compare
        for lines in hook(config=config, op=op, left=left, right=right):
            if lines:
                escaped = [line.replace("\n", "\\n") for line in lines]
                return "\n~".join(escaped).replace("%", "%%")
        return None

    return explain


async def run(request: str) -> dict[str, str]:
    """Run one test.

    Args:
        request: JSON: `module`, `name` (qualified), `arguments` (name -> pickled
            value, or the place of a parameter in its mark), `leaks` (whether to count).
    """
    asked = json.loads(request)
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        try:
            function = _function(asked["module"], asked["name"])
            arguments = {n: _argument(function, n, a) for n, a in asked["arguments"].items()}
        except BaseException as error:
            return {"status": "failed", "text": _told(error, None), "output": output.getvalue()}
        before = census.take()
        status, text = await _outcome(function, arguments)
        function = arguments = None
        _restore()
        if status == "passed" and asked["leaks"]:
            grown = census.difference(before, census.take())
            if grown:
                status, text = "leaked", f"The test ended with more than it began with: {grown}."
    return {"status": status, "text": text, "output": output.getvalue()}


def _function(module: str, name: str) -> Any:
    new = module not in sys.modules
    found: Any = importlib.import_module(module)
    if new:
        census.settle()
    for part in name.split("."):
        found = getattr(found() if isinstance(found, type) else found, part)
    return found


def _argument(function: Any, name: str, sent: Any) -> Any:
    """A value that was sent, or one that could not be and is looked up where it was written."""
    if isinstance(sent, str):
        return pickle.loads(base64.b64decode(sent))
    for mark in getattr(function, "pytestmark", []):
        names = mark.args[0] if mark.name == "parametrize" else []
        names = [n.strip() for n in names.split(",")] if isinstance(names, str) else list(names)
        if name in names:
            value = list(mark.args[1])[sent]
            value = value.values if hasattr(value, "marks") else value
            several = len(names) > 1 or isinstance(value, tuple)
            return (
                value[names.index(name)] if several and isinstance(value, tuple | list) else value
            )
    raise LookupError(f"{name}: the value cannot be pickled, nor found in a parametrize mark")


async def _outcome(function: Any, arguments: dict[str, Any]) -> tuple[str, str]:
    try:
        result = function(**arguments)
        if inspect.isawaitable(result):
            await result
    except pytest.skip.Exception as error:
        return "skipped", str(error)
    except pytest.xfail.Exception as error:
        return "xfailed", str(error)
    except BaseException as error:
        text = _told(error, function)
        _let_go(error)
        return "failed", text
    return "passed", ""


def _told(error: BaseException, function: Any) -> str:
    """The failure as pytest shows one, from the test's own frame on."""
    info = pytest.ExceptionInfo.from_exception(error)
    try:
        if function is not None:
            info.traceback = info.traceback.cut(path=inspect.getfile(function))
        last = len(info.traceback) - 1
        info.traceback = Traceback(
            entry if index in {0, last} else entry.with_repr_style("short")
            for index, entry in enumerate(info.traceback)
        )
        return f"{info.exconly(tryshort=True).splitlines()[0]}\n{info.getrepr(style='long')}"
    except Exception:
        return "".join(traceback.format_exception(error))


def _let_go(error: BaseException | None) -> None:
    """Forget the local variables that an exception holds on to."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


def _restore() -> None:
    """Undo what a test may have left: another backend."""
    if tf.backend.requested() != "auto":
        gc.collect()
        tf.backend.use("auto")


def begin_session() -> dict[str, int]:
    """Give programs an empty namespace; returns what lives."""
    from studio import session

    session._sessions.clear()
    return census.take()


def end_session(before: dict[str, int]) -> str:
    """Forget the namespace; returns what is left over, as text."""
    return census.difference(before, begin_session())
