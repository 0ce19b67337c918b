"""UnitNormalization: vectors of length 1."""

from collections.abc import Sequence
from typing import Any

from tfjs.keras.engine.layer import Layer
from tfjs.keras.layers._unit_length import unit_length
from tfjs.keras.layers.normalization._parameters import Shape, checked_axes
from tfjs.tensor import Tensor


class UnitNormalization(Layer):
    """Divide by the Euclidean length along `axis`.

    Args:
        axis: One axis or several.

    Output shape: that of the input.

    Raises:
        TypeError: `axis` is neither int nor list.
    """

    axis: Any

    def __init__(self, axis: int | Sequence[int] = -1, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if isinstance(axis, list | tuple):
            self.axis = list(axis)
        elif isinstance(axis, int):
            self.axis = axis
        else:
            raise TypeError(
                "Invalid value for `axis` argument: expected an int or a list/tuple of ints. "
                f"Received: axis={axis}"
            )
        self.supports_masking = True
        self.built = True

    def call(self, inputs: Any) -> Tensor:
        """Normalize `inputs`."""
        return unit_length(inputs, self.axis, 1e-12)

    def compute_output_shape(self, input_shape: Sequence[int | None]) -> Shape:
        """The shape of the input."""
        checked_axes(self.axis, input_shape)
        return tuple(input_shape)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"axis": self.axis}
