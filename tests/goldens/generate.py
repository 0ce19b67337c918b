"""Ask TensorFlow for the values in this folder; see README.md."""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import numpy as np
import tensorflow as tf

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import ask  # noqa: E402 - lies beside this file
from ask import Case, T  # noqa: E402


def build(value: Any) -> Any:
    """An argument as TensorFlow takes it."""
    if isinstance(value, T):
        array = np.asarray(value.values, _numpy(value.dtype))
        if value.dtype in ask.COMPLEX:
            array = array.reshape(-1, 2) @ [1, 1j]
        return tf.constant(array.reshape(_shape(value)), value.dtype)
    if isinstance(value, list):
        return [build(item) for item in value]
    return value


def _shape(value: T) -> list[int]:
    if value.shape is not None:
        return list(value.shape)
    return list(np.shape(value.values))[: -1 if value.dtype in ask.COMPLEX else None]


def _numpy(dtype: str) -> Any:
    return object if dtype == "string" else ask.COMPLEX.get(dtype, dtype)


def run(case: Case) -> dict[str, Any]:
    """What TensorFlow answers: results, or the name of the exception."""
    args, kwargs = [build(a) for a in case.args], {k: build(v) for k, v in case.kwargs.items()}
    try:
        if case.op == "getitem":
            result = eval(f"x[{args[1]}]", {"x": args[0]})
        elif case.op == "eval":
            result = eval(args[0], {"tf": tf, "np": np})
        else:
            function: Any = tf
            for part in case.op.split("."):
                function = getattr(function, part)
            result = function(*args, **kwargs)
    except Exception as error:
        return {"error": type(error).__name__}
    return {"results": [written(t) for part in tf.nest.flatten(result) for t in parts(part)]}


def parts(value: Any) -> list[Any]:
    """A tensor, or what a tensor made of several consists of."""
    if isinstance(value, tf.RaggedTensor):
        return [value.flat_values, *value.nested_row_splits]
    if isinstance(value, tf.SparseTensor):
        return [value.indices, value.values, value.dense_shape]
    if isinstance(value, tf.IndexedSlices):
        return [value.values, value.indices]
    return [value]


def written(tensor: Any) -> dict[str, Any]:
    """A result: dtype, shape, and the values in row-major order with nine digits.

    A complex number is two values.
    """
    tensor = tf.convert_to_tensor(tensor)
    flat = tensor.numpy().reshape(-1).tolist() if tensor.shape.rank else [tensor.numpy()]
    values = []
    for value in flat:
        item = value.item() if isinstance(value, np.generic) else value
        if isinstance(item, bytes):
            item = item.decode(errors="backslashreplace")
        if isinstance(item, complex):
            values += [float(f"{part:.9g}") for part in (item.real, item.imag)]
        else:
            values.append(float(f"{item:.9g}") if isinstance(item, float) else item)
    return {"dtype": tensor.dtype.name, "shape": tensor.shape.as_list(), "values": values}


def encoded(value: Any) -> Any:
    """An argument as the file holds it."""
    if isinstance(value, T):
        return {"tensor": value.values, "dtype": value.dtype, "shape": _shape(value)}
    if isinstance(value, list | tuple):
        return [encoded(item) for item in value]
    return value


def families() -> dict[str, Callable[[], list[Case]]]:
    """Families of all `cases*.py`, by name."""
    found: dict[str, Callable[[], list[Case]]] = {}
    for file in sorted(HERE.glob("cases*.py")):
        found |= importlib.import_module(file.stem).FAMILIES
    return found


def main() -> None:
    """Write one file per family; those named on the command line, or all."""
    known = families()
    for name in sys.argv[1:] or known:
        cases = known[name]
        ask.restart()
        rows = []
        for case in cases():
            row = {"op": case.op, "args": encoded(case.args)}
            if case.kwargs:
                row["kwargs"] = {k: encoded(v) for k, v in case.kwargs.items()}
            rows.append(row | run(case))
        text = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
        head = json.dumps({"made_by": f"TensorFlow {tf.__version__}"})[1:-1]
        (HERE / f"{name}.json").write_text(f'{{{head},"cases":[\n{text}\n]}}\n', encoding="utf-8")
        errors = sum("error" in row for row in rows)
        sys.stdout.write(f"{name}: {len(rows)} cases, {errors} of them errors\n")


if __name__ == "__main__":
    main()
