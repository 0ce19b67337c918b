"""The base of all callbacks."""

from typing import Any


class Callback:
    """Something that is told what goes on in `fit`, `evaluate` and `predict`.

    A subclass overrides the methods it needs. `params` holds `verbose`, `epochs` and `steps`;
    `model` is the model. `logs` are results by name, read from the device when they are looked at.
    """

    _every_step = True
    """Whether methods for steps are to be called after each one, not now and then."""

    def __init__(self) -> None:
        self.params: dict[str, Any] | None = None
        self._model: Any = None

    def set_params(self, params: dict[str, Any] | None) -> None:
        """Learn what the loop was called with."""
        self.params = params

    def set_model(self, model: Any) -> None:
        """Learn the model."""
        self._model = model

    @property
    def model(self) -> Any:
        """The model of the loop."""
        return getattr(self, "_model", None)

    def on_batch_begin(self, batch: int, logs: Any = None) -> None:
        """As `on_train_batch_begin`."""

    def on_batch_end(self, batch: int, logs: Any = None) -> None:
        """As `on_train_batch_end`."""

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """An epoch of `fit` begins; epochs count from 0."""

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """An epoch has ended; `logs` holds its results, and those of validation as `val_name`."""

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        """A training step begins; steps count from 0 in each epoch."""
        self.on_batch_begin(batch, logs=logs)

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """A training step has ended; `logs` holds the results of the epoch so far."""
        self.on_batch_end(batch, logs=logs)

    def on_test_batch_begin(self, batch: int, logs: Any = None) -> None:
        """A step of `evaluate`, or of a validation, begins."""

    def on_test_batch_end(self, batch: int, logs: Any = None) -> None:
        """A step of `evaluate`, or of a validation, has ended."""

    def on_predict_batch_begin(self, batch: int, logs: Any = None) -> None:
        """A step of `predict` begins."""

    def on_predict_batch_end(self, batch: int, logs: Any = None) -> None:
        """A step of `predict` has ended; `logs["outputs"]` are the model's."""

    def on_train_begin(self, logs: Any = None) -> None:
        """`fit` begins."""

    def on_train_end(self, logs: Any = None) -> None:
        """`fit` ends; `logs` are those of the last epoch."""

    def on_test_begin(self, logs: Any = None) -> None:
        """`evaluate`, or a validation, begins."""

    def on_test_end(self, logs: Any = None) -> None:
        """`evaluate`, or a validation, ends."""

    def on_predict_begin(self, logs: Any = None) -> None:
        """`predict` begins."""

    def on_predict_end(self, logs: Any = None) -> None:
        """`predict` ends."""
