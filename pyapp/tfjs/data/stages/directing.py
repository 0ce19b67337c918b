"""Elements of several stages, mixed."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from tfjs.data import _specs, _values
from tfjs.data._philox import fraction
from tfjs.data.stages.stage import INFINITE, UNKNOWN, Following, Stage
from tfjs.errors import InvalidArgumentError

_END = object()


class Directed(Stage):
    """Elements of several stages, in the order that another stage says.

    Args:
        selector: Numbers of stages.
        stages: Those to choose from.
        stop: Whether all ends when the chosen stage has ended.
    """

    label = "_DirectedInterleaveDataset"

    def __init__(self, selector: Stage, stages: list[Stage], *, stop: bool) -> None:
        self._selector, self._stages, self._stop = selector, stages, stop
        spec = stages[0].spec()
        for other in stages[1:]:
            spec = _specs.merged(spec, other.spec(), "choose_from_datasets")
        self._spec = spec

    def elements(self) -> Iterator[Any]:
        """One of the stage that is chosen each time."""
        open_: list[Iterator[Any] | None] = [stage.elements() for stage in self._stages]
        for choice in self._selector.elements():
            place = int(_values.host(choice))
            if not 0 <= place < len(open_):
                raise InvalidArgumentError(
                    f"Selector index out of range: {place} >= {len(open_)}.",
                    op="choose_from_datasets",
                )
            chosen = open_[place]
            item = _END if chosen is None else next(chosen, _END)
            if item is not _END:
                yield item
                continue
            open_[place] = None
            if self._stop or all(one is None for one in open_):
                return

    def spec(self) -> Any:
        """What describes the elements of all of them."""
        return self._spec

    def cardinality(self) -> int:
        """Unknown, unless one of them has no end."""
        return INFINITE if any(s.cardinality() == INFINITE for s in self._stages) else UNKNOWN


class WeightedChoices(Following):
    """Numbers of stages, drawn by their weights.

    Args:
        numbers: Random numbers, two of which make a seed.
        logits: Logarithms of the weights.
    """

    def __init__(self, numbers: Stage, logits: list[float]) -> None:
        super().__init__(numbers)
        self._logits = np.array(logits, np.float32)

    def elements(self) -> Iterator[Any]:
        """One choice after the other."""
        numbers = self.source.elements()
        largest = self._logits.max()
        weights = np.cumsum(np.exp(self._logits.astype(np.float64) - largest))
        while True:
            draw = fraction(int(next(numbers)), int(next(numbers))) * weights[-1]
            yield np.int64(min(np.searchsorted(weights, draw, side="right"), len(weights) - 1))
