"""Ask Keras for the names of variables, in models and in their files: writes names.json.

    python generate_names.py

For each class of layer the first of its cases in layer_cases_<family>.py is built, for each
optimizer a variable of a dense layer; ../README.md has the environment.
"""

from __future__ import annotations

import importlib
import io
import json
import os
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import h5py
import keras
import numpy as np
from generate_layers import built, tensor
from keras.src.saving import saving_lib
from layer_case import filled_in

HERE = Path(__file__).resolve().parent
NOT_ALONE = ("Optimizer", "LossScaleOptimizer", "MultiOptimizer", "OptimizerMap")


def in_file(saveable: Any) -> list[Any]:
    """Where each variable lies in a `.weights.h5` file, and its shape."""
    file = io.BytesIO()
    store = saving_lib.H5IOStore(file, mode="w")
    saving_lib._save_state(saveable, store, None, "", set())
    store.close()
    found: list[Any] = []
    with h5py.File(file) as opened:
        opened.visititems(
            lambda name, item: (
                found.append([name, list(item.shape)]) if isinstance(item, h5py.Dataset) else None
            )
        )
    return sorted(found)


def layers() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path in sorted(HERE.glob("layer_cases_*.py")):
        for row in importlib.import_module(path.stem).CASES:
            name, options = row["layer"], row.get("options", {})
            if name in found or "raises" in options:
                continue
            keras.backend.clear_session()
            row = json.loads(json.dumps(row))
            layer = built(row)
            inputs = filled_in(row["inputs"], keras, tensor, [0])
            layer(*inputs, **filled_in(row["call"], keras, tensor, [100]))
            if layer.weights or in_file(layer):
                found[name] = {
                    "family": path.stem.removeprefix("layer_cases_"),
                    "paths": [w.path for w in layer.weights],
                    "trainable": [w.path for w in layer.trainable_weights],
                    "file": in_file(layer),
                }
    return found


def optimizers() -> dict[str, Any]:
    found = {}
    for name, kind in sorted(vars(keras.optimizers).items()):
        if not isinstance(kind, type) or name in NOT_ALONE:
            continue
        for options in ({}, {"momentum": 0.9}) if name in ("SGD", "RMSprop") else ({},):
            keras.backend.clear_session()
            layer = keras.layers.Dense(2)
            layer.build((None, 3))
            optimizer = kind(**options)
            optimizer.build(layer.trainable_variables)
            found[f"{name} {json.dumps(options)}"] = {
                "paths": [v.path for v in optimizer.variables],
                "file": in_file(optimizer),
            }
    return found


def main() -> None:
    answer = {"optimizers": optimizers(), "layers": layers()}
    text = json.dumps(answer, default=lambda value: np.asarray(value).tolist())
    (HERE / "names.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
