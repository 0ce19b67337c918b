"""`Identity`: nothing."""

from typing import Any

from tfjs import nest
from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.engine.layer import Layer


class Identity(Layer):
    """The input, whatever its structure: a place in a model."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.supports_masking = True

    def call(self, inputs: Any) -> Any:
        """The input."""
        return inputs

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The input's."""
        return input_shape

    def compute_output_spec(self, inputs: Any, *args: Any, **kwargs: Any) -> Any:
        """KerasTensors like the input's."""
        return nest.map_structure(lambda x: KerasTensor(x.shape, dtype=x.dtype), inputs)
