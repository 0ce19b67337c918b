"""The values of each epoch; what `fit` returns."""

from typing import Any

from tfjs.keras.callbacks.callback import Callback


class History(Callback):
    """Keeps the values of each epoch.

    Attributes:
        history: Name -> a value for each epoch.
        epoch: Numbers of the epochs, from 0.
    """

    def __init__(self) -> None:
        super().__init__()
        self.history: dict[str, list[Any]] = {}
        self.epoch: list[int] = []

    def on_train_begin(self, logs: Any = None) -> None:
        """Begin anew with the numbers of epochs."""
        self.epoch = []

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Keep the values."""
        self.epoch.append(epoch)
        for name, value in (logs or {}).items():
            self.history.setdefault(name, []).append(value)
