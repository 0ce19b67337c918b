"""Where elements come from: arrays, tensors, numbers, generators."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from tfjs.data import _specs, _values
from tfjs.data._philox import Numbers
from tfjs.data._structure import flatten, is_structure, mapped
from tfjs.data.stages.stage import INFINITE, UNKNOWN, Stage
from tfjs.dtypes import DType
from tfjs.type_spec import TensorSpec


class Slices(Stage):
    """The rows of arrays.

    Args:
        tensors: A structure of components with as many rows each.

    Raises:
        ValueError: None at all, a scalar, or different numbers of rows.
    """

    label = "_TensorSliceDataset"

    def __init__(self, tensors: Any) -> None:
        self._tensors = mapped(_sliceable, tensors)
        leaves = flatten(self._tensors)
        if not leaves:
            raise ValueError("Invalid `tensors`. `tensors` should not be empty.")
        counts = [_values.row_count(leaf, "from_tensor_slices") for leaf in leaves]
        if len(set(counts)) > 1:
            raise ValueError(
                "from_tensor_slices: expected tensors of one length along their first axis. "
                f"Received: lengths {', '.join(map(str, counts))}, of shapes "
                f"{', '.join(str(_values.shape_of(leaf)) for leaf in leaves)}."
            )
        self._count = counts[0]
        self._dense = all(isinstance(leaf, np.ndarray) for leaf in leaves)

    def elements(self) -> Iterator[Any]:
        """Row by row."""
        if not is_structure(self._tensors):
            take = _values.row_taker(self._tensors)
            return (take(index) for index in range(self._count))
        return self._structured()

    def _structured(self) -> Iterator[Any]:
        takers = mapped(_values.row_taker, self._tensors)
        for index in range(self._count):
            yield mapped(lambda take: take(index), takers)  # noqa: B023 - called at once

    def spec(self) -> Any:
        """Specs of a row."""
        return mapped(lambda leaf: _specs.unbatched(_specs.spec_of(leaf)), self._tensors)

    def cardinality(self) -> int:
        """The number of rows."""
        return self._count

    def rows(self) -> Any:
        """The arrays."""
        return self._tensors if self._dense else None

    def order(self) -> Iterator[int] | None:
        """One after the other."""
        return iter(range(self._count)) if self._dense else None


def _sliceable(value: Any) -> Any:
    """A component whose rows are cheap to take."""
    return _values.host(_values.component(value, "from_tensor_slices"))


class Whole(Stage):
    """One element.

    Args:
        tensors: A structure of components.
    """

    label = "_TensorDataset"

    def __init__(self, tensors: Any) -> None:
        self._element = mapped(lambda value: _values.component(value, "from_tensors"), tensors)
        if not flatten(self._element):
            raise ValueError("Invalid `tensors`. `tensors` should not be empty.")

    def elements(self) -> Iterator[Any]:
        """The element."""
        return iter([self._element])

    def spec(self) -> Any:
        """Specs of the element."""
        return _specs.specs_of(self._element)

    def cardinality(self) -> int:
        """One."""
        return 1


class Listed(Stage):
    """Elements that are there already, as those of a window.

    Args:
        elements: All of them.
        spec: Specs of them.
    """

    label = "_VariantDataset"

    def __init__(self, elements: list[Any], spec: Any) -> None:
        self._elements = elements
        self._spec = spec

    def elements(self) -> Iterator[Any]:
        """One after the other."""
        return iter(self._elements)

    def spec(self) -> Any:
        """Specs of the elements."""
        return self._spec

    def cardinality(self) -> int:
        """TensorFlow does not tell for a dataset inside an element either."""
        return UNKNOWN


class Counted(Listed):
    """Elements that are there already, as many as there are."""

    label = "_TensorSliceDataset"

    def cardinality(self) -> int:
        """How many there are."""
        return len(self._elements)


class Numbered(Stage):
    """Whole or real numbers in even steps; without an end if `stop` is None."""

    label = "_RangeDataset"

    def __init__(self, start: int, stop: int | None, step: int, dtype: DType) -> None:
        if step == 0:
            raise ValueError("range: expected a step other than 0. Received: step=0.")
        self._bounds = (start, stop, step)
        self._dtype = dtype

    def elements(self) -> Iterator[Any]:
        """One after the other."""
        start, stop, step = self._bounds
        kind = self._dtype.as_numpy_dtype
        if stop is not None:
            return (kind(number) for number in range(start, stop, step))
        return self._endless(start, step, kind)

    def _endless(self, number: int, step: int, kind: Any) -> Iterator[Any]:
        while True:
            yield kind(number)
            number += step

    def spec(self) -> Any:
        """A scalar."""
        return TensorSpec((), self._dtype)

    def cardinality(self) -> int:
        """How many numbers there are."""
        start, stop, step = self._bounds
        return INFINITE if stop is None else len(range(start, stop, step))


class Drawn(Stage):
    """Random whole numbers.

    Args:
        seeds: Gives the pair of seeds of an iteration.
        bits: How many of each number's 32 bits are given out.
    """

    label = "_RandomDataset"

    def __init__(self, seeds: Callable[[], tuple[int, int]], bits: int) -> None:
        self._seeds = seeds
        self._mask = (1 << bits) - 1

    def elements(self) -> Iterator[Any]:
        """One after the other, for ever."""
        numbers = Numbers(*self._seeds())
        while True:
            yield np.int64(numbers.next() & self._mask)

    def spec(self) -> Any:
        """A scalar of int64."""
        return TensorSpec((), "int64")

    def cardinality(self) -> int:
        """Infinite."""
        return INFINITE
