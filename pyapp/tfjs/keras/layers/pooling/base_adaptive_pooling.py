"""Pooling to a given number of places, the layers."""

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np

from tfjs.keras.engine.layer import Layer
from tfjs.keras.layers._windows import (
    Shape,
    channels_of,
    standardize_data_format,
    tensorflow_format,
    whole_shape,
)
from tfjs.ops.gathering import gather
from tfjs.ops.pooling import avg_pool, max_pool
from tfjs.ops.reductions import reduce_max, reduce_sum
from tfjs.ops.shaping import reshape, sizes_of
from tfjs.tensor import Tensor


class BaseAdaptivePooling(Layer):
    """One value for each of `output_size` windows that together cover an axis.

    Args:
        output_size: Number of windows along each axis: one int, or one for each.
        data_format: `"channels_last"`, `(batch, …, channels)`, or `"channels_first"`,
            `(batch, channels, …)`; `tf.keras.config.image_data_format()` if None.

    Window `i` of `m` over `n` places begins at `⌊i n / m⌋` and ends before `⌈(i + 1) n / m⌉`.

    Raises:
        TypeError: Something else than one int or one for each axis.
    """

    rank: ClassVar[int]
    takes_max: ClassVar[bool]
    axes: ClassVar[str]

    def __init__(self, output_size: Any, data_format: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if isinstance(output_size, int):
            output_size = (output_size,) * self.rank
        if not isinstance(output_size, list | tuple) or len(output_size) != self.rank:
            raise TypeError(
                f"`output_size` must be an integer or {self.axes} tuple. Received: {output_size} "
                f"of type {type(output_size)}"
            )
        self.output_size = tuple(output_size)
        self.data_format = standardize_data_format(data_format)
        self.built = True

    def call(self, inputs: Tensor) -> Any:
        """Pool `inputs`, of shape `(batch, …, channels)`."""
        first = 1 if self.data_format == "channels_last" else 2
        sizes = inputs.shape.as_list()[first : first + self.rank]
        if all(n % m == 0 for n, m in zip(sizes, self.output_size, strict=True)):
            window = [n // m for n, m in zip(sizes, self.output_size, strict=True)]
            pool = max_pool if self.takes_max else avg_pool
            layout = tensorflow_format(self.data_format, self.rank)
            return pool(inputs, window, window, "VALID", layout)
        for axis, places in enumerate(self.output_size, first):
            inputs = pooled(inputs, axis, places, self.takes_max)
        return inputs

    def compute_output_shape(self, input_shape: Sequence[int | None]) -> Shape:
        """Shape of the output."""
        channels = channels_of(input_shape, self.data_format)
        return whole_shape(input_shape[0], self.output_size, channels, self.data_format)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        own = {"output_size": self.output_size, "data_format": self.data_format}
        return super().get_config() | own


def pooled(x: Tensor, axis: int, places: int, takes_max: bool) -> Tensor:
    """One axis: every window is gathered, padded to the longest by what it ends with."""
    sizes = sizes_of(x)
    n = sizes[axis]
    index = np.arange(places)
    starts, ends = index * n // places, -(-(index + 1) * n // places)
    longest = int((ends - starts).max())
    reach = starts[:, None] + np.arange(longest)
    inside = reach < ends[:, None]
    taken = np.minimum(reach, ends[:, None] - 1).astype(np.int32)
    seen = gather(x, taken.ravel(), axis=axis)
    apart = reshape(seen, (*sizes[:axis], places, longest, *sizes[axis + 1 :]))
    if takes_max:
        return reduce_max(apart, axis + 1)
    share = (inside / (ends - starts)[:, None]).astype(np.float32)
    weights = share.reshape(places, longest, *[1] * (len(sizes) - axis - 1))
    return reduce_sum(apart * weights, axis + 1)
