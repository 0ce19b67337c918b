"""Initializers that draw nothing: numbers, and the identity matrix."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tfjs.keras.engine.dtypes import standardize_dtype
from tfjs.keras.initializers.initializer import Initializer
from tfjs.keras.saving import serialization
from tfjs.ops._arguments import as_tensor
from tfjs.ops.casting import cast
from tfjs.ops.creation import fill, ones, zeros
from tfjs.ops.math import multiply
from tfjs.ops.sequences import eye
from tfjs.ops.shaping import broadcast_to
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike


class Constant(Initializer):
    """One value everywhere, or values that broadcast to the shape."""

    def __init__(self, value: Any = 0.0) -> None:
        self.value = value

    def __call__(self, shape: Sequence[int], dtype: "DTypeLike | None" = None) -> Tensor:
        """A tensor of the value."""
        value = cast(as_tensor(self.value), standardize_dtype(dtype))
        return fill(list(shape), value) if value.ndim == 0 else broadcast_to(value, list(shape))

    def get_config(self) -> dict[str, Any]:
        """The value."""
        return {"value": serialization.serialize_keras_object(self.value)}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> "Constant":
        """One of this value."""
        return cls(serialization.deserialize_keras_object(config.get("value", 0.0)))


class Zeros(Initializer):
    """Zeros."""

    def __call__(self, shape: Sequence[int], dtype: "DTypeLike | None" = None) -> Tensor:
        """A tensor of zeros."""
        return zeros(list(shape), standardize_dtype(dtype))


class Ones(Initializer):
    """Ones."""

    def __call__(self, shape: Sequence[int], dtype: "DTypeLike | None" = None) -> Tensor:
        """A tensor of ones."""
        return ones(list(shape), standardize_dtype(dtype))


class Identity(Initializer):
    """The identity matrix times `gain`.

    Raises:
        ValueError: When called: no matrix.
    """

    def __init__(self, gain: float = 1.0) -> None:
        self.gain = gain

    def __call__(self, shape: Sequence[int], dtype: "DTypeLike | None" = None) -> Tensor:
        """A matrix with `gain` on its diagonal."""
        if len(shape) != 2:
            raise ValueError(
                "Identity matrix initializer can only be used for 2D matrices. "
                f"Received: shape={shape} of rank {len(shape)}."
            )
        matrix = eye(shape[0], shape[1], dtype=standardize_dtype(dtype))
        return matrix if self.gain == 1 else multiply(self.gain, matrix)

    def get_config(self) -> dict[str, Any]:
        """The gain.

        Differs from Keras, which forgets it.
        """
        return {"gain": self.gain}
