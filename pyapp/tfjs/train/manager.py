"""`tf.train.CheckpointManager`: the last few checkpoints of a folder."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tfjs.keras.saving import places
from tfjs.train.container import SUFFIX

if TYPE_CHECKING:
    from tfjs.train.checkpoint import Checkpoint

_STATE: Final = "checkpoint"
"""Name of the file, in each folder, that says which checkpoint is the latest one."""


def note_latest(path: str, known: list[str] | None = None) -> None:
    """Write down that a checkpoint is the latest one of its folder."""
    if places.scheme_of(path) is not None:
        return
    file = Path(path)
    names = [Path(each).name for each in known] if known is not None else _names(file.parent)
    names = [name for name in names if name != file.name] + [file.name]
    state = {"model_checkpoint_path": file.name, "all_model_checkpoint_paths": names}
    places.replace_file(file.parent / _STATE, json.dumps(state).encode())


def _names(folder: Path) -> list[str]:
    try:
        state = json.loads((folder / _STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [name for name in state["all_model_checkpoint_paths"] if _file(folder / name).exists()]


def _file(path: Path) -> Path:
    return path.with_name(f"{path.name}{SUFFIX}")


def latest_checkpoint(checkpoint_dir: Any, latest_filename: str | None = None) -> str | None:
    """The name of the latest checkpoint of a folder; None if there is none.

    Args:
        checkpoint_dir: The folder.
        latest_filename: Accepted; the file that says so has one name here.
    """
    names = _names(Path(checkpoint_dir))
    return os.path.join(checkpoint_dir, names[-1]) if names else None  # noqa: PTH118 - keeps "./"


class CheckpointManager:
    """Saves checkpoints into a folder, and deletes old ones.

    Args:
        checkpoint: A `Checkpoint`.
        directory: The folder.
        max_to_keep: How many checkpoints stay; all if None.
        keep_checkpoint_every_n_hours: Accepted, without effect.
        checkpoint_name: First part of their names.
        step_counter: A variable whose value numbers the checkpoints.
        checkpoint_interval: How far the counter has to move before another one is saved.
        init_fn: Called by `restore_or_initialize` if there is nothing to restore.
        last_checkpoint_step: Where the counter stood when the last one was saved.

    Raises:
        ValueError: No room for any checkpoint, or an interval without a counter.
    """

    def __init__(
        self,
        checkpoint: "Checkpoint",
        directory: Any,
        max_to_keep: int | None,
        keep_checkpoint_every_n_hours: float | None = None,
        checkpoint_name: str = "ckpt",
        step_counter: Any = None,
        checkpoint_interval: int | None = None,
        init_fn: Any = None,
        last_checkpoint_step: int | None = None,
    ) -> None:
        if max_to_keep is not None and max_to_keep <= 0:
            raise ValueError(
                f"Expected a positive integer or `None` for `max_to_keep`. Received: {max_to_keep}"
            )
        if checkpoint_interval is not None and step_counter is None:
            raise ValueError("`step_counter` should be passed if `checkpoint_interval` is not None")
        self.checkpoint = checkpoint
        self.directory = str(directory)
        self.max_to_keep = max_to_keep
        self.checkpoint_interval = checkpoint_interval
        self._prefix = os.path.join(self.directory, checkpoint_name)  # noqa: PTH118
        self._counter = step_counter
        self._init = init_fn
        self._last_step = last_checkpoint_step

    @property
    def checkpoints(self) -> list[str]:
        """Names of the checkpoints of the folder, oldest first."""
        return [os.path.join(self.directory, name) for name in _names(Path(self.directory))]  # noqa: PTH118

    @property
    def latest_checkpoint(self) -> str | None:
        """The name of the latest one; None if there is none."""
        return latest_checkpoint(self.directory)

    def save(
        self, checkpoint_number: Any = None, check_interval: bool = True, options: None = None
    ) -> str | None:
        """Save, and delete what is beyond `max_to_keep`; None if it is too early."""
        step = None if self._counter is None else int(self._counter.numpy())
        interval = self.checkpoint_interval
        last = self._last_step
        if check_interval and None not in (interval, step, last) and step < last + interval:  # type: ignore[operator]
            return None
        self._last_step = step
        known = self.checkpoints
        counter = self.checkpoint.save_counter
        counter.assign_add(1)
        number = checkpoint_number if checkpoint_number is not None else step
        number = int(counter.numpy()) if number is None else int(number)
        path = self.checkpoint.write(f"{self._prefix}-{number}")
        kept = [name for name in known if name != path] + [path]
        gone = [] if self.max_to_keep is None else kept[: -self.max_to_keep]
        note_latest(path, [name for name in kept if name not in gone])
        for name in gone:
            _file(Path(name)).unlink(missing_ok=True)
        return path

    def restore_or_initialize(self) -> str | None:
        """Restore the latest checkpoint, or initialize; gives the name of what was restored."""
        latest = self.latest_checkpoint
        if latest is not None:
            self.checkpoint.restore(latest)
        elif self._init is not None:
            self._init()
        return latest
