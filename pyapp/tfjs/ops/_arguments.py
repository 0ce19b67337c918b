"""Arguments on their way into operations: what becomes a tensor, and with which dtype."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _bridge, _operators, dtypes
from tfjs.dtypes import REAL, DType
from tfjs.errors import DTypeError, InvalidArgumentError
from tfjs.ops._arrays import array_of, leaf_types
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike

_PYTHON_NUMBERS = {bool: dtypes.bool, int: dtypes.int32, float: dtypes.float32}
COUNTS = frozenset({dtypes.int32, dtypes.int64})
"""Integers that may meet: NumPy's default is the one here, the other where TensorFlow runs."""
_FLOAT32 = 3.4028235677973366e38
"""The least number that float32 rounds to infinity."""
_INT32 = (-(2**31), 2**31 - 1)


def as_tensor(
    value: "TensorLike",
    dtype: "DTypeLike | None" = None,
    *,
    hint: DType | None = None,
    op: str = "convert_to_tensor",
) -> Tensor:
    """`value` as a tensor.

    Args:
        value: A tensor, variable, array, number, string, or nested lists of those.
        dtype: What it must be. A tensor of another dtype is refused, a Python value or array is
            converted.
        hint: What it should be if `value` has no dtype of its own, or an array's can be converted
            without harm.
        op: For messages.

    Raises:
        ValueError: A tensor of another dtype; ragged nested lists.
        TypeError: A value that cannot be of this dtype.
    """
    wanted = None if dtype is None else dtypes.as_dtype(dtype)
    if type(value) is Tensor:
        return _checked(value, wanted, op)
    if isinstance(value, Variable):
        return _checked(value._cell, wanted, op)
    if isinstance(value, Tensor):
        return _checked(value, wanted, op)
    to_tensor = getattr(value, "__tf_tensor__", None)
    if to_tensor is not None:
        return _checked(to_tensor(), wanted, op)
    kind = type(value)
    if kind in _PYTHON_NUMBERS:
        return _number(value, kind, wanted or hint, strict=wanted is not None, op=op)  # type: ignore[arg-type]
    if isinstance(value, list | tuple) and _holds_tensor(value):
        return _packed(value, wanted or hint, op)
    return from_array(value, wanted, hint, op)


def _checked(tensor: Tensor, wanted: DType | None, op: str) -> Tensor:
    if wanted is not None and tensor.dtype is not wanted:
        raise ValueError(
            f"{op}: Tensor conversion requested dtype {wanted.name} for Tensor with dtype "
            f"{tensor.dtype.name}. "
            "Use tf.cast."
        )
    return tensor


def _number(value: float, kind: type, target: DType | None, *, strict: bool, op: str) -> Tensor:
    """A Python number takes the dtype that is asked for if that loses nothing of its kind."""
    own = _PYTHON_NUMBERS[kind]
    if target is None and kind is float and _FLOAT32 <= abs(value) < math.inf:
        _refuse_infinite(value, op)
    if target is None or (not strict and not _holds_number(target, kind)):
        target = own
    if not _holds_number(target, kind):
        raise TypeError(f"Cannot convert {value!r} to EagerTensor of dtype {target.name}")
    if target is own and kind is int and not _INT32[0] <= value <= _INT32[1]:
        target = dtypes.int64
    if target.is_complex:
        return from_array(complex(value), target, None, op)
    if target.wraps:
        value = (int(value) - target.min) % (target.max - target.min + 1) + target.min
    elif target.is_integer:
        low, high = max(target.min, _INT32[0]), min(target.max, _INT32[1])
        if not low <= value <= high:
            raise _out_of_range(f"{value}", target, op)
    return Tensor(_bridge.scalar(value, target.storage), target)


def _holds_number(target: DType, kind: type) -> bool:
    """Whether a dtype takes a Python number of this type."""
    if target.is_bool:
        return kind is bool
    return target.is_floating or target.is_complex or (target.is_integer and kind is not float)


def _out_of_range(what: str, target: DType, op: str) -> InvalidArgumentError:
    return InvalidArgumentError(
        f"{op}: expected values that {target.name} can hold (in 32 bits here). Received: {what}.",
        op=op,
    )


def _holds_tensor(value: Sequence[Any]) -> bool:
    return any(issubclass(kind, Tensor | Variable) for kind in leaf_types(value))


def _packed(value: Sequence[Any], target: DType | None, op: str) -> Tensor:
    """Nested lists with tensors inside, stacked; Python numbers take the tensors' dtype."""
    if target is None:
        target = _first_dtype(value)
    items = [
        as_tensor(item, hint=target, op=op)
        if isinstance(item, Tensor | Variable | list | tuple)
        else as_tensor(item, target, op=op)
        for item in value
    ]
    return _operators.ops.stack(items)  # type: ignore[no-any-return]


def _first_dtype(value: Any) -> DType | None:
    if isinstance(value, Tensor | Variable):
        return value.dtype
    if isinstance(value, list | tuple):
        return next((d for d in map(_first_dtype, value) if d is not None), None)
    return None


def from_array(value: Any, wanted: DType | None, hint: DType | None, op: str) -> Tensor:
    """Anything that NumPy can make an array of."""
    wide = (wanted or hint) is dtypes.complex128
    array, own, is_array = array_of(value, op, complex_wanted=wide)
    if wanted is hint is None and own is dtypes.float32 and not is_array:
        _refuse_infinite(array, op)
    takes = hint is not None and (_converts(own, hint, is_array) or not (is_array or array.size))
    target = wanted or (hint if takes and hint is not None else own)
    if array.size == 0 and not is_array:
        array = array.astype(target.as_numpy_dtype)
    _check_conversion(array, own, target, op, is_array=is_array)
    if target.wraps and own is not target:
        array = array.astype(target.as_numpy_dtype)
    return Tensor(_bridge.upload(array, target.storage), target)


def _refuse_infinite(value: Any, op: str) -> None:
    sizes = np.abs(value)
    if np.any((sizes >= _FLOAT32) & (sizes < math.inf)):
        raise ValueError(
            f"{op}: Can't convert Python sequence with a value out of range for float32. Received: "
            f"{value!r:.200}. Use an array, which gives infinity, or divide before."
        )


def _converts(own: DType, target: DType, is_array: bool) -> bool:
    """Whether a hint may decide: numbers to numbers; only arrays lose their fractions."""
    if own.storage == target.storage:
        return True
    if own.is_bool:
        return target in REAL and not is_array
    if own.is_integer:
        return target.is_floating or target.is_complex
    return own.is_floating and (target.is_complex or (is_array and target.is_integer))


def _check_conversion(
    array: "np.ndarray[Any, Any]", own: DType, target: DType, op: str, *, is_array: bool
) -> None:
    if array.size == 0 or (
        own is target and target not in (dtypes.int64, dtypes.uint32, dtypes.uint64)
    ):
        return
    if (own is dtypes.string) != (target is dtypes.string):
        raise TypeError(
            f"{op}: Cannot convert {array.tolist()!r:.200} to EagerTensor of dtype {target.name}"
        )
    narrowed = own.is_floating and target.storage in ("int32", "bool")
    if not is_array and (narrowed or (own.is_complex and not target.is_complex)):
        raise TypeError(
            f"{op}: Cannot convert {array.tolist()!r:.200} to EagerTensor of dtype {target.name}"
        )
    if target.is_integer and not target.wraps and array.size and own.is_integer:
        low, high = max(target.min, _INT32[0]), min(target.max, _INT32[1])
        smallest, largest = array.min(), array.max()
        if smallest < low or largest > high:
            raise _out_of_range(f"values from {smallest} to {largest}", target, op)


def owned(slots: Sequence[int], kinds: Sequence[DType]) -> list[Tensor]:
    """Tensors that own slots from now on."""
    return [Tensor(slot, kind) for slot, kind in zip(slots, kinds, strict=True)]


def same_dtype(x: "TensorLike", y: "TensorLike", op: str) -> tuple[Tensor, Tensor]:
    """Both arguments of a binary operation as tensors of one dtype; Python values take the other's.

    Of `int32` and `int64` both become `int64`, which TensorFlow refuses: NumPy's own integers have
    32 bits here and 64 where such programs were written.

    Raises:
        InvalidArgumentError: Two tensors of different dtypes.
    """
    if isinstance(x, Tensor | Variable) or not isinstance(y, Tensor | Variable):
        left = as_tensor(x, op=op)
        right = as_tensor(y, hint=left.dtype, op=op)
    else:
        right = as_tensor(y, op=op)
        left = as_tensor(x, hint=right.dtype, op=op)
    if left.dtype is not right.dtype:
        if left.dtype in COUNTS and right.dtype in COUNTS:
            return widened(left), widened(right)
        raise DTypeError(
            f"{op}: expected both arguments of one dtype. Received: {left.dtype.name} "
            f"{left.shape} and "
            f"{right.dtype.name} {right.shape}. Use tf.cast on one of them.",
            op=op,
        )
    return left, right


def widened(tensor: Tensor) -> Tensor:
    """An integer tensor as `int64`."""
    return tensor if tensor.dtype is dtypes.int64 else _operators.ops.cast(tensor, dtypes.int64)


def require_dtype(
    tensor: Tensor, accepted: frozenset[DType], op: str, argument: str = "x"
) -> Tensor:
    """`tensor`, if its dtype is one that `op` takes.

    Raises:
        InvalidArgumentError: It is not.
    """
    if tensor.dtype not in accepted:
        names = ", ".join(sorted(d.name for d in accepted))
        raise DTypeError(
            f"{op}: expected `{argument}` of dtype {names}. Received: "
            f"{argument}={tensor.dtype.name} {tensor.shape}.",
            op=op,
        )
    return tensor
