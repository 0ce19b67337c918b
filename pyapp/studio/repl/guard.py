"""What a program may break that the prompt itself needs: builtins and the standard streams.

Everything here must work while `len` is a number: no builtin is looked up by name after the start.
"""

import builtins
import sys
from collections.abc import Iterable
from typing import Any

_BUILTINS: dict[str, Any] = dict(vars(builtins))
_STREAMS = (sys.stdout, sys.stderr)
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
    if sys.stdout is not _STREAMS[0] or sys.stderr is not _STREAMS[1]:
        sys.stdout, sys.stderr = _STREAMS
        broken += ", sys.stdout and sys.stderr"
    return broken and f"Put back, because the prompt needs it: {broken[2:]}."
