"""How a function is called, as text."""

import inspect
from typing import Any

_CUT = 60


def signature_of(function: Any) -> inspect.Signature | None:
    """The signature as one would call it; `None` where Python cannot tell."""
    try:
        return inspect.signature(function)
    except (TypeError, ValueError):
        return None


def annotation(noted: Any) -> str:
    """An annotation as source; one that is kept as text stands without its quotes."""
    return noted if isinstance(noted, str) else inspect.formatannotation(noted)


def parameters(given: inspect.Signature) -> list[str]:
    """One text for each parameter; `*` and `/` stand with the one after or before them."""
    texts: list[str] = []
    previous: inspect.Parameter | None = None
    for parameter in given.parameters.values():
        text = _parameter(parameter)
        if previous is not None and previous.kind is previous.POSITIONAL_ONLY is not parameter.kind:
            texts[-1] += ", /"
        starts = parameter.kind is parameter.KEYWORD_ONLY and (
            previous is None
            or previous.kind not in {parameter.VAR_POSITIONAL, parameter.KEYWORD_ONLY}
        )
        texts.append(f"*, {text}" if starts else text)
        previous = parameter
    if previous is not None and previous.kind is previous.POSITIONAL_ONLY:
        texts[-1] += ", /"
    return texts


def call_text(name: str, function: Any) -> str:
    """`name(parameters) -> returns`, or `name(…)`."""
    given = signature_of(function)
    if given is None:
        return f"{name}(…)"
    returns = given.return_annotation
    arrow = "" if returns is inspect.Signature.empty else f" -> {annotation(returns)}"
    return f"{name}({', '.join(parameters(given))}){arrow}"


def _parameter(parameter: inspect.Parameter) -> str:
    text = parameter.name
    if parameter.kind is parameter.VAR_POSITIONAL:
        text = f"*{text}"
    elif parameter.kind is parameter.VAR_KEYWORD:
        text = f"**{text}"
    noted = parameter.annotation
    if noted is not inspect.Parameter.empty:
        text += f": {annotation(noted)}"
    if parameter.default is not inspect.Parameter.empty:
        equals = " = " if noted is not inspect.Parameter.empty else "="
        text += equals + _default(parameter.default)
    return text


def _default(value: Any) -> str:
    try:
        text = repr(value)
    except Exception:
        return "…"
    if text.startswith(("<function ", "<class ")):
        return str(getattr(value, "__name__", "…"))
    return text if len(text) <= _CUT else f"{text[: _CUT - 1]}…"
