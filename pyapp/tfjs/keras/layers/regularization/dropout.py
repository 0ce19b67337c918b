"""`Dropout` and its kind for feature maps: values set to 0 at random while training."""

from typing import Any

from tfjs.keras import random
from tfjs.keras.config import standardize_data_format
from tfjs.keras.engine.input_spec import InputSpec
from tfjs.keras.layers.regularization.noise import Noise


class Dropout(Noise):
    """A share `rate` of the values set to 0 while training, the others scaled up to make up for it.

    Args:
        rate: Share of the values, from 0 to 1.
        noise_shape: Where this has size 1, values are dropped together; None for the input's size.
        seed: For the same draws in each program.

    Call arguments:
        inputs: Any shape, floating.
        training: Whether to drop.

    Raises:
        ValueError: A rate outside 0 to 1, or a shape that is none.

    Srivastava et al., 2014.
    """

    def __init__(
        self, rate: float, noise_shape: Any = None, seed: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(rate, "rate", seed, **kwargs)
        self.noise_shape = _checked(noise_shape)

    def call(self, inputs: Any, training: bool = False) -> Any:
        """The values that are left."""
        if not training or self.rate == 0:
            return inputs
        return random.dropout(inputs, self.rate, self._noise_shape(inputs), self.seed_generator)

    def _noise_shape(self, inputs: Any) -> Any:
        return self.noise_shape

    def get_config(self) -> dict[str, Any]:
        """All arguments."""
        return {**super().get_config(), "noise_shape": self.noise_shape}


def _checked(shape: Any) -> tuple[int | None, ...] | None:
    if shape is None:
        return None
    start = "Invalid value received for argument `noise_shape`. "
    if isinstance(shape, str):
        raise ValueError(
            f"{start}Expected a tuple or list of integers. Received: noise_shape={shape}"
        )
    try:
        sizes = tuple(shape)
    except TypeError:
        raise ValueError(
            f"{start}Expected an iterable of integers (e.g., a tuple or list). "
            f"Received: noise_shape={shape}"
        ) from None
    for place, size in enumerate(sizes):
        if size is not None and not isinstance(size, int):
            raise ValueError(
                f"{start}Expected all elements to be integers or None. Received element at index "
                f"{place}: {size} (type: {type(size).__name__})"
            )
        if size is not None and size <= 0:
            raise ValueError(
                f"{start}Expected all dimensions to be positive integers or None. Received "
                f"negative or zero value at index {place}: {size}"
            )
    return sizes


class _SpatialDropout(Dropout):
    """Base: whole feature maps are dropped. Tompson et al., 2014, arXiv:1411.4280."""

    _axes: int
    data_format = "channels_last"

    def __init__(
        self, rate: float, seed: int | None = None, name: str | None = None, dtype: Any = None
    ) -> None:
        super().__init__(rate, seed=seed, name=name, dtype=dtype)
        self.input_spec = InputSpec(ndim=self._axes + 2)

    def _noise_shape(self, inputs: Any) -> Any:
        ones = (1,) * self._axes
        last = self.data_format == "channels_last"
        return (None, *ones, None) if last else (None, None, *ones)

    def get_config(self) -> dict[str, Any]:
        """Rate, seed, name and dtype."""
        return {"rate": self.rate, "seed": self.seed, "name": self.name, "dtype": self.dtype}


class SpatialDropout1D(_SpatialDropout):
    """`Dropout` of whole sequences of a feature: inputs of shape `(batch, steps, channels)`."""

    _axes = 1


class _FormattedDropout(_SpatialDropout):
    def __init__(
        self,
        rate: float,
        data_format: str | None = None,
        seed: int | None = None,
        name: str | None = None,
        dtype: Any = None,
    ) -> None:
        super().__init__(rate, seed=seed, name=name, dtype=dtype)
        self.data_format = standardize_data_format(data_format)

    def get_config(self) -> dict[str, Any]:
        """All arguments."""
        return {**super().get_config(), "data_format": self.data_format}


class SpatialDropout2D(_FormattedDropout):
    """`Dropout` of whole feature maps of images.

    Args:
        rate: Share of the maps, from 0 to 1.
        data_format: "channels_last", "channels_first", or None for the session's.
        seed: For the same draws in each program.

    Input shape: `(batch, rows, columns, channels)`, or with the channels after the batch.
    """

    _axes = 2


class SpatialDropout3D(_FormattedDropout):
    """`Dropout` of whole feature maps of volumes; arguments as for `SpatialDropout2D`."""

    _axes = 3
