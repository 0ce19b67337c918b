"""What a program may break that the prompt itself needs: builtins and the standard streams.

Everything here must work while `len` is a number: no builtin is looked up by name after the start.
"""

import builtins
import sys
from collections.abc import Iterable
from typing import Any

_BUILTINS: dict[str, Any] = dict(vars(builtins))
_STREAMS: list[Any] = [sys.stdout, sys.stderr]
_DESCRIPTORS = (1, 2)
_LAYOUTS = [(stream.encoding, stream.errors) for stream in _STREAMS]
_open, _zip, _enumerate = open, zip, enumerate
_table = vars(builtins)
_missing = object()


def keep(names: Iterable[str]) -> None:
    """Take over the present values of builtins that the console itself has replaced."""
    for name in names:
        _BUILTINS[name] = _table[name]


def repair(variables: dict[str, Any]) -> str:
    """Put back what a run has broken; return what that was, in words, or nothing."""
    broken = ""
    for name, value in _BUILTINS.items():
        if _table.get(name, _missing) is not value and name != "_":
            _table[name] = value
            broken += f", builtins.{name}"
    if (
        variables.get("__builtins__") is not _table
        and variables.get("__builtins__") is not builtins
    ):
        variables["__builtins__"] = builtins
        broken += ", __builtins__"
    broken += repair_streams()
    return broken and f"Put back, because the prompt needs it: {broken[2:]}."


def repair_streams() -> str:
    """Put back the standard streams, opened anew where a run has closed them, and flush them."""
    broken = ""
    if sys.stdout is not _STREAMS[0] or sys.stderr is not _STREAMS[1]:
        broken = ", sys.stdout and sys.stderr"
    for index, (descriptor, (encoding, errors)) in _enumerate(_zip(_DESCRIPTORS, _LAYOUTS)):
        if _STREAMS[index].closed:
            _STREAMS[index] = _open(
                descriptor, "w", 1, encoding=encoding, errors=errors, closefd=False
            )
            broken = ", sys.stdout and sys.stderr"
        _STREAMS[index].flush()  # a last line may have no end
    sys.stdout, sys.stderr = _STREAMS
    return broken
