"""Ask TensorFlow for what Keras 2 left in it: writes legacy.json.

    python generate_legacy.py

See ../README.md for the environment; it needs SciPy and Pillow too.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import legacy_cases
import tensorflow as tf

HERE = Path(__file__).resolve().parent


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        answer = {
            "words": legacy_cases.words(tf.keras),
            "sequences": legacy_cases.sequences(tf.keras),
            "images": legacy_cases.images(tf.keras),
            "generators": legacy_cases.generators(tf.keras, legacy_cases.written(Path(folder))),
        }
    text = json.dumps(answer, separators=(",", ":"))
    (HERE / "legacy.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
