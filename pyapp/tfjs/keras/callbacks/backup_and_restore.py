"""Training that goes on where it was when the tab was closed."""

import os
import shutil
from pathlib import Path
from typing import Any

from tfjs.keras.callbacks.backup import Backup
from tfjs.keras.callbacks.callback import Callback
from tfjs.keras.callbacks.steps_between import StepsBetween


class BackupAndRestore(Callback):
    """Keeps the state of training, so that `fit` goes on after an interruption.

    Args:
        backup_dir: A folder for the backup, one for each training.
        save_freq: "epoch", or a number of steps.
        double_checkpoint: Accepted: a backup takes the place of the last one only when it is whole.
        delete_checkpoint: Whether the backup is deleted when training ends as planned.

    Weights, the optimizer's state and the number of epochs done are written to the folder and, as
    files of a tab are gone when it is reloaded, to the browser's storage as well. There, `fit` with
    the same folder finds them on the next visit, in browsers in which Python can wait (JSPI).

    Raises:
        ValueError: No folder, another `save_freq`, or a backup of another model.
    """

    def __init__(
        self,
        backup_dir: "str | os.PathLike[str]",
        save_freq: str | int = "epoch",
        double_checkpoint: bool = False,
        delete_checkpoint: bool = True,
    ) -> None:
        super().__init__()
        if not backup_dir:
            raise ValueError("Empty `backup_dir` argument passed")
        if save_freq != "epoch" and not isinstance(save_freq, int):
            raise ValueError(
                f"Invalid value for argument `save_freq`. Received: save_freq={save_freq}. "
                "Expected either 'epoch' or an integer value."
            )
        self.backup_dir = os.fspath(backup_dir)
        self.save_freq = save_freq
        self.double_checkpoint = double_checkpoint
        self.delete_checkpoint = delete_checkpoint
        self._steps = StepsBetween(save_freq)
        self._every_step = save_freq != "epoch"
        self._epoch = 0
        self._backup = Backup(self.backup_dir)

    def on_train_begin(self, logs: Any = None) -> None:
        """Bring the state back, if there is one."""
        if not self.model.built:
            raise ValueError(
                "To use the BackupAndRestore callback, you model must be built before you call "
                f"`fit()`. Model {self.model} is unbuilt. You can build it beforehand by calling "
                "it on a batch of data."
            )
        epoch = self._backup.restore(self.model)
        if epoch is not None:
            self._epoch = epoch
            self.model._untracked(_initial_epoch=epoch)

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Keep the state, if it is time."""
        if self._steps.is_time(batch):
            self._backup.save(self.model, self._epoch)

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        """Keep the state, if it is time."""
        self._epoch = epoch + 1
        if self.save_freq == "epoch":
            self._backup.save(self.model, self._epoch)

    def on_train_end(self, logs: Any = None) -> None:
        """Forget the state: training has ended as planned."""
        self.model._untracked(_initial_epoch=None)
        if self.delete_checkpoint:
            self._backup.forget()
            if Path(self.backup_dir).is_dir():
                shutil.rmtree(self.backup_dir)
