"""What may come next: attributes, keys, modules, file names, keyword arguments, names."""

import builtins
import keyword
import pkgutil
import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from studio import bytecode
from studio.repl import magics, signatures
from studio.repl.documentation import brief
from studio.repl.lookup import Found, kind_of, members, resolve
from studio.repl.scan import State, expression_before, scan
from studio.session import namespace

_LIMIT = 2000
_KEY_LIMIT = 300
_FROM = re.compile(r"\s*from\s+([\w.]+)\s+import\s+(?:\(?[\w\s,]*,\s*|\(?\s*)?(\w*)$")
_IMPORT = re.compile(r"\s*(?:from|import)\s+(?:[\w.]+(?:\s+as\s+\w+)?\s*,\s*)*([\w.]*)$")
_DOTTED = re.compile(r"\.\s*(\w*)$")
_WORD = re.compile(r"(?<![\w.])([^\W\d]\w*)?$")
_MAGIC = re.compile(r"\s*(%%?)(\w*)$")
importable: list[str] = []
"""Modules of packages that would be loaded when they are imported."""


def know_imports(names: list[str]) -> None:
    """Remember the modules of packages that would be loaded when they are imported."""
    importable[:] = names


def complete(before: str, explicit: bool = False) -> dict[str, Any]:
    """What may follow `before`, the source up to the cursor.

    Args:
        explicit: Asked for with a key: then names are offered where none has begun.

    Returns:
        `prefix`, the end of `before` that an option replaces, and `options`, each with `label`,
        `kind`, and where needed `apply` (what to write) and `detail`.
    """
    prefix, options = _at(before, explicit=explicit)
    return {"prefix": prefix, "options": options[:_LIMIT]}


def explain(before: str, label: str) -> dict[str, Any] | None:
    """What the list shows beside an option: `signature` and `doc`.

    Args:
        before: The source in front of the option.
        label: The option.
    """
    dotted = before.rstrip()
    if dotted.endswith("."):
        return brief(expression_before(before, len(dotted) - 1), label)
    return brief("", label)


def _at(before: str, *, explicit: bool) -> tuple[str, list[dict[str, Any]]]:
    state = scan(before)
    if state.comment:
        return "", []
    if state.quote:
        inside = _replaced(before, state)
        return _in_string(before, state) if inside is None else _at(inside, explicit=explicit)
    line = before[state.line_starts[-1] :]
    magic = _MAGIC.fullmatch(line)
    if magic is not None:
        known = magics.CELL if magic[1] == "%%" else magics.LINE
        names = [name for name in known if not name.startswith("pinfo")]
        return magic[2], _options(names, "keyword")
    imported = _imports(line)
    if imported is not None:
        return imported
    dotted = _DOTTED.search(before)
    if dotted is not None:
        return dotted[1], _attributes(expression_before(before, dotted.start()), dotted[1])
    word = _WORD.search(before)
    prefix = word[1] or "" if word else ""
    if word is None or not (prefix or explicit):
        return prefix, _keys_without_quote(before, state) if before.endswith("[") else []
    found = signatures.keyword_names(before, state)
    given = [{"label": f"{name}=", "kind": "keyword-argument", "boost": 2} for name in found]
    return prefix, given + _names(prefix)


def _options(names: Iterable[str], kind: str) -> list[dict[str, Any]]:
    return [{"label": name, "kind": kind} for name in names]


def _is_shown(name: str, prefix: str) -> bool:
    if name.startswith("__"):
        return prefix.startswith("__")
    return not name.startswith("_") or prefix.startswith("_")


def _attributes(expression: str, prefix: str) -> list[dict[str, Any]]:
    found = resolve(expression, namespace()) if expression else None
    if found is None:
        return []
    return [
        {"label": name, "kind": kind_of(member)}
        for name, member in sorted(members(found).items())
        if _is_shown(name, prefix) and name.isidentifier()
    ]


def _names(prefix: str) -> list[dict[str, Any]]:
    variables = namespace()
    own = [
        {"label": name, "kind": kind_of(value), "boost": 1}
        for name, value in sorted(variables.items())
        if _is_shown(name, prefix)
    ]
    taken = set(variables)
    words = [name for name in keyword.kwlist if name not in taken]
    given = [name for name in dir(builtins) if _is_shown(name, prefix) and name not in taken]
    rest = [
        {"label": name, "kind": kind_of(getattr(builtins, name))}
        for name in given
        if name not in words
    ]
    return own + rest + _options(words, "keyword")


def _imports(line: str) -> tuple[str, list[dict[str, Any]]] | None:
    inside = _FROM.fullmatch(line)
    if inside is not None:
        return inside[2], _options(sorted(_inside(inside[1], inside[2])), "module")
    whole = _IMPORT.fullmatch(line)
    if whole is None:
        return None
    parent, _, prefix = whole[1].rpartition(".")
    names = _submodules(parent) if parent else {*_modules(), *importable}
    return prefix, _options(sorted(n for n in names if _is_shown(n, prefix)), "module")


def _inside(module: str, prefix: str) -> set[str]:
    loaded = sys.modules.get(module)
    names = {n for n in dir(loaded) if _is_shown(n, prefix)} if loaded is not None else set()
    return names | _submodules(module)


def _submodules(module: str) -> set[str]:
    loaded = sys.modules.get(module)
    path = getattr(loaded, "__path__", None)
    if path is None:
        return set()
    return {found.name for found in pkgutil.iter_modules(path)} | bytecode.kept.below(module)


def _modules() -> set[str]:
    bytecode.read_directories()
    found = (found.name for found in pkgutil.iter_modules())
    return {*_standard(), *found, *bytecode.kept.below("")}


@lru_cache(1)
def _standard() -> frozenset[str]:
    return frozenset(name for name in sys.stdlib_module_names if not name.startswith("_"))


def _in_string(before: str, state: State) -> tuple[str, list[dict[str, Any]]]:
    text = before[state.string_start :]
    opening = state.string_start - len(state.quote) - len(state.prefix)
    outside = before[:opening].rstrip()
    if outside.endswith("[") and state.brackets and len(state.quote) == 1:
        owner = resolve(expression_before(outside, len(outside) - 1), namespace())
        if owner is not None and not owner.by_class:
            keys = [key for key in _keys(owner) if isinstance(key, str)]
            return text, _quoted(_options(keys, "key"), state)
    prefix, found = _files(text)
    return prefix, _quoted(found, state)


def _replaced(before: str, state: State) -> str | None:
    """The expression under way in the braces of an f-string; None outside of them."""
    if not {"f", "t"} & set(state.prefix):
        return None
    text, brace, inside = before[state.string_start :].rpartition("{")
    doubled = (len(text) - len(text.rstrip("{"))) % 2 == 1
    return inside if brace and not doubled and "}" not in inside else None


def _quoted(options: list[dict[str, Any]], state: State) -> list[dict[str, Any]]:
    """The same, written as the string under way needs them."""
    for option in options:
        label = option["label"]
        source = (
            label.replace("\\", "\\\\")
            .replace("\n", "\\n")
            .replace(state.quote, f"\\{state.quote}")
        )
        if source != label:
            option["apply"] = source
    return options


def _keys_without_quote(before: str, state: State) -> list[dict[str, Any]]:
    owner = resolve(expression_before(before, len(before) - 1), namespace())
    if owner is None or owner.by_class or not state.brackets:
        return []
    return _options((repr(key) for key in _keys(owner) if isinstance(key, str | int)), "key")


def _keys(owner: Found) -> list[Any]:
    """Keys of a dictionary, columns of a frame."""
    value = owner.value
    if isinstance(value, dict):
        return [key for key, _ in zip(value, range(_KEY_LIMIT), strict=False)]
    if type(value).__module__.partition(".")[0] == "pandas" and hasattr(value, "keys"):
        return list(value.keys())[:_KEY_LIMIT]
    names = getattr(getattr(value, "dtype", None), "names", None)
    return list(names or [])


def _files(text: str) -> tuple[str, list[dict[str, Any]]]:
    folder, slash, prefix = text.rpartition("/")
    if "\n" in text or len(text) > 500:
        return "", []
    try:
        entries = sorted(Path((folder or "/") if slash else ".").iterdir())
    except (OSError, ValueError):
        return "", []
    return prefix, [
        {"label": entry.name + "/" * entry.is_dir(), "kind": "folder" if entry.is_dir() else "file"}
        for entry in entries[:_KEY_LIMIT]
        if prefix.startswith(".") or not entry.name.startswith(".")
    ]
