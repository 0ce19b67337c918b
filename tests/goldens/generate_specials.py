"""Ask TensorFlow what it makes of NaN, infinities, zeros with signs, and the largest numbers.

Values and gradients of every element-wise operation, reduction and activation; see README.md. The
gradient is that of the results' sum.
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import numpy as np
import tensorflow as tf

HERE = Path(__file__).resolve().parent / "specials"
NAN, INF = float("nan"), float("inf")
MOST = 3.4028235e38

POINTS = [NAN, INF, -INF, 0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, -2.5, 3.0, 6.0]
POINTS += [1e-42, -1e-42, 20.0, -20.0, 89.0, -89.0, 110.0, -110.0]
POINTS += [1e10, -1e10, 8388607.5, -8388607.5, 16777217.0, MOST, -MOST]
EDGES = [NAN, INF, -INF, 0.0, -0.0, 1.0, -1.0, 0.5, 2.0, -2.5, 3.0, 7.0, 1e30, -MOST]
ROWS = [
    [1.0, 2.0, NAN],
    [NAN, 2.0, 1.0],
    [2.0, NAN, 1.0],
    [NAN, NAN, NAN],
    [INF, 1.0, -INF],
    [INF, INF, 1.0],
    [-INF, -INF, 1.0],
    [-INF, -INF, -INF],
    [NAN, INF, 1.0],
    [-INF, 1.0, NAN],
    [0.0, -0.0, 0.0],
    [0.0, 2.0, 0.0],
    [0.0, 2.0, 3.0],
    [0.0, INF, 1.0],
    [MOST, MOST, 1.0],
    [-MOST, 1.0, -MOST],
    [1e30, -1e30, 1e-30],
    [3.0, 1.0, 3.0],
]
LABELS = [[0.0, 1.0, 0.0], [0.5, 0.25, 0.25], [0.0, 0.0, 0.0]]
WHOLE = [0, 1, -1, 2, -3, 7, -7, 10, 46341, -65536, 16777217, -16777219, 123456789]
WHOLE += [2147483647, 2147483646, -2147483648, -2147483647]


def floats(values: Any) -> dict[str, Any]:
    return {"dtype": "float32", "values": np.asarray(values).tolist()}


def crossed(values: list[Any], dtype: str = "float32") -> list[dict[str, Any]]:
    """Each value with each, as two vectors."""
    pairs = [(a, b) for a in values for b in values]
    return [{"dtype": dtype, "values": list(side)} for side in zip(*pairs, strict=True)]


INPUTS: dict[str, list[dict[str, Any]]] = {
    "beyond": [],
    "points": [floats(POINTS)],
    "pairs": crossed(EDGES),
    "rows": [floats(ROWS)],
    "labeled": [
        floats([row for row in ROWS for _ in LABELS]),
        floats([label for _ in ROWS for label in LABELS]),
    ],
    "whole": [{"dtype": "int32", "values": WHOLE}],
    "whole2": crossed(WHOLE, "int32"),
    "divided": [
        {"dtype": "int32", "values": [a for a in WHOLE for b in WHOLE if b]},
        {"dtype": "int32", "values": [b for _ in WHOLE for b in WHOLE if b]},
    ],
    "powers": [
        {"dtype": "int32", "values": [a for a in WHOLE for _ in range(6)]},
        {"dtype": "int32", "values": [b for _ in WHOLE for b in (0, 1, 2, 3, 5, 31)]},
    ],
    "wide": [{"dtype": "float32", "values": [1.9, -1.9, 0.5, -0.5, -0.0, 127.5, 255.9, 300.0, -1.0,
             -129.0, 40000.0, 70000.0, 16777216.0, 2147483520.0, -2147483648.0]}],
    "outside": [floats([NAN, INF, -INF, 2147483648.0, -2147483904.0, 3e9, -3e9, 1e20, MOST])],
}  # fmt: skip


def calls() -> list[tuple[str, str]]:
    """(name of the inputs, expression of x and y), as calls.txt has them."""
    table = (HERE / "calls.txt").read_text(encoding="utf-8").split("\n\n", 1)[1]
    lines = [line.split(maxsplit=1) for line in table.splitlines() if line]
    return [(name, call) for name, pattern in lines for call in each(pattern)]


def each(pattern: str) -> list[str]:
    """The expressions that a line stands for."""
    found = re.search(r"\{(.*?)\}", pattern)
    if found is None:
        return [re.sub(r"\bB\b", str(2**40), pattern)]
    before, after = pattern[: found.start()], pattern[found.end() :]
    options = OUTER_COMMA.split(found[1])
    return [call for option in options for call in each(before + option + after)]


OUTER_COMMA = re.compile(r", (?![^()\[\]]*[)\]])")
"""A comma that no parentheses hold."""


def given(name: str) -> list[tf.Tensor]:
    return [tf.constant(np.asarray(v["values"], v["dtype"])) for v in INPUTS[name]]


def answer(call: str, name: str) -> dict[str, Any]:
    sources = given(name)
    names = dict(zip("xy", sources, strict=False)) | {"tf": tf, "np": np}
    watched = [s for s in sources if s.dtype.is_floating]
    try:
        with tf.GradientTape() as tape:
            tape.watch(watched)
            results = tf.nest.flatten(eval(call, names))
    except Exception as error:
        return {"error": type(error).__name__}
    row: dict[str, Any] = {"results": [written(y) for y in results]}
    floating = [y for y in results if y.dtype == tf.float32]
    if watched and floating:
        try:
            found = tape.gradient(floating, watched)
        except LookupError:
            return row
        row["gradients"] = [None if g is None else written(tf.convert_to_tensor(g)) for g in found]
    return row


def written(tensor: Any) -> dict[str, Any]:
    values = np.asarray(tensor.numpy(), object if tensor.dtype == tf.string else None)
    if values.dtype == object:
        listed = [item.decode() for item in values.reshape(-1).tolist()]
    elif values.dtype.kind in "iub":
        listed = values.reshape(-1).tolist()
    else:
        listed = [short(v) for v in values.astype(np.float64).reshape(-1)]
    return {"dtype": tensor.dtype.name, "shape": list(tensor.shape), "values": listed}


def short(value: float) -> float | int:
    """Eight digits, and no point where there is nothing behind it."""
    rounded = float(f"{value:.8g}")
    plain = rounded.is_integer() and abs(rounded) < 1e6 and str(rounded) != "-0.0"
    return int(rounded) if plain else rounded


def main() -> None:
    HERE.mkdir(exist_ok=True)
    rows = []
    for name, call in calls():
        found = answer(call, name)
        if "error" in found:
            sys.stdout.write(f"{call} of {name}: {found}\n")
        rows.append({"call": call, "of": name} | found)
    head = json.dumps({"made_by": f"TensorFlow {tf.__version__}", "inputs": INPUTS})[1:-1]
    text = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    (HERE / "specials.json").write_text(f'{{{head},"rows":[\n{text}\n]}}\n', encoding="utf-8")
    sys.stdout.write(f"{len(rows)} calls\n")


if __name__ == "__main__":
    main()
