"""Steps that repeat, drop and reorder elements without looking into them."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from tfjs.data import _specs
from tfjs.data.stages.stage import INFINITE, UNKNOWN, Picking, Stage
from tfjs.errors import FailedPreconditionError


class Repeat(Picking):
    """All elements, several times over; for ever if `count` is negative."""

    label = "_RepeatDataset"

    def __init__(self, source: Stage, count: int) -> None:
        super().__init__(source)
        self._count = count

    def pick(self, start: Any) -> Iterator[Any]:
        """Round after round; an empty round ends what would never end."""
        round_ = 0
        while self._count < 0 or round_ < self._count:
            empty = True
            for item in start():
                empty = False
                yield item
            if empty and self._count < 0:
                return
            round_ += 1

    def cardinality(self) -> int:
        """As many times the elements."""
        inner = self.source.cardinality()
        if self._count < 0:
            return 0 if inner == 0 else INFINITE
        if self._count == 0:
            return 0
        return inner if inner < 0 else inner * self._count


class Take(Picking):
    """The first elements; all if `count` is negative."""

    label = "_TakeDataset"

    def __init__(self, source: Stage, count: int) -> None:
        super().__init__(source)
        self._count = count

    def pick(self, start: Any) -> Iterator[Any]:
        """As many as there are, at most."""
        if self._count == 0:
            return iter(())
        return start() if self._count < 0 else islice(start(), self._count)

    def cardinality(self) -> int:
        """At most `count`."""
        inner = self.source.cardinality()
        if self._count < 0 or inner == UNKNOWN:
            return inner if self._count else 0
        return self._count if inner == INFINITE else min(inner, self._count)


class Skip(Picking):
    """All but the first elements; none if `count` is negative."""

    label = "_SkipDataset"

    def __init__(self, source: Stage, count: int) -> None:
        super().__init__(source)
        self._count = count

    def pick(self, start: Any) -> Iterator[Any]:
        """What is left."""
        return iter(()) if self._count < 0 else islice(start(), self._count, None)

    def cardinality(self) -> int:
        """As many fewer."""
        inner = self.source.cardinality()
        if self._count < 0 and inner != UNKNOWN:
            return 0
        return inner if inner < 0 else max(inner - self._count, 0)


class Shard(Picking):
    """Every element whose place leaves `index` when divided by `count`."""

    label = "_ShardDataset"

    def __init__(self, source: Stage, count: int, index: int) -> None:
        super().__init__(source)
        self._count, self._index = count, index

    def pick(self, start: Any) -> Iterator[Any]:
        """One of every `count`."""
        return islice(start(), self._index, None, self._count)

    def cardinality(self) -> int:
        """The share."""
        inner = self.source.cardinality()
        return inner if inner < 0 else len(range(self._index, inner, self._count))


class Concatenate(Stage):
    """The elements of one stage, then those of another."""

    label = "_ConcatenateDataset"

    def __init__(self, first: Stage, second: Stage) -> None:
        self._parts = (first, second)
        self._spec = _specs.merged(first.spec(), second.spec(), "concatenate")

    def elements(self) -> Iterator[Any]:
        """One stage after the other."""
        for part in self._parts:
            yield from part.elements()

    def spec(self) -> Any:
        """What describes the elements of both."""
        return self._spec

    def cardinality(self) -> int:
        """The sum."""
        counts = [part.cardinality() for part in self._parts]
        if INFINITE in counts:
            return INFINITE
        return UNKNOWN if UNKNOWN in counts else sum(counts)


class Forwarded(Picking):
    """The elements as they are, under another label: options, a prefetch."""

    def __init__(self, source: Stage, label: str) -> None:
        super().__init__(source)
        self.label = label

    def pick(self, start: Any) -> Iterator[Any]:
        """All of them."""
        return start()  # type: ignore[no-any-return]


class Asserted(Forwarded):
    """The elements, counted: there must be as many as somebody promised."""

    def __init__(self, source: Stage, expected: int) -> None:
        super().__init__(source, "_AssertCardinalityDataset")
        self._expected = expected

    def pick(self, start: Any) -> Iterator[Any]:
        """All of them.

        Raises:
            FailedPreconditionError: There are more, or fewer.
        """
        count = 0
        for item in start():
            count += 1
            if 0 <= self._expected < count:
                break
            yield item
        if self._expected != INFINITE and count != self._expected:
            more = "at least " if count > self._expected else ""
            raise FailedPreconditionError(
                f"Input dataset was expected to contain {self._expected} elements but contained "
                f"{more}{count} elements.",
                op="assert_cardinality",
            )

    def cardinality(self) -> int:
        """What was promised."""
        return self._expected
