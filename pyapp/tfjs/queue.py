"""`tf.queue`: elements that wait; in one thread, so nobody waits for others to bring them."""

import heapq
import random
from collections import deque
from collections.abc import Sequence
from typing import Any

import numpy as np

from tfjs.dtypes import DType, as_dtype
from tfjs.errors import CancelledError, OutOfRangeError
from tfjs.ops._arguments import as_tensor
from tfjs.ops.creation import constant
from tfjs.ops.joining import stack
from tfjs.ops.shaping import pad, sizes_of
from tfjs.tensor import Tensor
from tfjs.tensor_shape import TensorShape


class QueueBase:
    """Base of queues of tensors, or of tuples of them.

    Args:
        dtypes: Of the components of an element.
        shapes: Theirs, or None.
        names: Theirs, or None: elements are dicts then.
        queue_ref: Ignored.
    """

    def __init__(self, dtypes: Any, shapes: Any, names: Any, queue_ref: Any) -> None:
        kinds = dtypes if isinstance(dtypes, list | tuple) else [dtypes]
        self._dtypes = [as_dtype(kind) for kind in kinds]
        several = isinstance(shapes, list) and (not shapes or not isinstance(shapes[0], int))
        given = [] if shapes is None else shapes if several else [shapes]
        self._shapes = [TensorShape(shape) for shape in given]
        self._names = [names] if isinstance(names, str) else names
        for what, values in (("shapes", self._shapes), ("names", self._names)):
            if values and len(values) != len(self._dtypes):
                raise ValueError(
                    f"Queue {what} must have the same length as dtypes, received "
                    f"{len(values)} {what}, {len(self._dtypes)} dtypes"
                )
        self._capacity, self._name, self._closed = -1, "queue", False
        self._items: Any = deque()

    @property
    def dtypes(self) -> list[DType]:
        """Of the components."""
        return self._dtypes

    @property
    def shapes(self) -> list[TensorShape]:
        """Of the components; empty if not known."""
        return self._shapes

    @property
    def names(self) -> Any:
        """Of the components, or None."""
        return self._names

    @property
    def name(self) -> str:
        """Name of the queue."""
        return self._name

    def size(self, name: str | None = None) -> Tensor:
        """How many elements wait, int32."""
        return constant(len(self._items))

    def is_closed(self, name: str | None = None) -> Tensor:
        """Whether it takes no more elements."""
        return constant(self._closed)

    def close(self, cancel_pending_enqueues: bool = False, name: str | None = None) -> None:
        """Take no more elements; those that wait can still be had."""
        self._closed = True

    def enqueue(self, vals: Any, name: str | None = None) -> None:
        """Add an element.

        Raises:
            CancelledError: The queue is closed.
            OutOfRangeError: It is full, and nobody else would empty it.
        """
        parts = self._components(vals)
        if self._closed:
            raise CancelledError(f"{self._name}: the queue is closed.")
        if 0 <= self._capacity <= len(self._items):
            raise OutOfRangeError(
                f"{self._name}: the queue is full ({self._capacity} elements). Take some first."
            )
        for part, shape in zip(parts, self._shapes, strict=False):
            if not shape.is_compatible_with(part.shape):
                raise ValueError(f"Shapes {part.shape} and {shape} are incompatible")
        self._put(parts)

    def enqueue_many(self, vals: Any, name: str | None = None) -> None:
        """Add an element for each row."""
        parts = self._components(vals)
        for i in range(sizes_of(parts[0])[0]):
            row = [part[i] for part in parts]
            self.enqueue(dict(zip(self._names, row, strict=True)) if self._names else row)

    def dequeue(self, name: str | None = None) -> Any:
        """Take an element.

        Raises:
            OutOfRangeError: There is none, and nobody else would bring one.
        """
        return self._result(self._some(1)[0])

    def dequeue_many(self, n: int, name: str | None = None) -> Any:
        """Take so many elements, each component stacked."""
        return self._result([self._joined(list(p)) for p in zip(*self._some(n), strict=True)])

    def dequeue_up_to(self, n: int, name: str | None = None) -> Any:
        """Take as many as there are, up to so many."""
        return self.dequeue_many(max(1, min(int(n), len(self._items))))

    @staticmethod
    def from_list(index: Any, queues: Sequence["QueueBase"]) -> "QueueBase":
        """One of several queues."""
        return queues[int(index)]

    def _components(self, vals: Any) -> list[Tensor]:
        if isinstance(vals, dict):
            if not self._names or set(vals) != set(self._names):
                raise ValueError(f"Keys in dictionary to enqueue do not match names: {self._names}")
            vals = [vals[key] for key in self._names]
        several = len(self._dtypes) > 1 or (isinstance(vals, list | tuple) and len(vals) == 1)
        given = list(vals) if several else [vals]
        if len(given) != len(self._dtypes):
            raise ValueError(f"Expected {len(self._dtypes)} components. Received: {len(given)}.")
        return [as_tensor(v, kind) for v, kind in zip(given, self._dtypes, strict=True)]

    def _result(self, parts: list[Tensor]) -> Any:
        if self._names:
            return dict(zip(self._names, parts, strict=True))
        return parts[0] if len(parts) == 1 else parts

    def _some(self, count: int) -> list[list[Tensor]]:
        if len(self._items) < count:
            raise OutOfRangeError(
                f"{self._name}: the queue has insufficient elements (requested {count}, current "
                f"size {len(self._items)})"
            )
        return [self._get() for _ in range(int(count))]

    def _joined(self, parts: list[Tensor]) -> Tensor:
        return stack(parts)

    def _put(self, parts: list[Tensor]) -> None:
        self._items.append(parts)

    def _get(self) -> list[Tensor]:
        return self._items.popleft()  # type: ignore[no-any-return]


class FIFOQueue(QueueBase):
    """The first to come is the first to go; see `QueueBase`."""

    def __init__(
        self,
        capacity: int,
        dtypes: Any,
        shapes: Any = None,
        names: Any = None,
        shared_name: str | None = None,
        name: str = "fifo_queue",
    ) -> None:
        super().__init__(dtypes, shapes, names, None)
        self._capacity, self._name = int(capacity), name


class PaddingFIFOQueue(FIFOQueue):
    """A `FIFOQueue` that fills up components of several sizes with zeros to stack them."""

    def __init__(
        self,
        capacity: int,
        dtypes: Any,
        shapes: Any,
        names: Any = None,
        shared_name: str | None = None,
        name: str = "padding_fifo_queue",
    ) -> None:
        super().__init__(capacity, dtypes, shapes, names, shared_name, name)

    def _joined(self, parts: list[Tensor]) -> Tensor:
        most = np.max([sizes_of(part) for part in parts], 0)
        room = [[(0, int(m - n)) for m, n in zip(most, sizes_of(p), strict=True)] for p in parts]
        return stack([pad(p, r) if r else p for p, r in zip(parts, room, strict=True)])


class PriorityQueue(QueueBase):
    """The smallest goes first: the first component is an int64 by which elements are ordered."""

    def __init__(
        self,
        capacity: int,
        types: Any,
        shapes: Any = None,
        names: Any = None,
        shared_name: str | None = None,
        name: str = "priority_queue",
    ) -> None:
        rest = types if isinstance(types, list | tuple) else [types]
        given = None if shapes is None else [(), *shapes]
        super().__init__(["int64", *rest], given, names, None)
        self._capacity, self._name, self._items, self._count = int(capacity), name, [], 0

    def _put(self, parts: list[Tensor]) -> None:
        heapq.heappush(self._items, (int(parts[0].numpy()), self._count, parts))
        self._count += 1

    def _get(self) -> list[Tensor]:
        return heapq.heappop(self._items)[2]  # type: ignore[no-any-return]


class RandomShuffleQueue(QueueBase):
    """Any element goes, as long as `min_after_dequeue` stay or the queue is closed."""

    def __init__(
        self,
        capacity: int,
        min_after_dequeue: int,
        dtypes: Any,
        shapes: Any = None,
        names: Any = None,
        seed: int | None = None,
        shared_name: str | None = None,
        name: str = "random_shuffle_queue",
    ) -> None:
        super().__init__(dtypes, shapes, names, None)
        self._capacity, self._name, self._items = int(capacity), name, []
        self._least, self._random = int(min_after_dequeue), random.Random(seed)

    def _some(self, count: int) -> list[list[Tensor]]:
        if not self._closed and len(self._items) - count < self._least:
            raise OutOfRangeError(
                f"{self._name}: the queue has insufficient elements: {self._least} must stay, and "
                f"{len(self._items)} are there."
            )
        return super()._some(count)

    def _get(self) -> list[Tensor]:
        return self._items.pop(self._random.randrange(len(self._items)))  # type: ignore[no-any-return]
