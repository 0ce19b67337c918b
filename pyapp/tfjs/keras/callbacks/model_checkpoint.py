"""The model in a file, after each epoch or some steps."""

import os
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from tfjs.keras.callbacks.monitor import MonitorCallback
from tfjs.keras.callbacks.steps_between import StepsBetween
from tfjs.keras.training.printing import say


class ModelCheckpoint(MonitorCallback):
    """Saves the model, or its weights.

    Args:
        filepath: The file; may hold `{epoch:02d}` and names of values, as in
            `{epoch:02d}-{val_loss:.2f}.keras`.
        monitor: The name of the value that decides which model is best.
        verbose: Whether it says what it does.
        save_best_only: Whether only a better model than the last one is saved.
        save_weights_only: Whether the weights are saved, not the whole model.
        mode: "min", "max" or "auto".
        save_freq: "epoch", or a number of steps.
        initial_value_threshold: What the first value must beat.

    Raises:
        ValueError: A file name that does not end as it must, or another `save_freq`.
        OSError: The file cannot be written.
    """

    def __init__(
        self,
        filepath: "str | os.PathLike[str]",
        monitor: str = "val_loss",
        verbose: int = 0,
        save_best_only: bool = False,
        save_weights_only: bool = False,
        mode: str = "auto",
        save_freq: str | int = "epoch",
        initial_value_threshold: float | None = None,
    ) -> None:
        super().__init__(monitor, mode, initial_value_threshold)
        self.filepath = os.fspath(filepath)
        self.verbose = verbose
        self.save_best_only = save_best_only
        self.save_weights_only = save_weights_only
        self.save_freq = save_freq
        if save_freq != "epoch" and not isinstance(save_freq, int):
            raise ValueError(
                f"Unrecognized save_freq: {save_freq}. Expected save_freq are 'epoch' or integer "
                "values"
            )
        self._steps = StepsBetween(save_freq)
        self._every_step = save_freq != "epoch"
        self._epoch = 0
        if save_weights_only and not self.filepath.endswith(".weights.h5"):
            raise ValueError(
                "When using `save_weights_only=True` in `ModelCheckpoint`, the filepath provided "
                "must end in `.weights.h5` (Keras weights format). Received: "
                f"filepath={self.filepath}"
            )
        if not save_weights_only and not self.filepath.endswith((".keras", ".h5")):
            raise ValueError(
                "The filepath provided must end in `.keras` (Keras model format). Received: "
                f"filepath={self.filepath}"
            )

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Note the number."""
        self._epoch = epoch

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Save, if it is time."""
        if self._steps.is_time(batch):
            self._save(self._epoch, batch, logs)

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Save, if it is time."""
        if self.save_freq == "epoch":
            self._save(epoch, None, logs)

    def _save(self, epoch: int, batch: int | None, logs: Any) -> None:
        path = self._path(epoch, batch, logs or {})
        if not self._should_save(epoch, logs or {}, path):
            return
        if "://" not in path:
            self._prepare(path)
        if self.save_weights_only:
            self.model.save_weights(path, overwrite=True)
        else:
            self.model.save(path, overwrite=True)
        self._say(f"\nEpoch {epoch + 1}: finished saving model to {path}")

    def _prepare(self, path: str) -> None:
        """Make the folder of a file; places in the browser's storage have none."""
        if Path(path).is_dir():
            raise OSError(
                "Please specify a non-directory filepath for ModelCheckpoint. Filepath used is an "
                f"existing directory: {path}"
            )
        Path(path).parent.mkdir(parents=True, exist_ok=True)

    def _should_save(self, epoch: int, logs: Any, path: str) -> bool:
        if not self.save_best_only:
            self._say(f"\nEpoch {epoch + 1}: saving model to {path}")
            return True
        current = logs.get(self.monitor)
        if current is None or np.ndim(current) > 0:
            reason = "available" if current is None else "a scalar"
            warnings.warn(f"Can save best model only with {self.monitor} {reason}.", stacklevel=4)
            return True
        before = "None" if self.best is None else f"{self.best:.5f}"
        if not self._is_improvement(current, self.best):
            self._say(f"\nEpoch {epoch + 1}: {self.monitor} did not improve from {before}")
            return False
        self._say(
            f"\nEpoch {epoch + 1}: {self.monitor} improved from {before} to {current:.5f}, saving "
            f"model to {path}"
        )
        self.best = current
        return True

    def _say(self, text: str) -> None:
        if self.verbose > 0:
            say(text)

    def _path(self, epoch: int, batch: int | None, logs: Any) -> str:
        numbers = {"epoch": epoch + 1}
        if batch is not None and "batch" not in logs:
            numbers["batch"] = batch + 1
        try:
            return self.filepath.format(**(dict(logs.items()) | numbers))
        except KeyError as error:
            raise KeyError(
                f'Failed to format this callback filepath: "{self.filepath}". Reason: {error}'
            ) from error
