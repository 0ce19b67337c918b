"""Python's operators for tensors and variables.

Each reaches the operation of TensorFlow's name for it, in `tfjs.ops`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

    from tfjs._typing import TensorLike

ops: "ModuleType"
"""`tfjs.ops`, which needs tensors to exist first; set by `bind` once it has been loaded."""


def bind(module: "ModuleType") -> None:
    """Give the operators their operations."""
    global ops
    ops = module
    # The operations' own functions in place of the methods below, which say the same with one more
    # call (0.2 µs of the 3.5 µs that `a + b` takes).
    hot = {"__add__": "add", "__sub__": "subtract", "__mul__": "multiply", "__truediv__": "truediv"}
    hot |= {"__matmul__": "matmul", "__neg__": "negative", "__abs__": "abs"}
    for method, operation in hot.items():
        setattr(Operators, method, getattr(module, operation))


class Operators:
    """What tensors and variables have in common in an expression."""

    __slots__ = ()

    def __getitem__(self, key: Any) -> Any:
        return ops.getitem(self, key)

    def __add__(self, other: "TensorLike") -> Any:
        return ops.add(self, other)

    def __radd__(self, other: "TensorLike") -> Any:
        return ops.add(other, self)

    def __sub__(self, other: "TensorLike") -> Any:
        return ops.subtract(self, other)

    def __rsub__(self, other: "TensorLike") -> Any:
        return ops.subtract(other, self)

    def __mul__(self, other: "TensorLike") -> Any:
        return ops.multiply(self, other)

    def __rmul__(self, other: "TensorLike") -> Any:
        return ops.multiply(other, self)

    def __truediv__(self, other: "TensorLike") -> Any:
        return ops.truediv(self, other)

    def __rtruediv__(self, other: "TensorLike") -> Any:
        return ops.truediv(other, self)

    def __floordiv__(self, other: "TensorLike") -> Any:
        return ops.floordiv(self, other)

    def __rfloordiv__(self, other: "TensorLike") -> Any:
        return ops.floordiv(other, self)

    def __mod__(self, other: "TensorLike") -> Any:
        return ops.floormod(self, other)

    def __rmod__(self, other: "TensorLike") -> Any:
        return ops.floormod(other, self)

    def __pow__(self, other: "TensorLike") -> Any:
        return ops.pow(self, other)

    def __rpow__(self, other: "TensorLike") -> Any:
        return ops.pow(other, self)

    def __matmul__(self, other: "TensorLike") -> Any:
        return ops.matmul(self, other)

    def __rmatmul__(self, other: "TensorLike") -> Any:
        return ops.matmul(other, self)

    def __neg__(self) -> Any:
        return ops.negative(self)

    def __pos__(self) -> Any:
        return self

    def __abs__(self) -> Any:
        return ops.abs(self)

    def __invert__(self) -> Any:
        return ops.invert(self)

    def __and__(self, other: "TensorLike") -> Any:
        return ops.and_(self, other)

    def __rand__(self, other: "TensorLike") -> Any:
        return ops.and_(other, self)

    def __or__(self, other: "TensorLike") -> Any:
        return ops.or_(self, other)

    def __ror__(self, other: "TensorLike") -> Any:
        return ops.or_(other, self)

    def __xor__(self, other: "TensorLike") -> Any:
        return ops.xor_(self, other)

    def __rxor__(self, other: "TensorLike") -> Any:
        return ops.xor_(other, self)

    def __lt__(self, other: "TensorLike") -> Any:
        return ops.less(self, other)

    def __le__(self, other: "TensorLike") -> Any:
        return ops.less_equal(self, other)

    def __gt__(self, other: "TensorLike") -> Any:
        return ops.greater(self, other)

    def __ge__(self, other: "TensorLike") -> Any:
        return ops.greater_equal(self, other)

    def __eq__(self, other: object) -> Any:
        return ops.tensor_equals(self, other)

    def __ne__(self, other: object) -> Any:
        return ops.tensor_not_equals(self, other)
