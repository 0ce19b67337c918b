"""Ask TensorFlow what the pipelines give; see ../README.md."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import tensorflow as tf

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import pipelines  # noqa: E402 - lies beside this file
import reading  # noqa: E402


def main() -> None:
    """Write what each pipeline gives, a line each."""
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pipelines.write_files(folder)
        for title, make in pipelines.PIPELINES.items():
            tf.random.set_seed(1)
            told = reading.told(make(tf, folder))
            rows.append(f"{json.dumps(title)}: {json.dumps(told, separators=(',', ':'))}")
    text = "{\n" + ",\n".join(rows) + "\n}\n"
    (HERE / "pipelines.json").write_text(text, encoding="utf-8")


main()
