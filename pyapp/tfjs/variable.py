"""`tf.Variable`: a cell that holds a tensor and can be given another."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NoReturn
from weakref import WeakValueDictionary

from tfjs import _bridge, _operators
from tfjs._operators import Operators
from tfjs.dtypes import DType
from tfjs.tensor import Reference, Tensor
from tfjs.tensor_shape import TensorShape

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike


_live: "WeakValueDictionary[int, Variable]" = WeakValueDictionary()
"""Slot of the cell -> variable, for tapes and programs, which know slots."""


class Variable(Operators):
    """A tensor that can be assigned to; operations read its value of the moment.

    Args:
        initial_value: The first value, or a function of no arguments that gives it.
        trainable: Whether a tape watches it by itself.
        name: For people; any number of variables may share one.
        dtype: Of the values; that of `initial_value` if None.
        shape: What the value's shape must agree with, if given.

    Raises:
        ValueError: No initial value, or one of another shape.
    """

    __slots__ = ("__weakref__", "_cell", "name", "trainable")
    __array_priority__ = 100

    name: str
    trainable: bool

    def __init__(
        self,
        initial_value: "TensorLike | Callable[[], TensorLike] | None" = None,
        trainable: bool = True,
        *,
        name: str | None = None,
        dtype: "DTypeLike | None" = None,
        shape: Any = None,
    ) -> None:
        if initial_value is None:
            raise ValueError("Variable: expected an initial value. Received: initial_value=None.")
        value = initial_value() if callable(initial_value) else initial_value
        tensor = _operators.ops.convert_to_tensor(value, dtype=dtype)
        if shape is not None and not tensor.shape.is_compatible_with(shape):
            raise ValueError(
                f"Variable: expected an initial value of shape {tuple(shape)}. Received: "
                f"{tensor.shape}."
            )
        self._cell = _Cell(_bridge.make_variable(tensor._slot, bool(trainable)), tensor.dtype)
        self.trainable = bool(trainable)
        self.name = f"{name or 'Variable'}:0"
        _live[self._cell._slot] = self

    @staticmethod
    def _of_slot(slot: int) -> "Variable | None":
        """The variable whose cell has this slot."""
        return _live.get(slot)

    @property
    def dtype(self) -> DType:
        """The dtype of the values; it never changes."""
        return self._cell.dtype

    @property
    def shape(self) -> TensorShape:
        """The shape of the values; it never changes."""
        return self._cell.shape

    def get_shape(self) -> TensorShape:
        """The shape of the values."""
        return self.shape

    @property
    def ndim(self) -> int:
        """Number of dimensions."""
        return len(self.shape)

    @property
    def device(self) -> str:
        """Where the values are: the backend in use."""
        return self._cell.device

    def value(self) -> Tensor:
        """The value of this moment, which later assignments leave alone."""
        return _operators.ops.identity(self._cell)  # type: ignore[no-any-return]

    read_value = value

    def numpy(self) -> Any:
        """The value as an ndarray, or a NumPy scalar."""
        return self._cell.numpy()

    def assign(
        self, value: "TensorLike", read_value: bool = True, name: str | None = None
    ) -> "Variable | None":
        """Give the variable a new value of the same shape.

        Returns:
            The variable, or None if `read_value` is False.

        Raises:
            ValueError: Another shape.
        """
        tensor = _operators.ops.as_tensor(value, self.dtype, op="assign")
        if tensor.shape != self.shape:
            raise ValueError(
                f"Cannot assign value to variable '{self.name}': Shape mismatch. The variable "
                f"shape {self.shape}, "
                f"and the assigned value shape {tensor.shape} are incompatible."
            )
        _bridge.assign(self._cell._slot, tensor._slot)
        return self if read_value else None

    def assign_add(
        self, delta: "TensorLike", read_value: bool = True, name: str | None = None
    ) -> "Variable | None":
        """Add `delta`, broadcast to the variable's shape."""
        return self.assign(self + delta, read_value)

    def assign_sub(
        self, delta: "TensorLike", read_value: bool = True, name: str | None = None
    ) -> "Variable | None":
        """Subtract `delta`, broadcast to the variable's shape."""
        return self.assign(self - delta, read_value)

    def ref(self) -> Reference:
        """A hashable stand-in for this variable, for use as a key."""
        return Reference(self)

    def __tf_tensor__(self) -> Tensor:
        return self.value()

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        return self._cell.__array__(dtype, copy)

    def __len__(self) -> int:
        return len(self._cell)

    def __iter__(self) -> Iterator[Tensor]:
        return iter(self._cell)

    def __bool__(self) -> bool:
        return bool(self._cell)

    def __int__(self) -> int:
        return int(self._cell)

    def __float__(self) -> float:
        return float(self._cell)

    def __index__(self) -> int:
        return self._cell.__index__()

    def __format__(self, spec: str) -> str:
        return format(self._cell, spec)

    def __hash__(self) -> NoReturn:
        raise TypeError("Variable is unhashable. Instead, use variable.ref() as the key.")

    def __deepcopy__(self, memo: Any) -> "Variable":
        return Variable(self.value(), self.trainable, name=self.name.removesuffix(":0"))

    def __reduce__(self) -> Any:
        return _restored, (
            self.numpy(),
            self.dtype.name,
            self.trainable,
            self.name.removesuffix(":0"),
        )

    def __repr__(self) -> str:
        value = repr(self._cell).partition("numpy=")[2]
        return (
            f"<tf.Variable '{self.name}' shape={self.shape} dtype={self.dtype.name}, numpy={value}"
        )


class _Cell(Tensor):
    """The variable's slot as a tensor; its values change with assignments."""

    __slots__ = ()

    def __del__(self, _free: Callable[[int], None] = _bridge.free_variable) -> None:
        _free(self._slot)


def _restored(values: Any, dtype: str, trainable: bool, name: str) -> Variable:
    return Variable(values, trainable, name=name, dtype=dtype)
