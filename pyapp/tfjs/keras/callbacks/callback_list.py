"""Several callbacks as one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tfjs.keras.callbacks.callback import Callback
from tfjs.keras.callbacks.history import History
from tfjs.keras.callbacks.progbar_logger import ProgbarLogger
from tfjs.nest import flatten

_ALIASES = {"on_train_batch_begin": "on_batch_begin", "on_train_batch_end": "on_batch_end"}


class CallbackList(Callback):
    """Callbacks that are called one after the other.

    Args:
        callbacks: A callback, or a list of them.
        add_history: Whether a `History` joins them, unless there is one.
        add_progbar: Whether a `ProgbarLogger` joins them, unless there is one.
        model: Told to all of them.
        **params: Likewise.

    What happens in each step is told only to those that listen to it.
    """

    def __init__(
        self,
        callbacks: Any = None,
        add_history: bool = False,
        add_progbar: bool = False,
        model: Any = None,
        **params: Any,
    ) -> None:
        super().__init__()
        self.callbacks: list[Any] = [one for one in flatten(callbacks) if one is not None]
        self._progbar = next((c for c in self.callbacks if isinstance(c, ProgbarLogger)), None)
        self._history = next((c for c in self.callbacks if isinstance(c, History)), None)
        if self._history is None and add_history:
            self._history = History()
            self.callbacks.append(self._history)
        if self._progbar is None and add_progbar:
            self._progbar = ProgbarLogger()
            self.callbacks.append(self._progbar)
        self._listeners: dict[str, list[Any]] = {}
        self.set_model(model)
        self.set_params(params)

    def append(self, callback: Any) -> None:
        """Add a callback."""
        self.callbacks.append(callback)
        self._listeners.clear()

    def set_params(self, params: dict[str, Any] | None) -> None:
        """Tell all of them what the loop was called with."""
        self.params = params
        if params:
            for callback in self.callbacks:
                callback.set_params(params)

    def set_model(self, model: Any) -> None:
        """Tell all of them the model."""
        if model is None:
            return
        super().set_model(model)
        if self._history is not None:
            model._untracked(history=self._history)
        for callback in self.callbacks:
            callback.set_model(model)

    @contextmanager
    def closing(self) -> Iterator[None]:
        """End the line of the progress bar, however the loop ends."""
        try:
            yield
        finally:
            if self._progbar is not None:
                self._progbar.close()

    def _who(self, hook: str) -> list[Any]:
        """Methods of the callbacks that listen to something."""
        known = self._listeners.get(hook)
        if known is None:
            heard = [one for one in self.callbacks if _listens(one, hook)]
            known = self._listeners[hook] = [getattr(one, hook) for one in heard]
        return known

    def hears_steps(self, kind: str) -> bool:
        """Whether somebody has to be told of each step of a kind of loop."""
        others = [one for one in self.callbacks if getattr(one, "_every_step", True)]
        hooks = (f"on_{kind}_batch_begin", f"on_{kind}_batch_end")
        return any(_listens(one, hook) for one in others for hook in hooks)

    def on_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Tell that a step begins."""
        for method in self._who("on_batch_begin"):
            method(batch, {} if logs is None else logs)

    def on_batch_end(self, batch: int, logs: Any = None) -> None:
        """Tell that a step has ended."""
        for method in self._who("on_batch_end"):
            method(batch, {} if logs is None else logs)

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Tell that a training step begins."""
        for method in self._who("on_train_batch_begin"):
            method(batch, {} if logs is None else logs)

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Tell that a training step has ended."""
        for method in self._who("on_train_batch_end"):
            method(batch, {} if logs is None else logs)

    def on_test_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Tell that a step of `evaluate` begins."""
        for method in self._who("on_test_batch_begin"):
            method(batch, {} if logs is None else logs)

    def on_test_batch_end(self, batch: int, logs: Any = None) -> None:
        """Tell that a step of `evaluate` has ended."""
        for method in self._who("on_test_batch_end"):
            method(batch, {} if logs is None else logs)

    def on_predict_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Tell that a step of `predict` begins."""
        for method in self._who("on_predict_batch_begin"):
            method(batch, {} if logs is None else logs)

    def on_predict_batch_end(self, batch: int, logs: Any = None) -> None:
        """Tell that a step of `predict` has ended."""
        for method in self._who("on_predict_batch_end"):
            method(batch, {} if logs is None else logs)

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Tell that an epoch begins."""
        for callback in self.callbacks:
            callback.on_epoch_begin(epoch, {} if logs is None else logs)

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Tell that an epoch has ended."""
        for callback in self.callbacks:
            callback.on_epoch_end(epoch, {} if logs is None else logs)

    def on_train_begin(self, logs: Any = None) -> None:
        """Tell that `fit` begins."""
        for callback in self.callbacks:
            callback.on_train_begin({} if logs is None else logs)

    def on_train_end(self, logs: Any = None) -> None:
        """Tell that `fit` ends."""
        for callback in self.callbacks:
            callback.on_train_end({} if logs is None else logs)

    def on_test_begin(self, logs: Any = None) -> None:
        """Tell that `evaluate` begins."""
        for callback in self.callbacks:
            callback.on_test_begin({} if logs is None else logs)

    def on_test_end(self, logs: Any = None) -> None:
        """Tell that `evaluate` ends."""
        for callback in self.callbacks:
            callback.on_test_end({} if logs is None else logs)

    def on_predict_begin(self, logs: Any = None) -> None:
        """Tell that `predict` begins."""
        for callback in self.callbacks:
            callback.on_predict_begin({} if logs is None else logs)

    def on_predict_end(self, logs: Any = None) -> None:
        """Tell that `predict` ends."""
        for callback in self.callbacks:
            callback.on_predict_end({} if logs is None else logs)


def _listens(callback: Any, hook: str) -> bool:
    """Whether a callback has its own method for something."""
    return any(
        getattr(getattr(callback, name), "__func__", None) is not getattr(Callback, name)
        for name in (hook, _ALIASES.get(hook, hook))
    )
