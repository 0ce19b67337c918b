"""`ActivityRegularization`: a price for large values."""

from typing import Any

from tfjs.keras import regularizers
from tfjs.keras.engine.layer import Layer


class ActivityRegularization(Layer):
    """The input, at a price of `l1 * sum(|x|) + l2 * sum(x**2)`, divided by the batch's size."""

    def __init__(self, l1: float = 0.0, l2: float = 0.0, **kwargs: Any) -> None:
        super().__init__(activity_regularizer=regularizers.L1L2(l1=l1, l2=l2), **kwargs)
        self.supports_masking = True
        self.l1 = l1
        self.l2 = l2

    def call(self, inputs: Any) -> Any:
        """The input."""
        return inputs

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The input's."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """Both factors."""
        config = super().get_config()
        config.pop("activity_regularizer", None)
        return {**config, "l1": self.l1, "l2": self.l2}
