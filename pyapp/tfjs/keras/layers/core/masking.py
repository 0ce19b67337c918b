"""`Masking`: steps that hold nothing but one value do not count."""

from typing import Any

from tfjs.keras.engine.layer import Layer
from tfjs.keras.engine.masks import set_keras_mask
from tfjs.keras.saving import serialization
from tfjs.ops._arguments import as_tensor
from tfjs.ops.casting import cast
from tfjs.ops.comparison import not_equal, where
from tfjs.ops.creation import zeros_like
from tfjs.ops.reductions import reduce_any
from tfjs.ops.shaping import squeeze
from tfjs.tensor import Tensor


class Masking(Layer):
    """The input, with steps masked whose values all equal `mask_value`.

    Args:
        mask_value: What an empty step holds.

    Input shape: `(batch, steps, features)`; masked steps come out as zeros.
    """

    def __init__(self, mask_value: Any = 0.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if isinstance(mask_value, dict) and mask_value.get("config"):
            mask_value = serialization.deserialize_keras_object(mask_value)
        self.mask_value = mask_value
        self.supports_masking = True

    def _differs(self, inputs: Any) -> tuple[Tensor, Tensor]:
        values = as_tensor(inputs)
        blank = cast(as_tensor(self.mask_value), values.dtype)
        return values, reduce_any(not_equal(values, blank), -1, keepdims=True)

    def compute_mask(self, inputs: Any, mask: Any = None) -> Any:
        """Which steps count: bool, shape `(batch, steps)`."""
        return squeeze(self._differs(inputs)[1], -1)

    def call(self, inputs: Any) -> Any:
        """The input, with zeros in the steps that do not count."""
        values, counts = self._differs(inputs)
        outputs = where(counts, values, zeros_like(values))
        set_keras_mask(outputs, squeeze(counts, -1))
        return outputs

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The input's."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """The value."""
        return {**super().get_config(), "mask_value": self.mask_value}
