"""The progress bar of a loop."""

from typing import Any

from tfjs.keras.callbacks.callback import Callback
from tfjs.keras.training.printing import say
from tfjs.keras.training.progbar import Progbar


class ProgbarLogger(Callback):
    """Shows how far a loop has come, with the values of the epoch so far."""

    _every_step = False

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0
        self.progbar: Progbar | None = None
        self.target: int | None = None
        self.verbose = 1
        self.epochs = 1
        self._called_in_fit = False

    def set_params(self, params: dict[str, Any] | None) -> None:
        """Learn how much to show."""
        super().set_params(params)
        if params:
            verbose = params.get("verbose", 1)
            self.verbose = 1 if verbose == "auto" else int(verbose)
            self.epochs = params.get("epochs", 1)
            self.target = params.get("steps")

    def on_train_begin(self, logs: Any = None) -> None:
        """Leave evaluations to the epochs that they belong to."""
        self._called_in_fit = True

    def on_test_begin(self, logs: Any = None) -> None:
        """Begin a bar."""
        if not self._called_in_fit:
            self._begin()

    def on_predict_begin(self, logs: Any = None) -> None:
        """Begin a bar."""
        self._begin()

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Begin a bar."""
        self._begin()
        if self.verbose and self.epochs > 1:
            say(f"Epoch {epoch + 1}/{self.epochs}")

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Show a step."""
        self._stepped(batch, logs)

    def on_test_batch_end(self, batch: int, logs: Any = None) -> None:
        """Show a step."""
        if not self._called_in_fit:
            self._stepped(batch, logs)

    def on_predict_batch_end(self, batch: int, logs: Any = None) -> None:
        """Show a step."""
        self._stepped(batch, None)

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """End the bar."""
        self._end(logs)

    def on_test_end(self, logs: Any = None) -> None:
        """End the bar."""
        if not self._called_in_fit:
            self._end(logs)

    def on_predict_end(self, logs: Any = None) -> None:
        """End the bar."""
        self._end(None)

    def close(self) -> None:
        """End the line if the loop was left in the middle of it."""
        self._called_in_fit = False
        if self.progbar is not None:
            self.progbar.close()

    def _begin(self) -> None:
        self.seen = 0
        self.progbar = Progbar(self.target, verbose=self.verbose, stateless_metrics=())

    def _stepped(self, batch: int, logs: Any) -> None:
        self.seen = batch + 1
        bar = self.progbar
        if bar is None:
            return
        bar.stepped(self.seen)
        if bar.is_due():
            bar.update(self.seen, list((logs or {}).items()), finalize=False)

    def _end(self, logs: Any) -> None:
        if self.progbar is None:
            return
        if self.target is None:
            self.target = self.progbar.target = self.seen
        self.progbar.update(self.target, list((logs or {}).items()), finalize=True)
