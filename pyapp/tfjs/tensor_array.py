"""`tf.TensorArray`: tensors by number, written one by one and stacked at the end.

Outside of recorded loops it is a list. Where the number is a tensor whose value a replay may
change, it is one tensor with a row for each number, so that a loop can carry it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.errors import InvalidArgumentError, OutOfRangeError
from tfjs.ops._arguments import as_tensor
from tfjs.ops._families import filled
from tfjs.ops.casting import identity
from tfjs.ops.gathering import gather, tensor_scatter_nd_update
from tfjs.ops.joining import concat, split, stack, unstack
from tfjs.ops.shaping import expand_dims, reshape
from tfjs.tensor import Tensor
from tfjs.tensor_shape import TensorShape

if TYPE_CHECKING:
    from tfjs.dtypes import DType


class TensorArray:
    """Tensors of one dtype by number.

    Args:
        dtype: Of every tensor.
        size: How many there are.
        dynamic_size: Whether writing beyond the end makes room.
        clear_after_read: Whether a tensor can be read once only.
        tensor_array_name: Accepted.
        handle: Not supported.
        flow: Not supported.
        infer_shape: Whether all tensors must have one shape.
        element_shape: Shape of every tensor; that of the first one if None.
        colocate_with_first_write_call: Accepted.
        name: Accepted.

    `write` and the like give the array back, and change it too.
    """

    def __init__(
        self,
        dtype: Any,
        size: Any = None,
        dynamic_size: bool | None = None,
        clear_after_read: bool | None = None,
        tensor_array_name: str | None = None,
        handle: None = None,
        flow: Any = None,
        infer_shape: bool = True,
        element_shape: Any = None,
        colocate_with_first_write_call: bool = True,
        name: str | None = None,
    ) -> None:
        if handle is not None:
            raise ValueError("Cannot provide both `handle` and `size`: handles are not supported.")
        self.dtype: DType = dtypes.as_dtype(dtype)
        self.dynamic_size = bool(dynamic_size)
        self._clears = bool(clear_after_read)
        self._infers = bool(infer_shape)
        self._element = TensorShape(element_shape)
        count = 0 if size is None else int(size)
        if count < 0:
            raise ValueError(f"TensorArray: expected a size of 0 or more. Received: {count}.")
        self._items: list[Tensor | None] = [None] * count
        self._dense: Tensor | None = None

    @property
    def element_shape(self) -> TensorShape:
        """What is known of the shape of each tensor."""
        return self._element

    @property
    def flow(self) -> Tensor:
        """A scalar, as in TensorFlow."""
        return as_tensor(0.0)

    @property
    def handle(self) -> None:
        """None, as in eager TensorFlow."""
        return None

    def _count(self) -> int:
        return len(self._items) if self._dense is None else int(self._dense.shape[0])

    def _sizes(self) -> tuple[int, ...]:
        """The element shape as far as it is known."""
        return tuple(n or 0 for n in self._element) if self._element.rank is not None else ()

    def size(self, name: str | None = None) -> Tensor:
        """How many tensors there are, an int32 scalar."""
        return as_tensor(self._count(), dtypes.int32)

    def identity(self) -> "TensorArray":
        """The array itself."""
        return self

    def read(self, index: Any, name: str | None = None) -> Tensor:
        """The tensor with a number.

        Raises:
            OutOfRangeError: No such number.
            InvalidArgumentError: It was not written, or has been read and cleared.
        """
        if _is_varying(index):
            return gather(self._as_dense(), as_tensor(index))
        place = self._place(index, "read")
        if self._dense is not None:
            return self._dense[place]  # type: ignore[no-any-return]
        item = self._items[place]
        if item is None:
            return self._zeros(place)
        if self._clears:
            self._items[place] = None
        return item

    def _zeros(self, place: int) -> Tensor:
        if not self._element.is_fully_defined():
            raise InvalidArgumentError(
                f"TensorArray.read: Could not read index {place} twice or before it was written.",
                op="TensorArray.read",
            )
        return filled(self._sizes(), 0, self.dtype)

    def _place(self, index: Any, op: str) -> int:
        place = int(index)
        if not 0 <= place < self._count():
            raise OutOfRangeError(
                f"TensorArray.{op}: Tried to use index {place} but array size is: {self._count()}",
                op=f"TensorArray.{op}",
            )
        return place

    def write(self, index: Any, value: Any, name: str | None = None) -> "TensorArray":
        """Put a tensor under a number.

        Raises:
            OutOfRangeError: No such number, and the size is not dynamic.
            ValueError: Another dtype or shape.
        """
        tensor = self._fitting(value)
        if _is_varying(index):
            if self.dynamic_size:
                raise _bridge.UnfitError("a TensorArray that grows cannot be carried by a loop")
            place = reshape(as_tensor(index), (1, 1))
            dense = self._as_dense()
            self._dense = tensor_scatter_nd_update(dense, place, expand_dims(tensor, 0))
            return self
        number = int(index)
        if self.dynamic_size and number >= self._count():
            self._listed().extend([None] * (number + 1 - len(self._items)))
        self._listed()[self._place(number, "write")] = tensor
        return self

    def _fitting(self, value: Any) -> Tensor:
        tensor = as_tensor(value, hint=self.dtype, op="TensorArray.write")
        if tensor.dtype is not self.dtype:
            raise InvalidArgumentError(
                f"TensorArray.write: expected a tensor of dtype {self.dtype.name}. Received: "
                f"{tensor.dtype.name}.",
                op="TensorArray.write",
            )
        if not self._element.is_compatible_with(tensor.shape):
            raise ValueError(
                f"Incompatible shape for value ({tensor.shape}), expected ({self._element})"
            )
        if self._infers:
            self._element = tensor.shape
        return tensor

    def _listed(self) -> list[Tensor | None]:
        """The tensors as a list, to be changed."""
        if self._dense is not None:
            self._items, self._dense = list(unstack(self._dense)), None
        return self._items

    def _as_dense(self) -> Tensor:
        """The tensors as rows of one; zeros for those that were not written."""
        if self._dense is None:
            if not self._element.is_fully_defined() or not self._items:
                raise _bridge.UnfitError("the shape of a TensorArray's elements is not known")
            if all(item is None for item in self._items):
                self._dense = filled((len(self._items), *self._sizes()), 0, self.dtype)
            else:
                self._dense = self._stacked()
            self._items = []
        return self._dense

    def _stacked(self) -> Tensor:
        zeros = filled(self._sizes(), 0, self.dtype)
        return stack([zeros if item is None else item for item in self._items])

    def stack(self, name: str | None = None) -> Tensor:
        """All tensors along a new first axis."""
        if self._dense is not None:
            return identity(self._dense)
        if not self._items:
            return filled((0, *self._sizes()), 0, self.dtype)
        return stack([self._written(place) for place in range(len(self._items))])

    def _written(self, place: int) -> Tensor:
        item = self._items[place]
        return self._zeros(place) if item is None else item

    def gather(self, indices: Any, name: str | None = None) -> Tensor:
        """Some tensors along a new first axis.

        Args:
            indices: Numbers, shape `(count,)`.
        """
        places = as_tensor(indices, hint=dtypes.int32)
        if self._dense is not None or _is_varying(places):
            return gather(self._as_dense(), places)
        found = [self._written(self._place(i, "gather")) for i in places.numpy().tolist()]
        return stack(found) if found else filled((0, *self._sizes()), 0, self.dtype)

    def concat(self, name: str | None = None) -> Tensor:
        """All tensors, one after the other along their first axis."""
        items = unstack(self._dense) if self._dense is not None else self._items
        return concat([self._written(i) if t is None else t for i, t in enumerate(items)], 0)

    def unstack(self, value: Any, name: str | None = None) -> "TensorArray":
        """Fill the array with the rows of a tensor.

        Raises:
            ValueError: As many rows as there is no room for.
        """
        rows = as_tensor(value, hint=self.dtype)
        if not self.dynamic_size and rows.shape[0] > self._count():
            raise ValueError(
                f"Size of TensorArray ({self._count()}) is not enough for {rows.shape[0]} rows: "
                "Tried to write past the end of a TensorArray that is not resizeable."
            )
        self._items, self._dense = [self._fitting(row) for row in unstack(rows)], None
        return self

    def scatter(self, indices: Any, value: Any, name: str | None = None) -> "TensorArray":
        """Write rows of a tensor under numbers."""
        places = np.asarray(indices).reshape(-1).tolist()
        for place, row in zip(places, unstack(as_tensor(value, hint=self.dtype)), strict=True):
            self.write(place, row)
        return self

    def split(self, value: Any, lengths: Sequence[int], name: str | None = None) -> "TensorArray":
        """Fill the array with parts of a tensor, of the given lengths along its first axis."""
        sizes = [int(n) for n in np.asarray(lengths).reshape(-1)]
        if not self.dynamic_size and len(sizes) != self._count():
            raise ValueError(
                f"TensorArray's size is not equal to the size of lengths ({self._count()} vs. "
                f"{len(sizes)}), and the TensorArray is not marked as dynamically resizeable."
            )
        parts = split(as_tensor(value, hint=self.dtype), sizes, 0)
        self._dense, self._infers = None, self._infers and len(set(sizes)) == 1
        self._items = [self._fitting(part) for part in parts]
        return self

    def close(self, name: str | None = None) -> None:
        """Forget the tensors."""
        self._items, self._dense = [], None

    def grad(self, source: str, flow: Any = None, name: str | None = None) -> None:
        """Raise a NotImplementedError, as in TensorFlow 2: tapes differentiate arrays."""
        raise NotImplementedError("TensorArray.grad is not supported when executing eagerly.")

    def _learn(self, other: "TensorArray") -> bool:
        """Take over the shape of another's elements if it is not known; whether it is news."""
        if self._element.is_fully_defined() or not other._element.is_fully_defined():
            return False
        self._element = other._element
        return True

    def __tf_flatten__(self) -> Any:
        settings = (self.dtype.name, self.dynamic_size, self._clears, self._infers)
        if self._dense is None and (not self._items or not self._element.is_fully_defined()):
            return (*settings, len(self._items), None), ()
        return (*settings, self._count(), self._element), (self._as_dense(),)

    @classmethod
    def __tf_unflatten__(cls, metadata: Any, parts: Any) -> "TensorArray":
        dtype, dynamic, clears, infers, count, element = metadata
        made = cls(dtype, count, dynamic, clears, infer_shape=infers, element_shape=element)
        if parts:
            made._dense, made._items = parts[0], []
        return made

    def __repr__(self) -> str:
        return f"<tf.TensorArray size={self._count()} dtype={self.dtype.name}>"


def _is_varying(index: Any) -> bool:
    """Whether the number is a tensor that differs from replay to replay, in a recorded loop."""
    return isinstance(index, Tensor) and _bridge.is_inside_part() and _bridge.varies(index._slot)
