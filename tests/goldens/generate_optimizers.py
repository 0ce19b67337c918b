"""Ask Keras what its optimizers do: writes optimizers/keras.json; see README.md.

    python generate_optimizers.py

Each case holds the arguments of an optimizer, and the weights after 1, 5 and 20 steps on a small
problem whose gradients are a formula, so that nothing else can differ.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np
import tensorflow as tf

HERE = Path(__file__).resolve().parent
KEEP = (1, 5, 20)

CASES: list[tuple[str, dict[str, Any]]] = [
    ("SGD", {}),
    ("SGD", {"learning_rate": 0.1, "momentum": 0.9}),
    ("SGD", {"learning_rate": 0.1, "momentum": 0.9, "nesterov": True}),
    ("SGD", {"learning_rate": 0.1, "weight_decay": 0.02}),
    ("SGD", {"learning_rate": 0.1, "clipnorm": 0.5}),
    ("SGD", {"learning_rate": 0.1, "clipvalue": 0.3}),
    ("SGD", {"learning_rate": 0.1, "global_clipnorm": 0.5}),
    ("SGD", {"learning_rate": 0.1, "use_ema": True, "ema_overwrite_frequency": 3}),
    ("SGD", {"learning_rate": 0.1, "gradient_accumulation_steps": 3}),
    ("Adam", {}),
    ("Adam", {"learning_rate": 0.1, "amsgrad": True}),
    ("Adam", {"learning_rate": 0.1, "beta_1": 0.5, "beta_2": 0.9, "epsilon": 0.01}),
    ("Adam", {"learning_rate": 0.1, "weight_decay": 0.02, "clipnorm": 0.5}),
    ("Adam", {"learning_rate": 0.1, "global_clipnorm": 0.5, "loss_scale_factor": 4.0}),
    ("Adam", {"learning_rate": 0.1, "gradient_accumulation_steps": 2, "use_ema": True}),
]


def start() -> list[Any]:
    """The first weights: a matrix and a vector."""
    return [np.float32([[1.0, -2.0, 0.5], [0.0, 3.0, -0.25]]), np.float32([0.1, 20.0])]


def run(name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Weights of an optimizer after some steps, and the names of its variables."""
    weights = [tf.Variable(value, name=f"w{i}") for i, value in enumerate(start())]
    optimizer = getattr(keras.optimizers, name)(**arguments)
    after = {}
    for step in range(1, max(KEEP) + 1):
        slope = 1.0 + 0.5 * (step % 3)
        grads = [tf.tanh(w) * slope + 0.1 for w in weights]
        optimizer.apply_gradients(zip(grads, weights, strict=True))
        if step in KEEP:
            after[str(step)] = [w.numpy().tolist() for w in weights]
    names = [v.name for v in optimizer.variables]
    return {"optimizer": name, "arguments": arguments, "after": after, "variables": names}


if __name__ == "__main__":
    answers = {"keras": keras.__version__, "cases": [run(*case) for case in CASES]}
    (HERE / "optimizers" / "keras.json").write_text(json.dumps(answers) + "\n", encoding="utf-8")
