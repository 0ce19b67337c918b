"""Functions of `tf.keras.ops` on single elements that few programs need."""

import math as python_math
from typing import Any

from tfjs import dtypes, math
from tfjs.flow.loops import while_loop
from tfjs.keras.engine.dtypes import standardize_dtype
from tfjs.keras.ops.elementwise import _one as one
from tfjs.keras.ops.elementwise import _two as two
from tfjs.keras.ops.elementwise import power
from tfjs.keras.ops.elementwise import zeros_like as zeros_of
from tfjs.keras.ops.promotion import floating, promoted
from tfjs.keras.ops.symbolic import operation
from tfjs.ops.bits import bitcast
from tfjs.ops.casting import cast, identity
from tfjs.ops.casting import saturate_cast as saturated
from tfjs.ops.comparison import where
from tfjs.ops.creation import convert_to_tensor, ones_like, zeros_like
from tfjs.tensor import Tensor


def _sinc(x: Tensor) -> Tensor:
    there = where(math.equal(x, 0.0), ones_like(x), x) * python_math.pi
    return where(math.equal(x, 0.0), ones_like(x), math.sin(there) / there)


cbrt = one("Cbrt", lambda x: math.sign(x) * math.pow(math.abs(x), 1.0 / 3.0))
deg2rad = one("Deg2rad", lambda x: x * (python_math.pi / 180.0))
rad2deg = one("Rad2deg", lambda x: x * (180.0 / python_math.pi))
exp2 = one("Exp2", lambda x: math.exp(x * python_math.log(2.0)))
fabs = one("Fabs", math.abs)
i0 = one("I0", math.bessel_i0)
sinc = one("Sinc", _sinc)
erfc = one("Erfc", math.erfc, module="math")
erfinv = one("Erfinv", math.erfinv, module="math")
angle = one("Angle", math.angle)
real = one("Real", math.real, floats=False)
imag = one("Imag", math.imag, floats=False)
conjugate = one("Conjugate", math.conj, floats=False)
conj = conjugate
isposinf = one("Isposinf", lambda x: math.logical_and(math.is_inf(x), math.greater(x, 0.0)))
isneginf = one("Isneginf", lambda x: math.logical_and(math.is_inf(x), math.less(x, 0.0)))
hypot = two("Hypot", lambda a, b: math.sqrt(math.square(a) + math.square(b)), floats=True)
logaddexp2 = two(
    "Logaddexp2",
    lambda a, b: (
        math.maximum(a, b)
        + math.log1p(math.exp(-math.abs(a - b) * python_math.log(2.0))) / python_math.log(2.0)
    ),
    floats=True,
)
nextafter = two("Nextafter", math.nextafter, floats=True)
fmod = two("Fmod", lambda a, b: math.sign(a) * math.floormod(math.abs(a), math.abs(b)))


@operation("numpy", "Trunc", elementwise=True)
def trunc(x: Any) -> Tensor:
    """Without the part behind the point."""
    tensor = convert_to_tensor(x)
    if not tensor.dtype.is_floating:
        return tensor
    return where(math.less(tensor, 0.0), math.ceil(tensor), math.floor(tensor))


@operation("numpy", "Isreal", elementwise=True)
def isreal(x: Any) -> Tensor:
    """Whether the imaginary part is 0."""
    tensor = convert_to_tensor(x)
    if tensor.dtype.is_complex:
        return math.equal(math.imag(tensor), 0.0)
    return ones_like(tensor, dtype=dtypes.bool)


@operation("numpy", "Signbit", elementwise=True)
def signbit(x: Any) -> Tensor:
    """Whether the sign is a minus, that of -0.0 too."""
    tensor = convert_to_tensor(x)
    if tensor.dtype.is_bool:
        return zeros_like(tensor)
    if tensor.dtype.is_integer:
        return math.less(tensor, 0)
    return math.less(bitcast(cast(tensor, dtypes.float32), dtypes.int32), 0)


@operation("numpy", "Heaviside", "x1 x2", elementwise=True)
def heaviside(x1: Any, x2: Any) -> Tensor:
    """0 below 0, 1 above, and `x2` at 0."""
    one_, two_ = promoted(x1, x2)
    one_, two_ = floating(one_), floating(two_)
    step = where(math.greater(one_, 0.0), ones_like(one_), two_)
    return where(math.less(one_, 0.0), zeros_like(one_), step)


@operation("numpy", "Fmax", "x1 x2", elementwise=True)
def fmax(x1: Any, x2: Any) -> Tensor:
    """The larger of two; the other where one is NaN."""
    return _without_nan(math.maximum, x1, x2)


@operation("numpy", "Fmin", "x1 x2", elementwise=True)
def fmin(x1: Any, x2: Any) -> Tensor:
    """The smaller of two; the other where one is NaN."""
    return _without_nan(math.minimum, x1, x2)


def _without_nan(function: Any, x1: Any, x2: Any) -> Tensor:
    left, right = promoted(x1, x2)
    found = function(left, right)
    if not found.dtype.is_floating:
        return found  # type: ignore[no-any-return]
    found = where(math.is_nan(left), right + zeros_like(found), found)
    return where(math.is_nan(right), left + zeros_like(found), found)


@operation("numpy", "Ldexp", "x1 x2", elementwise=True)
def ldexp(x1: Any, x2: Any) -> Tensor:
    """`x1 * 2**x2`.

    Raises:
        TypeError: An exponent that is no integer.
    """
    exponent = convert_to_tensor(x2)
    if not exponent.dtype.is_integer:
        raise TypeError(
            f"ldexp exponent must be an integer type. Received: x2 dtype={exponent.dtype}"
        )
    tensor = floating(x1)
    return tensor * power(cast(2.0, tensor.dtype), cast(exponent, tensor.dtype))  # type: ignore[no-any-return]


@operation("numpy", "Gcd", "x1 x2", elementwise=True)
def gcd(x1: Any, x2: Any) -> Tensor:
    """Greatest common divisors of integers.

    Raises:
        TypeError: Numbers that are no integers.
    """
    return _divisor(*_integers("gcd", x1, x2))


@operation("numpy", "Lcm", "x1 x2", elementwise=True)
def lcm(x1: Any, x2: Any) -> Tensor:
    """Least common multiples of integers.

    Raises:
        TypeError: Numbers that are no integers.
    """
    left, right = _integers("lcm", x1, x2)
    divisor = _divisor(left, right)
    safe = math.maximum(divisor, 1)
    return left * math.floordiv(right, safe)  # type: ignore[no-any-return]


def _integers(op: str, x1: Any, x2: Any) -> tuple[Tensor, Tensor]:
    left, right = promoted(x1, x2)
    if not left.dtype.is_integer:
        raise TypeError(f"Arguments to {op} must be integers. Received: {left.dtype}")
    left, right = math.abs(left), math.abs(right)
    zeros = zeros_like(left + right)
    return left + zeros, right + zeros


def _divisor(left: Tensor, right: Tensor) -> Tensor:
    def step(a: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
        there = math.not_equal(b, 0)
        rest = math.floormod(a, math.maximum(b, 1))
        return where(there, b, a), where(there, rest, zeros_like(b))

    found = while_loop(lambda a, b: math.reduce_any(math.not_equal(b, 0)), step, (left, right))
    return found[0]  # type: ignore[no-any-return]


@operation("core", "SaturateCast")
def saturate_cast(x: Any, dtype: Any) -> Tensor:
    """Another dtype; what it cannot hold becomes its largest or smallest number."""
    return saturated(convert_to_tensor(x), standardize_dtype(dtype))


@operation("numpy", "View")
def view(x: Any, dtype: Any = None) -> Tensor:
    """The same bits read as another dtype of the same size.

    Raises:
        ValueError: A dtype of another size.
    """
    tensor = convert_to_tensor(x)
    kind = dtypes.as_dtype(standardize_dtype(dtype) if dtype else tensor.dtype)
    if kind.size != tensor.dtype.size:
        raise ValueError(
            f"view: expected a dtype of {tensor.dtype.size} bytes. Received: {kind.name}, of "
            f"{kind.size} bytes."
        )
    return bitcast(tensor, kind)


@operation("numpy", "Copy")
def copy(x: Any) -> Tensor:
    """The same values."""
    return identity(convert_to_tensor(x))


def empty_like(x: Any, dtype: Any = None) -> Tensor:
    """Zeros in the shape of a tensor: nothing is left uninitialized here."""
    return zeros_of(x, dtype=dtype)
