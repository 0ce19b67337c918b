"""Functions of `tf.keras.ops` that work on the bits of integers."""

from typing import Any

from tfjs import bitwise
from tfjs.keras.ops.promotion import promoted
from tfjs.keras.ops.symbolic import operation
from tfjs.ops.creation import convert_to_tensor
from tfjs.tensor import Tensor


@operation("numpy", "BitwiseAnd", "x y", elementwise=True)
def bitwise_and(x: Any, y: Any) -> Tensor:
    """The bits that both have."""
    return bitwise.bitwise_and(*promoted(x, y))


@operation("numpy", "BitwiseOr", "x y", elementwise=True)
def bitwise_or(x: Any, y: Any) -> Tensor:
    """The bits that one of them has."""
    return bitwise.bitwise_or(*promoted(x, y))


@operation("numpy", "BitwiseXor", "x y", elementwise=True)
def bitwise_xor(x: Any, y: Any) -> Tensor:
    """The bits that exactly one of them has."""
    return bitwise.bitwise_xor(*promoted(x, y))


@operation("numpy", "BitwiseInvert", elementwise=True)
def bitwise_invert(x: Any) -> Tensor:
    """The bits that it does not have."""
    return bitwise.invert(convert_to_tensor(x))


@operation("numpy", "BitwiseNot", elementwise=True)
def bitwise_not(x: Any) -> Tensor:
    """The bits that it does not have."""
    return bitwise.invert(convert_to_tensor(x))


@operation("numpy", "BitwiseLeftShift", "x y", elementwise=True)
def bitwise_left_shift(x: Any, y: Any) -> Tensor:
    """`x * 2**y`, within the bits of the dtype."""
    return bitwise.left_shift(*promoted(x, y))


@operation("numpy", "LeftShift", "x y", elementwise=True)
def left_shift(x: Any, y: Any) -> Tensor:
    """`x * 2**y`, within the bits of the dtype."""
    return bitwise.left_shift(*promoted(x, y))


@operation("numpy", "BitwiseRightShift", "x y", elementwise=True)
def bitwise_right_shift(x: Any, y: Any) -> Tensor:
    """`x // 2**y`."""
    return bitwise.right_shift(*promoted(x, y))


@operation("numpy", "RightShift", "x y", elementwise=True)
def right_shift(x: Any, y: Any) -> Tensor:
    """`x // 2**y`."""
    return bitwise.right_shift(*promoted(x, y))
