"""Datasets that a function makes of elements, one after the other or by turns."""

from collections.abc import Iterator
from typing import Any

from tfjs.data._function import Mapped
from tfjs.data.stages.stage import UNKNOWN, Following, Stage


class FlatMap(Following):
    """The elements of the datasets that a function makes, one dataset after the other."""

    label = "_FlatMapDataset"

    def __init__(self, source: Stage, function: Mapped) -> None:
        super().__init__(source)
        self._function = function
        self._spec: Any = None

    def elements(self) -> Iterator[Any]:
        """Dataset by dataset."""
        for element in self.source.elements():
            yield from inner_stage(self._function(element), self.label).elements()

    def spec(self) -> Any:
        """What the function's dataset for an example holds."""
        if self._spec is None:
            self._spec = self._function.spec_for(self.source).element_spec
        return self._spec

    def cardinality(self) -> int:
        """Unknown."""
        return UNKNOWN

    def rows(self) -> Any:
        """None."""
        return None


def inner_stage(value: Any, label: str) -> Stage:
    """The stage of a dataset that a function gave.

    Raises:
        TypeError: It gave something else.
    """
    stage = getattr(value, "_stage", None)
    if not isinstance(stage, Stage):
        raise TypeError(
            f"{label}: expected a function that returns a `Dataset`. Received: one that returns "
            f"{value!r:.120}."
        )
    return stage


class Interleave(FlatMap):
    """As `FlatMap`, but several datasets take turns.

    Args:
        source: The step before.
        function: Makes a dataset of an element.
        cycle: Datasets that take turns.
        block: Elements that each gives in its turn.
    """

    def __init__(
        self, source: Stage, function: Mapped, cycle: int, block: int, *, parallel: bool
    ) -> None:
        super().__init__(source, function)
        self._cycle, self._block = cycle, block
        self.label = "_ParallelInterleaveDataset" if parallel else "_InterleaveDataset"

    def elements(self) -> Iterator[Any]:
        """Turn by turn; whoever has ended is replaced when its turn comes."""
        source = self.source.elements()
        open_: list[Iterator[Any] | None] = [None] * self._cycle
        exhausted, alive, turn = False, 0, 0
        while not (exhausted and alive == 0):
            current = open_[turn]
            if current is None and not exhausted:
                element = next(source, _END)
                if element is _END:
                    exhausted = True
                else:
                    stage = inner_stage(self._function(element), self.label)
                    current = open_[turn] = stage.elements()
                    alive += 1
            if current is not None:
                for _ in range(self._block):
                    item = next(current, _END)
                    if item is _END:
                        open_[turn] = None
                        alive -= 1
                        break
                    yield item
            turn = (turn + 1) % self._cycle


_END = object()
