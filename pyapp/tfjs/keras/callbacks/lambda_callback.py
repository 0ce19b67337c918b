"""A callback made of functions."""

from collections.abc import Callable
from typing import Any

from tfjs.keras.callbacks.callback import Callback


class LambdaCallback(Callback):
    """Calls functions.

    Args:
        on_epoch_begin: Called with the number of the epoch and logs.
        on_epoch_end: Likewise.
        on_train_begin: Called with logs.
        on_train_end: Likewise.
        on_train_batch_begin: Called with the number of the step and logs.
        on_train_batch_end: Likewise.
        **kwargs: Further methods of `Callback` by name.
    """

    def __init__(
        self,
        on_epoch_begin: Callable[..., Any] | None = None,
        on_epoch_end: Callable[..., Any] | None = None,
        on_train_begin: Callable[..., Any] | None = None,
        on_train_end: Callable[..., Any] | None = None,
        on_train_batch_begin: Callable[..., Any] | None = None,
        on_train_batch_end: Callable[..., Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__()
        given = {
            "on_epoch_begin": on_epoch_begin,
            "on_epoch_end": on_epoch_end,
            "on_train_begin": on_train_begin,
            "on_train_end": on_train_end,
            "on_train_batch_begin": on_train_batch_begin,
            "on_train_batch_end": on_train_batch_end,
        }
        self.__dict__.update({name: f for name, f in given.items() if f is not None} | kwargs)
