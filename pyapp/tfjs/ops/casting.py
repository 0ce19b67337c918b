"""Changing the dtype of a tensor."""

from typing import TYPE_CHECKING

from tfjs import _bridge, dtypes
from tfjs._dispatch import elementwise
from tfjs.dtypes import DType
from tfjs.errors import UnimplementedError
from tfjs.ops._arguments import as_tensor
from tfjs.ops._families import wrapped
from tfjs.ops.math import maximum, minimum
from tfjs.pending import Pending
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike

_cast = _bridge.Instruction("cast", op="cast")
_identity = _bridge.unary("Identity", "identity")
_is_set = _bridge.binary("NotEqual", "cast")


@elementwise
def identity(input: "TensorLike", name: str | None = None) -> Tensor:
    """A tensor with the same values as `input`."""
    tensor = as_tensor(input, op="identity")
    return Tensor(_identity(tensor._slot), tensor.dtype)


def relabeled(tensor: Tensor, dtype: DType) -> Tensor:
    """The same stored values under another dtype that is stored alike."""
    return tensor if tensor.dtype is dtype else Tensor(_identity(tensor._slot), dtype)


@elementwise
def cast(x: "TensorLike", dtype: "DTypeLike", name: str | None = None) -> Tensor:
    """Convert `x` to another dtype.

    Fractions are cut toward zero, integers that do not fit wrap around, complex numbers lose their
    imaginary part, and every number but 0 becomes True. NaN, and floats that no int32 holds, become
    the lowest int32, which is 0 in fewer bits.

    Differs from TensorFlow: int64 has 32 bits here, so that floats beyond them become the lowest
    int32 too, and what is computed of int64 beyond them wraps around.

    Raises:
        UnimplementedError: To or from strings.
    """
    target = dtypes.as_dtype(dtype)
    tensor = as_tensor(x, op="cast")
    own = tensor.dtype
    if type(tensor) is Pending and target is dtypes.float32:
        waiting = tensor.floats()
        if waiting is not None:
            return waiting
    if own is target:
        return tensor if type(tensor) is Tensor else identity(tensor)
    if dtypes.string in (own, target):
        raise UnimplementedError(
            f"cast: Cast {own.name} to {target.name} is not supported.", op="cast"
        )
    if target.is_bool:  # TF.js cuts fractions first on WASM, so that 0.5 becomes False
        zero = Tensor(_bridge.scalar(0, own.storage), own)
        return Tensor(_is_set(tensor._slot, zero._slot), target)
    if own.storage != target.storage:
        return wrapped(Tensor(_cast((tensor._slot,), (target.storage,)), target))
    out = Tensor(_identity(tensor._slot), target)
    return wrapped(out) if target.wraps and not _fits(own, target) else out


def _fits(own: DType, target: DType) -> bool:
    return bool(target.min <= own.min and own.max <= target.max)


@elementwise
def saturate_cast(value: "TensorLike", dtype: "DTypeLike", name: str | None = None) -> Tensor:
    """Convert `value` to another dtype; what does not fit becomes the nearest value that does."""
    target = dtypes.as_dtype(dtype)
    tensor = as_tensor(value, op="saturate_cast")
    own = tensor.dtype
    if None in (own.limits, target.limits):
        return cast(tensor, target)
    low, high = max(own.min, target.min), min(own.max, target.max)
    if low > own.min or high < own.max:
        if own.is_floating and target.is_integer and not target.wraps:
            high = 2**31 - 128  # the largest float32 that an int32 can hold
            low = max(low, -(2**31))
        if own.is_integer and not own.wraps:
            low, high = max(low, -(2**31)), min(high, 2**31 - 1)
        bounds = (Tensor(_bridge.scalar(float(b), own.storage), own) for b in (low, high))
        tensor = minimum(maximum(tensor, next(bounds)), next(bounds))
    return cast(tensor, target)
