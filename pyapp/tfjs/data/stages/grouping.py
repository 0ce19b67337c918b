"""Datasets inside a dataset: windows, and groups by a key."""

import contextlib
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import numpy as np

from tfjs.data import _specs, _values
from tfjs.data._function import Mapped
from tfjs.data._structure import columns, mapped
from tfjs.data.stages.flattening import inner_stage
from tfjs.data.stages.sources import Listed
from tfjs.data.stages.stage import INFINITE, UNKNOWN, Following, Stage

Wrap = Callable[[Stage], Any]
"""Makes a dataset of a stage."""


class Window(Following):
    """Stretches of elements, each component a dataset of its own.

    Args:
        source: The step before.
        size: Elements in a window.
        shift: How far apart windows begin.
        stride: How far apart the elements of a window are.
        drop: Whether windows that the end cuts short are left out.
        wrap: Makes a dataset of a stage.
    """

    label = "_WindowDataset"

    def __init__(
        self, source: Stage, size: int, shift: int, stride: int, wrap: Wrap, *, drop: bool
    ) -> None:
        super().__init__(source)
        self._size, self._shift, self._stride = size, shift, stride
        self._drop, self._wrap = drop, wrap

    def elements(self) -> Iterator[Any]:
        """Window after window."""
        source = self.source.elements()
        reach = (self._size - 1) * self._stride + 1
        held: list[Any] = []
        while True:
            held += islice(source, reach - len(held))
            if not held or (self._drop and len(held) < reach):
                return
            yield self._datasets(held[: reach : self._stride])
            if self._shift >= len(held):
                missing = self._shift - len(held)
                held = []
                if missing and sum(1 for _ in islice(source, missing)) < missing:
                    return
            else:
                del held[: self._shift]

    def _datasets(self, elements: list[Any]) -> Any:
        wrap = self._wrap

        def column(leaves: list[Any]) -> Any:
            return wrap(Listed(leaves, _specs.spec_of(leaves[0])))

        return columns(elements, column)

    def spec(self) -> Any:
        """A spec of a dataset for each component."""
        return mapped(_specs.DatasetSpec, self.source.spec())

    def cardinality(self) -> int:
        """How many windows there are."""
        count = self.source.cardinality()
        if count < 0:
            return count
        if not self._drop:
            return -(-count // self._shift)
        reach = (self._size - 1) * self._stride + 1
        return 0 if count < reach else (count - reach) // self._shift + 1

    def rows(self) -> Any:
        """None."""
        return None


class GroupByWindow(Following):
    """What a function makes of groups of elements with one key.

    Args:
        source: The step before.
        key: From an element to a whole number.
        reduce: From a key and a dataset of the group to a dataset, whose elements come out.
        size: From a key to the size of its groups.
        wrap: Makes a dataset of a stage.
    """

    label = "_GroupByWindowDataset"

    def __init__(
        self, source: Stage, key: Mapped, reduce: Mapped, size: Callable[[Any], int], wrap: Wrap
    ) -> None:
        super().__init__(source)
        self._key, self._reduce, self._size, self._wrap = key, reduce, size, wrap
        self._spec: Any = None

    def elements(self) -> Iterator[Any]:
        """Group after full group, and at the end the others by their keys."""
        groups: dict[int, list[Any]] = {}
        sizes: dict[int, int] = {}
        for element in self.source.elements():
            key = int(_values.host(self._key(element)))
            if key not in groups:
                groups[key], sizes[key] = [], self._size(key)
            group = groups[key]
            group.append(element)
            if len(group) >= sizes[key]:
                del groups[key]
                yield from self._results(key, group)
        for key in sorted(groups):
            yield from self._results(key, groups.pop(key))

    def _results(self, key: int, group: list[Any]) -> Iterator[Any]:
        return inner_stage(self._made(key, group), "group_by_window").elements()

    def _made(self, key: int, group: list[Any]) -> Any:
        return self._reduce((np.int64(key), self._wrap(Listed(group, self.source.spec()))))

    def spec(self) -> Any:
        """What the function's dataset for an example holds."""
        if self._spec is None:
            self._spec = self._made(0, []).element_spec
            with contextlib.suppress(
                Exception
            ):  # another key may give other sizes, or mean nothing
                other = self._made(1, []).element_spec
                self._spec = _specs.merged(self._spec, other, "group_by_window")
        return self._spec

    def rows(self) -> Any:
        """None."""
        return None

    def cardinality(self) -> int:
        """Unknown, unless there is no end."""
        return INFINITE if self.source.cardinality() == INFINITE else UNKNOWN
