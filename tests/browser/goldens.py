"""Reference values made by other software; tests/goldens/README.md says how each file was made."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "goldens"


@functools.cache
def load(name: str) -> Any:
    """The content of `tests/goldens/<name>.json`, or the arrays of `<name>.npz` by name."""
    text = FOLDER / f"{name}.json"
    if text.exists():
        return json.loads(text.read_text(encoding="utf-8"))
    arrays = FOLDER / f"{name}.npz"
    if arrays.exists():
        import numpy as np

        with np.load(arrays) as file:
            return dict(file)
    known = sorted(path.stem for path in FOLDER.glob("*.[jn]*"))
    raise FileNotFoundError(f"load: expected one of {known}. Received: name={name!r}.")
