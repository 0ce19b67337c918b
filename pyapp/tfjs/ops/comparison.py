"""Equality, choice by condition, and the operators `== != & | ^ ~`."""

from typing import TYPE_CHECKING, Any, overload

from tfjs import _bridge, dtypes
from tfjs._dispatch import Composite, dispatched, elementwise
from tfjs.dtypes import BOOL, NUMERIC
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, require_dtype, same_dtype
from tfjs.ops._families import BinaryOp, binary, filled
from tfjs.ops._shapes import broadcast_shape
from tfjs.ops.bitwise import bitwise_and, bitwise_or, bitwise_xor
from tfjs.ops.bitwise import invert as _bitwise_invert
from tfjs.ops.math import logical_and, logical_not, logical_or, logical_xor
from tfjs.ops.places import moved, same
from tfjs.ops.shaping import broadcast_to, sizes_of
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_COMPARABLE = NUMERIC | BOOL
_equal: BinaryOp = binary(
    "equal", "Equal", accepts=_COMPARABLE, result=dtypes.bool, doc="Where `x == y`."
)
_not_equal: BinaryOp = binary(
    "not_equal", "NotEqual", accepts=_COMPARABLE, result=dtypes.bool, doc="Where `x != y`."
)
_select = _bridge.Instruction("where", op="where")
_indices_where = _bridge.Instruction("indicesWhere", "own", op="where")


@elementwise
def equal(x: "TensorLike", y: "TensorLike", name: str | None = None) -> Tensor:
    """Where `x == y`, as bool; of any dtype, strings included.

    `x` and `y` broadcast against each other.
    """
    left, right = same_dtype(x, y, "equal")
    if left.dtype is dtypes.string:
        return _same_strings(left, right)
    return _equal(left, right)


@elementwise
def not_equal(x: "TensorLike", y: "TensorLike", name: str | None = None) -> Tensor:
    """Where `x != y`, as bool; of any dtype, strings included.

    `x` and `y` broadcast against each other.
    """
    left, right = same_dtype(x, y, "not_equal")
    if left.dtype is dtypes.string:
        return logical_not(_same_strings(left, right))
    return _not_equal(left, right)


def _same_strings(left: Tensor, right: Tensor) -> Tensor:
    shape = broadcast_shape(sizes_of(left), sizes_of(right), "equal")
    return same(left, right, lambda places: broadcast_to(places, shape))


@elementwise
def tensor_equals(self: "TensorLike", other: Any) -> Any:
    """What `==` does: `equal`, and False for None and for shapes that do not broadcast."""
    return _operator(self, other, equal, otherwise=False)


@elementwise
def tensor_not_equals(self: "TensorLike", other: Any) -> Any:
    """What `!=` does: `not_equal`, and True for None and for shapes that do not broadcast."""
    return _operator(self, other, not_equal, otherwise=True)


def _operator(self: Any, other: Any, compare: Any, *, otherwise: bool) -> Any:
    if other is None:
        return otherwise
    left, right = same_dtype(self, other, compare.__name__)
    try:
        broadcast_shape(left.shape, right.shape, compare.__name__)  # type: ignore[arg-type]
    except InvalidArgumentError:
        return as_tensor(otherwise)
    return compare(left, right)


@overload
def where(condition: "TensorLike", *, name: str | None = None) -> Tensor: ...
@overload
def where(
    condition: "TensorLike", x: "TensorLike", y: "TensorLike", name: str | None = None
) -> Tensor: ...
@dispatched
def where(
    condition: "TensorLike",
    x: "TensorLike | None" = None,
    y: "TensorLike | None" = None,
    name: str | None = None,
) -> Tensor:
    """Choose `x` where `condition` holds and `y` elsewhere; all three broadcast.

    With `condition` alone: the indices of its true elements, int64, shape `(count, rank)`.

    Raises:
        ValueError: Only one of `x` and `y`.
        InvalidArgumentError: A scalar `condition` alone.
    """
    chosen = as_tensor(condition, op="where")
    if x is None and y is None:
        if chosen.ndim == 0:
            raise InvalidArgumentError(
                "where: expected a condition of rank 1 or more. Received: a scalar.", op="where"
            )
        return Tensor(_indices_where((chosen._slot,)), dtypes.int64)
    if x is None or y is None:
        raise ValueError("x and y must both be non-None or both be None.")
    require_dtype(chosen, BOOL, "where", "condition")
    left, right = same_dtype(x, y, "where")
    if left.dtype is dtypes.string:
        return moved(lambda *places: where(chosen, *places), left, right)
    if left.dtype.is_bool:  # the kernel of WASM reads bools as if they were wider
        unchosen = logical_and(logical_not(chosen), right)
        return logical_or(logical_and(chosen, left), unchosen)
    sizes = [tuple(n or 0 for n in t.shape) for t in (chosen, left, right)]
    if any(0 in shape for shape in sizes):  # the kernel takes the larger size, not the empty one
        whole = broadcast_shape(broadcast_shape(sizes[0], sizes[1], "where"), sizes[2], "where")
        return filled(whole, 0, left.dtype, (left, right))
    return Tensor(_select((chosen._slot, left._slot, right._slot)), left.dtype)


def and_(x: "TensorLike", y: "TensorLike") -> Tensor:
    """What `&` does: `logical_and` of bools, `bitwise_and` of integers."""
    return logical_and(x, y) if _are_bool(x, y) else bitwise_and(x, y)


def or_(x: "TensorLike", y: "TensorLike") -> Tensor:
    """What `|` does: `logical_or` of bools, `bitwise_or` of integers."""
    return logical_or(x, y) if _are_bool(x, y) else bitwise_or(x, y)


def xor_(x: "TensorLike", y: "TensorLike") -> Tensor:
    """What `^` does: `logical_xor` of bools, `bitwise_xor` of integers."""
    return logical_xor(x, y) if _are_bool(x, y) else bitwise_xor(x, y)


def invert(x: "TensorLike") -> Tensor:
    """What `~` does: `logical_not` of bools, `bitwise.invert` of integers."""
    return logical_not(x) if _are_bool(x, x) else _bitwise_invert(x)


def _are_bool(x: "TensorLike", y: "TensorLike") -> bool:
    kinds = Tensor | Variable | Composite
    tensor = x if isinstance(x, kinds) else y
    return isinstance(tensor, kinds) and tensor.dtype.is_bool
