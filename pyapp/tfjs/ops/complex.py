"""Complex numbers put together and taken apart."""

import math
from typing import TYPE_CHECKING, Any

from tfjs import _bridge, dtypes
from tfjs.dtypes import COMPLEX, FLOATING, NUMERIC, DType
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, require_dtype
from tfjs.ops.casting import cast, identity
from tfjs.ops.comparison import where
from tfjs.ops.math import atan2, less, multiply, negative
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_complex = _bridge.Instruction("complex", op="complex")
_real = _bridge.Instruction("real", op="real")
_imag = _bridge.Instruction("imag", op="imag")


def complex(real: "TensorLike", imag: "TensorLike", name: str | None = None) -> Tensor:
    """Complex numbers of real and imaginary parts, which broadcast: complex64, or 128 of float64.

    Raises:
        TypeError: Parts that are not both float32 or both float64.
    """
    if not isinstance(real, Tensor) and isinstance(imag, Tensor):
        second = as_tensor(imag, op="complex")
        first = as_tensor(real, hint=second.dtype, op="complex")
    else:
        first = as_tensor(real, op="complex")
        second = as_tensor(imag, hint=first.dtype, op="complex")
    if first.dtype is not second.dtype or first.dtype not in (dtypes.float32, dtypes.float64):
        raise TypeError(
            f"real and imag have incorrect types: {first.dtype.name} {second.dtype.name}. Use "
            "tf.cast."
        )
    return joined(first, second)


def joined(real: Tensor, imag: Tensor) -> Tensor:
    """Complex numbers of two floating tensors of one dtype that broadcast."""
    if real.shape != imag.shape:
        real, imag = real + multiply(imag, 0.0), imag + multiply(real, 0.0)
    kind = dtypes.complex128 if real.dtype is dtypes.float64 else dtypes.complex64
    return Tensor(_complex((real._slot, imag._slot)), kind)


def parts(x: Tensor) -> tuple[Tensor, Tensor]:
    """Real and imaginary part of a complex tensor."""
    kind = x.dtype.real_dtype
    return Tensor(_real((x._slot,)), kind), Tensor(_imag((x._slot,)), kind)


def real(input: "TensorLike", name: str | None = None) -> Tensor:
    """The real part; real numbers stay as they are."""
    x = require_dtype(as_tensor(input, op="real"), NUMERIC, "real", "input")
    return Tensor(_real((x._slot,)), x.dtype.real_dtype) if x.dtype.is_complex else x


def imag(input: "TensorLike", name: str | None = None) -> Tensor:
    """The imaginary part; 0 for real numbers."""
    x = require_dtype(as_tensor(input, op="imag"), NUMERIC, "imag", "input")
    if not x.dtype.is_complex:
        return multiply(x, cast(0, x.dtype))
    return Tensor(_imag((x._slot,)), x.dtype.real_dtype)


def conj(x: "TensorLike", name: str | None = None) -> Tensor:
    """The number with the opposite imaginary part; real numbers stay as they are.

    Raises:
        TypeError: No numbers.
    """
    tensor = as_tensor(x, op="conj")
    if not tensor.dtype.is_numeric:
        raise TypeError(f"Expected numeric or variant tensor, got dtype {tensor.dtype!r}")
    if not tensor.dtype.is_complex:
        return tensor if type(tensor) is Tensor else identity(tensor)
    re, im = parts(tensor)
    return Tensor(_complex((re._slot, negative(im)._slot)), tensor.dtype)


def angle(input: "TensorLike", name: str | None = None) -> Tensor:
    """Angle of complex numbers in radians within ±π; of real numbers 0, or π below 0.

    Raises:
        TypeError: Integers.
    """
    x = as_tensor(input, op="angle")
    if x.dtype not in COMPLEX | FLOATING:
        raise TypeError(f"angle: expected complex or floating numbers. Received: {x.dtype.name}.")
    if x.dtype.is_complex:
        re, im = parts(x)
        return atan2(im, re)
    return where(less(x, 0.0), cast(math.pi, x.dtype), cast(0.0, x.dtype))


def as_complex(value: Any, op: str, kind: DType | None = None) -> Tensor:
    """A complex tensor.

    Raises:
        InvalidArgumentError: One that is not complex.
    """
    x = as_tensor(value, hint=kind or dtypes.complex64, op=op)
    if not x.dtype.is_complex:
        raise InvalidArgumentError(
            f"{op}: expected complex numbers. Received: {x.dtype.name} {x.shape}. Use tf.cast.",
            op=op,
        )
    return x
