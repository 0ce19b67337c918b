"""Elements put together, and taken apart again."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import numpy as np

from tfjs import _operators, dtypes
from tfjs.composite_specs import RaggedTensorSpec
from tfjs.data import _specs, _values
from tfjs.data._structure import columns, flatten, is_structure, mapped, packed
from tfjs.data.stages.stage import INFINITE, UNKNOWN, Following, Stage
from tfjs.errors import InvalidArgumentError
from tfjs.ops.ragged_conversion import ragged_from_tensor
from tfjs.ops.ragged_joining import ragged_stack
from tfjs.ragged_tensor import RaggedTensor

Join = Callable[[list[Any]], Any]


class Batch(Following):
    """Several elements as one, with another axis in front.

    Args:
        source: The step before.
        size: Elements in a batch.
        drop: Whether a last, smaller batch is left out.
    """

    label = "_BatchDataset"

    def __init__(self, source: Stage, size: int, *, drop: bool) -> None:
        super().__init__(source)
        self.size, self._drop = size, drop

    def elements(self) -> Iterator[Any]:
        """Batch after batch; rows of arrays are taken out in one go."""
        made = self.source.batches(self.size, drop=self._drop)
        if made is not None:
            return made
        arrays = self.source.rows()
        order = None if arrays is None else self.source.order()
        if order is None:
            return self._gathered(self.source.elements())
        return self._taken(arrays, order)

    def _gathered(self, source: Iterator[Any]) -> Iterator[Any]:
        while True:
            items = list(islice(source, self.size))
            if not items or (self._drop and len(items) < self.size):
                return
            yield self.join(items)

    def _taken(self, arrays: Any, order: Iterator[int]) -> Iterator[Any]:
        while True:
            chosen = list(islice(order, self.size))
            if not chosen or (self._drop and len(chosen) < self.size):
                return
            first, last = chosen[0], chosen[-1]
            if last - first + 1 == len(chosen) and chosen == list(range(first, last + 1)):
                yield mapped(lambda array: array[first : last + 1], arrays)  # noqa: B023
            else:
                places = np.array(chosen)
                yield mapped(lambda array: array.take(places, axis=0), arrays)  # noqa: B023

    def join(self, items: list[Any]) -> Any:
        """The batch of some elements."""
        ragged = [isinstance(spec, RaggedTensorSpec) for spec in flatten(self.source.spec())]
        if any(ragged):  # also where each element by itself is dense: rows of a ragged tensor
            kinds = iter(ragged)
            return columns(items, lambda leaves: (_ragged if next(kinds) else _dense)(leaves))
        if not is_structure(items[0]):
            return _values.stacked(items)
        places = iter(range(len(flatten(items[0]))))
        return columns(items, lambda leaves: _values.stacked(leaves, next(places)))

    def spec(self) -> Any:
        """Specs with an axis more; its size is known if small batches are left out."""
        size = self.size if self._drop else None
        return mapped(lambda spec: self.spec_of_component(spec, size), self.source.spec())

    def spec_of_component(self, spec: Any, size: int | None) -> Any:
        """The spec of a batch of a component."""
        return _specs.batched(spec, size)

    def cardinality(self) -> int:
        """How many batches there are."""
        count = self.source.cardinality()
        if count < 0:
            return count
        return count // self.size if self._drop else -(-count // self.size)

    def rows(self) -> Any:
        """None: batches are no rows of arrays."""
        return None


class RaggedBatch(Batch):
    """Elements of different sizes as ragged tensors."""

    def elements(self) -> Iterator[Any]:
        """Batch after batch."""
        return self._gathered(self.source.elements())

    def join(self, items: list[Any]) -> Any:
        """The batch of some elements."""
        fixed = [spec.shape.is_fully_defined() for spec in flatten(self.source.spec())]
        leaves = iter(fixed)
        return columns(items, lambda parts: _ragged(parts) if not next(leaves) else _dense(parts))

    def spec_of_component(self, spec: Any, size: int | None) -> Any:
        """Ragged where a size is unknown."""
        if spec.shape.is_fully_defined() or isinstance(spec, RaggedTensorSpec):
            return _specs.batched(spec, size)
        unknown = max(i for i, n in enumerate(spec.shape) if n is None)
        shape = [size, *spec.shape]
        return RaggedTensorSpec(shape, spec.dtype, unknown + 1)


def _dense(leaves: list[Any]) -> Any:
    return _values.stacked(leaves)


def _ragged(leaves: list[Any]) -> Any:
    """Rows of different sizes, every axis up to the last that differs partitioned."""
    tensors = [_values.tensor_of(leaf) for leaf in leaves]
    if isinstance(tensors[0], RaggedTensor):
        return _operators.ops.stack(tensors)
    depth = tensors[0].ndim - 1
    rows = [ragged_from_tensor(t, None, None, depth, dtypes.int64) if depth else t for t in tensors]
    stacked = ragged_stack(rows)
    if isinstance(stacked, RaggedTensor):
        return stacked
    return ragged_from_tensor(stacked, None, None, 1, dtypes.int64)


class Unbatch(Following):
    """The rows of each element, one by one."""

    label = "_UnbatchDataset"

    def elements(self) -> Iterator[Any]:
        """Row by row."""
        for element in self.source.elements():
            yield from rows_of(element, "unbatch")

    def spec(self) -> Any:
        """Specs of a row."""
        return mapped(_specs.unbatched, self.source.spec())

    def cardinality(self) -> int:
        """Known where every element has the same known number of rows."""
        count, size = self.source.cardinality(), _specs.batch_size_of(self.source.spec())
        if count == INFINITE:
            return INFINITE
        return UNKNOWN if count == UNKNOWN or size is None else count * size

    def rows(self) -> Any:
        """None."""
        return None


def rows_of(element: Any, op: str) -> Iterator[Any]:
    """The rows of an element's components, together.

    Raises:
        InvalidArgumentError: Components with different numbers of rows.
    """
    leaves = flatten(element)
    counts = {_values.row_count(leaf, op) for leaf in leaves if leaf is not None}
    if len(counts) > 1:
        raise InvalidArgumentError(
            f"{op}: expected components with as many rows each. Received: shapes "
            f"{', '.join(str(_values.shape_of(leaf)) for leaf in leaves)}.",
            op=op,
        )
    takers = [_values.row_taker(leaf) for leaf in leaves]
    for index in range(counts.pop() if counts else 0):
        yield packed(element, [take(index) for take in takers])


class Rebatch(Following):
    """Batches of another size, made of the rows of batches.

    Args:
        source: The step before.
        sizes: Rows in a batch; several sizes follow each other in turn.
        drop: Whether a last, smaller batch is left out.
    """

    label = "_RebatchDataset"

    def __init__(self, source: Stage, sizes: list[int], *, drop: bool) -> None:
        super().__init__(source)
        self._sizes, self._drop = sizes, drop

    def elements(self) -> Iterator[Any]:
        """Batch after batch."""
        rows = (row for e in self.source.elements() for row in rows_of(e, "rebatch"))
        turn = 0
        while True:
            size = self._sizes[turn % len(self._sizes)]
            items = list(islice(rows, size))
            if (not items and size) or (self._drop and len(items) < size):
                return
            yield columns(items, _values.stacked)
            turn += 1

    def spec(self) -> Any:
        """Specs with the new size, where it is known: also if batches are parted evenly."""
        found = self.source.spec()
        old, size = _specs.batch_size_of(found), self._sizes[0]
        whole = self._drop or (old is not None and size > 0 and old % size == 0)
        new = size if whole and len(set(self._sizes)) == 1 else None
        return mapped(lambda spec: _specs.batched(_specs.unbatched(spec), new), found)

    def cardinality(self) -> int:
        """Unknown."""
        return UNKNOWN

    def rows(self) -> Any:
        """None."""
        return None
