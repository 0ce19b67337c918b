"""Passes over data: how many steps an epoch has, and what to do when the data ends early."""

import warnings
from collections.abc import Iterator
from typing import Any

from tfjs.keras.training.adapters import Adapter


class Epochs:
    """Batches in epochs.

    Args:
        adapter: The data.
        steps: Steps of an epoch; a pass over the data if None. Data goes on in the next epoch where
            this one stops.
        steps_per_execution: Batches between two calls of the callbacks.
    """

    def __init__(
        self, adapter: Adapter, steps: int | None = None, steps_per_execution: int = 1
    ) -> None:
        if steps is not None and steps <= 0:
            raise ValueError(f"Expected at least one step in an epoch. Received: steps={steps}")
        self.adapter = adapter
        self._steps = steps
        self.group = steps_per_execution
        """Batches in an execution from now on."""
        self._known = adapter.num_batches
        self._source: Iterator[Any] | None = None
        self._seen = 0
        self.ran_out = False
        """The data has ended for good."""

    @property
    def num_batches(self) -> int | None:
        """Steps of an epoch; None as long as nobody knows."""
        return self._steps or self._known

    def begin(self) -> None:
        """Go back to the first batch; as in Keras, data hears of it as of the end of an epoch."""
        self._source, self._seen, self._known = None, 0, self.adapter.num_batches
        self.adapter.on_epoch_end()

    def __iter__(self) -> Iterator[tuple[int, int, list[Any]]]:
        """One epoch: numbers of the first and last step of each execution, and its batches."""
        self.adapter.on_epoch_begin()
        limit, step, known = self.num_batches, 0, self._known
        if self._source is None or self._steps is None:
            self._source, self._seen = iter(self.adapter.batches()), 0
        while limit is None or step < limit:
            wanted = self.group if limit is None else min(self.group, limit - step)
            batches = self._next(self._source, wanted)
            if not batches:
                self._end(limit, step)
                break
            yield step, step + len(batches) - 1, batches
            step += len(batches)
            if len(batches) < wanted:
                self._end(limit, step)
                break
        if self._known is not None and self._seen >= self._known:
            self._source = None
            if self._steps is None and known is not None:
                self.adapter.skip()
        self.adapter.on_epoch_end()

    def _next(self, source: Iterator[Any], count: int) -> list[Any]:
        batches: list[Any] = []
        while len(batches) < count:
            if self._known is not None and self._seen >= self._known:
                break
            try:
                batches.append(next(source))
            except StopIteration:
                break
            self._seen += 1
        return batches

    def _end(self, limit: int | None, step: int) -> None:
        """The data has come to its end after `step` steps of this epoch."""
        self._source = None
        if limit is None:
            if step:
                self._known = step
            else:
                self.ran_out = True
            return
        self.ran_out = True
        warnings.warn(
            "Your input ran out of data; interrupting training. Make sure that your dataset or "
            "generator can generate at least `steps_per_epoch * epochs` batches. You may need to "
            "use the `.repeat()` function when building your dataset.",
            stacklevel=4,
        )

    def close(self) -> None:
        """Give back what the data keeps on the device."""
        self._source = None
        self.adapter.close()
