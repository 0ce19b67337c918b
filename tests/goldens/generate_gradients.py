"""Ask TensorFlow for the gradients of the golden cases; see README.md.

A file `gradients/<family>.json` belongs to `<family>.json`. Its rows tell by a checksum which case
they are of, so that either file can be made anew.
"""

from __future__ import annotations

import json
import sys
import zlib
from typing import Any

import ask
import generate
import numpy as np
import tensorflow as tf
from ask import Case, T

FLOATS = ("float16", "bfloat16", "float32", "float64", "complex64", "complex128")

# TensorFlow rounds every step of their gradients to 8 or 11 bits.
HALVES = ("float16", "bfloat16")

# Families whose calls draw numbers, or whose arguments are no tensors: no gradients to ask for.
LEFT_OUT = ("random", "creation")


def weights(count: int) -> np.ndarray:
    """Weights of a result's elements, exact in float32, none of them 0."""
    return ((np.arange(count) * 7) % 19 - 9) / 8 + 0.0625


def leaves(value: Any) -> list[T]:
    """Tensors of a floating or complex dtype among arguments, in order."""
    if isinstance(value, T):
        return [value] if value.dtype in FLOATS else []
    if isinstance(value, list | tuple):
        return [leaf for part in value for leaf in leaves(part)]
    return []


def checksum(row: dict[str, Any]) -> str:
    """Tells a case of a golden file by its call."""
    asked = [row["op"], row["args"], row.get("kwargs", {})]
    return f"{zlib.crc32(json.dumps(asked).encode()):08x}"


def weighted(result: tf.Tensor) -> tf.Tensor:
    """Output gradients of one result."""
    real = weights(int(tf.size(result))).reshape(result.shape)
    return tf.cast(real * (1 - 0.5j) if result.dtype.is_complex else real, result.dtype)


def call(case: Case, built: dict[int, tf.Tensor]) -> Any:
    """Run a case with tensors that are watched."""

    def given(value: Any) -> Any:
        if isinstance(value, T):
            return built.get(id(value)) if id(value) in built else generate.build(value)
        if isinstance(value, list):
            return [given(item) for item in value]
        return value

    args, kwargs = [given(a) for a in case.args], {k: given(v) for k, v in case.kwargs.items()}
    if case.op == "getitem":
        return eval(f"x[{args[1]}]", {"x": args[0]})
    function: Any = tf
    for part in case.op.split("."):
        function = getattr(function, part)
    return function(*args, **kwargs)


def dense(gradient: Any) -> dict[str, Any] | None:
    """A gradient as the file holds it."""
    if gradient is None:
        return None
    row = generate.written(tf.convert_to_tensor(gradient))
    return {"shape": row["shape"], "values": row["values"]}


def of(case: Case) -> dict[str, Any] | None:
    """Gradients of a case, first and second; None if it has none to speak of.

    The second gradient is that of the weighted sum of the first ones.
    """
    sources = leaves([*case.args, *(case.kwargs[name] for name in sorted(case.kwargs))])
    if case.op == "eval" or not sources or any(t.dtype in HALVES for t in sources):
        return None
    built = {id(t): generate.build(t) for t in sources}
    places = [built[id(t)] for t in sources]
    with tf.GradientTape(persistent=True) as outer:
        outer.watch(places)
        with tf.GradientTape(persistent=True) as inner:
            inner.watch(places)
            try:
                result = call(case, built)
            except Exception:
                return None
            parts = [p for part in tf.nest.flatten(result) for p in generate.parts(part)]
            results = [p for p in parts if tf.is_tensor(p) and p.dtype.name in FLOATS]
        if not results:
            return None
        try:
            first = inner.gradient(results, places, [weighted(y) for y in results])
        except Exception as error:
            return {"error": type(error).__name__}
        connected = [tf.convert_to_tensor(g) for g in first if g is not None]
    row = {"first": [dense(g) for g in first]}
    if connected and sum(int(tf.size(g)) for g in connected) <= MOST_FOR_SECOND:
        try:
            second = outer.gradient(connected, places, [weighted(g) for g in connected])
        except Exception:
            return row
        if any(g is not None for g in second):
            row["second"] = [dense(g) for g in second]
    return row


MOST_FOR_SECOND = 64
"""Elements of first gradients up to which the second are stored."""


def main() -> None:
    """Write one file per family; those named on the command line, or all."""
    known = generate.families()
    (generate.HERE / "gradients").mkdir(exist_ok=True)
    for name in sys.argv[1:] or [n for n in known if not n.startswith(LEFT_OUT)]:
        ask.restart()
        rows = []
        for case in known[name]():
            found = of(case)
            if found is None:
                continue
            asked: dict[str, Any] = {"op": case.op, "args": generate.encoded(case.args)}
            if case.kwargs:
                asked["kwargs"] = {k: generate.encoded(v) for k, v in case.kwargs.items()}
            rows.append({"case": checksum(asked), "op": case.op} | found)
        if not rows:
            continue
        text = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
        head = json.dumps({"made_by": f"TensorFlow {tf.__version__}"})[1:-1]
        file = generate.HERE / "gradients" / f"{name}.json"
        file.write_text(f'{{{head},"gradients":[\n{text}\n]}}\n', encoding="utf-8")
        sys.stdout.write(f"{name}: {len(rows)} gradients\n")


if __name__ == "__main__":
    main()
