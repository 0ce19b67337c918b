"""`Tensor`: a handle to values that live on the backend; operators reach `tfjs.ops`."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import numpy as np

from tfjs import _bridge, _operators
from tfjs._operators import Operators
from tfjs.dtypes import DType
from tfjs.errors import InaccessibleTensorError, InvalidArgumentError
from tfjs.tensor_shape import TensorShape

_declared: dict[int, TensorShape] | None = None
"""Slot -> what `set_shape` said, while somebody wants to know; see `declared_shapes`."""


@contextmanager
def declared_shapes() -> Iterator[dict[int, TensorShape]]:
    """Note what `set_shape` says of the tensors of the block, by their slots.

    A dataset that tries a function on an example knows by this which sizes are to stay open.
    """
    global _declared
    before, _declared = _declared, {}
    try:
        yield _declared
    finally:
        _declared = before


class Tensor(Operators):
    """Values of one dtype in a rectangular shape.

    Made by operations, never by calling this class. Its memory is freed when Python drops the last
    reference.
    """

    __slots__ = ("__weakref__", "_keras_logits", "_keras_mask", "_shape", "_slot", "dtype")
    __array_priority__ = 100

    _keras_logits: "Tensor"
    """What a softmax or sigmoid of `tf.keras` made this from; cross entropies go back to it."""
    _keras_mask: Any
    """Which steps count, as a layer of `tf.keras` says; set by layers only."""
    dtype: DType
    _slot: int
    _shape: TensorShape | None

    def __init__(self, slot: int, dtype: DType) -> None:
        self._slot = slot
        self.dtype = dtype
        self._shape = None

    def __del__(self, _drop: Any = _bridge.drop) -> None:
        _drop(self._slot)

    @property
    def shape(self) -> TensorShape:
        """Sizes along each dimension."""
        if self._shape is None:
            self._shape = _bridge.shape_object(self._slot, TensorShape)
        return self._shape

    def get_shape(self) -> TensorShape:
        """Sizes along each dimension."""
        return self.shape

    def set_shape(self, shape: Any) -> None:
        """Check that `shape` agrees with the tensor's; its own shape is always fully known."""
        if not self.shape.is_compatible_with(shape):
            raise ValueError(
                f"Tensor's shape {self.shape} is not compatible with supplied shape {shape}."
            )
        if _declared is not None:
            _declared[self._slot] = TensorShape(shape)

    @property
    def ndim(self) -> int:
        """Number of dimensions."""
        return len(self.shape)

    @property
    def device(self) -> str:
        """Where the values are: the backend in use."""
        return f"/job:localhost/replica:0/task:0/device:{_bridge.current_backend().upper()}:0"

    def numpy(self) -> Any:
        """The values: an ndarray, or for a scalar a NumPy scalar (`bytes` for a string)."""
        dtype = self.dtype
        array = _bridge.download(self._slot, tuple(self.shape), dtype.storage)  # type: ignore[arg-type]
        if dtype.name != dtype.storage:
            array = array.astype(dtype.as_numpy_dtype)
        return array[()] if array.ndim == 0 else array

    async def data(self) -> Any:
        """The values, as `numpy()` gives them, without blocking while the GPU finishes."""
        await _bridge.arrived(self._slot)
        return self.numpy()

    def ref(self) -> "Reference":
        """A hashable stand-in for this tensor; `.deref()` gives the tensor back."""
        return Reference(self)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> "np.ndarray[Any, Any]":
        if copy is False:
            raise ValueError("np.asarray: a tensor's values cannot be shared, only copied.")
        return np.asarray(self.numpy(), dtype)

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("Scalar tensor has no `len()`.")
        return self.shape[0]

    def __iter__(self) -> Iterator["Tensor"]:
        if not self.shape:
            raise TypeError("Cannot iterate over a scalar tensor.")
        return iter(_operators.ops.unstack(self))

    def _item(self, kind: str) -> Any:
        if self.shape.num_elements() != 1:
            raise InvalidArgumentError(
                f"{kind}: expected a tensor with one element. Received: shape={self.shape}. "
                "Reduce it first, as with tf.reduce_all() or tf.reduce_sum()."
            )
        return self.numpy().reshape(())[()] if self.shape else self.numpy()

    def _scalar(self, kind: str) -> Any:
        if self.shape.num_elements() != 1:
            raise TypeError(
                f"{kind}: only tensors with one element can be converted to Python scalars. "
                f"Received: shape={self.shape}."
            )
        return self._item(kind)

    def __bool__(self) -> bool:
        return bool(self._item("bool"))

    def __int__(self) -> int:
        return int(self._scalar("int"))

    def __float__(self) -> float:
        return float(self._scalar("float"))

    def __complex__(self) -> complex:
        return complex(self._scalar("complex"))

    def __index__(self) -> int:
        if self.shape or not self.dtype.is_integer:
            raise TypeError(
                "only integer scalar tensors can be used as an index, not "
                f"{self.dtype.name} of shape {self.shape}"
            )
        return int(self._item("index"))

    def __buffer__(self, flags: int) -> memoryview:
        """A view of a copy of the values."""
        return memoryview(np.asarray(self.numpy()).data)

    def __round__(self) -> "Tensor":
        return _operators.ops.round(self)  # type: ignore[no-any-return]

    def __format__(self, spec: str) -> str:
        return format(self.numpy(), spec)

    def __hash__(self) -> NoReturn:
        raise TypeError("Tensor is unhashable. Instead, use tensor.ref() as the key.")

    def __copy__(self) -> "Tensor":
        return _operators.ops.identity(self)  # type: ignore[no-any-return]

    def __deepcopy__(self, memo: Any) -> "Tensor":
        return _operators.ops.identity(self)  # type: ignore[no-any-return]

    def __reduce__(self) -> Any:
        return _restored, (self.numpy(), self.dtype.name)

    def __repr__(self) -> str:
        try:
            value = self.numpy()
        except InaccessibleTensorError:
            return f"<tf.Tensor: shape={self.shape}, dtype={self.dtype.name}, out of scope>"
        text = _array_text(value) if self.shape else _scalar_text(value)
        line_break = "\n" if "\n" in text else ""
        return f"<tf.Tensor: shape={self.shape}, dtype={self.dtype.name}, numpy={line_break}{text}>"

    def __str__(self) -> str:
        try:
            value = self.numpy()
        except InaccessibleTensorError:
            return f"tf.Tensor(out of scope, shape={self.shape}, dtype={self.dtype.name})"
        text = str(value) if self.shape else _scalar_text(value)
        line_break = "\n" if "\n" in text else ""
        return f"tf.Tensor({line_break}{text}, shape={self.shape}, dtype={self.dtype.name})"


def of_slot(make: Callable[[], int | None], dtype: DType) -> Tensor | None:
    """A tensor of the slot that `make` gives; None if it gives none. Stop never comes between."""
    slot = make()
    return Tensor(slot, dtype) if slot else None


class Reference:
    """A hashable reference to a tensor or variable; equal if they stand for the same object."""

    __slots__ = ("_referent",)

    def __init__(self, referent: Any) -> None:
        self._referent = referent

    def deref(self) -> Any:
        """The tensor or variable."""
        return self._referent

    def __hash__(self) -> int:
        return id(self._referent)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reference) and self._referent is other._referent

    def __repr__(self) -> str:
        return f"<Reference wrapping {self._referent!r}>"


def _restored(values: Any, dtype: str) -> Tensor:
    return _operators.ops.constant(values, dtype=dtype)  # type: ignore[no-any-return]


def _array_text(array: "np.ndarray[Any, Any]") -> str:
    """NumPy's text, which leaves out its own int: int32 here, int64 where TensorFlow runs."""
    text = repr(array)
    if array.dtype == np.int32 and "dtype=" not in text:
        return f"{text[:-1]}, dtype=int32)"
    return re.sub(r",\s*dtype=int64\)$", ")", text)


def _scalar_text(value: Any) -> str:
    return repr(value) if isinstance(value, bytes) else str(value)
