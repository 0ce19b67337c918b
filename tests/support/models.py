"""Small models in TF.js's two formats, made by code: for the loaders, real models or not.

Both look at 8 x 8 pixels in 0 to 1 and say which of `LABELS` is strongest. Broken ones lie beside.
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

LABELS = ("red", "green", "blue")
SIDE = 8
SHARPNESS = 10.0
LAYERS, GRAPH = "tiny_colors_layers", "tiny_colors_graph"


def write(folder: Path) -> None:
    """Put the models below `folder`, one folder each."""
    kernel = [
        SHARPNESS / SIDE**2 if channel == label else 0.0
        for _ in range(SIDE**2)
        for channel in range(3)
        for label in range(3)
    ]
    weights = struct.pack(f"<{len(kernel) + 3}f", *kernel, 0.0, 0.0, 0.0)
    specs = [
        {"name": "colors/kernel", "shape": [3 * SIDE**2, 3], "dtype": "float32"},
        {"name": "colors/bias", "shape": [3], "dtype": "float32"},
    ]
    layers = {"format": "layers-model", "modelTopology": layers_topology()}
    graph = {"format": "graph-model", "modelTopology": graph_topology()}
    shape = b"".join(struct.pack("<i", size) for size in (-1, 3 * SIDE**2))
    flat = {"name": "flat/shape", "shape": [2], "dtype": "int32"}
    _write(folder / LAYERS, layers, specs, weights)
    _write(folder / GRAPH, graph, [*specs, flat], weights + shape)
    _write(folder / "broken_cut_off", layers, specs, weights[: len(weights) // 2])
    for name, text in {"broken_html": "<!doctype html><p>Not here.", "broken_json": "{]"}.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "model.json").write_text(text, encoding="utf-8")


def _write(folder: Path, model: dict[str, Any], specs: list[Any], weights: bytes) -> None:
    half = len(weights) // 2
    folder.mkdir(parents=True)
    for name, part in {"shard1.bin": weights[:half], "shard2.bin": weights[half:]}.items():
        (folder / name).write_bytes(part)
    manifest = [{"paths": ["shard1.bin", "shard2.bin"], "weights": specs}]
    text = json.dumps({**model, "weightsManifest": manifest})
    (folder / "model.json").write_text(text, encoding="utf-8")


def layers_topology() -> dict[str, Any]:
    """As Keras writes it: flatten, then dense with softmax."""
    shape = [None, SIDE, SIDE, 3]
    flatten = {"name": "flatten", "batch_input_shape": shape, "dtype": "float32"}
    dense = {"name": "colors", "units": 3, "activation": "softmax", "use_bias": True}
    stack = [
        {"class_name": "Flatten", "config": flatten},
        {"class_name": "Dense", "config": dense},
    ]
    config = {"name": "tiny_colors", "layers": stack}
    return {
        "keras_version": "2.15.0",
        "backend": "tensorflow",
        "model_config": {"class_name": "Sequential", "config": config},
    }


def graph_topology() -> dict[str, Any]:
    """As the converter writes it: reshape, matrix product, bias, softmax."""
    number: dict[str, Any] = {"T": {"type": "DT_FLOAT"}}
    sizes = [{"size": str(size)} for size in (-1, SIDE, SIDE, 3)]
    image = {"dtype": {"type": "DT_FLOAT"}, "shape": {"shape": {"dim": sizes}}}
    product = {**number, "transpose_a": {"b": False}, "transpose_b": {"b": False}}

    def node(name: str, op: str, inputs: list[str], attributes: dict[str, Any]) -> dict[str, Any]:
        return {"name": name, "op": op, "input": inputs, "attr": attributes}

    def constant(name: str, kind: str) -> dict[str, Any]:
        return node(name, "Const", [], {"dtype": {"type": kind}})

    nodes = [
        node("images", "Placeholder", [], image),
        constant("flat/shape", "DT_INT32"),
        constant("colors/kernel", "DT_FLOAT"),
        constant("colors/bias", "DT_FLOAT"),
        node("flat", "Reshape", ["images", "flat/shape"], number),
        node("product", "MatMul", ["flat", "colors/kernel"], product),
        node("logits", "BiasAdd", ["product", "colors/bias"], number),
        node("scores", "Softmax", ["logits"], number),
    ]
    return {"node": nodes, "versions": {"producer": 1395}, "library": {}}
