"""`LossFunctionWrapper`: a loss from a function of truth and prediction."""

from collections.abc import Callable
from typing import Any

from tfjs.keras.losses import categorical
from tfjs.keras.losses._values import same_rank, tensor_of
from tfjs.keras.losses.loss import Loss
from tfjs.keras.saving.serialization import deserialize_keras_object, serialize_keras_object
from tfjs.tensor import Tensor

_OF_CLASS_NUMBERS = (
    categorical.sparse_categorical_crossentropy,
    categorical.categorical_generalized_cross_entropy,
)


class LossFunctionWrapper(Loss):
    """A loss that a function computes.

    Args:
        fn: Called as `fn(y_true, y_pred, **kwargs)`; gives the losses of the samples.
        reduction: See `Loss`, as the next two.
        name: Of the loss.
        dtype: What the loss is computed in.
        **kwargs: More arguments of `fn`.
    """

    _keras_api = ("keras.src.losses.losses", "LossFunctionWrapper")

    def __init__(
        self,
        fn: Callable[..., Any],
        reduction: str | None = "sum_over_batch_size",
        name: str | None = None,
        dtype: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        self.fn = fn
        self._fn_kwargs = kwargs

    def _truth(self, y_true: Any) -> Tensor:
        if self.fn in _OF_CLASS_NUMBERS:
            labels = tensor_of(y_true)
            if labels.dtype.is_integer:  # converting there and back would cost two kernels a step
                return labels
        return super()._truth(y_true)

    def call(self, y_true: Any, y_pred: Any) -> Tensor:
        """Losses of the samples, shape `(batch, ...)`."""
        if isinstance(y_true, Tensor) and isinstance(y_pred, Tensor):
            y_true, y_pred = same_rank(y_true, y_pred)
        return self.fn(y_true, y_pred, **self._fn_kwargs)  # type: ignore[no-any-return]

    def get_config(self) -> dict[str, Any]:
        """What the loss was made with."""
        kwargs = {name: serialize_keras_object(value) for name, value in self._fn_kwargs.items()}
        return super().get_config() | {"fn": serialize_keras_object(self.fn)} | kwargs

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> "Loss":
        """A loss with the arguments in `config`."""
        if "fn" in config:
            config = {name: deserialize_keras_object(value) for name, value in config.items()}
        return cls(**config)

    def __repr__(self) -> str:
        return f"<LossFunctionWrapper({self.fn}, kwargs={self._fn_kwargs})>"


class BuiltInLoss(LossFunctionWrapper):
    """A loss of Keras's own: its class says the function, its configuration the arguments."""

    def get_config(self) -> dict[str, Any]:
        """What the loss was made with."""
        return Loss.get_config(self) | self._arguments()

    def _arguments(self) -> dict[str, Any]:
        """Arguments of the function that belong into the configuration."""
        return dict(self._fn_kwargs)
