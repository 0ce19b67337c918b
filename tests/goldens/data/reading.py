"""Elements as plain data, the same for TensorFlow and for the library."""

from __future__ import annotations

from typing import Any

import numpy as np

LIMIT = 60
ENDLESS = 7


def plain(value: Any) -> Any:
    """A structure of tensors as JSON."""
    if isinstance(value, dict):
        return {"dict": {key: plain(value[key]) for key in value}}
    if isinstance(value, tuple):
        return {"tuple": [plain(item) for item in value]}
    if hasattr(value, "row_splits"):
        return {"ragged": _texts(value.to_list()), "dtype": value.dtype.name}
    array = np.asarray(value.numpy())
    values = [_text(v) for v in array.reshape(-1).tolist()]
    return {"dtype": value.dtype.name, "shape": list(array.shape), "values": values}


def _texts(value: Any) -> Any:
    return [_texts(v) for v in value] if isinstance(value, list) else _text(value)


def _text(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode()
    return float(f"{value:.7g}") if isinstance(value, float) else value


def _plain_dicts(spec: Any) -> Any:
    if isinstance(spec, dict):
        return {key: _plain_dicts(value) for key, value in spec.items()}
    return tuple(map(_plain_dicts, spec)) if isinstance(spec, tuple) else spec


def told(dataset: Any) -> dict[str, Any]:
    """What a dataset says of itself, and its elements in two iterations."""
    count = int(dataset.cardinality())
    limit = ENDLESS if count == -1 else LIMIT
    rounds = [[plain(e) for e, _ in zip(dataset, range(limit), strict=False)] for _ in range(2)]
    made = {
        "cardinality": count,
        "spec": repr(_plain_dicts(dataset.element_spec)),
        "label": repr(dataset).split(" ")[0],
        "elements": rounds[0],
    }
    return made if rounds[0] == rounds[1] else made | {"again": rounds[1]}
