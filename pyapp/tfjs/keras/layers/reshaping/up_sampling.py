"""UpSampling: the axes of space made longer by whole factors."""

from collections.abc import Sequence
from typing import Any

from tfjs.keras.config import standardize_data_format
from tfjs.keras.engine.input_spec import InputSpec
from tfjs.keras.engine.layer import Layer
from tfjs.keras.layers.reshaping._arguments import (
    Shape,
    first_spatial_axis,
    standardized_tuple,
)
from tfjs.keras.layers.reshaping._repeating import repeated
from tfjs.ops.casting import cast
from tfjs.ops.resizing import resize
from tfjs.ops.shaping import sizes_of, transpose
from tfjs.tensor import Tensor


class UpSampling1D(Layer):
    """Each step of a sequence several times.

    Args:
        size: How often.

    Input shape: `(batch, steps, features)`.

    Output shape: `(batch, size * steps, features)`.

    Raises:
        TypeError: `size` is no int.
        ValueError: `size` is not positive.
    """

    def __init__(self, size: Any = 2, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if not isinstance(size, int) or isinstance(size, bool):
            raise TypeError(f"Expected an integer value for `size`, got {type(size)}.")
        if size <= 0:
            raise ValueError(f"Argument `size` should be a positive integer. Received: size={size}")
        self.size = size
        self.input_spec = InputSpec(ndim=3)

    def call(self, inputs: Any) -> Tensor:
        """Repeat the steps."""
        return repeated(inputs, self.size, 1)

    def compute_output_shape(self, input_shape: Sequence[int | None]) -> Shape:
        """The shape with `size` times as many steps."""
        return _grown(input_shape, 1, (self.size,))

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"size": self.size}


class UpSampling2D(Layer):
    """Images made larger by whole factors.

    Args:
        size: Factors for height and width, or one int for both.
        data_format: Where the channels are. Defaults to the configured format.
        interpolation: `"nearest"` repeats pixels; else `"bilinear"`, `"bicubic"`, `"lanczos3"` or
            `"lanczos5"`.

    Input shape: `(batch, height, width, channels)`, or channels second.

    Output shape: the same, larger.
    """

    def __init__(
        self,
        size: int | Sequence[int] = (2, 2),
        data_format: str | None = None,
        interpolation: str = "nearest",
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.data_format = standardize_data_format(data_format)
        self.size = standardized_tuple(size, 2, "size")
        self.interpolation = interpolation.lower()
        self.input_spec = InputSpec(ndim=4)

    def call(self, inputs: Any) -> Tensor:
        """Enlarge `inputs`."""
        at = first_spatial_axis(self.data_format)
        if self.interpolation == "nearest":
            return _enlarged(inputs, at, self.size)
        images = transpose(inputs, [0, 2, 3, 1]) if at == 2 else inputs
        height, width = sizes_of(images)[1:3]
        target = (height * self.size[0], width * self.size[1])
        large = cast(resize(images, target, self.interpolation), inputs.dtype)
        return transpose(large, [0, 3, 1, 2]) if at == 2 else large

    def compute_output_shape(self, input_shape: Sequence[int | None]) -> Shape:
        """The shape with longer sides."""
        return _grown(input_shape, first_spatial_axis(self.data_format), self.size)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {
            "size": self.size,
            "data_format": self.data_format,
            "interpolation": self.interpolation,
        }


class UpSampling3D(Layer):
    """Volumes made larger by whole factors; each element is repeated.

    Args:
        size: Factors for the three axes, or one int.
        data_format: Where the channels are. Defaults to the configured format.

    Input shape: `(batch, depth, height, width, channels)`, or channels second.

    Output shape: the same, larger.
    """

    def __init__(
        self,
        size: int | Sequence[int] = (2, 2, 2),
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.data_format = standardize_data_format(data_format)
        self.size = standardized_tuple(size, 3, "size")
        self.input_spec = InputSpec(ndim=5)

    def call(self, inputs: Any) -> Tensor:
        """Enlarge `inputs`."""
        return _enlarged(inputs, first_spatial_axis(self.data_format), self.size)

    def compute_output_shape(self, input_shape: Sequence[int | None]) -> Shape:
        """The shape with longer sides."""
        return _grown(input_shape, first_spatial_axis(self.data_format), self.size)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"size": self.size, "data_format": self.data_format}


def _enlarged(x: Tensor, at: int, factors: Sequence[int]) -> Tensor:
    for axis, factor in enumerate(factors, start=at):
        x = repeated(x, factor, axis)
    return x


def _grown(shape: Sequence[int | None], at: int, factors: Sequence[int]) -> Shape:
    sizes = list(shape)
    for axis, factor in enumerate(factors, start=at):
        size = sizes[axis]
        sizes[axis] = None if size is None else size * factor
    return tuple(sizes)
