"""Data that comes by itself: datasets and generators."""

from collections.abc import Iterator, Mapping
from typing import Any

from tfjs.keras.training.adapters.adapter import Adapter, standardized
from tfjs.keras.training.adapters.weights import with_class_weight

INFINITE = -1
"""What `Dataset.cardinality` gives for data without end; -2 is unknown."""


class DatasetAdapter(Adapter):
    """Batches of a `tf.data.Dataset`."""

    def __init__(self, dataset: Any, class_weight: Mapping[int, float] | None = None) -> None:
        self._dataset = dataset
        self._class_weight = class_weight
        self._count = int(dataset.cardinality())
        if self._count == 0:
            raise ValueError("Expected data with at least one batch. Received: an empty dataset.")

    @property
    def num_batches(self) -> int | None:
        """Batches in a pass; None if nobody knows, or without end."""
        return self._count if self._count >= 0 else None

    @property
    def is_infinite(self) -> bool:
        """Whether it is known never to end."""
        return self._count == INFINITE

    def batches(self) -> Iterator[Any]:
        """One pass over the data."""
        if self._class_weight is None:
            return iter(self._dataset)
        return (with_class_weight(batch, self._class_weight) for batch in self._dataset)

    def skip(self) -> None:
        """Begin a pass."""
        iter(self._dataset)


class GeneratorAdapter(Adapter):
    """Batches of a generator, which has one pass in it."""

    def __init__(self, generator: Iterator[Any]) -> None:
        self._generator = generator

    def batches(self) -> Iterator[Any]:
        """What is left of the generator."""
        return map(_standardized, self._generator)


def _standardized(batch: Any) -> Any:
    return standardized(tuple(batch) if isinstance(batch, list) else batch)
