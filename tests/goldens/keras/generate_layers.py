"""Ask Keras what its layers do: writes layers_<family>.json for every layer_cases_<family>.py.

    python generate_layers.py [family …]

See layer_case.py for the form of the cases, and ../README.md for the environment.
"""

from __future__ import annotations

import importlib
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
from layer_case import (
    OUTPUT_SALT,
    filled_in,
    leaves,
    numbers,
    path_of,
    plain,
    weight_value,
)

HERE = Path(__file__).resolve().parent


def tensor(values: np.ndarray, spec: dict[str, Any]) -> Any:
    return tf.constant(values, dtype=tf.string if spec.get("dtype") == "string" else None)


def own(value: Any) -> Any:
    """The same with dicts of its own: some layers write into those that they are given."""
    if isinstance(value, dict):
        return {key: own(part) for key, part in value.items()}
    return [own(part) for part in value] if isinstance(value, list) else value


def symbol(values: np.ndarray, spec: dict[str, Any]) -> Any:
    dtype = "string" if spec.get("dtype") == "string" else values.dtype.name
    return keras.Input(batch_shape=(None, *values.shape[1:]), dtype=dtype)


def built(row: dict[str, Any]) -> Any:
    config = filled_in(row["config"], keras, tensor, [700])
    layer = getattr(keras.layers, row["layer"])(**config)
    adapt = row.get("options", {}).get("adapt")
    if adapt is not None:
        layer.adapt(filled_in(adapt, keras, tensor, [800]))
    return layer


def value(result: Any) -> dict[str, Any]:
    """A result as JSON."""
    if isinstance(result, tf.RaggedTensor):
        rows = json.loads(json.dumps(result.to_list(), default=bytes.decode))
        return {"ragged": rows, "dtype": result.dtype.name}
    if isinstance(result, tf.SparseTensor):
        result = tf.sparse.to_dense(result)
    result = tf.convert_to_tensor(result)
    array = result.numpy()
    if result.dtype == tf.string:
        flat = [v.decode() for v in np.ravel(array)]
    elif array.dtype.kind == "f":
        flat = [float(f"{v:.7g}") for v in np.ravel(array)]
    else:
        flat = np.ravel(array).tolist()
    return {"shape": list(array.shape), "dtype": result.dtype.name, "values": flat}


def answered(row: dict[str, Any]) -> dict[str, Any]:
    """Everything there is to know about a case."""
    options = row.get("options", {})
    keras.backend.clear_session()
    layer = built(row)
    inputs = filled_in(row["inputs"], keras, tensor, [0])
    call = filled_in(row["call"], keras, tensor, [100])
    layer(*own(inputs), **call)
    if options.get("weights") != "own":
        set_weights(layer, options.get("weight_scale", 0.5))
    before = [w.numpy() for w in layer.weights]
    sources = [t for t in leaves(inputs) if getattr(t, "dtype", tf.int32).is_floating]
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(sources)
        for _ in range(options.get("calls", 1)):
            result = layer(*own(inputs), **call)
        outputs = leaves(result)
        target = weighed(outputs, layer.losses)
    answer: dict[str, Any] = {"outputs": [value(out) for out in outputs]}
    masks = [getattr(out, "_keras_mask", None) for out in outputs]
    if any(mask is not None for mask in masks):
        answer["masks"] = [None if mask is None else value(mask) for mask in masks]
    if options.get("gradients", True):
        trainable = [w.value for w in layer.trainable_weights]
        found = [tape.gradient(target, sources), tape.gradient(target, trainable)]
        for name, grads in zip(("input_gradients", "weight_gradients"), found, strict=True):
            answer[name] = [None if g is None else value(g) for g in grads]
    if layer.losses:
        answer["losses"] = [value(loss) for loss in layer.losses]
    answer["weights"] = [[path_of(w.path), list(w.shape), w.trainable] for w in layer.weights]
    after = [w.numpy() for w in layer.weights]
    if any(not np.array_equal(a, b) for a, b in zip(before, after, strict=True)):
        answer["after"] = [value(w) for w in after]
    again = leaves(layer(*own(inputs), **call))
    if [value(out) for out in again] == answer["outputs"] and "after" not in answer:
        answer["repeatable"] = True
    return answer | formal(row, options, layer)


def set_weights(layer: Any, scale: float) -> None:
    """Give the layer the weights that ours gets too."""
    for place, weight in enumerate(layer.weights):
        if "float" in weight.dtype:
            weight.assign(weight_value(weight.path, tuple(weight.shape), place, scale))


def weighed(outputs: list[Any], losses: list[Any]) -> Any:
    """What gradients are taken of: the outputs, each number with a weight, and the losses."""
    target = tf.add_n([tf.convert_to_tensor(loss) for loss in losses] or [0.0])
    for place, out in enumerate(outputs):
        if not isinstance(out, tf.RaggedTensor | tf.SparseTensor) and out.dtype.is_floating:
            weights = numbers(int(tf.size(out)), OUTPUT_SALT + place)
            target += tf.reduce_sum(out * tf.reshape(weights, tf.shape(out)))
    return target


def formal(row: dict[str, Any], options: dict[str, Any], layer: Any) -> dict[str, Any]:
    """The shapes of a symbolic call, and the configuration."""
    answer: dict[str, Any] = {}
    if options.get("symbolic", True):
        fresh = built(row)
        result = fresh(
            *filled_in(row["inputs"], keras, symbol, [0]),
            **filled_in(row["call"], keras, symbol, [100]),
        )
        answer["symbolic"] = [[list(t.shape), str(t.dtype)] for t in leaves(result)]
    if options.get("config_check", True):
        answer["get_config"] = json.loads(json.dumps(plain(layer.get_config())))
    return answer


def refused(row: dict[str, Any]) -> dict[str, Any]:
    """The kind of error of a case that is one."""
    words = row["options"]["raises"]
    try:
        layer = built(row)
        layer(
            *filled_in(row["inputs"], keras, tensor, [0]),
            **filled_in(row["call"], keras, tensor, [100]),
        )
    except Exception as error:
        if words.lower() not in str(error).lower():
            raise RuntimeError(f"{row['layer']}: {words!r} is not in the message") from error
        return {"error": type(error).__name__}
    raise RuntimeError(f"{row['layer']}: expected an error with {words!r}")


def write(family: str) -> None:
    rows = importlib.import_module(f"layer_cases_{family}").CASES
    rows = json.loads(json.dumps(rows))
    made = []
    for place, row in enumerate(rows):
        try:
            done = refused(row) if "raises" in row.get("options", {}) else answered(row)
        except Exception as error:
            error.add_note(f"case {place} of {family}: {row}")
            raise
        made.append(row | {"answer": done})
    path = HERE / f"layers_{family}.json"
    lines = ",\n".join(json.dumps(row, separators=(",", ":"), allow_nan=True) for row in made)
    head = json.dumps({"keras": keras.__version__, "tensorflow": tf.__version__})
    path.write_text(f'{head[:-1]}, "cases": [\n{lines}\n]}}\n', encoding="utf-8")
    sys.stderr.write(f"{path.name}: {len(made)} cases, {path.stat().st_size} bytes\n")


if __name__ == "__main__":
    found = [p.stem.removeprefix("layer_cases_") for p in sorted(HERE.glob("layer_cases_*.py"))]
    for name in sys.argv[1:] or found:
        write(name)
