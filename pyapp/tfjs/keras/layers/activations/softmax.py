"""`Softmax` as a layer, over one axis or several, with places left out."""

from typing import Any

from tfjs.keras import activations
from tfjs.keras.engine.layer import Layer
from tfjs.ops._arguments import as_tensor
from tfjs.ops.comparison import where
from tfjs.ops.creation import zeros_like
from tfjs.ops.math import exp, greater, subtract
from tfjs.ops.reductions import reduce_logsumexp
from tfjs.tensor import Tensor

# What a place that is left out counts as before the exponential.
_NOTHING = -1e9


class Softmax(Layer):
    """`exp(x) / sum(exp(x))`.

    Args:
        axis: The axis, or several, over which the results add up to 1.

    Call arguments:
        inputs: Any shape.
        mask: Bools that broadcast to the inputs; where False the result is 0.
    """

    def __init__(self, axis: Any = -1, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.axis = axis
        self.supports_masking = True

    def call(self, inputs: Any, mask: Any = None) -> Any:
        """The shares."""
        values = as_tensor(inputs)
        kept = None if mask is None else _checked(as_tensor(mask), values)
        if kept is not None:
            values = where(kept, values, as_tensor(_NOTHING, hint=values.dtype))
        if isinstance(self.axis, list | tuple) and len(self.axis) > 1:
            total = reduce_logsumexp(values, list(self.axis), keepdims=True)
            shares = exp(subtract(values, total))
        else:
            axis = self.axis[0] if isinstance(self.axis, list | tuple) else self.axis
            shares = activations.softmax(values, axis)
        return shares if kept is None else where(kept, shares, zeros_like(shares))

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The input's."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """The axis."""
        return {**super().get_config(), "axis": self.axis}


def _checked(mask: Tensor, values: Tensor) -> Tensor:
    """The mask as bools.

    Raises:
        ValueError: It does not broadcast to the values.
    """
    if mask.ndim > values.ndim:
        raise ValueError(
            "The `mask` must be broadcastable to `inputs` and must not have more dimensions. "
            f"Received: inputs.shape={values.shape}, mask.shape={mask.shape}"
        )
    pairs = zip(list(mask.shape)[::-1], list(values.shape)[::-1], strict=False)
    if any(own not in (1, size) for own, size in pairs):
        raise ValueError(
            "The `mask` must be broadcastable to `inputs`. Each mask dimension must be 1 or match "
            f"the corresponding input dimension. Received: inputs.shape={values.shape}, "
            f"mask.shape={mask.shape}"
        )
    return mask if mask.dtype.is_bool else greater(mask, as_tensor(0.5, hint=mask.dtype))
