"""`PyDataset`, a Python object that gives batches by number, and its adapter."""

import itertools
import random
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from tfjs.keras.training.adapters.adapter import Adapter, standardized
from tfjs.keras.training.adapters.weights import with_class_weight


class PyDataset:
    """Base class of data sets that give batch `index` when asked for it.

    Args:
        workers: Accepted; batches are made one after the other here.
        use_multiprocessing: Accepted, likewise.
        max_queue_size: Accepted, likewise.

    A subclass defines `__getitem__(index)`, which gives `(x,)`, `(x, y)`, `(x, y, sample_weight)`
    or a dict, and `__len__` or `num_batches`; `num_batches` may be None for data without end.
    """

    def __init__(
        self, workers: int = 1, use_multiprocessing: bool = False, max_queue_size: int = 10
    ) -> None:
        self._workers = workers
        self._use_multiprocessing = use_multiprocessing
        self._max_queue_size = max_queue_size

    def _option(self, name: str, default: Any) -> Any:
        if name not in self.__dict__:
            warnings.warn(
                "Your `PyDataset` class should call `super().__init__(**kwargs)` in its "
                "constructor. `**kwargs` can include `workers`, `use_multiprocessing`, "
                "`max_queue_size`. Do not pass these arguments to `fit()`, as they will be "
                "ignored.",
                stacklevel=3,
            )
            self.__dict__[name] = default
        return self.__dict__[name]

    @property
    def workers(self) -> int:
        """How many batches might be made at once."""
        return int(self._option("_workers", 1))

    @workers.setter
    def workers(self, value: int) -> None:
        self._workers = value

    @property
    def use_multiprocessing(self) -> bool:
        """Whether they might be made in other processes."""
        return bool(self._option("_use_multiprocessing", False))

    @use_multiprocessing.setter
    def use_multiprocessing(self, value: bool) -> None:
        self._use_multiprocessing = value

    @property
    def max_queue_size(self) -> int:
        """How many batches might wait."""
        return int(self._option("_max_queue_size", 10))

    @max_queue_size.setter
    def max_queue_size(self, value: int) -> None:
        self._max_queue_size = value

    def __getitem__(self, index: int) -> Any:
        raise NotImplementedError

    def __iter__(self) -> Iterator[Any]:
        count = self.num_batches
        return (self[index] for index in (itertools.count() if count is None else range(count)))

    @property
    def num_batches(self) -> int | None:
        """Batches in a pass; None for data without end."""
        if hasattr(self, "__len__"):
            return len(self)
        raise NotImplementedError(
            "You need to implement the `num_batches` property:\n\n@property\n"
            "def num_batches(self):\n  return ..."
        )

    def on_epoch_begin(self) -> None:
        """Called before each pass."""

    def on_epoch_end(self) -> None:
        """Called after each pass."""


class PyDatasetAdapter(Adapter):
    """Batches of a `PyDataset`."""

    def __init__(
        self,
        dataset: PyDataset,
        class_weight: Mapping[int, float] | None = None,
        shuffle: bool | str = False,
    ) -> None:
        self._dataset = dataset
        self._class_weight = class_weight
        self._shuffle = shuffle
        _ = dataset.workers  # warns where the constructor was not called
        if dataset.num_batches == 0:
            raise ValueError("The PyDataset has length 0")

    @property
    def num_batches(self) -> int | None:
        """Batches in a pass."""
        return self._dataset.num_batches

    def batches(self) -> Iterator[Any]:
        """One pass over the data."""
        count = self._dataset.num_batches
        if count is None:
            return (self._batch(index) for index in itertools.count())
        order = list(range(count))
        if self._shuffle:
            random.shuffle(order)
        return (self._batch(index) for index in order)

    def on_epoch_begin(self) -> None:
        """A pass begins."""
        self._dataset.on_epoch_begin()

    def on_epoch_end(self) -> None:
        """A pass has ended."""
        self._dataset.on_epoch_end()

    def _batch(self, index: int) -> Any:
        batch = self._dataset[index]
        if isinstance(batch, dict):
            return standardized(batch)
        if isinstance(batch, np.ndarray):
            batch = (batch,)
        if isinstance(batch, list):
            batch = tuple(batch)
        if not isinstance(batch, tuple) or len(batch) not in (1, 2, 3):
            raise ValueError(
                "PyDataset.__getitem__() must return a tuple or a dict. If a tuple, it must be "
                "ordered either (input,) or (inputs, targets) or (inputs, targets, "
                f"sample_weights). Received: {str(batch)[:100]}... of type {type(batch)}"
            )
        return with_class_weight(standardized(batch), self._class_weight)
