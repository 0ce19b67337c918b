"""Permute: the axes of each example in another order."""

from collections.abc import Sequence
from typing import Any

from tfjs.keras.engine.input_spec import InputSpec
from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.engine.layer import Layer
from tfjs.keras.layers.reshaping._arguments import Shape
from tfjs.ops.shaping import transpose
from tfjs.tensor import Tensor


class Permute(Layer):
    """Axis `i` of the output is axis `dims[i - 1]` of the input; the batch stays first.

    Args:
        dims: A permutation of `1, 2, ..., rank - 1`.

    Raises:
        ValueError: `dims` is none.
    """

    def __init__(self, dims: Sequence[int], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.dims = tuple(dims)
        if sorted(self.dims) != list(range(1, len(self.dims) + 1)):
            raise ValueError(
                "Invalid permutation argument `dims` for Permute Layer. The set of indices in "
                f"`dims` must be consecutive and start from 1. Received dims={dims}"
            )
        self.input_spec = InputSpec(ndim=len(self.dims) + 1)

    def call(self, inputs: Any) -> Tensor:
        """Transpose `inputs`."""
        return transpose(inputs, (0, *self.dims))

    def compute_output_shape(self, input_shape: Sequence[int | None]) -> Shape:
        """The sizes in their new order."""
        return input_shape[0], *(input_shape[d] for d in self.dims)

    def compute_output_spec(self, inputs: Any) -> KerasTensor:
        """The input's dtype in the new shape."""
        return KerasTensor(self.compute_output_shape(inputs.shape), inputs.dtype)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"dims": self.dims}
