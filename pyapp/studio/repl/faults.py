"""An exception as the console shows it: the user's own lines, with the place in them marked."""

import builtins
import keyword
import linecache
import traceback
from typing import Any

from studio.display import shortened
from studio.repl import completion
from studio.session import namespace
from studio.stopping import show_where

_OWN = ("<input ", "/home/pyodide/")
_MAX_FRAMES = 40
_LINE_LIMIT = 500
_MESSAGE_LIMIT = 5000


def describe(error: BaseException, variables: dict[str, Any] | None = None) -> dict[str, Any]:
    """Class, message, hint, and the chain of tracebacks, oldest first.

    Returns:
        `parts` alternates `{"frames": [...]}` with `{"error": {"type", "message"}}` and
        `{"chain": text}`; a frame holds `file`, `line`, `name`, `source`, `start` and `end`
        (columns of what failed, in characters), `own` and `repeats`. `text` is all of it as text.
    """
    show_where(error)
    whole = traceback.TracebackException.from_exception(error, compact=True)
    parts: list[dict[str, Any]] = []
    _add(whole, parts, set())
    return {
        "type": type(error).__name__,
        "message": _message(whole),
        "hint": hint(error, namespace() if variables is None else variables),
        "parts": parts,
        "text": shortened(_text(whole), 20_000),
    }


def _add(shown: traceback.TracebackException, parts: list[dict[str, Any]], seen: set[int]) -> None:
    seen.add(id(shown))
    earlier = shown.__cause__ or (None if shown.__suppress_context__ else shown.__context__)
    if earlier is not None and id(earlier) not in seen and len(seen) < 8:
        _add(earlier, parts, seen)
        why = "which was the direct cause of" if shown.__cause__ else "and while that was handled"
        parts.append({"chain": f"{why}:"})
    frames = _frames(shown)
    if frames:
        parts.append({"frames": frames})
    parts.append({"error": {"type": _type(shown), "message": _message(shown)}})
    for inner in (shown.exceptions or [])[:5]:
        parts.append({"chain": "in a group, with"})
        _add(inner, parts, seen)


def _type(shown: traceback.TracebackException) -> str:
    name: str = getattr(shown, "exc_type_str", "") or "Error"
    return name.rpartition(".")[2]


def _message(shown: traceback.TracebackException) -> str:
    """What follows the class in the traceback's last line, suggestions and notes included."""
    if _is_syntax_error(shown):
        return str(shown.msg)
    try:
        text = "".join(shown.format_exception_only()).rstrip("\n")
    except Exception as failure:  # a `__str__` of the program's own may fail like anything else
        return f"<its message could not be made: {type(failure).__name__}>"
    first, _, _ = text.partition(":")
    message = text[len(first) + 1 :].strip() if ":" in text else ""
    return shortened(message, _MESSAGE_LIMIT)


def _is_syntax_error(shown: traceback.TracebackException) -> bool:
    return getattr(shown, "msg", None) is not None and hasattr(shown, "offset")


def _frames(shown: traceback.TracebackException) -> list[dict[str, Any]]:
    stack = list(shown.stack)
    first = next((i for i, frame in enumerate(stack) if _is_own(frame.filename)), None)
    frames: list[dict[str, Any]] = []
    # What comes before the first line of the user's is how the console got there.
    for frame in stack[first:] if first is not None else []:
        last = frames[-1] if frames else None
        here = (frame.filename, frame.lineno, frame.name)
        if last is not None and (last["file"], last["line"], last["name"]) == here:
            last["repeats"] += 1
            continue
        frames.append(_frame(frame))
    while frames and "/studio/" in frames[-1]["file"]:  # how a magic found its error
        frames.pop()
    if _is_syntax_error(shown):
        frames.append(_syntax_frame(shown))
    if len(frames) > _MAX_FRAMES:
        half = _MAX_FRAMES // 2
        frames[half]["skipped"] = len(frames) - _MAX_FRAMES
        frames = frames[: half + 1] + frames[len(frames) - half + 1 :]
    return frames


def _is_own(filename: str) -> bool:
    return filename.startswith(_OWN)


def _frame(frame: traceback.FrameSummary) -> dict[str, Any]:
    raw = linecache.getline(frame.filename, frame.lineno or 0).rstrip("\n")
    start, end = _columns(raw, frame)
    source, start, end = _dedented(raw, start, end)
    return {
        "file": frame.filename,
        "line": frame.lineno,
        "name": frame.name,
        "source": source,
        "start": start,
        "end": end,
        "own": _is_own(frame.filename),
        "repeats": 1,
    }


def _columns(raw: str, frame: traceback.FrameSummary) -> tuple[int, int]:
    """Columns in characters; the interpreter counts bytes of UTF-8."""
    if frame.colno is None or frame.end_colno is None:
        return 0, 0
    start = _characters(raw, frame.colno)
    one_line = frame.end_lineno in {None, frame.lineno}
    return start, _characters(raw, frame.end_colno) if one_line else len(raw)


def _characters(raw: str, offset: int) -> int:
    return len(raw.encode()[:offset].decode(errors="ignore"))


def _dedented(raw: str, start: int, end: int) -> tuple[str, int, int]:
    margin = len(raw) - len(raw.lstrip())
    source = raw[margin:][:_LINE_LIMIT]
    return source, max(0, start - margin), min(len(source), max(0, end - margin))


def _syntax_frame(shown: traceback.TracebackException) -> dict[str, Any]:
    line = int(shown.lineno or 0)
    raw = (shown.text or linecache.getline(shown.filename or "", line)).rstrip("\n")
    start = max(0, int(shown.offset or 1) - 1)
    one_line = shown.end_lineno in {None, shown.lineno}
    end = int(shown.end_offset or 0) - 1 if one_line else len(raw)
    source, start, end = _dedented(raw, start, max(end, start + 1))
    return {
        "file": shown.filename or "",
        "line": line,
        "name": "",
        "source": source,
        "start": start,
        "end": max(end, start + 1),
        "own": True,
        "repeats": 1,
    }


def _text(shown: traceback.TracebackException) -> str:
    part: traceback.TracebackException | None = shown
    depth = 0
    while part is not None and depth < 20:
        first = next((i for i, f in enumerate(part.stack) if _is_own(f.filename)), None)
        if first is not None:
            del part.stack[:first]
        part, depth = part.__cause__ or part.__context__, depth + 1
    try:
        return "".join(shown.format())
    except Exception as failure:
        return f"<the traceback could not be made: {type(failure).__name__}>"


def hint(error: BaseException, variables: dict[str, Any]) -> str:
    """What to do about it, where that is plain; else nothing."""
    if isinstance(error, SystemExit):
        return "Python goes on here. Restart begins anew."
    if isinstance(error, ModuleNotFoundError) and error.name:
        name = error.name.partition(".")[0]
        if name in completion.importable:
            return f"{name} could not be fetched. Is this device online?"
        return f"%pip install {name} gets a package, if the package is called {name} too."
    if isinstance(error, RecursionError):
        return "A function calls itself without end; its last call is shown."
    if isinstance(error, MemoryError):
        return "Python has no more than 4 GB here, or what the device has. Variables are kept."
    if isinstance(error, TypeError) and "not callable" in str(error):
        return _shadowed(error, variables)
    return ""


def _shadowed(error: BaseException, variables: dict[str, Any]) -> str:
    """Names of builtins that variables hide, where a line that failed uses one."""
    frames = traceback.extract_tb(error.__traceback__)
    line = next((f.line or "" for f in reversed(frames) if _is_own(f.filename)), "")
    for name in vars(builtins):
        hidden = name in variables and name != "__builtins__" and not keyword.iskeyword(name)
        if hidden and not name.startswith("_") and f"{name}(" in line.replace(" ", ""):
            return f"{name} is a variable of yours now; `del {name}` gives Python's own back."
    return ""
