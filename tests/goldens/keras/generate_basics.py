"""Ask Keras what its initializers, regularizers, constraints, activations and draws give.

    python generate_basics.py

Writes initializers.json, regularizers.json, constraints.json, activations.json and random.json; see
../README.md for the environment, and layer_case.py for the numbers.
"""

from __future__ import annotations

import functools
import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
import keras
import numpy as np
import tensorflow as tf
from layer_case import OUTPUT_SALT, array_of, floats, numbers, seeded_losses
from seeded_layers import first_weights

HERE = Path(__file__).resolve().parent

# Name, arguments, shape; a seed of its own for each, so that no two draws are alike.
INITIALIZERS: list[tuple[str, dict[str, Any], list[int]]] = [
    ("Zeros", {}, [2, 3]),
    ("Ones", {}, [4]),
    ("Constant", {"value": 2.5}, [2, 2]),
    ("Constant", {"value": 3}, []),
    ("Identity", {}, [3, 3]),
    ("Identity", {"gain": 2.0}, [2, 4]),
    ("RandomNormal", {"seed": 1}, [3, 5]),
    ("RandomNormal", {"mean": 2.0, "stddev": 0.5, "seed": 2**31 + 5}, [7]),
    ("RandomUniform", {"seed": 3}, [3, 5]),
    ("RandomUniform", {"minval": 0.0, "maxval": 2.0, "seed": -4}, [7]),
    ("TruncatedNormal", {"seed": 5}, [3, 5]),
    ("TruncatedNormal", {"mean": 1.0, "stddev": 2.0, "seed": 123456789}, [9]),
    ("VarianceScaling", {"seed": 6}, [4, 3]),
    (
        "VarianceScaling",
        {"scale": 2.0, "mode": "fan_out", "distribution": "uniform", "seed": 7},
        [4, 3],
    ),
    (
        "VarianceScaling",
        {"mode": "fan_avg", "distribution": "untruncated_normal", "seed": 8},
        [3, 3, 2, 4],
    ),
    (
        "VarianceScaling",
        {"distribution": "normal", "seed": 9, "input_axes": [0], "output_axes": [1, 2]},
        [4, 2, 3],
    ),
    ("GlorotUniform", {"seed": 10}, [5, 4]),
    ("GlorotNormal", {"seed": 11}, [3, 3, 2, 4]),
    ("HeUniform", {"seed": 12}, [5, 4]),
    ("HeNormal", {"seed": 13}, [5]),
    ("LecunUniform", {"seed": 14}, []),
    ("LecunNormal", {"seed": 15}, [5, 4]),
    ("Orthogonal", {"seed": 16}, [4, 4]),
    ("Orthogonal", {"gain": 2.0, "seed": 17}, [3, 5]),
    ("Orthogonal", {"seed": 18}, [2, 3, 4]),
    ("STFT", {}, [8, 1, 5]),
    (
        "STFT",
        {"side": "imag", "window": "hamming", "scaling": "spectrum", "periodic": True},
        [8, 1, 5],
    ),
    ("STFT", {"window": "blackman", "scaling": None}, [6, 1, 9]),
    ("STFT", {"window": None}, [4, 1, 3]),
    ("STFT", {"window": "flattop"}, [5, 1, 3]),
    ("STFT", {"window": "nuttall"}, [5, 1, 3]),
    ("STFT", {"window": "blackmanharris", "periodic": True}, [5, 1, 3]),
    ("STFT", {"window": "boxcar"}, [5, 1, 3]),
]

REGULARIZERS: list[tuple[str, dict[str, Any]]] = [
    ("L1", {}),
    ("L1", {"l1": 0.3}),
    ("L2", {}),
    ("L2", {"l2": 0.2}),
    ("L1L2", {}),
    ("L1L2", {"l1": 0.1}),
    ("L1L2", {"l2": 0.2}),
    ("L1L2", {"l1": 0.1, "l2": 0.2}),
    ("OrthogonalRegularizer", {}),
    ("OrthogonalRegularizer", {"factor": 0.5, "mode": "columns"}),
]

CONSTRAINTS: list[tuple[str, dict[str, Any]]] = [
    ("MaxNorm", {}),
    ("MaxNorm", {"max_value": 0.7, "axis": 1}),
    ("MaxNorm", {"max_value": 0.5, "axis": [0, 1]}),
    ("NonNeg", {}),
    ("UnitNorm", {}),
    ("UnitNorm", {"axis": 1}),
    ("MinMaxNorm", {}),
    ("MinMaxNorm", {"min_value": 0.5, "max_value": 0.8, "rate": 0.3, "axis": 1}),
]

ACTIVATIONS: list[tuple[str, dict[str, Any]]] = [
    ("celu", {}),
    ("celu", {"alpha": 0.5}),
    ("elu", {}),
    ("elu", {"alpha": 0.5}),
    ("exponential", {}),
    ("gelu", {}),
    ("gelu", {"approximate": True}),
    ("glu", {}),
    ("glu", {"axis": 0}),
    ("hard_shrink", {}),
    ("hard_shrink", {"threshold": 1.0}),
    ("hard_sigmoid", {}),
    ("hard_silu", {}),
    ("hard_swish", {}),
    ("hard_tanh", {}),
    ("leaky_relu", {}),
    ("leaky_relu", {"negative_slope": 0.01}),
    ("linear", {}),
    ("log_sigmoid", {}),
    ("log_softmax", {}),
    ("log_softmax", {"axis": 0}),
    ("log_softmax", {"axis": None}),
    ("mish", {}),
    ("relu", {}),
    ("relu", {"negative_slope": 0.1}),
    ("relu", {"max_value": 6.0}),
    ("relu", {"max_value": 2.5}),
    ("relu", {"threshold": 1.0}),
    ("relu", {"negative_slope": 0.2, "max_value": 3.0, "threshold": 0.5}),
    ("relu", {"negative_slope": 0.2, "max_value": 6.0}),
    ("relu6", {}),
    ("selu", {}),
    ("sigmoid", {}),
    ("silu", {}),
    ("soft_shrink", {}),
    ("soft_shrink", {"threshold": 1.0}),
    ("softmax", {}),
    ("softmax", {"axis": 0}),
    ("softmax", {"axis": None}),
    ("softplus", {}),
    ("softsign", {}),
    ("sparse_plus", {}),
    ("sparse_sigmoid", {}),
    ("sparsemax", {}),
    ("sparsemax", {"axis": 0}),
    ("squareplus", {}),
    ("squareplus", {"b": 2.0}),
    ("swish", {}),
    ("tanh", {}),
    ("tanh_shrink", {}),
    ("threshold", {"threshold": 0.5, "default_value": -1.0}),
]

# Name in keras.random, arguments; `x` and `inputs` are numbers of layer_case.py.
DRAWS: list[tuple[str, dict[str, Any]]] = [
    ("normal", {"shape": [5], "mean": 1.0, "stddev": 2.0, "seed": 1}),
    ("uniform", {"shape": [2, 3], "minval": -1.0, "maxval": 3.0, "seed": 2}),
    ("truncated_normal", {"shape": [6], "seed": 3}),
    ("randint", {"shape": [6], "minval": -5, "maxval": 50, "seed": 4}),
    ("randint", {"shape": [6], "minval": 0, "maxval": 200, "dtype": "uint8", "seed": 4}),
    ("randint", {"shape": [6], "minval": 0, "maxval": 1000, "dtype": "int64", "seed": 5}),
    ("categorical", {"logits": [[0.1, 2.0, -1.0], [3.0, 0.0, 0.0]], "num_samples": 7, "seed": 6}),
    ("shuffle", {"x": floats(6, 2), "seed": 7}),
    ("shuffle", {"x": floats(2, 7), "axis": 1, "seed": 8}),
    ("dropout", {"inputs": floats(4, 5), "rate": 0.3, "seed": 9}),
    ("dropout", {"inputs": floats(4, 5), "rate": 0.3, "noise_shape": [4, 1], "seed": 10}),
    ("gamma", {"shape": [3, 2], "alpha": 0.7, "seed": 11}),
    ("gamma", {"shape": [3, 2], "alpha": [2.0, 30.0], "seed": 12}),
    ("beta", {"shape": [3, 2], "alpha": 2.0, "beta": [[0.5], [1.0], [7.0]], "seed": 13}),
    ("binomial", {"shape": [3, 2], "counts": 9.0, "probabilities": 0.3, "seed": 14}),
]

# From far below to far above 0, with the places in between where pieces meet.
ACTIVATED = floats(4, 6, scale=7.0)


def rounded(array: Any) -> list[float]:
    return [float(f"{v:.8g}") for v in np.ravel(array)]


def form(made: Any) -> Any:
    """The configuration that a module's `serialize` gives."""
    for module in (keras.initializers, keras.regularizers, keras.constraints):
        if type(made).__name__ in dir(module):
            return json.loads(json.dumps(module.serialize(made)))
    raise RuntimeError(f"{made} is in no module")


def with_gradient(function: Any, values: np.ndarray) -> dict[str, Any]:
    x = tf.constant(values)
    with tf.GradientTape() as tape:
        tape.watch(x)
        out = tf.convert_to_tensor(function(x))
        weights = numbers(int(tf.size(out)), OUTPUT_SALT).reshape(out.shape)
        total = tf.reduce_sum(out * weights)
    gradient = tape.gradient(total, x)
    slope = None if gradient is None else rounded(gradient)
    return {"shape": list(out.shape), "values": rounded(out), "gradient": slope}


def initializers() -> list[dict[str, Any]]:
    rows = []
    for name, arguments, shape in INITIALIZERS:
        made = getattr(keras.initializers, name)(**arguments)
        row = {"name": name, "arguments": arguments, "shape": shape}
        rows.append(row | {"values": rounded(made(shape)), "config": form(made)})
    generator = keras.random.SeedGenerator(21)
    made = keras.initializers.GlorotUniform(seed=generator)
    drawn = [rounded(made((2, 3))) for _ in range(3)]
    return [*rows, {"generator": 21, "values": drawn}]


def regularizers() -> list[dict[str, Any]]:
    rows = []
    for name, arguments in REGULARIZERS:
        made = getattr(keras.regularizers, name)(**arguments)
        row = {"name": name, "arguments": arguments, "config": form(made)}
        rows.append(row | with_gradient(made, array_of(floats(3, 4), 1)))
    return rows


def constraints() -> list[dict[str, Any]]:
    rows = []
    for name, arguments in CONSTRAINTS:
        made = getattr(keras.constraints, name)(**arguments)
        row = {"name": name, "arguments": arguments, "config": form(made)}
        rows.append(row | {"values": rounded(made(tf.constant(array_of(floats(3, 4), 1))))})
    return rows


def activations() -> list[dict[str, Any]]:
    rows = []
    for name, arguments in ACTIVATIONS:
        function = functools.partial(getattr(keras.activations, name), **arguments)
        row = {
            "name": name,
            "arguments": arguments,
            "config": keras.activations.serialize(function.func),
        }
        rows.append(row | with_gradient(function, array_of(ACTIVATED, 1)))
    return rows


def random() -> list[dict[str, Any]]:
    rows = []
    for name, arguments in DRAWS:
        given = {
            key: array_of(value, 1) if isinstance(value, dict) else value
            for key, value in arguments.items()
        }
        out = getattr(keras.random, name)(**given)
        values = rounded(out) if out.dtype.is_floating else np.ravel(out).tolist()
        answer = {"dtype": out.dtype.name, "shape": list(out.shape), "values": values}
        rows.append({"name": name, "arguments": arguments} | answer)
    return rows


if __name__ == "__main__":
    families = [initializers, regularizers, constraints, activations, random]
    for family in families:
        rows = family()
        answer = {"keras": keras.__version__, "tensorflow": tf.__version__, "cases": rows}
        if family is initializers:
            found = first_weights(keras)
            answer["after_set_random_seed"] = {n: [rounded(w) for w in v] for n, v in found.items()}
        if family is random:
            answer["seeded_losses"] = seeded_losses(keras)
        text = json.dumps(answer, separators=(",", ":")).replace('},{"name"', '},\n{"name"')
        (HERE / f"{family.__name__}.json").write_text(text + "\n", encoding="utf-8")
        sys.stderr.write(f"{family.__name__}: {len(rows)} cases\n")
