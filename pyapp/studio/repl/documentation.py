"""What `obj?` and the completion list say about an object."""

import inspect
import types
from typing import Any

from studio import host
from studio.display import shortened
from studio.repl.call_form import call_text
from studio.repl.lookup import attribute, resolve
from studio.session import namespace

_DOC_LIMIT = 20_000
_BRIEF_LINES = 14


class UnknownNameError(NameError):
    """There is nothing of that name to describe."""


def describe(value: Any, name: str, *, source: bool = False) -> dict[str, Any]:
    """`name`, `kind`, `signature`, `doc`, and where it comes from, for an object."""
    described = {
        "name": name,
        "kind": _kind(value),
        "signature": _signature(value, name),
        "doc": shortened(inspect.getdoc(value) or "", _DOC_LIMIT),
        "module": _module(value),
        "source": "",
    }
    if not callable(value) and not isinstance(value, types.ModuleType):
        described["value"] = shortened(_repr(value), 500)
    if source:
        try:
            described["source"] = shortened(inspect.getsource(value), _DOC_LIMIT)
        except (OSError, TypeError):
            described["source"] = (
                "# Its source is not here: it is compiled, or was never in a file."
            )
    return described


def brief(before: str, label: str) -> dict[str, Any] | None:
    """What the completion list shows beside an option.

    Args:
        before: The expression in front of the dot; nothing for a plain name.
        label: The option.
    """
    variables = namespace()
    if before:
        owner = resolve(before, variables)
        found = None if owner is None else attribute(owner, label)
    else:
        found = resolve(label, variables)
    if found is None:
        return None
    value = found.value
    lines = (_doc_of(value) or "").splitlines()
    doc = "\n".join(lines[:_BRIEF_LINES]) + ("\n…" if len(lines) > _BRIEF_LINES else "")
    if not callable(value) and not isinstance(value, types.ModuleType | property):
        return {"signature": type(value).__name__, "doc": shortened(_repr(value), 200)}
    return {"signature": _signature(value, label), "doc": doc}


def text(expression: str) -> str:
    """Signature and documentation of a name, in plain text.

    Raises:
        UnknownNameError: It cannot be looked up.
    """
    found = resolve(expression, namespace())
    if found is None:
        raise UnknownNameError(f"{expression}: there is nothing of that name here.")
    card = describe(found.value, expression)
    return f"{card['signature'] or card['name']}\n\n{card['doc']}".rstrip()


def show(expression: str, variables: dict[str, Any], *, source: bool) -> None:
    """Show the card of `obj?` or `obj??`.

    Raises:
        UnknownNameError: It cannot be looked up.
    """
    found = resolve(expression, variables)
    if found is None:
        raise UnknownNameError(f"{expression}?: there is nothing of that name here.")
    card = describe(found.value, expression, source=source)
    text = f"{card['signature'] or card['name']}\n\n{card['doc']}"
    bundle = {"application/vnd.tfjs.doc+json": card, "text/plain": text}
    host.emit("display", {"bundle": bundle})


def first_line(value: Any) -> str:
    """The first sentence or line of its documentation."""
    doc = (_doc_of(value) or "").strip()
    return doc.split("\n\n", 1)[0].replace("\n", " ")[:300]


def _doc_of(value: Any) -> str | None:
    """Its own documentation; that of its class would say nothing about a plain value."""
    if callable(value) or isinstance(value, types.ModuleType | property):
        return inspect.getdoc(value)
    return None


def _signature(value: Any, name: str) -> str:
    if isinstance(value, property) or not callable(value):
        return ""
    return call_text(name.rpartition(".")[2], value)


def _kind(value: Any) -> str:
    if isinstance(value, types.ModuleType):
        return "module"
    if isinstance(value, type):
        return "class"
    if inspect.iscoroutinefunction(value):
        return "async function"
    return "function" if inspect.isroutine(value) else type(value).__name__


def _module(value: Any) -> str:
    if isinstance(value, types.ModuleType):
        return str(getattr(value, "__file__", "") or "built in")
    module = getattr(value, "__module__", None) or type(value).__module__
    return "" if module in {"__main__", "builtins"} else str(module)


def _repr(value: Any) -> str:
    try:
        return repr(value)
    except Exception as error:
        return f"<its repr raised {type(error).__name__}>"
