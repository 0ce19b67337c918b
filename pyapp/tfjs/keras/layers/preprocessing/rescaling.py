"""Rescaling: inputs times a number plus another."""

from typing import Any

import numpy as np

from tfjs.keras.config import image_data_format
from tfjs.keras.layers.preprocessing._adapting import DataLayer
from tfjs.keras.saving.serialization import deserialize_keras_object, serialize_keras_object
from tfjs.ops._arguments import as_tensor
from tfjs.ops.casting import cast
from tfjs.ops.math import add, multiply
from tfjs.ops.shaping import reshape
from tfjs.tensor import Tensor


class Rescaling(DataLayer):
    """`inputs * scale + offset`, floating whatever the dtype of the inputs.

    Args:
        scale: A number, or one for each channel.
        offset: The same.
    """

    def __init__(self, scale: Any, offset: Any = 0.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.scale = scale
        self.offset = offset
        self.supports_masking = True

    def call(self, inputs: Any) -> Tensor:
        """Rescale `inputs`."""
        x = cast(as_tensor(inputs), self.compute_dtype)
        scale, offset = self._factor(self.scale), self._factor(self.offset, shaped=False)
        return add(multiply(x, scale), offset)

    def _factor(self, value: Any, *, shaped: bool = True) -> Any:
        if isinstance(value, int | float):
            return float(value)
        given = as_tensor(value if isinstance(value, Tensor) else np.asarray(value, np.float32))
        tensor = cast(given, self.compute_dtype)
        if shaped and tensor.ndim and image_data_format() == "channels_first":
            return reshape(tensor, (*tensor.shape, *[1] * (3 - tensor.ndim)))
        return tensor

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of the input."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {
            "scale": serialize_keras_object(self.scale),
            "offset": serialize_keras_object(self.offset),
        }

    @classmethod
    def from_config(cls, config: dict[str, Any], custom_objects: Any = None) -> "Rescaling":
        """A layer like the one that gave this config."""
        factors = {
            name: deserialize_keras_object(config[name], custom_objects=custom_objects)
            for name in ("scale", "offset")
        }
        return super().from_config(config | factors)  # type: ignore[no-any-return]
