"""Ask Keras for its networks' layers, and for some numbers: writes applications.json.

    python generate_applications.py

See ../README.md for the environment.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import tempfile
import zlib
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras
import numpy as np
from application_cases import CASES, PIXELS, described, sized

HERE = Path(__file__).resolve().parent


def networks() -> dict[str, Any]:
    found = {}
    for title, (name, arguments) in CASES.items():
        keras.backend.clear_session()
        model = getattr(keras.applications, name)(weights=None, **arguments)
        rows = described(model, lambda layer: layer.count_params())
        digest = hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16]
        found[title] = {
            "name": model.name,
            "layers": len(rows),
            "last": rows[-1],
            "digest": digest,
        }
    return found


def seeded() -> list[Any]:
    keras.utils.set_random_seed(4)
    model = keras.applications.MobileNet((96, 96, 3), 0.25, weights=None, classes=7)
    return numbers(
        model.predict(keras.applications.mobilenet.preprocess_input(sized(96)), verbose=0)
    )


def given() -> tuple[str, list[Any]]:
    """Weights in a file, which repeat themselves so that it becomes small, and what they give."""
    model = keras.applications.MobileNet(
        (32, 32, 3), 0.1, weights=None, classes=3, classifier_activation=None
    )
    for place, weight in enumerate(model.weights):
        row = (np.arange(np.prod(weight.shape)) * 7 + place) % 13
        spread = 1 + row / 13 if weight.path.endswith(("gamma", "variance")) else (row - 6) / 13
        weight.assign(spread.reshape(weight.shape).astype("float32"))
    pixels = keras.applications.mobilenet.preprocess_input(sized(32))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "given.weights.h5"
        model.save_weights(path)
        packed = base64.b64encode(zlib.compress(path.read_bytes(), 9)).decode()
    return packed, numbers(model.predict(pixels, verbose=0))


def pixels() -> dict[str, list[float]]:
    of = keras.applications.imagenet_utils
    found = {}
    for mode in ("tf", "torch", "caffe"):
        for data_format in ("channels_last", "channels_first"):
            for dtype in ("uint8", "float32"):
                x = of.preprocess_input(np.array(PIXELS, dtype), data_format, mode)
                found[f"{mode} {data_format} {dtype}"] = numbers(x.ravel())
    return found


def numbers(array: Any) -> list[Any]:
    if array.ndim > 1:
        return [numbers(row) for row in array]
    return [float(f"{value:.7g}") for value in array]


def main() -> None:
    weights, wanted = given()
    answer = {
        "keras": keras.__version__,
        "networks": networks(),
        "seeded": seeded(),
        "given": wanted,
        "pixels": pixels(),
        "weights": weights,
    }
    text = json.dumps(answer, separators=(",", ":"))
    (HERE / "applications.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
