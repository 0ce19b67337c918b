"""A model's state in one file, and in the browser's storage beside it."""

import io
import json
import warnings
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import numpy as np

from tfjs import _bridge

_FILE: Final = "latest.npz"
_VERSION: Final = "1"


class Backup:
    """The state of one training.

    Args:
        folder: Where its file lies; its name also tells backups in the browser's storage apart.
    """

    def __init__(self, folder: str) -> None:
        self._path = Path(folder) / _FILE
        self._warned = False
        self._url = f"/training-backups/{quote(folder.strip('/'))}/{_FILE}"

    def save(self, model: Any, epoch: int) -> None:
        """Keep weights, the optimizer's state, and how many epochs are done."""
        data = packed(model, epoch)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        fresh.write_bytes(data)
        fresh.replace(self._path)
        kept = _bridge.keep([self._url], _bridge.keep_blobs([data]), _VERSION)
        if not kept and not self._warned:
            self._warned = True
            warnings.warn(
                "BackupAndRestore: the browser's storage took no copy of the backup, for lack of "
                "room or because Python cannot wait for it here. It lasts until the tab is closed.",
                RuntimeWarning,
                stacklevel=4,
            )

    def restore(self, model: Any) -> int | None:
        """Give a model the state that is kept; how many epochs were done, None if there is none.

        Raises:
            ValueError: It is that of another model.
        """
        data = self._path.read_bytes() if self._path.exists() else self._stored()
        return None if data is None else unpack(data, model, str(self._path.parent))

    def _stored(self) -> bytes | None:
        blobs = _bridge.kept([self._url], _VERSION)
        return _bridge.read_blob(blobs[0]) if blobs else None

    def forget(self) -> None:
        """Delete what is in the browser's storage."""
        if _bridge.kept([self._url], _VERSION):
            _bridge.forget_files([self._url])


def packed(model: Any, epoch: int) -> bytes:
    """The state as bytes."""
    parts = {f"weight_{i}": value for i, value in enumerate(model.get_weights())}
    variables = [] if model.optimizer is None else model.optimizer.variables
    parts |= {f"optimizer_{i}": variable.numpy() for i, variable in enumerate(variables)}
    parts["epoch"] = np.asarray(epoch)
    parts["names"] = np.asarray(json.dumps([weight.path for weight in model.weights]))
    out = io.BytesIO()
    np.savez(out, **parts)
    return out.getvalue()


def unpack(data: bytes, model: Any, where: str) -> int:
    """Give a model its state; how many epochs were done.

    Raises:
        ValueError: It is that of another model.
    """
    with np.load(io.BytesIO(data), allow_pickle=False) as parts:
        weights = [parts[f"weight_{i}"] for i in range(_count(parts, "weight_"))]
        state = [parts[f"optimizer_{i}"] for i in range(_count(parts, "optimizer_"))]
        wanted = [tuple(weight.shape) for weight in model.weights]
        found = [value.shape for value in weights]
        if wanted != found:
            raise ValueError(
                f"BackupAndRestore: expected a backup of weights of shapes {wanted}. Received: one "
                f"of shapes {found} in {where!r}. Choose another `backup_dir` for this model."
            )
        model.set_weights(weights)
        optimizer = model.optimizer
        if optimizer is not None and state:
            optimizer.build(model.trainable_variables)
            if len(optimizer.variables) == len(state):
                for variable, value in zip(optimizer.variables, state, strict=True):
                    variable.assign(value)
        return int(parts["epoch"])


def _count(parts: Any, prefix: str) -> int:
    return sum(name.startswith(prefix) for name in parts.files)
