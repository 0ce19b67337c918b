"""How a namespace looks from outside: its public names, and what their signatures are.

Used on both sides: by `generate_public_names.py` on Keras, and by `test_public_names.py` on ours.
"""

from __future__ import annotations

import inspect
import re
import types
from typing import Any

MODULES = (
    *("", "activations", "applications", "backend", "callbacks", "config", "constraints"),
    *("datasets", "datasets.boston_housing", "datasets.california_housing", "datasets.cifar10"),
    *("datasets.cifar100", "datasets.fashion_mnist", "datasets.imdb", "datasets.mnist"),
    *("datasets.reuters", "distillation", "distribution", "dtype_policies", "export"),
    *("initializers", "layers", "legacy", "losses", "metrics", "mixed_precision", "models", "ops"),
    *("ops.image", "ops.linalg", "ops.nn", "ops.numpy", "optimizers", "optimizers.legacy"),
    *("optimizers.schedules", "preprocessing", "preprocessing.image", "preprocessing.sequence"),
    *("quantizers", "random", "regularizers", "saving", "tree", "utils", "utils.bounding_boxes"),
    *("utils.legacy", "visualization", "wrappers"),
)
"""Namespaces of Keras, "" for `keras` itself."""

BASES = ("Layer", "Model", "Sequential", "Metric", "Loss", "Optimizer", "Variable", "KerasTensor")
"""Classes of `keras` whose methods are compared too."""


def described(value: Any) -> str:
    """A signature as text, or the kind of what has none."""
    if isinstance(value, types.ModuleType):
        return "module"
    if not callable(value):
        return "property" if isinstance(value, property) else "value"
    try:
        call = value.__init__ if inspect.isclass(value) else value
        parameters = list(inspect.signature(call).parameters.values())
    except (TypeError, ValueError):
        return "callable"
    parts = []
    starred = False
    for parameter in parameters:
        if parameter.name == "self":
            continue
        text = parameter.name
        if parameter.kind is parameter.VAR_POSITIONAL:
            text, starred = f"*{text}", True
        elif parameter.kind is parameter.VAR_KEYWORD:
            text = f"**{text}"
        elif parameter.kind is parameter.KEYWORD_ONLY and not starred:
            parts.append("*")
            starred = True
        if parameter.default is not parameter.empty:
            text = f"{text}={_default(parameter.default)}"
        parts.append(text)
    return f"({', '.join(parts)})"


def _default(value: Any) -> str:
    if isinstance(value, str | int | float | bool | tuple | list | type(None)):
        return repr(list(value)) if isinstance(value, tuple | list) else repr(value)
    return "..."


def public(space: Any) -> list[str]:
    """Names without an underscore in front, in order."""
    return sorted(name for name in dir(space) if not name.startswith("_"))


def agree(wanted: str, found: str) -> bool:
    """Whether a call that fits Keras's signature means the same with ours.

    Ours may have more parameters behind Keras's, defaults where Keras has none, and take by
    `**options` what Keras names.
    """
    if wanted == found or "callable" in (wanted, found):
        return True
    if not wanted.startswith("(") or not found.startswith("("):
        return wanted.startswith("(") == found.startswith("(")
    theirs, own = ([p for p in _split(s) if not p.startswith("*")] for s in (wanted, found))
    if any(p.startswith("**") for p in _split(found)) and len(own) < len(theirs):
        rest = iter(theirs)
        return all(any(_alike(p, q) for q in rest) for p in own)
    return len(own) >= len(theirs) and all(map(_alike, own, theirs))


def _alike(own: str, theirs: str) -> bool:
    return own == theirs or ("=" not in theirs and own.split("=")[0] == theirs)


def _split(signature: str) -> list[str]:
    """The parameters; a default that is the same for each axis counts as one number."""
    single = re.sub(r"\[(\d+)(?:, \1)+\]", r"\1", signature)
    return [p for p in re.split(r", (?![^\[]*\])", single[1:-1]) if p]
