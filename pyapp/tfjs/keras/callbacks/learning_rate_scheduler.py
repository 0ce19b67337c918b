"""A learning rate for each epoch."""

from collections.abc import Callable
from typing import Any

import numpy as np

from tfjs.keras.callbacks.callback import Callback
from tfjs.keras.training.printing import say


class LearningRateScheduler(Callback):
    """Sets the learning rate before each epoch.

    Args:
        schedule: From the number of the epoch, counted from 0, and the learning rate so far (if it
            takes two arguments) to the new one, a float.
        verbose: Whether it says so.
    """

    def __init__(self, schedule: Callable[..., float], verbose: int = 0) -> None:
        super().__init__()
        self.schedule = schedule
        self.verbose = verbose

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Set the learning rate.

        Raises:
            ValueError: An optimizer without one, or a schedule that gives no float.
        """
        optimizer = self.model.optimizer
        if not hasattr(optimizer, "learning_rate"):
            raise ValueError('Optimizer must have a "learning_rate" attribute.')
        try:
            rate = self.schedule(epoch, float(optimizer.learning_rate))
        except TypeError:
            rate = self.schedule(epoch)
        if not isinstance(rate, float | np.floating):
            raise ValueError(
                f"The output of the `schedule` function should be a float. Got: {rate}"
            )
        optimizer.learning_rate = float(rate)
        if self.verbose > 0:
            say(f"\nEpoch {epoch + 1}: LearningRateScheduler setting learning rate to {rate}.")

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Add the learning rate to the values of the epoch."""
        if logs is not None:
            logs["learning_rate"] = float(self.model.optimizer.learning_rate)
