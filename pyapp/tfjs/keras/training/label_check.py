"""Labels of batches that come by themselves: are they classes that there are?

Arrays are looked at before the first step. A dataset's or generator's batch is looked at before
its own step where its labels lie in memory; on a GPU, where reading makes the loop wait, labels are
kept until the loop waits anyway.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from tfjs import _bridge
from tfjs.keras.training.adapters import ArrayAdapter, Rows
from tfjs.keras.training.batches import unpack_x_y_sample_weight
from tfjs.nest import flatten, map_structure
from tfjs.ops.joining import concat
from tfjs.ops.shaping import reshape
from tfjs.tensor import Tensor

_MOST: Final = 1024
"""Batches whose labels are kept."""


class LabelCheck:
    """Looks at the labels of a loop.

    Args:
        loss: What `compile` made of the losses; None if there are none.
        epochs: The loop's data.

    Raises:
        InvalidArgumentError: A label in arrays that is no class.
    """

    def __init__(self, loss: Any, adapter: Any) -> None:
        self._loss = loss if loss is not None and loss.takes_classes() else None
        self._kept: list[Any] = []
        self._classes = 0
        self._waits = _bridge.current_backend() not in ("wasm", "cpu")
        if self._loss is not None and isinstance(adapter, ArrayAdapter):
            self._loss.check_targets(_on_host(unpack_x_y_sample_weight(adapter.data)[1]))
            self._loss = None

    def look(self, batches: Sequence[Any]) -> None:
        """Look at the labels of batches, now or at the next `settle`.

        Raises:
            InvalidArgumentError: One is no class.
        """
        if self._loss is None:
            return
        for batch in batches:
            if isinstance(batch, Rows):
                continue
            y = batch[1] if type(batch) is tuple and len(batch) > 1 else None
            if y is None or (not self._waits and self._is_plain(y)):
                continue
            if self._waits and any(isinstance(leaf, Tensor) for leaf in flatten(y)):
                self._kept.append(y)
                if len(self._kept) >= _MOST:
                    self.settle()
            else:
                self._loss.check_targets(_on_host(y))
                self._classes = self._loss.classes()

    def _is_plain(self, y: Any) -> bool:
        """Whether these are labels of the only output, all in range: the usual case, fast."""
        if self._classes <= 0 or type(y) not in (Tensor, np.ndarray):
            return False
        array = y.numpy() if type(y) is Tensor else y
        if array.dtype != np.int32 or not array.size or not array.flags.c_contiguous:
            return False
        return bool(array.view(np.uint32).max() < self._classes)  # negative ones are large then

    def settle(self) -> None:
        """Look at what was kept, in one reading for each output.

        Raises:
            InvalidArgumentError: One is no class.
        """
        kept, self._kept = self._kept, []
        if kept and self._loss is not None:
            self._loss.check_targets(_on_host(map_structure(_together, *kept)))


def _together(*leaves: Any) -> Any:
    tensors = [leaf for leaf in leaves if isinstance(leaf, Tensor)]
    if len(tensors) < len(leaves) or len({leaf.dtype for leaf in tensors}) > 1:
        return None
    return concat([reshape(leaf, (-1,)) for leaf in tensors], 0)


def _on_host(y: Any) -> Any:
    return map_structure(lambda leaf: leaf.numpy() if isinstance(leaf, Tensor) else leaf, y)
