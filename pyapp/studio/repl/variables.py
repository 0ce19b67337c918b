"""The variables of the session, as rows."""

import sys
import types
from typing import Any

from studio.repl import magics
from studio.session import namespace

_MOST = 500
_PREVIEW = 80
_HIDDEN = {"display", "ask", magics.CALL, "_"}


def listing() -> dict[str, Any]:
    """`rows` (`name`, `type`, `shape`, `dtype`, `bytes`, `preview`); `more` counts the others."""
    shown = [
        (name, value)
        for name, value in namespace().items()
        if not name.startswith("__")
        and name not in _HIDDEN
        and not isinstance(value, types.ModuleType)
    ]
    rows = [_row(name, value) for name, value in shown[-_MOST:]]
    return {"rows": rows[::-1], "more": max(0, len(shown) - _MOST)}


def forget_all() -> int:
    """Delete every variable; return how many there were."""
    variables = namespace()
    names = [n for n in variables if not n.startswith("__") and n not in {"display", "ask"}]
    for name in names:
        del variables[name]
    return len(names)


def forget(name: str) -> bool:
    """Delete one variable."""
    return namespace().pop(name, None) is not None


def _row(name: str, value: Any) -> dict[str, Any]:
    try:
        return {
            "name": name,
            "type": type(value).__name__,
            "shape": _shape(value),
            "dtype": _dtype(value),
            "bytes": _size(value),
            "preview": _preview(value),
        }
    except (Exception, SystemExit):  # an object that fails when it is looked at is a variable too
        blank = {"shape": "", "dtype": "", "bytes": None, "preview": ""}
        return {"name": name, "type": type(value).__name__, **blank}


def _shape(value: Any) -> str:
    shape = getattr(value, "shape", None)
    if shape is not None and not callable(shape):
        return " \N{MULTIPLICATION SIGN} ".join(str(n) for n in tuple(shape)) or "scalar"
    if isinstance(value, str | bytes | bytearray | list | tuple | dict | set | frozenset | range):
        return f"{len(value):,}"
    return ""


def _dtype(value: Any) -> str:
    dtype = getattr(value, "dtype", None)
    if dtype is None or callable(dtype):
        return ""
    return str(getattr(dtype, "name", dtype))


def _size(value: Any) -> int | None:
    """Bytes of what it holds, as far as that is known without going through it."""
    for name in ("nbytes", "memory_usage"):
        size = getattr(value, name, None)
        if callable(size):
            size = size()
        if size is not None:
            return int(size.sum() if hasattr(size, "sum") else size)
    dtype, shape = getattr(value, "dtype", None), getattr(value, "shape", None)
    width = getattr(dtype, "size", None)
    if isinstance(width, int) and shape is not None:
        count = 1
        for n in tuple(shape):
            count *= int(n)
        return count * width
    return (
        sys.getsizeof(value) if isinstance(value, str | bytes | bytearray | int | float) else None
    )


def _preview(value: Any) -> str:
    """A few characters of its repr; nothing where that would read much or compute."""
    if isinstance(value, str | bytes | bytearray):
        return repr(value[:_PREVIEW])
    if value is None or isinstance(value, bool | int | float | complex):
        text = repr(value) if not isinstance(value, int) or abs(value) < 10**60 else "a huge number"
        return text[:_PREVIEW]
    if isinstance(value, types.FunctionType):
        return f"{value.__name__}()"
    if isinstance(value, list | tuple | dict | set) and len(value) <= 8:
        plain = value.values() if isinstance(value, dict) else value
        if all(isinstance(item, int | float | str | None) for item in plain):
            return repr(value)[:_PREVIEW]
    return ""
