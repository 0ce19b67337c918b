"""Weights as they lie in files of TensorFlow.js, some in fewer bytes than they stand for."""

from typing import Any, Final

import numpy as np

from tfjs.io._manifest import Manifest

_DTYPES: Final = {
    "float32": np.dtype("<f4"),
    "int32": np.dtype("<i4"),
    "bool": np.dtype("?"),
    "uint8": np.dtype("<u1"),
    "uint16": np.dtype("<u2"),
    "float16": np.dtype("<f2"),
}


def decoded(manifest: Manifest, files: list[bytes]) -> "dict[str, np.ndarray[Any, Any]]":
    """Values of weights by name.

    Args:
        manifest: What model.json says; sizes are checked.
        files: The files of all groups, in order.

    Returns:
        float32, int32 or bool arrays. Quantized ones are `q * scale + min`.
    """
    found = {}
    remaining = iter(files)
    for group, entry in zip(manifest.groups, manifest.document["weightsManifest"], strict=True):
        data = b"".join(next(remaining) for _ in group.paths)
        offset = 0
        for weight in entry["weights"]:
            quantization = weight.get("quantization")
            dtype = _DTYPES[weight["dtype"] if quantization is None else quantization["dtype"]]
            count = int(np.prod(weight["shape"], dtype=np.int64))
            values = np.frombuffer(data, dtype, count, offset)
            offset += values.nbytes
            if quantization is not None:
                values = _expanded(values, quantization, weight["dtype"])
            found[weight["name"]] = values.reshape(weight["shape"])
    return found


def _expanded(values: Any, quantization: dict[str, Any], dtype: str) -> Any:
    if quantization["dtype"] != "float16":
        values = values * np.float64(quantization["scale"]) + quantization["min"]
    return (np.round(values) if dtype == "int32" else values).astype(_DTYPES[dtype])
