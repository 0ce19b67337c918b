"""Pooling over all places, the layers."""

from collections.abc import Sequence
from typing import Any, ClassVar

from tfjs.keras.config import floatx
from tfjs.keras.engine.input_spec import InputSpec
from tfjs.keras.engine.layer import Layer
from tfjs.keras.layers._windows import Shape, channels_of, standardize_data_format, whole_shape
from tfjs.ops.casting import cast
from tfjs.ops.reductions import reduce_max, reduce_mean
from tfjs.tensor import Tensor


class BaseGlobalPooling(Layer):
    """One value for each channel.

    Args:
        data_format: `"channels_last"`, `(batch, …, channels)`, or `"channels_first"`,
            `(batch, channels, …)`; `tf.keras.config.image_data_format()` if None.
        keepdims: Whether the axes that were pooled stay, with size 1.
    """

    rank: ClassVar[int]

    def __init__(
        self, data_format: str | None = None, keepdims: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.data_format = standardize_data_format(data_format)
        self.keepdims = keepdims
        self.input_spec = InputSpec(ndim=self.rank + 2)
        self.built = True

    @property
    def _axes(self) -> list[int]:
        first = 1 if self.data_format == "channels_last" else 2
        return list(range(first, first + self.rank))

    def compute_output_shape(self, input_shape: Sequence[int | None]) -> Shape:
        """Shape of the output."""
        channels = channels_of(input_shape, self.data_format)
        places = (1,) * self.rank if self.keepdims else ()
        return whole_shape(input_shape[0], places, channels, self.data_format)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"data_format": self.data_format, "keepdims": self.keepdims}


class BaseGlobalMaxPooling(BaseGlobalPooling):
    """The largest value of each channel; arguments as for `BaseGlobalPooling`."""

    def call(self, inputs: Tensor) -> Any:
        """Pool `inputs`, of shape `(batch, …, channels)`."""
        return reduce_max(inputs, self._axes, self.keepdims)


class BaseGlobalAveragePooling(BaseGlobalPooling):
    """The mean of each channel; arguments as for `BaseGlobalPooling`."""

    def call(self, inputs: Tensor) -> Any:
        """Pool `inputs`, of shape `(batch, …, channels)`."""
        return reduce_mean(floating(inputs), self._axes, self.keepdims)


def floating(x: Tensor) -> Tensor:
    """Integers as numbers of the configured floating dtype, as Keras takes their mean."""
    return x if x.dtype.is_floating else cast(x, floatx())
