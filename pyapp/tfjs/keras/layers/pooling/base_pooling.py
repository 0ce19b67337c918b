"""Pooling with a moving window, the layers."""

from collections.abc import Sequence
from typing import Any, ClassVar

from tfjs.keras.engine.input_spec import InputSpec
from tfjs.keras.engine.layer import Layer
from tfjs.keras.layers._windows import (
    Shape,
    pooled_shape,
    standardize_data_format,
    standardize_padding,
    standardize_tuple,
    tensorflow_format,
)
from tfjs.ops.pooling import avg_pool, max_pool
from tfjs.tensor import Tensor


class BasePooling(Layer):
    """One value for each window of each channel.

    Args:
        pool_size: Size of the window along each axis: one int, or one for each.
        strides: Step of the window, likewise; `pool_size` if None.
        padding: `"valid"` (whole windows only) or `"same"` (`ceil(size / stride)` places).
        data_format: `"channels_last"`, `(batch, …, channels)`, or `"channels_first"`,
            `(batch, channels, …)`; `tf.keras.config.image_data_format()` if None.

    Raises:
        ValueError: Sizes that are not positive, or another border.
    """

    rank: ClassVar[int]
    takes_max: ClassVar[bool]

    def __init__(
        self,
        pool_size: Any,
        strides: Any = None,
        padding: str = "valid",
        data_format: str | None = None,
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(name=name, **kwargs)
        self.pool_size = standardize_tuple(pool_size, self.rank, "pool_size")
        given = self.pool_size if strides is None else strides
        self.strides = standardize_tuple(given, self.rank, "strides")
        self.padding = standardize_padding(padding)
        self.data_format = standardize_data_format(data_format)
        self.input_spec = InputSpec(ndim=self.rank + 2)
        self.built = True

    def call(self, inputs: Tensor) -> Any:
        """Pool `inputs`, of shape `(batch, …, channels)`."""
        pool = max_pool if self.takes_max else avg_pool
        self.compute_output_shape(inputs.shape.as_list())  # says what is wrong as Keras does
        layout = tensorflow_format(self.data_format, self.rank)
        return pool(inputs, self.pool_size, self.strides, self.padding.upper(), layout)

    def compute_output_shape(self, input_shape: Sequence[int | None]) -> Shape:
        """Shape of the output.

        Raises:
            ValueError: An input smaller than the window.
        """
        given = (self.pool_size, self.strides, self.padding, self.data_format)
        return pooled_shape(input_shape, *given)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {
            "pool_size": self.pool_size,
            "padding": self.padding,
            "strides": self.strides,
            "data_format": self.data_format,
        }


class BaseMaxPooling(BasePooling):
    """The largest value of each window; arguments as for `BasePooling`, with windows of 2."""

    takes_max: ClassVar[bool] = True

    def __init__(
        self,
        pool_size: Any = 2,
        strides: Any = None,
        padding: str = "valid",
        data_format: str | None = None,
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(pool_size, strides, padding, data_format, name, **kwargs)


class BaseAveragePooling(BasePooling):
    """The mean of each window, without what lies outside; arguments as for `BasePooling`."""

    takes_max: ClassVar[bool] = False
