"""Bits of integers: `tf.bitwise`.

TF.js has only the kernel for AND, and not on WebGPU; the rest follows from it by arithmetic that
cannot overflow.
"""

from typing import TYPE_CHECKING

import numpy as np

from tfjs import _bridge
from tfjs.dtypes import INTEGER
from tfjs.ops._arguments import as_tensor, from_array, require_dtype, same_dtype
from tfjs.ops._families import filled, wrapped
from tfjs.ops._shapes import broadcast_shape
from tfjs.ops.casting import cast
from tfjs.ops.math import add, maximum, minimum, multiply, subtract
from tfjs.ops.shaping import broadcast_to, sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_and = _bridge.Instruction("bitwiseAnd", op="bitwise_and")
_floor_divide = _bridge.binary("FloorDiv", "right_shift")
_power = _bridge.binary("Pow", "left_shift")


def bitwise_and(x: "TensorLike", y: "TensorLike", name: str | None = None) -> Tensor:
    """Bits that are set in both, element by element, with broadcasting.

    WebGPU has no such kernel: there the values are read back and computed on the host.
    """
    left, right = _integers(x, y, "bitwise_and")
    if _bridge.current_backend() == "webgpu":
        values = np.bitwise_and(left.numpy(), right.numpy())
        return from_array(np.asarray(values), left.dtype, None, "bitwise_and")
    shape = broadcast_shape(sizes_of(left), sizes_of(right), "bitwise_and")
    left, right = broadcast_to(left, shape), broadcast_to(right, shape)
    return Tensor(_and((left._slot, right._slot)), left.dtype)


def bitwise_or(x: "TensorLike", y: "TensorLike", name: str | None = None) -> Tensor:
    """Bits that are set in one of both, element by element."""
    left, right = _integers(x, y, "bitwise_or")
    return add(subtract(left, bitwise_and(left, right)), right)


def bitwise_xor(x: "TensorLike", y: "TensorLike", name: str | None = None) -> Tensor:
    """Bits that are set in exactly one of both, element by element."""
    left, right = _integers(x, y, "bitwise_xor")
    both = bitwise_and(left, right)
    return add(subtract(left, both), subtract(right, both))


def invert(x: "TensorLike", name: str | None = None) -> Tensor:
    """Every bit flipped."""
    tensor = require_dtype(as_tensor(x, op="invert"), INTEGER, "invert")
    all_bits = tensor.dtype.max if tensor.dtype.is_unsigned and tensor.dtype.wraps else -1
    return subtract(filled((), all_bits, tensor.dtype), tensor)


def left_shift(x: "TensorLike", y: "TensorLike", name: str | None = None) -> Tensor:
    """Bits moved `y` places up; those that leave the dtype are lost.

    As in TensorFlow, the places are at least 0 and at most one less than the dtype's bits.
    """
    left, right = _integers(x, y, "left_shift")
    return multiply(left, _power_of_two(_places(right)))


def right_shift(x: "TensorLike", y: "TensorLike", name: str | None = None) -> Tensor:
    """Bits moved `y` places down; a negative number keeps its sign."""
    left, right = _integers(x, y, "right_shift")
    right = _places(right)
    return wrapped(Tensor(_floor_divide(left._slot, _power_of_two(right)._slot), left.dtype))


def _places(count: Tensor) -> Tensor:
    most = min(8 * count.dtype.size, 32) - 1
    return minimum(maximum(count, cast(0, count.dtype)), cast(most, count.dtype))


def _power_of_two(exponent: Tensor) -> Tensor:
    return Tensor(_power(filled((), 2, exponent.dtype)._slot, exponent._slot), exponent.dtype)


def _integers(x: "TensorLike", y: "TensorLike", op: str) -> tuple[Tensor, Tensor]:
    left, right = same_dtype(x, y, op)
    require_dtype(left, INTEGER, op)
    return left, right
