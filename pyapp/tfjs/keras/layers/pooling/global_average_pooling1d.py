"""The mean over the steps of sequences."""

from typing import Any, ClassVar

from tfjs.keras.layers.pooling.base_global_pooling import BaseGlobalAveragePooling, floating
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.shaping import expand_dims
from tfjs.tensor import Tensor


class GlobalAveragePooling1D(BaseGlobalAveragePooling):
    """The mean of each channel over the steps that a mask leaves.

    Args:
        data_format: See `BaseGlobalPooling`, as `keepdims`.
        keepdims: Whether the steps' axis stays, with size 1.
    """

    rank: ClassVar[int] = 1

    def __init__(
        self, data_format: str | None = None, keepdims: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(data_format, keepdims, **kwargs)
        self.supports_masking = True

    def call(self, inputs: Tensor, mask: Any = None) -> Any:
        """Pool `inputs`, of shape `(batch, steps, channels)`; `mask` is of `(batch, steps)`."""
        if mask is None:
            return super().call(inputs)
        inputs = floating(inputs)
        last = self.data_format == "channels_last"
        seen = cast(expand_dims(mask, 2 if last else 1), "bool")
        axes = self._axes
        total = reduce_sum(where(seen, inputs, 0), axes, self.keepdims)
        return total / reduce_sum(cast(seen, inputs.dtype), axes, self.keepdims)

    def compute_mask(self, inputs: Any, mask: Any = None) -> None:
        """None: there are no steps any more."""
        return
