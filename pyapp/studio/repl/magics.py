"""Lines that are not Python: `%time`, `%pip`, `obj?`, `!pip`; each becomes a call of `run_magic`.

A line keeps its number, so tracebacks and marks stay right.
"""

import re
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from studio.repl.scan import scan

CALL = "__magic__"
"""The name under which the session's namespace holds the function that runs magics."""

Magic: TypeAlias = Callable[[str, dict[str, Any]], Awaitable[Any]]
"""A magic gets the rest of its line (or cell) and the session's variables."""

LINE: dict[str, tuple[Magic, str]] = {}
CELL: dict[str, tuple[Magic, str]] = {}

_CELL_LINE = re.compile(r"%%(?P<name>\w+)[ \t]*(?P<rest>[^\n]*)\n?(?P<body>.*)", re.DOTALL)
_PERCENT = re.compile(r"(?P<indent>[ \t]*)%(?P<name>\w+)[ \t]*(?P<rest>.*)")
_SHELL = re.compile(r"(?P<indent>[ \t]*)!(?P<rest>.*)")
_ASKED = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<before>\?\??)(?P<a>[\w.]+)"
    r"|(?P<b>[\w.\[\]'\"]+)[ \t]*(?P<after>\?\??))\s*"
)


class UsageError(Exception):
    """A magic does not exist, or was not given what it needs."""


def line_magic(name: str, usage: str) -> Callable[[Magic], Magic]:
    """Register a function as `%name`."""

    def register(function: Magic) -> Magic:
        LINE[name] = (function, usage)
        return function

    return register


def cell_magic(name: str, usage: str) -> Callable[[Magic], Magic]:
    """Register a function as `%%name`, which takes everything that follows it."""

    def register(function: Magic) -> Magic:
        CELL[name] = (function, usage)
        return function

    return register


def translate(source: str) -> str:
    """Return `source` as Python; source without magics comes back unchanged."""
    cell = _CELL_LINE.fullmatch(source.lstrip("\n"))
    if cell is not None:
        body = cell["rest"] + "\n" + cell["body"]
        return f"await {CALL}('cell', {cell['name']!r}, {body!r})"
    if not any(mark in source for mark in "%!?"):
        return source
    starts = set(scan(source).line_starts)
    lines, offset = [], 0
    for line in source.split("\n"):
        lines.append(_line(line) if offset in starts else line)
        offset += len(line) + 1
    return "\n".join(lines)


def _line(line: str) -> str:
    found = _PERCENT.fullmatch(line)
    if found is not None:
        return f"{found['indent']}await {CALL}('line', {found['name']!r}, {found['rest']!r})"
    found = _SHELL.fullmatch(line)
    if found is not None:
        return f"{found['indent']}await {CALL}('shell', '', {found['rest']!r})"
    found = _ASKED.fullmatch(line)
    if found is not None:
        name = found["a"] or found["b"]
        kind = "source" if (found["before"] or found["after"]) == "??" else "help"
        return f"{found['indent']}await {CALL}({kind!r}, '', {name!r})"
    return line


def runner(variables: dict[str, Any]) -> Callable[[str, str, str], Awaitable[Any]]:
    """The function that translated lines call, for one session's variables."""

    async def run_magic(kind: str, name: str, rest: str) -> Any:
        function, argument = _find(kind, name, rest)
        return await function(argument, variables)

    return run_magic


def _find(kind: str, name: str, rest: str) -> tuple[Magic, str]:
    if kind in {"help", "source"}:
        return LINE["pinfo" if kind == "help" else "pinfo2"][0], rest
    if kind == "shell":
        words = rest.split(None, 1)
        if words and words[0] in {"pip", "pip3"}:
            return LINE["pip"][0], words[1] if len(words) > 1 else ""
        if words and words[0] == "ls":
            return LINE["ls"][0], words[1] if len(words) > 1 else ""
        raise UsageError(
            f"!{rest}: there is no shell in a browser. What works: !pip install NAME, !ls, and "
            "Python's own os, pathlib and shutil."
        )
    table, sign = (CELL, "%%") if kind == "cell" else (LINE, "%")
    if name not in table:
        other = CELL if table is LINE else LINE
        hint = f" There is {'%%' if sign == '%' else '%'}{name}." if name in other else ""
        known = ", ".join(f"{sign}{known}" for known in sorted(table) if known[:5] != "pinfo")
        raise UsageError(f"{sign}{name} is not known here.{hint} Known: {known}.")
    function, usage = table[name]
    return (_explain, usage) if rest.strip() in {"?", "??"} else (function, rest)


async def _explain(usage: str, _: dict[str, Any]) -> None:
    print(usage)  # noqa: T201
