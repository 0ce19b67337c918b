"""Stop when the loss is no number any more."""

import math
from typing import Any

from tfjs.keras.callbacks.callback import Callback
from tfjs.keras.training.printing import say


class TerminateOnNaN(Callback):
    """Ends training when the loss is NaN or infinite.

    Args:
        raise_error: Whether that is an error.

    The loss of an epoch so far stays NaN once it is, so looking at it after some steps at a time
    is enough.

    Raises:
        RuntimeError: The loss is NaN or infinite, and `raise_error` is set.
    """

    _every_step = False

    def __init__(self, raise_error: bool = False) -> None:
        super().__init__()
        self.raise_error = raise_error

    def on_batch_end(self, batch: int, logs: Any = None) -> None:
        """Look at the loss."""
        loss = (logs or {}).get("loss")
        if loss is None or math.isfinite(loss):
            return
        if self.raise_error:
            raise RuntimeError(
                f"NaN or Inf loss encountered at batch {batch}. Loss value: {loss}. Terminating "
                "training immediately."
            )
        say(f"Batch {batch}: Invalid loss, terminating training")
        self.model.stop_training = True
