"""`Stage`: what all steps of a pipeline have in common."""

from collections.abc import Iterator
from typing import Any, Final

INFINITE: Final = -1
UNKNOWN: Final = -2


class Stage:
    """A step of a pipeline, or the source at its beginning."""

    label = "Dataset"
    """Its name in the repr of the dataset."""

    def elements(self) -> Iterator[Any]:
        """Iterate from the beginning. What an abandoned iterator holds is let go with it."""
        raise NotImplementedError

    def spec(self) -> Any:
        """Specs of the elements, in their structure."""
        raise NotImplementedError

    def cardinality(self) -> int:
        """How many elements there are, `INFINITE` or `UNKNOWN`."""
        return UNKNOWN

    def batches(self, size: int, *, drop: bool) -> Iterator[Any] | None:
        """The elements in batches, where this stage makes them faster than element by element.

        Args:
            size: Elements in a batch.
            drop: Whether a last, smaller batch is left out.
        """
        return None

    def order(self) -> Iterator[int] | None:
        """Which rows of `rows()` the elements are, if they are rows of arrays."""
        return None

    def rows(self) -> Any:
        """The arrays whose rows the elements are, in the elements' structure; see `order`."""
        return None


class Following(Stage):
    """A step that follows another, with the same kind of elements."""

    def __init__(self, source: Stage) -> None:
        self.source = source

    def spec(self) -> Any:
        """Specs of the elements: those of the step before."""
        return self.source.spec()

    def cardinality(self) -> int:
        """As many elements as the step before."""
        return self.source.cardinality()

    def rows(self) -> Any:
        """The arrays of the step before."""
        return self.source.rows()


class Picking(Following):
    """A step that repeats, drops or reorders elements: on rows of arrays it works on numbers."""

    def elements(self) -> Iterator[Any]:
        """The chosen elements, in the chosen order."""
        return self.pick(self.source.elements)

    def order(self) -> Iterator[int] | None:
        """The chosen rows, in the chosen order."""
        if self.rows() is None:
            return None
        return self.pick(self._rows_of_source)

    def _rows_of_source(self) -> Iterator[int]:
        order = self.source.order()
        assert order is not None, "a stage with rows tells their order"  # noqa: S101
        return order

    def pick(self, start: Any) -> Iterator[Any]:
        """Choose among what `start()` iterates; it may be called again for another round."""
        raise NotImplementedError
