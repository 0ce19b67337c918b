"""Outputs of batches, read from the device some at a time."""

from typing import Any, Final

import numpy as np

from tfjs.nest import flatten, map_structure, pack_sequence_as
from tfjs.ops.joining import concat
from tfjs.tensor import Tensor

_KEPT_ELEMENTS: Final = 4 * 2**20
"""Elements that wait on the device before they are read, 16 MiB of floats."""


class Predictions:
    """Outputs, collected batch by batch."""

    def __init__(self) -> None:
        self._structure: Any = None
        self._waiting: list[list[Any]] = []
        self._read: list[list[Any]] = []
        self._size = 0

    def add(self, outputs: Any) -> None:
        """Take the outputs of a batch."""
        leaves = flatten(outputs)
        if not self._waiting:
            self._structure = map_structure(lambda _: None, outputs)
            self._waiting = [[] for _ in leaves]
            self._read = [[] for _ in leaves]
        for waiting, leaf in zip(self._waiting, leaves, strict=True):
            waiting.append(leaf)
            self._size += (leaf.shape.num_elements() or 0) if isinstance(leaf, Tensor) else 0
        if self._size >= _KEPT_ELEMENTS:
            self._flush()

    def _flush(self) -> None:
        self._size = 0
        for waiting, arrays in zip(self._waiting, self._read, strict=True):
            if waiting:
                arrays.append(_joined(waiting))
            waiting.clear()

    def arrays(self) -> Any:
        """Everything, as ndarrays in the structure of the outputs."""
        self._flush()
        whole = [parts[0] if len(parts) == 1 else np.concatenate(parts) for parts in self._read]
        return pack_sequence_as(self._structure, whole)


def on_host(outputs: Any) -> Any:
    """Outputs with ndarrays for their tensors."""
    return map_structure(lambda leaf: leaf.numpy() if isinstance(leaf, Tensor) else leaf, outputs)


def _joined(parts: list[Any]) -> Any:
    if len(parts) == 1:
        return on_host(parts[0])
    if not all(isinstance(part, Tensor) for part in parts):
        return np.concatenate([on_host(part) for part in parts])
    if parts[0].ndim == 0:
        return np.stack([part.numpy() for part in parts])
    return concat(parts, 0).numpy()
