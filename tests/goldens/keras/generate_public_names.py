"""Ask Keras for its public names and their signatures: writes public_names.json.

    python generate_public_names.py

See ../README.md for the environment.
"""

from __future__ import annotations

import importlib
import json
import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import keras
from public_names import BASES, MODULES, described, public

HERE = Path(__file__).resolve().parent


def main() -> None:
    found: dict[str, dict[str, str]] = {}
    for module in MODULES:
        space = importlib.import_module(f"keras.{module}" if module else "keras")
        names = [name for name in public(space) if name != "src"]
        found[module] = {name: described(getattr(space, name)) for name in names}
    for base in BASES:
        kind = getattr(keras, base)
        found[f"{base} (methods)"] = {n: described(getattr(kind, n)) for n in public(kind)}
    lines = [
        f"{json.dumps(module)}:{{\n"
        + ",\n".join(f"{json.dumps(n)}:{json.dumps(s)}" for n, s in names.items())
        + "}"
        for module, names in found.items()
    ]
    (HERE / "public_names.json").write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
