"""List TensorFlow's public names with their parameters in `names/tensorflow.json`; see README.md.

A function is the text of its parameters, as `x, axis=None`. A class is an object: "" are the
parameters of its constructor, the other keys its public members (a method's parameters, or null).
Anything else is null. Defaults that have no short text are `...`; annotations are left out.
"""

from __future__ import annotations

import json
import os
import sys
import types
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from describe import described  # noqa: E402 - lies beside this file

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


def public(module: Any, path: str, found: dict[str, Any]) -> None:
    names: dict[str, Any] = {}
    for name in sorted(n for n in dir(module) if not n.startswith("_")):
        where = f"{path}.{name}" if path else name
        if where in LEFT_OUT:
            continue
        value = getattr(module, name)
        if isinstance(value, types.ModuleType):
            if value.__name__.startswith(("tensorflow._api", "tensorflow.experimental")):
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
