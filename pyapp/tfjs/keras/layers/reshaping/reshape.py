"""Reshape: the values of each example in another shape."""

from collections.abc import Sequence
from typing import Any

from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.engine.layer import Layer
from tfjs.keras.layers.reshaping._arguments import Shape
from tfjs.ops import shaping
from tfjs.ops._shapes import product
from tfjs.tensor import Tensor


class Reshape(Layer):
    """The values of each example in row-major order, in the shape `target_shape`.

    Args:
        target_shape: Sizes without the batch; one may be -1 and is worked out.

    Input shape: `(batch, ...)`.

    Output shape: `(batch, *target_shape)`.

    Raises:
        ValueError: A size below -1, two unknown sizes, or as many elements as do not fit.
    """

    def __init__(self, target_shape: Sequence[int], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.target_shape = tuple(target_shape)
        if min(self.target_shape, default=0) < -1:
            raise ValueError(
                "Each dimension in `target_shape` must be a non-negative integer, or `-1` for a "
                f"single unknown dimension. Received: target_shape={self.target_shape}."
            )
        if self.target_shape.count(-1) > 1:
            raise ValueError(
                "There must be at most one unknown dimension (-1) in `target_shape`. Received: "
                f"target_shape={self.target_shape}."
            )
        self.built = True

    def call(self, inputs: Any) -> Tensor:
        """Reshape `inputs`."""
        return shaping.reshape(inputs, self.compute_output_shape(tuple(inputs.shape)))

    def compute_output_shape(self, input_shape: Sequence[int | None]) -> Shape:
        """`(batch, *target_shape)`, with -1 worked out where the input's sizes are known."""
        sizes = tuple(input_shape[1:])
        if None in sizes:
            return input_shape[0], *(None if n == -1 else n for n in self.target_shape)
        count, known = product(sizes), product(n for n in self.target_shape if n != -1)
        if -1 not in self.target_shape:
            if count != known:
                raise ValueError(
                    "The total size of the tensor must be unchanged. Received: "
                    f"input_shape={sizes}, target_shape={self.target_shape}"
                )
            return input_shape[0], *self.target_shape
        if known == 0 or count % known:
            raise ValueError(
                "The total size of the tensor must be unchanged, however, the input size cannot "
                "by divided by the specified dimensions in target_shape. Received: "
                f"input_shape={sizes}, target_shape={self.target_shape}"
            )
        return input_shape[0], *(count // known if n == -1 else n for n in self.target_shape)

    def compute_output_spec(self, inputs: Any) -> KerasTensor:
        """The input's dtype in the new shape."""
        return KerasTensor(self.compute_output_shape(inputs.shape), inputs.dtype)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"target_shape": self.target_shape}
