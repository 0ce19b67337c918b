"""model.json and the bytes of weights, as TensorFlow.js reads them."""

import json
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from tfjs.keras.saving.archive import KERAS_VERSION
from tfjs.keras.saving.legacy import training
from tfjs.keras.saving.tfjs.names import named_weights
from tfjs.keras.saving.tfjs.topology import topology

_DTYPES: Final = {"f": "float32", "i": "int32", "u": "int32", "b": "bool"}
_STORED: Final = {"float32": "<f4", "int32": "<i4", "bool": "?"}


@dataclass(frozen=True)
class Artifacts:
    """A model in the layers format."""

    topology: dict[str, Any]
    specs: list[dict[str, Any]]
    """Name, shape and dtype of each weight, in the order of their bytes."""
    weights: bytes

    def json(self, paths: list[str]) -> str:
        """model.json, which names the files of the weights."""
        return json.dumps(
            {
                "format": "layers-model",
                "generatedBy": f"keras v{KERAS_VERSION}",
                "convertedBy": "tfjs for Python",
                "modelTopology": self.topology,
                "weightsManifest": [{"paths": paths, "weights": self.specs}],
            }
        )


def artifacts(model: Any) -> Artifacts:
    """A model in the layers format.

    Raises:
        ValueError: A model that is not built, or whose graph is not known.
    """
    config = topology(model)
    if not model.built:
        raise ValueError(
            "You are saving a model that has not yet been built: it has no weights. Call it on "
            "some data, or give its first layer an input shape."
        )
    specs, data = [], []
    for name, variable in named_weights(model):
        values = np.asarray(variable.numpy())
        dtype = _DTYPES[values.dtype.kind]
        specs.append({"name": name, "shape": list(values.shape), "dtype": dtype})
        data.append(values.astype(_STORED[dtype]).tobytes())
    document: dict[str, Any] = {
        "keras_version": "2.15.0",
        "backend": "tensorflow",
        "model_config": config,
    }
    if model.compiled and model.optimizer is not None:
        document["training_config"] = training.training_config(model)
    return Artifacts(document, specs, b"".join(data))
