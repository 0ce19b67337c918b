"""Ask Keras what `keras.ops` gives for the calls in ops_cases.py: writes ops.json.

    python generate_ops.py

See ../README.md for the environment.
"""

from __future__ import annotations

import functools
import json
import os
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras
import numpy as np
import ops_more_cases
from ops_cases import CASES, filled

HERE = Path(__file__).resolve().parent


def number(value: Any) -> Any:
    return float(f"{value:.7g}") if isinstance(value, float) else value


def written(result: Any) -> list[dict[str, Any]]:
    parts = list(result) if isinstance(result, list | tuple) else [result]
    return [
        {
            "shape": list(part.shape),
            "dtype": keras.backend.standardize_dtype(part.dtype),
            "values": [number(v) for v in np.ravel(np.asarray(part)).tolist()],
        }
        for part in parts
    ]


def symbolic(name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """The config of the operation that a symbolic call makes; None where Keras makes several."""

    def symbol(array: np.ndarray) -> Any:
        return keras.KerasTensor(array.shape, str(array.dtype), name="k")

    try:
        result = getattr(keras.ops, name)(
            *[filled(a, symbol) for a in args], **{k: filled(v, symbol) for k, v in kwargs.items()}
        )
    except Exception:
        return None
    parts = list(result) if isinstance(result, list | tuple) else [result]
    operation = parts[0]._keras_history.operation
    config = keras.saving.serialize_keras_object(operation)
    config["config"].pop("name")
    shapes = [list(part.shape) for part in parts]
    return {"operation": json.loads(json.dumps(config)), "shapes": shapes}


def main() -> None:
    rows = []
    for name, args, kwargs in CASES:
        function = getattr(keras.ops, name)
        given = [filled(a, keras.ops.convert_to_tensor) for a in args]
        named = {k: filled(v, keras.ops.convert_to_tensor) for k, v in kwargs.items()}
        try:
            results = written(function(*given, **named))
        except Exception:
            results = None
        rows.append({"results": results, "symbolic": symbolic(name, args, kwargs)})
    text = json.dumps({"keras": keras.__version__, "rows": rows}, separators=(",", ":"))
    (HERE / "ops.json").write_text(text + "\n", encoding="utf-8")


def more() -> None:
    """ops_more.json: results, and the shapes of symbolic calls."""
    rows = []
    for name, args, kwargs in ops_more_cases.CASES:
        function = functools.reduce(getattr, name.split("."), keras.ops)
        make = keras.ops.convert_to_tensor
        results = written(
            function(
                *[ops_more_cases.given(a, make) for a in args],
                **{k: ops_more_cases.given(v, make) for k, v in kwargs.items()},
            )
        )
        rows.append(results)
    text = json.dumps({"keras": keras.__version__, "rows": rows}, separators=(",", ":"))
    (HERE / "ops_more.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
    more()
