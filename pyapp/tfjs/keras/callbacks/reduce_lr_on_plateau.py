"""A smaller learning rate when a value no longer becomes better."""

from typing import Any

import numpy as np

from tfjs.keras.callbacks.monitor import MonitorCallback
from tfjs.keras.training.printing import say


class ReduceLROnPlateau(MonitorCallback):
    """Multiplies the learning rate when a value has stopped improving.

    Args:
        monitor: The name of the value.
        factor: What the learning rate is multiplied by, less than 1.
        patience: Epochs without improvement after which that happens.
        verbose: Whether it says so.
        mode: "min", "max" or "auto".
        min_delta: By how much the value must be better to count.
        cooldown: Epochs that do not count after a reduction.
        min_lr: The learning rate stays above.

    Raises:
        ValueError: A factor of 1 or more.
    """

    def __init__(
        self,
        monitor: str = "val_loss",
        factor: float = 0.1,
        patience: int = 10,
        verbose: int = 0,
        mode: str = "auto",
        min_delta: float = 1e-4,
        cooldown: int = 0,
        min_lr: float = 0.0,
        **kwargs: Any,
    ) -> None:
        super().__init__(monitor, mode, min_delta=min_delta)
        if factor >= 1.0:
            raise ValueError(
                f"ReduceLROnPlateau does not support a factor >= 1.0. Received factor={factor}"
            )
        self.factor = factor
        self.min_lr = min_lr
        self.patience = patience
        self.verbose = verbose
        self.cooldown = cooldown
        self.cooldown_counter = 0
        self.wait = 0

    def on_train_begin(self, logs: Any = None) -> None:
        """Begin anew."""
        self.best = None
        self.cooldown_counter = self.wait = 0

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Look at the value."""
        if self.monitor_op is None:
            self._set_monitor_op()
        if logs is None:
            logs = {}
        logs["learning_rate"] = float(self.model.optimizer.learning_rate)
        current = self._monitored(logs, "Learning rate reduction is")
        if current is None:
            return
        if self.in_cooldown():
            self.cooldown_counter -= 1
            self.wait = 0
        if self._is_improvement(current, self.best):
            self.best = current
            self.wait = 0
        elif not self.in_cooldown():
            self.wait += 1
            if self.wait >= self.patience and self._reduce(epoch):
                self.cooldown_counter = self.cooldown
                self.wait = 0

    def _reduce(self, epoch: int) -> bool:
        optimizer = self.model.optimizer
        old = float(optimizer.learning_rate)
        if old <= np.float32(self.min_lr):
            return False
        new = max(old * self.factor, self.min_lr)
        optimizer.learning_rate = new
        if self.verbose > 0:
            say(f"\nEpoch {epoch + 1}: ReduceLROnPlateau reducing learning rate to {new}.")
        return True

    def in_cooldown(self) -> bool:
        """Whether epochs do not count for now."""
        return self.cooldown_counter > 0
