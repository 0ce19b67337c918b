"""The call under way: its signature, which parameter is meant, which keywords remain."""

import inspect
import re
from typing import Any

from studio.repl.call_form import annotation, parameters, signature_of
from studio.repl.documentation import first_line
from studio.repl.lookup import resolve
from studio.repl.scan import State, expression_before, scan
from studio.session import namespace

_KEYWORD = re.compile(r"\s*([^\W\d]\w*)\s*=(?!=)")


def signature(before: str) -> dict[str, Any] | None:
    """The innermost call under way: `name`, `parameters`, `active`, `returns` and `doc`."""
    state = scan(before)
    found = _call(before, state)
    if found is None:
        return None
    name, function, inside = found
    given = signature_of(function)
    if given is None:
        return None
    returns = given.return_annotation
    return {
        "name": name,
        "parameters": parameters(given),
        "active": _active(list(given.parameters.values()), inside),
        "returns": "" if returns is inspect.Signature.empty else annotation(returns),
        "doc": _without_signature(first_line(function), name),
    }


def _without_signature(doc: str, name: str) -> str:
    """Functions written in C repeat their signature there."""
    return "" if doc.startswith(f"{name}(") else doc


def keyword_names(before: str, state: State) -> list[str]:
    """Parameters that the call under way does not name yet and that may be given by name."""
    found = _call(before, state)
    given = signature_of(found[1]) if found is not None else None
    if found is None or given is None:
        return []
    used = {match[1] for part in _parts(found[2])[:-1] if (match := _KEYWORD.match(part))}
    kinds = {inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY}
    return [p.name for p in given.parameters.values() if p.kind in kinds and p.name not in used]


def _call(before: str, state: State) -> tuple[str, Any, str] | None:
    """Name, function and the arguments so far of the innermost open call."""
    for bracket, position in reversed(state.brackets):
        if bracket != "(":
            continue
        expression = expression_before(before, position)
        if (
            not expression
            or expression.startswith("(")
            or _is_definition(before, position, expression)
        ):
            return None
        found = resolve(expression, namespace())
        if found is None or found.by_class or not callable(found.value):
            return None
        return expression.rpartition(".")[2], found.value, before[position + 1 :]
    return None


def _is_definition(before: str, position: int, expression: str) -> bool:
    head = before[:position].rstrip()[: -len(expression)].rstrip()
    return head.endswith(("def", "class"))


def _parts(inside: str) -> list[str]:
    """The arguments so far, split at their own commas."""
    parts, start = [], 0
    for position, letter in enumerate(inside):
        if letter == ",":
            state = scan(inside[:position])
            if not state.brackets and not state.quote:
                parts.append(inside[start:position])
                start = position + 1
    return [*parts, inside[start:]]


def _active(given: list[inspect.Parameter], inside: str) -> int:
    """Index of the parameter that the cursor is in; -1 for none."""
    parts = _parts(inside)
    named = _KEYWORD.match(parts[-1])
    if named is not None:
        names = [parameter.name for parameter in given]
        return names.index(named[1]) if named[1] in names else -1
    for index, parameter in enumerate(given[: len(parts)]):
        if parameter.kind is parameter.VAR_POSITIONAL:
            return index
    place = len(parts) - 1
    if place >= len(given) or given[place].kind is inspect.Parameter.KEYWORD_ONLY:
        return -1
    return place
