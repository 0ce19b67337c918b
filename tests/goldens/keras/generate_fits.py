"""Whole fits of real Keras: values of epochs, final weights, evaluations and predictions.

Run from the root of the checkout, with TensorFlow installed:

    python tests/goldens/keras/generate_fits.py
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
sys.path.insert(0, str(Path(__file__).parents[2] / "browser" / "keras"))

import fit_cases
import keras
import numpy as np

OUT = Path(__file__).parent / "fits.json"


def plain(value: Any) -> Any:
    """A value as JSON, its floats with seven digits."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    return float(f"{value:.7g}") if isinstance(value, float) else value


def main() -> None:
    """Write the goldens."""
    found = {}
    for name in fit_cases.CASES:
        keras.utils.clear_session()
        found[name] = plain(fit_cases.run(keras, name))
    document = {"keras": keras.__version__, "cases": found}
    OUT.write_text(json.dumps(document, separators=(",", ":")) + "\n", encoding="utf-8")
    sys.stdout.write(f"{OUT}: {OUT.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
