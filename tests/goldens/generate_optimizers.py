"""Ask Keras what its optimizers do: writes optimizers/*.json; see README.md.

    python generate_optimizers.py

Each case holds the arguments of an optimizer, and the weights after 1, 5 and 20 steps on a small
problem whose gradients are a formula, so that nothing else can differ. Schedules are asked for
their rates at some steps.
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
STEPS = (0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 13, 14, 15, 20, 30, 31, 40, 75)

FAST = {"learning_rate": 0.1}
COMMON: list[dict[str, Any]] = [
    {"weight_decay": 0.02, "clipnorm": 0.5},
    {"clipvalue": 0.3, "use_ema": True, "ema_momentum": 0.9, "ema_overwrite_frequency": 4},
    {"global_clipnorm": 0.5, "gradient_accumulation_steps": 3, "loss_scale_factor": 4.0},
]
OWN: dict[str, list[dict[str, Any]]] = {
    "SGD": [
        {"momentum": 0.9},
        {"momentum": 0.9, "nesterov": True},
        {"weight_decay": 0.02},
        {"clipnorm": 0.5},
        {"clipvalue": 0.3},
        {"global_clipnorm": 0.5},
        {"use_ema": True, "ema_overwrite_frequency": 3},
        {"gradient_accumulation_steps": 3},
    ],
    "Adam": [
        {"amsgrad": True},
        {"beta_1": 0.5, "beta_2": 0.9, "epsilon": 0.01},
        {"gradient_accumulation_steps": 2, "use_ema": True},
    ],
    "AdamW": [{"weight_decay": 0.1, "amsgrad": True}],
    "RMSprop": [
        {"rho": 0.7, "momentum": 0.5},
        {"centered": True},
        {"centered": True, "momentum": 0.9, "epsilon": 0.01},
    ],
    "Nadam": [{"beta_1": 0.5, "beta_2": 0.9, "epsilon": 0.01}],
    "Adamax": [{"beta_1": 0.5, "beta_2": 0.9, "epsilon": 0.01}],
    "Adagrad": [{"initial_accumulator_value": 0.5, "epsilon": 0.01}],
    "Adadelta": [{"learning_rate": 1.0}, {"rho": 0.5, "epsilon": 0.01}],
    "Lion": [{"beta_1": 0.5, "beta_2": 0.7}],
    "Ftrl": [
        {"l1_regularization_strength": 0.1, "l2_regularization_strength": 0.2},
        {"l2_shrinkage_regularization_strength": 0.1, "beta": 0.5},
        {"learning_rate_power": -0.3, "initial_accumulator_value": 1.0},
    ],
    "Adafactor": [
        {"beta_2_decay": -0.5, "clip_threshold": 0.5, "relative_step": False},
        {"epsilon_1": 1e-3, "epsilon_2": 0.1},
    ],
    "Lamb": [{"beta_1": 0.5, "beta_2": 0.9, "epsilon": 0.01}],
    "Muon": [
        {"weight_decay": None, "adam_weight_decay": None, "nesterov": False, "rms_rate": None},
        {"ns_steps": 3, "momentum": 0.5, "adam_lr_ratio": 0.5, "exclude_layers": ["w0"]},
    ],
    "ScheduleFreeAdamW": [{"warmup_steps": 5}, {"beta_1": 0.5, "weight_decay": 0.02}],
}

SCHEDULES: list[tuple[str, dict[str, Any]]] = [
    ("ExponentialDecay", {"initial_learning_rate": 0.1, "decay_steps": 7, "decay_rate": 0.5}),
    (
        "ExponentialDecay",
        {"initial_learning_rate": 1.0, "decay_steps": 5, "decay_rate": 0.9, "staircase": True},
    ),
    ("InverseTimeDecay", {"initial_learning_rate": 0.1, "decay_steps": 7, "decay_rate": 0.5}),
    (
        "InverseTimeDecay",
        {"initial_learning_rate": 1.0, "decay_steps": 5, "decay_rate": 0.9, "staircase": True},
    ),
    ("PiecewiseConstantDecay", {"boundaries": [5, 14], "values": [1.0, 0.5, 0.125]}),
    ("PiecewiseConstantDecay", {"boundaries": [3], "values": [0.1, 0.01]}),
    ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 10}),
    (
        "PolynomialDecay",
        {
            "initial_learning_rate": 0.1,
            "decay_steps": 10,
            "end_learning_rate": 0.01,
            "power": 0.5,
            "cycle": True,
        },
    ),
    ("CosineDecay", {"initial_learning_rate": 0.1, "decay_steps": 30}),
    (
        "CosineDecay",
        {
            "initial_learning_rate": 0.01,
            "decay_steps": 30,
            "alpha": 0.1,
            "warmup_target": 0.5,
            "warmup_steps": 10,
        },
    ),
    ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 10}),
    (
        "CosineDecayRestarts",
        {
            "initial_learning_rate": 0.1,
            "first_decay_steps": 5,
            "t_mul": 1.5,
            "m_mul": 0.5,
            "alpha": 0.1,
        },
    ),
    ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 7, "t_mul": 1.0}),
]
RATES: list[tuple[str, dict[str, Any]]] = [
    ("SGD", {"class": "ExponentialDecay", **SCHEDULES[0][1]}),
    ("Adam", {"class": "PiecewiseConstantDecay", **SCHEDULES[4][1]}),
    ("AdamW", {"class": "CosineDecay", **SCHEDULES[9][1]}),
]


def start() -> list[Any]:
    """The first weights: a matrix and a vector."""
    return [np.float32([[1.0, -2.0, 0.5], [0.0, 3.0, -0.25]]), np.float32([0.1, 20.0])]


def rounded(array: Any) -> Any:
    """Nested lists with as many digits as float32 has."""
    return [
        rounded(part) if np.ndim(part) else float(f"{float(part):.8g}")
        for part in np.asarray(array)
    ]


def run(name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Weights of an optimizer after some steps, and the names of its variables."""
    weights = [keras.Variable(value, name=f"w{i}") for i, value in enumerate(start())]
    given = dict(arguments)
    if "schedule" in given:
        settings = dict(given.pop("schedule"))
        given["learning_rate"] = getattr(keras.optimizers.schedules, settings.pop("class"))(
            **settings
        )
    optimizer = getattr(keras.optimizers, name)(**given)
    after = {}
    for step in range(1, max(KEEP) + 1):
        slope = 1.0 + 0.5 * (step % 3)
        grads = [tf.tanh(w.value) * slope + 0.1 for w in weights]
        optimizer.apply_gradients(zip(grads, weights, strict=True))
        if step in KEEP:
            after[str(step)] = [rounded(w.numpy()) for w in weights]
    return {
        "optimizer": name,
        "arguments": arguments,
        "after": after,
        "variables": [[v.path.partition("/")[2], list(v.shape)] for v in optimizer.variables],
        "config": {k: v for k, v in optimizer.get_config().items() if k != "name"},
    }


def rates(name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """What a schedule gives."""
    schedule = getattr(keras.optimizers.schedules, name)(**arguments)
    found = [float(schedule(tf.constant(step, tf.int64))) for step in STEPS]
    return {
        "schedule": name,
        "arguments": arguments,
        "rates": rounded(found),
        "config": schedule.get_config(),
    }


def cases() -> list[dict[str, Any]]:
    """Every optimizer as it comes, with what all take, and with its own arguments."""
    lists = {name: [{}, *COMMON, *own] for name, own in OWN.items()}
    return [
        run(name, FAST | arguments if arguments else {})
        for name, each in lists.items()
        for arguments in each
    ] + [run(name, {"schedule": schedule}) for name, schedule in RATES]


def rows(name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """A table after some steps with gradients of rows, some of which are picked twice."""
    table = keras.Variable(np.float32([[1.0, -2.0], [0.5, 3.0], [-0.25, 0.1], [2.0, 1.5]]))
    optimizer = getattr(keras.optimizers, name)(**arguments)
    after = {}
    for step in range(1, max(KEEP) + 1):
        with tf.GradientTape() as tape:
            picked = tf.gather(table.value, [[0, 2, 2], [step % 4, 2, 2 * step % 4]])
            loss = tf.reduce_sum(tf.tanh(picked) * (1.0 + 0.5 * (step % 3)) + 0.1 * picked)
        gradient = tape.gradient(loss, table.value)
        optimizer.apply_gradients([(gradient, table)])
        if step in KEEP:
            after[str(step)] = rounded(table.numpy())
    return {"optimizer": name, "arguments": arguments, "after": after}


def rows_cases() -> list[dict[str, Any]]:
    """Every optimizer, and one or two with everything that looks at gradients."""
    shared = [
        {"clipnorm": 0.5},
        {"clipvalue": 0.3},
        {"global_clipnorm": 0.5, "weight_decay": 0.02},
        {"gradient_accumulation_steps": 3},
    ]
    more = {
        "SGD": [{"momentum": 0.9, "nesterov": True}, *shared],
        "Adam": [{"amsgrad": True}, *shared],
        "RMSprop": [{"rho": 0.7, "momentum": 0.5}],
    }
    return [rows(name, FAST | each) for name in OWN for each in [{}, *more.get(name, [])]]


def write(name: str, content: Any) -> None:
    """Put a file beside this one."""
    path = HERE / "optimizers" / f"{name}.json"
    path.write_text(json.dumps(content, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write("rows", {"keras": keras.__version__, "cases": rows_cases()})
    write("keras", {"keras": keras.__version__, "cases": cases()})
    answers = [rates(*each) for each in SCHEDULES]
    write("schedules", {"keras": keras.__version__, "steps": STEPS, "cases": answers})
