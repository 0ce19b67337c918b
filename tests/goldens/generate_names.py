"""List TensorFlow's public names with their parameters in `names/tensorflow.json`; see README.md.

A function is the text of its parameters, as `x, axis=None`. A class is an object: "" are the
parameters of its constructor, the other keys its public members (a method's parameters, or null).
Anything else is null. Defaults that have no short text are `...`; annotations are left out.
"""

from __future__ import annotations

import inspect
import json
import os
import sys
import types
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import numpy as np

HERE = Path(__file__).resolve().parent

# Keras has tests of its own, raw_ops and compat.v1 are not offered, and the others are about
# machines and files that a browser tab has not.
LEFT_OUT = [
    "keras",
    "raw_ops",
    "compat.v1",
    "compat.v2",
    "distribute",
    "tpu",
    "xla",
    "mlir",
    "lite",
    "profiler",
    "__internal__",
    "__operators__",
    "estimator",
    "losses",
    "metrics",
    "optimizers",
    "initializers",
    "experimental.dtensor",
    "experimental.tensorrt",
    "experimental.numpy",
    "data.experimental.service",
]

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


def public(module: Any, path: str, found: dict[str, Any]) -> None:
    names: dict[str, Any] = {}
    for name in sorted(n for n in dir(module) if not n.startswith("_")):
        where = f"{path}.{name}" if path else name
        if where in LEFT_OUT:
            continue
        value = getattr(module, name)
        if isinstance(value, types.ModuleType):
            if value.__name__.startswith(("tensorflow._api", "keras._tf_keras")):
                public(value, where, found)
            continue
        names[name] = described(value)
    found[path] = names


def main() -> None:
    """Write the file."""
    import tensorflow as tf

    found: dict[str, Any] = {}
    public(tf, "", found)
    lines = [
        f"{json.dumps(path)}:{{\n"
        + ",\n".join(
            f"{json.dumps(name)}:{json.dumps(value, separators=(',', ':'))}"
            for name, value in names.items()
        )
        + "\n}"
        for path, names in sorted(found.items())
    ]
    text = f'{{"made_by":"TensorFlow {tf.__version__}","names":{{\n' + ",\n".join(lines) + "}}\n"
    (HERE / "names").mkdir(exist_ok=True)
    (HERE / "names" / "tensorflow.json").write_text(text, encoding="utf-8")
    count = sum(map(len, found.values()))
    sys.stdout.write(f"{count} names in {len(found)} namespaces, {len(text) // 1000} kB\n")


if __name__ == "__main__":
    main()
