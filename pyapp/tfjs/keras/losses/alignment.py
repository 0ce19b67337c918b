"""Connectionist temporal classification: not computed here."""

from typing import Any

from tfjs.errors import UnimplementedError
from tfjs.keras.losses.wrapper import BuiltInLoss
from tfjs.tensor import Tensor


def ctc(y_true: Any, y_pred: Any) -> Tensor:
    """Raise an UnimplementedError.

    Differs from Keras: there is no CTC loss.
    """
    raise UnimplementedError(
        "ctc: the CTC loss is not computed here. Train such a model with TensorFlow and load it "
        "for prediction.",
        op="ctc",
    )


class CTC(BuiltInLoss):
    """A name for configurations; calling it raises an UnimplementedError, see `ctc`."""

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "ctc",
        dtype: Any = None,
    ) -> None:
        super().__init__(ctc, reduction, name, dtype)
