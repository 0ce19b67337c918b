"""Cropping: elements cut off at the ends of the axes of space."""

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
from tfjs.ops._shapes import product
from tfjs.ops.shaping import reshaped, sizes_of
from tfjs.ops.slicing import block
from tfjs.tensor import Tensor


def _cut(inputs: Tensor, at: int, pairs: Pairs) -> Tensor:
    sizes = list(_kept(sizes_of(inputs), at, pairs))
    starts = [0] * inputs.ndim
    for axis, (before, _) in enumerate(pairs, start=at):
        starts[axis] = before
    if inputs.ndim <= 4:
        return block(inputs, tuple(starts), tuple(sizes))
    # One by one: the gradient is a padding, and WebGL's knows nothing above rank 4.
    x = inputs
    for axis in range(at, at + len(pairs)):
        old = sizes_of(x)
        outer, inner = product(old[:axis]), product(old[axis + 1 :])
        rows = reshaped(x, (outer, old[axis], inner))
        rows = block(rows, (0, starts[axis], 0), (outer, sizes[axis], inner))
        x = reshaped(rows, (*old[:axis], sizes[axis], *old[axis + 1 :]))
    return x


def _kept(shape: Sequence[int | None], at: int, pairs: Pairs) -> Any:
    """The sizes that are left.

    Raises:
        ValueError: None would be.
    """
    sizes = changed_sizes(shape, at, pairs, -1)
    if any(n is not None and n <= 0 for n in sizes[at : at + len(pairs)]):
        raise ValueError(
            "Values in `cropping` argument should be smaller than the corresponding spatial "
            f"dimension of the input. Received: input_shape={tuple(shape)}, cropping={pairs}"
        )
    return sizes


class Cropping1D(Layer):
    """Sequences without some steps at both ends.

    Args:
        cropping: How many steps at the beginning and at the end, or one int for both.

    Input shape: `(batch, steps, features)`.

    Output shape: `(batch, cropped_steps, features)`.
    """

    def __init__(self, cropping: int | Sequence[int] = (1, 1), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.cropping = standardized_tuple(cropping, 2, "cropping", allow_zero=True)
        self.input_spec = InputSpec(ndim=3)

    def call(self, inputs: Any) -> Tensor:
        """Cut `inputs`."""
        self.compute_output_shape(tuple(inputs.shape))
        return _cut(inputs, 1, ((self.cropping[0], self.cropping[1]),))

    def compute_output_shape(self, input_shape: Sequence[int | None]) -> Shape:
        """The shape with fewer steps."""
        length = input_shape[1]
        if length is not None and length <= sum(self.cropping):
            raise ValueError(
                "`cropping` parameter of `Cropping1D` layer must be smaller than the input length. "
                f"Received: input_shape={tuple(input_shape)}, cropping={self.cropping}"
            )
        left = None if length is None else length - sum(self.cropping)
        return input_shape[0], left, input_shape[2]

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"cropping": self.cropping}


class _Cropping(Layer):
    _axes: int

    def __init__(self, cropping: Any, data_format: str | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.data_format = standardize_data_format(data_format)
        self.cropping = standardized_pairs(cropping, self._axes, "cropping")
        self.input_spec = InputSpec(ndim=self._axes + 2)

    def call(self, inputs: Any) -> Tensor:
        """Cut `inputs`."""
        return _cut(inputs, first_spatial_axis(self.data_format), self.cropping)

    def compute_output_shape(self, input_shape: Sequence[int | None]) -> Shape:
        """The shape with smaller sides."""
        return tuple(_kept(input_shape, first_spatial_axis(self.data_format), self.cropping))

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        own = {"cropping": self.cropping, "data_format": self.data_format}
        return super().get_config() | own


class Cropping2D(_Cropping):
    """Images without some pixels at their borders.

    Args:
        cropping: `((top, bottom), (left, right))`, or one int for each direction, or one int.
        data_format: Where the channels are. Defaults to the configured format.

    Input shape: `(batch, height, width, channels)`, or channels second.

    Output shape: the same, smaller.
    """

    _axes = 2

    def __init__(
        self, cropping: Any = ((0, 0), (0, 0)), data_format: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(cropping, data_format, **kwargs)


class Cropping3D(_Cropping):
    """Volumes without some of what lies at their borders.

    Args:
        cropping: Three pairs `(before, after)`, or three ints, or one.
        data_format: Where the channels are. Defaults to the configured format.

    Input shape: `(batch, depth, height, width, channels)`, or channels second.

    Output shape: the same, smaller.
    """

    _axes = 3

    def __init__(
        self,
        cropping: Any = ((1, 1), (1, 1), (1, 1)),
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(cropping, data_format, **kwargs)
