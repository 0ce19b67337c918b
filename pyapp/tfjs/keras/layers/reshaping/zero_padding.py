"""ZeroPadding: zeros added at the ends of the axes of space."""

from collections.abc import Sequence
from typing import Any

from tfjs.keras.config import standardize_data_format
from tfjs.keras.engine.input_spec import InputSpec
from tfjs.keras.engine.layer import Layer
from tfjs.keras.layers.reshaping._arguments import (
    Pairs,
    Shape,
    changed_sizes,
    first_spatial_axis,
    standardized_pairs,
    standardized_tuple,
)
from tfjs.ops.shaping import pad
from tfjs.tensor import Tensor


class _ZeroPadding(Layer):
    _axes: int
    padding: Any

    def __init__(self, padding: Any, data_format: str | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.data_format = standardize_data_format(data_format)
        self.padding = self._standardized(padding)
        self.input_spec = InputSpec(ndim=self._axes + 2)

    def _standardized(self, padding: Any) -> Any:
        return standardized_pairs(padding, self._axes, "padding")

    def _pairs(self) -> Pairs:
        return tuple(self.padding)

    def call(self, inputs: Any) -> Tensor:
        """Frame `inputs` with zeros."""
        pairs = [(0, 0)] * inputs.ndim
        at = first_spatial_axis(self.data_format)
        pairs[at : at + self._axes] = self._pairs()
        return pad(inputs, pairs)

    def compute_output_shape(self, input_shape: Sequence[int | None]) -> Shape:
        """The shape with longer sides."""
        return changed_sizes(input_shape, first_spatial_axis(self.data_format), self._pairs(), 1)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        own = {"padding": self.padding, "data_format": self.data_format}
        return super().get_config() | own


class ZeroPadding1D(_ZeroPadding):
    """Sequences with steps of zeros at both ends.

    Args:
        padding: How many steps at the beginning and at the end, or one int for both.
        data_format: `"channels_first"` for shape `(batch, features, steps)`. Defaults to the
            configured format.

    Input shape: `(batch, steps, features)`.

    Output shape: `(batch, padded_steps, features)`.
    """

    _axes = 1

    def __init__(
        self, padding: int | Sequence[int] = 1, data_format: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(padding, data_format, **kwargs)

    def _standardized(self, padding: Any) -> Any:
        return standardized_tuple(padding, 2, "padding", allow_zero=True)

    def _pairs(self) -> Pairs:
        return (self.padding,)


class ZeroPadding2D(_ZeroPadding):
    """Images with a border of zeros.

    Args:
        padding: `((top, bottom), (left, right))`, or one int for each direction, or one int.
        data_format: Where the channels are. Defaults to the configured format.

    Input shape: `(batch, height, width, channels)`, or channels second.

    Output shape: the same, larger.
    """

    _axes = 2

    def __init__(
        self, padding: Any = (1, 1), data_format: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(padding, data_format, **kwargs)


class ZeroPadding3D(_ZeroPadding):
    """Volumes with a border of zeros.

    Args:
        padding: Three pairs `(before, after)`, or three ints, or one.
        data_format: Where the channels are. Defaults to the configured format.

    Input shape: `(batch, depth, height, width, channels)`, or channels second.

    Output shape: the same, larger.
    """

    _axes = 3

    def __init__(
        self,
        padding: Any = ((1, 1), (1, 1), (1, 1)),
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(padding, data_format, **kwargs)
