"""The same bits under another dtype: `tf.bitcast`."""

from typing import TYPE_CHECKING

from tfjs import _bridge, dtypes
from tfjs.dtypes import DType
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor
from tfjs.ops.casting import identity
from tfjs.ops.shaping import sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike

_reinterpret = _bridge.Instruction("bits.reinterpret", "own", op="bitcast")

_BYTES = {"float32": 4, "int32": 4, "uint32": 4, "int16": 2, "uint16": 2, "int8": 1, "uint8": 1}


def bitcast(input: "TensorLike", type: "DTypeLike", name: str | None = None) -> Tensor:
    """Read the bits of `input` as another dtype, without converting values.

    Args:
        input: float32, or an integer of up to 32 bits.
        type: Another of those. To a wider one the last axis holds the parts of one element, low
            ones first, and goes away; to a narrower one such an axis is added.

    Raises:
        InvalidArgumentError: The last axis does not hold one element.

    Differs from TensorFlow: float64, float16, complex and 64-bit integers are refused, because
    their bits are others here.
    """
    x, target = as_tensor(input, op="bitcast"), dtypes.as_dtype(type)
    for kind in (x.dtype, target):
        if kind.name not in _BYTES:
            raise InvalidArgumentError(
                f"bitcast: expected dtypes {', '.join(_BYTES)}. Received: {kind.name}.",
                op="bitcast",
            )
    if x.dtype is target:
        return identity(x)
    shape = _shape(sizes_of(x), x.dtype, target)
    slot = _reinterpret((x._slot,), (x.dtype.name, target.name, shape))
    return Tensor(slot, target)


def _shape(sizes: tuple[int, ...], own: DType, target: DType) -> tuple[int, ...]:
    have, want = _BYTES[own.name], _BYTES[target.name]
    if have >= want:
        return sizes if have == want else (*sizes, have // want)
    if not sizes or sizes[-1] != want // have:
        raise InvalidArgumentError(
            f"bitcast: Cannot bitcast from {own.name} to {target.name}: the last axis must have "
            f"{want // have} elements. Received: shape={list(sizes)}.",
            op="bitcast",
        )
    return sizes[:-1]
