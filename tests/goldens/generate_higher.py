"""Ask TensorFlow for derivatives of derivatives, and Jacobians: higher/derivatives.json.

See README.md.

python generate_higher.py
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np
import tensorflow as tf

from tests.browser.tfjs import first_cases, higher_cases

HERE = Path(__file__).resolve().parent


def rounded(array: Any) -> Any:
    """Values of an array, flat, with seven digits."""
    return [float(f"{float(value):.7g}") for value in np.asarray(array).reshape(-1)]


def first(name: str) -> Any:
    """The gradients of a case."""
    return [rounded(g) for g in first_cases.first(tf, name)]


if __name__ == "__main__":
    made = {
        "made_by": f"TensorFlow {tf.__version__}",
        "first": {name: first(name) for name in first_cases.FIRST},
        "higher": {
            name: [[rounded(g) for g in order] for order in higher_cases.higher(tf, name)]
            for name in higher_cases.HIGHER
        },
        "jacobians": {
            name: [
                {"shape": list(a.shape), "values": rounded(a)}
                for a in higher_cases.jacobians(tf, name)
            ]
            for name in higher_cases.JACOBIANS
        },
    }
    text = json.dumps(made, separators=(",", ":"))
    (HERE / "higher" / "derivatives.json").write_text(text + "\n", encoding="utf-8")
