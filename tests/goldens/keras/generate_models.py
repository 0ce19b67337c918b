"""Ask Keras how its models look: writes models.json for every case in model_cases.py.

    python generate_models.py

See ../README.md for the environment.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras
import numpy as np
from model_cases import CASES, LOADED, inputs_of, outputs_of, stripped, weight_value

HERE = Path(__file__).resolve().parent


def rounded(value: Any) -> list[float]:
    return [float(f"{number:.7g}") for number in np.ravel(np.asarray(value)).tolist()]


def summary(model: Any) -> str:
    lines: list[str] = []
    model.summary(print_fn=lines.append)
    return "\n".join(lines).rstrip("\n")


def answered(name: str) -> dict[str, Any]:
    keras.utils.clear_session()
    model = {**CASES, **LOADED}[name](keras)
    for index, weight in enumerate(model.weights):
        weight.assign(weight_value(index, tuple(weight.shape)))
    outputs = outputs_of(model(inputs_of(model), training=False))
    return {
        "config": stripped(json.loads(model.to_json())),
        "weights": [[w.path, list(w.shape)] for w in model.weights],
        "layers": [layer.name for layer in model.layers],
        "input_shape": json.loads(json.dumps(model.input_shape)),
        "output_shape": json.loads(json.dumps(model.output_shape)),
        "count": model.count_params(),
        "summary": summary(model),
        "outputs": [{"shape": list(o.shape), "values": rounded(o)} for o in outputs],
    }


def main() -> None:
    cases = {name: answered(name) for name in CASES}
    loaded = {name: answered(name) for name in LOADED}
    text = json.dumps(
        {"keras": keras.__version__, "cases": cases, "loaded": loaded}, separators=(",", ":")
    )
    (HERE / "models.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
