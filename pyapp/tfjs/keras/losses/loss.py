"""`Loss`: what all losses have in common."""

from typing import Any

from tfjs.keras._names import auto_name
from tfjs.keras.losses._values import dtype_name, mapped, mask_of, tensor_of
from tfjs.keras.losses.reduction import reduce_weighted_values, standardize_reduction
from tfjs.ops.math import logical_and
from tfjs.tensor import Tensor


class Loss:
    """Base of the losses; a subclass defines `call(y_true, y_pred)`.

    Args:
        name: Of the loss; from the class's name if None.
        reduction: "sum_over_batch_size" (or "mean"), "sum", "mean_with_sample_weight", or "none",
            which leaves the losses of the samples.
        dtype: What the loss is computed in: a name, a dtype or a policy;
            `keras.config.floatx()` if None.

    Raises:
        ValueError: An unknown reduction.
    """

    def __init__(
        self,
        name: str | None = None,
        reduction: str | None = "sum_over_batch_size",
        dtype: Any = None,
    ) -> None:
        self.name = name or auto_name(type(self).__name__)
        self.reduction = standardize_reduction(reduction)
        self._dtype = dtype_name(dtype)

    @property
    def dtype(self) -> str:
        """Name of the dtype that the loss is computed in."""
        return self._dtype

    def __call__(self, y_true: Any, y_pred: Any, sample_weight: Any = None) -> Tensor:
        """The loss of a batch.

        Args:
            y_true: What should come out, shape `(batch, ...)`; or a structure of those.
            y_pred: What came out. A mask that layers left on it is heeded.
            sample_weight: Factors for the samples, shape `(batch,)` or one that broadcasts to the
                losses of the samples.

        Returns:
            A scalar; without reduction the weighted losses, shape `(batch, ...)`.
        """
        mask = mask_of(y_pred)
        guess = mapped(lambda value: tensor_of(value, self._dtype), y_pred)
        losses = self.call(mapped(self._truth, y_true), guess)
        own = mask_of(losses)
        if own is not None:
            mask = own if mask is None else logical_and(mask, own)
        return reduce_weighted_values(losses, sample_weight, mask, self.reduction, self._dtype)

    def _truth(self, y_true: Any) -> Tensor:
        return tensor_of(y_true, self._dtype)

    def call(self, y_true: Any, y_pred: Any) -> Tensor:
        """Losses of the samples, shape `(batch, ...)`."""
        raise NotImplementedError

    def get_config(self) -> dict[str, Any]:
        """What the loss was made with."""
        return {"name": self.name, "reduction": self.reduction}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> "Loss":
        """A loss with the arguments in `config`."""
        return cls(**config)
