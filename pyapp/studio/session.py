"""Running programs: one namespace, the last expression's value, errors as data.

A run never raises into JavaScript; it returns `{"ok": True, …}` or `{"ok": False, "fault": …}`.
"""

import ast
import builtins
import importlib
import inspect
import linecache
import os
import sys
import time
import traceback
import warnings
from collections.abc import Awaitable, Callable
from typing import Any

from pyodide.code import CodeRunner

from studio import host, stopping, unpacking

stopping.install()  # before anything takes hold of what it replaces
unpacking.install()

import tfjs as tf  # noqa: E402
from studio.display import FIGURES, shortened, show_figures  # noqa: E402
from studio.repl import guard, rich  # noqa: E402
from studio.stopping import stop as stop  # noqa: E402
from studio.values import to_message  # noqa: E402

_DEFAULT_FILENAME = "<console>"
_START = (__name__, "studio.repl.start")
"""Our modules that every start needs; none asks NumPy or the page for anything at its import. This
one comes first, and brings tfjs: what tfjs takes hold of is Stop's."""
_sessions: dict[str, dict[str, Any]] = {}


def begin() -> None:
    """Choose a backend: where the library comes out of a snapshot, it has been imported before."""
    tf.backend.use("auto")
    os.environ["MPLBACKEND"] = f"module://{FIGURES}"
    builtins.input = _asks_nobody  # the console has one that asks
    # Its bars need no thread to go on here, and there is none.
    warnings.filterwarnings("ignore", message="tqdm:disabling monitor support")


def _asks_nobody(prompt: object = "", /) -> str:
    """Stand in for `input` on a page that has nowhere to answer."""
    raise RuntimeError(
        "input(): this page asks nothing. Open the program in the console, which does, or write "
        "the answer into the program."
    )


def namespace(name: str = "main") -> dict[str, Any]:
    """The variables of a session, kept between runs."""
    if name not in _sessions:
        _sessions[name] = {
            "__name__": "__main__",
            "__builtins__": __builtins__,
            "display": rich.display,
        }
    return _sessions[name]


async def run(code: str, options: dict[str, Any], ticket: float = stopping.NEVER) -> dict[str, Any]:
    """Run `code` with top-level await; the value of its last expression is part of the answer.

    Args:
        code: Python source.
        options: `filename` shown in tracebacks, `bindings` (names set first), `name` of the
            session, `loud` (False leaves out the text and the bundle: only the value is wanted).
        ticket: What a press of Stop refers to.
    """
    filename = options.get("filename") or _DEFAULT_FILENAME
    answer = await _answered(ticket, filename, lambda: _run(code, filename, options))
    guard.repair_streams()
    report_status()
    return answer


async def call(name: str, args: list[Any], ticket: float = stopping.NEVER) -> dict[str, Any]:
    """Call `module.function` with plain values."""
    return await _answered(ticket, "", lambda: _call(name, args))


async def _answered(
    ticket: float, filename: str, work: Callable[[], Awaitable[dict[str, Any]]]
) -> dict[str, Any]:
    """What `work()` gives, or its failure, and the milliseconds that it took."""
    started = time.perf_counter()
    try:
        answer = await stopping.supervise(ticket, work)
    except BaseException as error:
        answer = {"ok": False, "fault": fault_of(error, filename)}
    answer["ms"] = (time.perf_counter() - started) * 1000
    return answer


async def _run(code: str, filename: str, options: dict[str, Any]) -> dict[str, Any]:
    variables = namespace(options.get("name") or "main")
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    # So that tracebacks show the program's own lines.
    linecache.cache[filename] = (len(code), None, code.splitlines(keepends=True), filename)
    runner = CodeRunner(code, filename=filename, return_mode="last_expr", flags=flags).compile()
    await host.load_packages_for(code)
    for name, value in (options.get("bindings") or {}).items():
        variables[name] = _bound(value)
    value = await runner.run_async(variables)
    answer = _success(value, loud=options.get("loud", True))
    show_figures()
    return answer


async def _call(name: str, args: list[Any]) -> dict[str, Any]:
    value = _resolve(name)(*args)
    if inspect.isawaitable(value):
        value = await value
    return _success(value, loud=False)


async def warm_up() -> None:
    """Load what a first picture needs, before there is one."""
    await host.load_package("pillow")
    from PIL import Image

    Image.preinit()


def snapshot_modules() -> list[str]:
    """What a snapshot may hold: loaded modules of the standard library in Python, and ours."""
    names = []
    for name, module in sorted(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        top = name.partition(".")[0]
        if top not in sys.stdlib_module_names or spec is None or not spec.origin:
            continue
        if spec.origin.endswith((".py", ".pyc")):
            names.append(name)
    return [*names, *_START]


def backend_choice() -> dict[str, str]:
    """The backend in use and why."""
    return {"name": tf.backend.current(), "reason": tf.backend.reason()}


def report_status() -> None:
    """Send the backend and memory lines to the page."""
    memory = tf.backend.memory()
    detail = {"num_tensors": memory.num_tensors, "num_bytes": memory.num_bytes}
    host.emit("status", {"backend": backend_choice(), "memory": detail})


def _success(value: Any, *, loud: bool) -> dict[str, Any]:
    answer: dict[str, Any] = {"ok": True, "value": to_message(value), "text": None, "bundle": None}
    if loud and value is not None:
        bundle = rich.shown(value)
        answer |= {"text": bundle["text/plain"], "bundle": bundle}
    return answer


def _resolve(name: str) -> Callable[..., Any]:
    """The function `package.module.function`, or a name of the main session."""
    module_name, _, attribute = name.rpartition(".")
    if not module_name:
        owner: Any = namespace()
        function = owner.get(attribute)
    else:
        function = getattr(importlib.import_module(module_name), attribute, None)
    if not callable(function):
        raise TypeError(
            f"py.call: expected the name of a function, as in 'math.sqrt'. Received: {name!r}."
        )
    return function  # type: ignore[no-any-return]


def _bound(value: Any) -> Any:
    """A value the page gave: frames and typed arrays become arrays, byte buffers `bytes`."""
    if isinstance(value, dict) and {"data", "width", "height"} <= value.keys():
        import numpy as np

        pixels = np.frombuffer(value["data"], np.uint8)
        return pixels.reshape(int(value["height"]), int(value["width"]), -1)
    if not isinstance(value, memoryview):
        return value
    if value.format == "B":
        return bytes(value)
    import numpy as np

    return np.array(value)


def fault_of(error: BaseException, filename: str) -> dict[str, Any]:
    """An exception as data: class, message, traceback without our frames, line in `filename`."""
    stopping.show_where(error)
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == filename]
    line = error.lineno if isinstance(error, SyntaxError) else (lines[-1] if lines else None)
    return {
        "type": type(error).__name__,
        "message": shortened(_message(error)),
        "traceback": shortened(_traceback_text(error, filename)),
        "line": line,
    }


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except Exception as failure:  # a `__str__` of the program's own may fail like anything else
        return f"<its message could not be made: {type(failure).__name__}>"


def _traceback_text(error: BaseException, filename: str) -> str:
    """The traceback from the user's first frame on."""
    text = traceback.TracebackException.from_exception(error)
    part: traceback.TracebackException | None = text
    while part is not None:
        first = next((i for i, f in enumerate(part.stack) if f.filename == filename), None)
        if first is not None:
            del part.stack[:first]
        part = part.__cause__ or part.__context__
    return "".join(text.format())
