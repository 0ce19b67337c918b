"""Flatten: everything behind the batch in one row."""

from collections.abc import Sequence
from typing import Any

from tfjs.keras.config import standardize_data_format
from tfjs.keras.engine.input_spec import InputSpec
from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.engine.layer import Layer
from tfjs.keras.layers.reshaping._arguments import Shape
from tfjs.ops.shaping import reshape, transpose
from tfjs.tensor import Tensor


class Flatten(Layer):
    """Each example as one row; an input of shape `(batch,)` gets an axis of size 1.

    Args:
        data_format: `"channels_first"` puts the channels last before flattening. Defaults to the
            configured format.

    Input shape: `(batch, ...)`.

    Output shape: `(batch, product of the rest)`.
    """

    def __init__(self, data_format: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.data_format = standardize_data_format(data_format)
        self.input_spec = InputSpec(min_ndim=1)

    def call(self, inputs: Any) -> Tensor:
        """Reshape `inputs`."""
        rank = inputs.ndim
        x = inputs
        if self.data_format == "channels_first" and rank > 2:
            x = transpose(x, (0, *range(2, rank), 1))
        return reshape(x, self.compute_output_shape(tuple(inputs.shape)))

    def compute_output_shape(self, input_shape: Sequence[int | None]) -> Shape:
        """`(batch, product of the rest)`; None where a size is unknown."""
        width: int | None = 1
        for size in input_shape[1:]:
            width = None if size is None or width is None else width * size
        return input_shape[0], width

    def compute_output_spec(self, inputs: Any) -> KerasTensor:
        """The input's dtype in the new shape."""
        return KerasTensor(self.compute_output_shape(inputs.shape), inputs.dtype)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"data_format": self.data_format}
