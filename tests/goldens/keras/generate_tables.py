"""Ask Keras what it makes of tables and boxes: writes tables.json.

    python generate_tables.py

The cases are in table_cases.py; ../README.md has the environment.
"""

from __future__ import annotations

import base64
import json
import os
import tempfile
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras
import numpy as np
import tensorflow as tf
from table_cases import TABLE, TEXTS, boxes, quantized, space, words

HERE = Path(__file__).resolve().parent


def rounded(value: Any) -> Any:
    array = np.asarray(value)
    if array.dtype.kind == "f":
        flat = [float(f"{v:.7g}") for v in np.ravel(array)]
        return {"shape": list(array.shape), "values": flat}
    return {"shape": list(array.shape), "values": np.ravel(array).tolist()}


def text_of(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode()


def main() -> None:
    answer: dict[str, Any] = {"boxes": {k: rounded(v) for k, v in boxes(keras).items()}}
    answer["quantized"] = {k: rounded(v) for k, v in quantized(keras).items()}
    concat = space(keras, "concat")
    answer["concat"] = rounded(concat(TABLE))
    one = {name: values[1] for name, values in TABLE.items()}
    answer["single"] = rounded(concat(one))
    answer["dict"] = {k: rounded(v) for k, v in space(keras, "dict")(TABLE).items()}
    answer["shape"] = list(concat.get_encoded_features().shape)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "space.keras")
        concat.save(path)
        answer["file"] = text_of(path)
        model = words(keras)
        model.save(Path(folder, "words.keras"))
        answer["words"] = text_of(Path(folder, "words.keras"))
        answer["outputs"] = rounded(model.predict(tf.constant(TEXTS), verbose=0))
        shards = Path(folder, "shards")
        shards.mkdir()
        model.save_weights(shards / "w.weights.json", max_shard_size=100 / 2**30)
        answer["shards"] = {p.name: text_of(p) for p in sorted(shards.iterdir())}
    (HERE / "tables.json").write_text(json.dumps(answer) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
