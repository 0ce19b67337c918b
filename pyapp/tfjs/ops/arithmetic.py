"""Element-wise arithmetic with rules of its own: division, powers, rounding, clipping, sums."""

from typing import TYPE_CHECKING, Any

from tfjs import _bridge, dtypes
from tfjs._dispatch import elementwise
from tfjs.dtypes import FLOATING, NUMERIC, REAL
from tfjs.errors import InvalidArgumentError
from tfjs.indexed_slices import IndexedSlices
from tfjs.ops._arguments import as_tensor, require_dtype, same_dtype
from tfjs.ops._families import BinaryOp, UnaryOp, binary, filled, unary, wrapped
from tfjs.ops.casting import cast, identity
from tfjs.ops.comparison import equal, not_equal, where
from tfjs.ops.math import (
    INEXACT,
    abs,
    add,
    floor,
    is_finite,
    less,
    log,
    log1p,
    logical_and,
    logical_not,
    logical_xor,
    maximum,
    minimum,
    multiply,
    negative,
    rint,
    softplus,
    subtract,
)
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tfjs._typing import TensorLike

_divide = _bridge.binary("RealDiv", "truediv")
_floor_divide_int = _bridge.binary("FloorDiv", "floordiv")
_add_n = _bridge.Instruction("addN", "list", op="add_n")
_divide_float: BinaryOp = binary("truediv", "RealDiv", accepts=FLOATING, doc="`x / y`.")
_power: BinaryOp = binary("pow", "Pow", accepts=NUMERIC, wraps=True, doc="`x ** y`.")

_floor_mod = _bridge.binary("Mod", "floormod")
sign: UnaryOp = unary(
    "sign",
    "Sign",
    accepts=REAL,
    doc="-1, 0 or 1, as `x` is negative, zero or positive, `x / |x|` of complex; NaN stays NaN.",
    formula=lambda z: _direction(z),
)


def _direction(z: Tensor) -> Tensor:
    size = abs(z)
    return truediv(z, cast(where(equal(size, 0.0), 1.0, size), z.dtype))


def _any_quotient(x: "TensorLike", y: "TensorLike", name: str | None = None) -> Tensor:
    left, right = same_dtype(x, y, "truediv")
    if left.dtype not in NUMERIC:
        raise TypeError(f"truediv: expected numbers. Received: {left.dtype.name} {left.shape}.")
    if left.dtype.is_integer:
        target = dtypes.float32 if left.dtype.wraps else dtypes.float64
        left, right = cast(left, target), cast(right, target)
    return Tensor(_divide(left._slot, right._slot), left.dtype)


truediv: BinaryOp = binary(
    "truediv",
    "RealDiv",
    accepts=FLOATING,
    others=_any_quotient,
    doc="""Divide `x` by `y`.

    Integers give a fraction: float32 for 8 and 16 bits, else float64.""",
)
divide = truediv


def realdiv(x: "TensorLike", y: "TensorLike", name: str | None = None) -> Tensor:
    """Divide `x` by `y`, both floating."""
    return _divide_float(x, y)


@elementwise
def floordiv(x: "TensorLike", y: "TensorLike", name: str | None = None) -> Tensor:
    """Divide and round down, keeping the dtype.

    Differs from TensorFlow: integers that a GPU found, divided by zeros that it found, give some
    number instead of an error, because nobody reads them.

    Raises:
        InvalidArgumentError: An integer divided by 0; on backends "cpu" and "wasm", and for what
            lies on the CPU anyway.
    """
    left, right = same_dtype(x, y, "floordiv")
    _refuse_zero(y, left, "floordiv")
    require_dtype(left, REAL, "floordiv")
    if left.dtype.is_floating:
        return floor(Tensor(_divide(left._slot, right._slot), left.dtype))
    return wrapped(Tensor(_floor_divide_int(left._slot, right._slot), left.dtype))


def _refuse_zero(divisor: Any, dividend: Tensor, op: str) -> None:
    """Refuse a zero that is no tensor's, among integers, unless it divides nothing."""
    if type(divisor) is int and divisor == 0 and _is_whole(dividend):
        raise InvalidArgumentError(f"{op}: Integer division by zero. Received: 0.", op=op)


def _is_whole(x: Tensor) -> bool:
    return x.dtype.is_integer and 0 not in x.shape


@elementwise
def floormod(x: "TensorLike", y: "TensorLike", name: str | None = None) -> Tensor:
    """Remainder of `x / y`, with the sign of `y`.

    Raises:
        InvalidArgumentError: An integer divided by 0, as in `floordiv`.
    """
    left, right = same_dtype(x, y, "floormod")
    _refuse_zero(y, left, "floormod")
    require_dtype(left, REAL, "floormod")
    return Tensor(_floor_mod(left._slot, right._slot), left.dtype)


mod = floormod


@elementwise
def pow(x: "TensorLike", y: "TensorLike", name: str | None = None) -> Tensor:
    """Raise `x` to the power `y`, element by element.

    `x` and `y` broadcast against each other.

    Raises:
        InvalidArgumentError: A negative power of an integer, as far as `floordiv` finds zeros.
    """
    if type(y) is int and y < 0 and _is_whole(as_tensor(x, op="pow")):
        raise InvalidArgumentError(
            f"pow: Integers to negative integer powers are not allowed. Received: {y}.", op="pow"
        )
    return _power(x, y)


def truncatediv(x: "TensorLike", y: "TensorLike", name: str | None = None) -> Tensor:
    """Divide and cut toward zero, as C does with integers."""
    left, right = same_dtype(x, y, "truncatediv")
    require_dtype(left, REAL, "truncatediv")
    if left.dtype.is_floating:
        quotient = truediv(left, right)
        return where(less(quotient, 0.0), negative(floor(negative(quotient))), floor(quotient))
    below, rest = floordiv(left, right), floormod(left, right)
    zero = filled((), 0, left.dtype)
    # Rounded down where the quotient is negative and leaves a rest: one too low.
    falls = logical_and(not_equal(rest, zero), logical_xor(less(left, zero), less(right, zero)))
    return add(below, cast(falls, left.dtype))


def truncatemod(x: "TensorLike", y: "TensorLike", name: str | None = None) -> Tensor:
    """Remainder of `x / y`, with the sign of `x`, as in C."""
    left, right = same_dtype(x, y, "truncatemod")
    require_dtype(left, REAL, "truncatemod")
    rest = floormod(left, right)
    zero = filled((), 0, left.dtype)
    # The sign of `y` is that of `rest`, but for infinite ones: what is finite stays as it is.
    turned = logical_and(not_equal(rest, zero), logical_xor(less(left, zero), less(right, zero)))
    if left.dtype.is_floating:
        return where(less(abs(left), abs(right)), left, where(turned, subtract(rest, right), rest))
    return where(turned, subtract(rest, right), rest)


def reciprocal_no_nan(x: "TensorLike", name: str | None = None) -> Tensor:
    """`1 / x`, and 0 wherever `x` is 0."""
    tensor = as_tensor(x, op="reciprocal_no_nan")
    if tensor.dtype not in FLOATING:
        raise TypeError(
            f"reciprocal_no_nan: expected a floating dtype. Received: {tensor.dtype.name}."
        )
    return divide_no_nan(filled((), 1, tensor.dtype), tensor)


@elementwise
def divide_no_nan(x: "TensorLike", y: "TensorLike", name: str | None = None) -> Tensor:
    """Divide `x` by `y`, with 0 wherever `y` is 0; integers give a fraction, as in `truediv`."""
    left, right = same_dtype(x, y, "divide_no_nan")
    if left.dtype not in REAL:
        raise TypeError(
            f"divide_no_nan: expected numbers. Received: {left.dtype.name} {left.shape}."
        )
    if left.dtype.is_integer:
        target = dtypes.float32 if left.dtype.wraps else dtypes.float64
        left, right = cast(left, target), cast(right, target)
    zero, one = (filled((), value, left.dtype) for value in (0, 1))
    at_zero = equal(right, zero)
    return where(at_zero, zero, truediv(left, where(at_zero, one, right)))


@elementwise
def multiply_no_nan(x: "TensorLike", y: "TensorLike", name: str | None = None) -> Tensor:
    """Multiply `x` by `y`, with 0 wherever `y` is 0, even if `x` is infinite or NaN."""
    left, right = same_dtype(x, y, "multiply_no_nan")
    require_dtype(left, INEXACT, "multiply_no_nan")
    zero = filled((), 0, left.dtype)
    return multiply(where(logical_and(equal(right, zero), _unbounded(left)), zero, left), right)


def _unbounded(x: Tensor) -> Tensor:
    """Where a number is infinite or NaN."""
    x = abs(x) if x.dtype.is_complex else x
    return logical_not(is_finite(x))


@elementwise
def round(x: "TensorLike", name: str | None = None) -> Tensor:
    """Round to the nearest integer, halves to the even one; integers stay as they are."""
    tensor = as_tensor(x, op="round")
    return identity(tensor) if tensor.dtype.is_integer else rint(tensor)


@elementwise
def clip_by_value(
    t: "TensorLike | IndexedSlices",
    clip_value_min: "TensorLike",
    clip_value_max: "TensorLike",
    name: str | None = None,
) -> Tensor:
    """Bring values into `[clip_value_min, clip_value_max]`.

    The bounds are of the dtype of `t` and broadcast to its shape. Of `tf.IndexedSlices` each slice
    is clipped.
    """
    if isinstance(t, IndexedSlices):
        clipped = clip_by_value(t.values, clip_value_min, clip_value_max)
        return t._with(clipped)  # type: ignore[return-value]
    tensor = require_dtype(as_tensor(t, op="clip_by_value"), REAL, "clip_by_value", "t")
    low = as_tensor(clip_value_min, hint=tensor.dtype, op="clip_by_value")
    high = as_tensor(clip_value_max, hint=tensor.dtype, op="clip_by_value")
    clipped = maximum(minimum(tensor, high), low)
    if clipped.shape != tensor.shape:
        raise InvalidArgumentError(
            "clip_by_value: expected bounds that broadcast to the shape of `t`. Received: "
            f"t={tensor.shape}, "
            f"clip_value_min={low.shape}, clip_value_max={high.shape}.",
            op="clip_by_value",
        )
    return clipped


@elementwise
def add_n(inputs: "Sequence[TensorLike] | Tensor", name: str | None = None) -> Tensor:
    """Sum of tensors of one shape and dtype.

    Raises:
        ValueError: No tensors, or not of one shape and dtype.
    """
    items = [inputs] if isinstance(inputs, Tensor) else list(inputs)
    if not items:
        raise ValueError("add_n: expected at least one tensor. Received: inputs=[].")
    tensors = [as_tensor(item, op="add_n") for item in items]
    first = tensors[0]
    if any(t.shape != first.shape or t.dtype is not first.dtype for t in tensors):
        kinds = ", ".join(f"{t.dtype.name} {t.shape}" for t in tensors)
        raise InvalidArgumentError(
            f"add_n: expected tensors of one shape and dtype. Received: {kinds}.", op="add_n"
        )
    if len(tensors) == 1:
        return identity(first)
    return wrapped(Tensor(_add_n([t._slot for t in tensors]), first.dtype))


def scalar_mul(
    scalar: "TensorLike", x: "TensorLike | IndexedSlices", name: str | None = None
) -> Tensor:
    """Multiply `x`, which may be `tf.IndexedSlices`, by one number."""
    if isinstance(x, IndexedSlices):
        return x._with(scalar_mul(scalar, x.values))  # type: ignore[return-value]
    tensor = as_tensor(x, op="scalar_mul")
    factor = as_tensor(scalar, hint=tensor.dtype, op="scalar_mul")
    if factor.shape.rank != 0:
        raise ValueError(
            f"scalar_mul: expected a scalar. Received: scalar of shape {factor.shape}."
        )
    return multiply(factor, tensor)


def log_sigmoid(x: "TensorLike", name: str | None = None) -> Tensor:
    """`log(sigmoid(x))`, without overflow."""
    return negative(softplus(negative(x)))


def xlogy(x: "TensorLike", y: "TensorLike", name: str | None = None) -> Tensor:
    """`x * log(y)`, and 0 wherever `x` is 0."""
    return _term(x, y, log, "xlogy")


def xlog1py(x: "TensorLike", y: "TensorLike", name: str | None = None) -> Tensor:
    """`x * log(1 + y)`, and 0 wherever `x` is 0."""
    return _term(x, y, log1p, "xlog1py")


def xdivy(x: "TensorLike", y: "TensorLike", name: str | None = None) -> Tensor:
    """`x / y`, and 0 wherever `x` is 0."""
    left, right = same_dtype(x, y, "xdivy")
    require_dtype(left, INEXACT, "xdivy")
    zero, one = (filled((), value, left.dtype) for value in (0, 1))
    at_zero = equal(left, zero)
    return where(at_zero, zero, truediv(left, where(at_zero, one, right)))


def _term(x: "TensorLike", y: "TensorLike", log_of: UnaryOp, op: str) -> Tensor:
    left, right = same_dtype(x, y, op)
    require_dtype(left, INEXACT, op)
    zero, one = (filled((), value, left.dtype) for value in (0, 1))
    at_zero = equal(left, zero)
    return where(at_zero, zero, multiply(left, log_of(where(at_zero, one, right))))


def accumulate_n(
    inputs: "Sequence[TensorLike]",
    shape: Any = None,
    tensor_dtype: Any = None,
    name: str | None = None,
) -> Tensor:
    """Sum of tensors of one shape and dtype; the same as `add_n`.

    `shape` and `tensor_dtype` are those of the tensors, and need not be said.
    """
    return add_n(inputs)


def polyval(coeffs: "Sequence[TensorLike]", x: "TensorLike", name: str | None = None) -> Tensor:
    """Value at `x` of the polynomial whose coefficients are given from the highest power down."""
    point = as_tensor(x, op="polyval")
    if not coeffs:
        return filled((), 0, point.dtype)
    total = as_tensor(coeffs[0], hint=point.dtype, op="polyval")
    for coefficient in coeffs[1:]:
        total = add(multiply(total, point), coefficient)
    return total
