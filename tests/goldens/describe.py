"""Names and parameters as text: of TensorFlow's API in `names/`, and of ours to compare with it."""

from __future__ import annotations

import inspect
import types
from typing import Any

import numpy as np

# Classes whose members are internal or another project's.
BARE = ("google.protobuf", "enum", "builtins", "numpy", "absl", "unittest")


def default(value: Any) -> str:
    if isinstance(value, type) and issubclass(value, np.generic):
        return value.__name__
    kind = type(value).__name__
    if kind == "DType":
        return str(value.name)
    if kind == "EnumMeta" or hasattr(type(value), "__members__"):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, float) and value != value:
        return "nan"
    if value is None or isinstance(value, bool | int | float | str):
        return repr(value)
    if isinstance(value, list | tuple) and all(default(v) != "..." for v in value):
        inner = ", ".join(default(v) for v in value)
        return f"[{inner}]" if isinstance(value, list) else f"({inner})"
    return "..."


def parameters(function: Any) -> str | None:
    """The text of a function's parameters."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return None
    marks = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}
    texts, keyword_only = [], False
    for parameter in signature.parameters.values():
        if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
            keyword_only = True
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and not keyword_only:
            texts.append("*")
            keyword_only = True
        text = marks.get(parameter.kind, "") + parameter.name
        if parameter.default is not inspect.Parameter.empty:
            text += "=" + default(parameter.default)
        texts.append(text)
    return ", ".join(texts)


def described(value: Any) -> Any:
    if isinstance(value, type):
        return of_class(value)
    return parameters(value) if callable(value) else None


def of_class(kind: type) -> dict[str, Any]:
    found: dict[str, Any] = {"": parameters(kind)}
    if kind.__module__.startswith(BARE) or hasattr(kind, "__members__"):
        return {"": None}
    for name in sorted(dir(kind)):
        if name.startswith("_") or hasattr(object, name):
            continue
        member = inspect.getattr_static(kind, name)
        if isinstance(member, staticmethod | classmethod):
            found[name] = parameters(getattr(kind, name))
        elif isinstance(member, types.FunctionType):
            text = parameters(member)
            found[name] = None if text is None else text.partition(", ")[2]
        else:
            found[name] = None
    return found
