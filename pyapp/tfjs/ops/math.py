"""Element-wise mathematics of the uniform kind: most of `tf.math`."""

from typing import TYPE_CHECKING

import numpy as np

from tfjs import _bridge
from tfjs.dtypes import (
    BOOL,
    COMPLEX,
    FLOATING,
    NUMERIC,
    REAL,
    bool,
    complex64,
    complex128,
    float64,
    string,
)
from tfjs.ops._arguments import from_array, require_dtype, same_dtype
from tfjs.ops._families import BinaryOp, UnaryOp, binary, unary, wrapped
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

INEXACT = FLOATING | COMPLEX
_modulus = _bridge.unary("ComplexAbs", "abs")
_complex = _bridge.Instruction("complex", op="complex")
_real = _bridge.Instruction("real", op="real")
_imag = _bridge.Instruction("imag", op="imag")

_add = _bridge.binary("Add", "add")


def _any_sum(x: "TensorLike", y: "TensorLike", name: str | None = None) -> Tensor:
    left, right = same_dtype(x, y, "add")
    if left.dtype is string:
        texts = np.asarray(left.numpy(), object) + np.asarray(right.numpy(), object)
        return from_array(np.asarray(texts, object), string, None, "add")
    require_dtype(left, NUMERIC, "add")
    return wrapped(Tensor(_add(left._slot, right._slot), left.dtype))


add: BinaryOp = binary(
    "add",
    "Add",
    accepts=NUMERIC,
    wraps=True,
    others=_any_sum,
    doc="`x + y`; texts are joined.",
)
subtract: BinaryOp = binary("subtract", "Sub", accepts=NUMERIC, wraps=True, doc="`x - y`.")
multiply: BinaryOp = binary("multiply", "Multiply", accepts=NUMERIC, wraps=True, doc="`x * y`.")
maximum: BinaryOp = binary("maximum", "Maximum", accepts=REAL, doc="The larger of `x` and `y`.")
minimum: BinaryOp = binary("minimum", "Minimum", accepts=REAL, doc="The smaller of `x` and `y`.")
squared_difference: BinaryOp = binary(
    "squared_difference", "SquaredDifference", accepts=NUMERIC, wraps=True, doc="`(x - y)**2`."
)
atan2: BinaryOp = binary(
    "atan2",
    "Atan2",
    arguments=("y", "x"),
    accepts=FLOATING,
    doc="Angle of the point `(y, x)`, in radians within ±π.",
)

abs: UnaryOp = unary(
    "abs",
    "Abs",
    accepts=REAL,
    wraps=True,
    doc="Absolute value.",
    formula=lambda z: Tensor(_modulus(z._slot), z.dtype.real_dtype),
)
negative: UnaryOp = unary("negative", "Neg", accepts=NUMERIC, wraps=True, doc="`-x`.")
square: UnaryOp = unary("square", "Square", accepts=NUMERIC, wraps=True, doc="`x * x`.")
exp: UnaryOp = unary("exp", "Exp", accepts=INEXACT, doc="`e**x`.")
expm1: UnaryOp = unary(
    "expm1",
    "Expm1",
    accepts=FLOATING,
    doc="`e**x - 1`, precise near 0.",
    formula=lambda z: subtract(exp(z), 1.0),
)
log: UnaryOp = unary("log", "Log", accepts=INEXACT, doc="Natural logarithm.")
log1p: UnaryOp = unary(
    "log1p",
    "Log1p",
    accepts=FLOATING,
    doc="`log(1 + x)`, precise near 0.",
    formula=lambda z: log(add(z, 1.0)),
)
sqrt: UnaryOp = unary("sqrt", "Sqrt", accepts=INEXACT, doc="Square root.")
rsqrt: UnaryOp = unary("rsqrt", "Rsqrt", accepts=INEXACT, doc="`1 / sqrt(x)`.")
reciprocal: UnaryOp = unary("reciprocal", "Reciprocal", accepts=INEXACT, doc="`1 / x`.")
sin: UnaryOp = unary("sin", "Sin", accepts=INEXACT, doc="Sine of `x` in radians.")
cos: UnaryOp = unary("cos", "Cos", accepts=INEXACT, doc="Cosine of `x` in radians.")
tan: UnaryOp = unary("tan", "Tan", accepts=INEXACT, doc="Tangent of `x` in radians.")
asin: UnaryOp = unary(
    "asin",
    "Asin",
    accepts=FLOATING,
    doc="Inverse sine, in radians.",
    formula=lambda z: _complex_asin(z),
)
acos: UnaryOp = unary(
    "acos",
    "Acos",
    accepts=FLOATING,
    doc="Inverse cosine, in radians.",
    formula=lambda z: _complex_acos(z),
)
atan: UnaryOp = unary(
    "atan",
    "Atan",
    accepts=FLOATING,
    doc="Inverse tangent, in radians.",
    formula=lambda z: multiply(-1j, atanh(multiply(1j, z))),
)
sinh: UnaryOp = unary("sinh", "Sinh", accepts=INEXACT, doc="Hyperbolic sine.")
cosh: UnaryOp = unary("cosh", "Cosh", accepts=INEXACT, doc="Hyperbolic cosine.")
tanh: UnaryOp = unary("tanh", "Tanh", accepts=INEXACT, doc="Hyperbolic tangent.")
asinh: UnaryOp = unary(
    "asinh",
    "Asinh",
    accepts=FLOATING,
    doc="Inverse hyperbolic sine.",
    formula=lambda z: multiply(-1j, asin(multiply(1j, z))),
)
acosh: UnaryOp = unary(
    "acosh",
    "Acosh",
    accepts=FLOATING,
    doc="Inverse hyperbolic cosine.",
    formula=lambda z: _complex_acosh(z),
)
atanh: UnaryOp = unary(
    "atanh",
    "Atanh",
    accepts=FLOATING,
    doc="Inverse hyperbolic tangent.",
    formula=lambda z: multiply(0.5, subtract(log(add(1.0, z)), log(subtract(1.0, z)))),
)
erf: UnaryOp = unary("erf", "Erf", accepts=FLOATING, doc="Gauss error function.")
sigmoid: UnaryOp = unary(
    "sigmoid",
    "Sigmoid",
    accepts=FLOATING,
    doc="`1 / (1 + exp(-x))`.",
    formula=lambda z: reciprocal(add(exp(negative(z)), 1.0)),
)
softplus: UnaryOp = unary(
    "softplus", "Softplus", accepts=FLOATING, argument="features", doc="`log(1 + exp(x))`."
)
floor: UnaryOp = unary("floor", "Floor", accepts=FLOATING, doc="Largest integer not above `x`.")
ceil: UnaryOp = unary("ceil", "Ceil", accepts=FLOATING, doc="Smallest integer not below `x`.")
rint: UnaryOp = unary("rint", "Round", accepts=FLOATING, doc="Nearest integer, halves to even.")
is_nan: UnaryOp = unary("is_nan", "IsNan", accepts=FLOATING, result=bool, doc="Where `x` is NaN.")
is_inf: UnaryOp = unary("is_inf", "IsInf", accepts=FLOATING, result=bool, doc="Where `x` is ±inf.")
is_finite: UnaryOp = unary(
    "is_finite", "IsFinite", accepts=FLOATING, result=bool, doc="Where `x` is neither ±inf nor NaN."
)

less: BinaryOp = binary("less", "Less", accepts=REAL, result=bool, doc="Where `x < y`.")
less_equal: BinaryOp = binary(
    "less_equal", "LessEqual", accepts=REAL, result=bool, doc="Where `x <= y`."
)
greater: BinaryOp = binary("greater", "Greater", accepts=REAL, result=bool, doc="Where `x > y`.")
greater_equal: BinaryOp = binary(
    "greater_equal", "GreaterEqual", accepts=REAL, result=bool, doc="Where `x >= y`."
)
logical_and: BinaryOp = binary("logical_and", "LogicalAnd", accepts=BOOL, doc="Where both hold.")
logical_or: BinaryOp = binary("logical_or", "LogicalOr", accepts=BOOL, doc="Where one holds.")
logical_xor: BinaryOp = binary(
    "logical_xor", "NotEqual", accepts=BOOL, doc="Where exactly one of `x` and `y` holds."
)
logical_not: UnaryOp = unary("logical_not", "LogicalNot", accepts=BOOL, doc="Where `x` is False.")


# Kahan's formulas, 1987, which lose no digits near the real and the imaginary axis.


def _complex_asin(z: Tensor) -> Tensor:
    low, high = sqrt(subtract(1.0, z)), sqrt(add(1.0, z))
    re = atan2(_part(z, _real), _part(multiply(low, high), _real))
    return _joined(re, asinh(_part(_turned(low, high), _imag)))


def _complex_acos(z: Tensor) -> Tensor:
    low, high = sqrt(subtract(1.0, z)), sqrt(add(1.0, z))
    half = atan2(_part(low, _real), _part(high, _real))
    return _joined(multiply(2.0, half), asinh(_part(_turned(high, low), _imag)))


def _complex_acosh(z: Tensor) -> Tensor:
    low, high = sqrt(subtract(z, 1.0)), sqrt(add(z, 1.0))
    half = atan2(_part(low, _imag), _part(high, _real))
    return _joined(asinh(_part(_turned(low, high), _real)), multiply(2.0, half))


def _part(z: Tensor, which: _bridge.Instruction) -> Tensor:
    return Tensor(which((z._slot,)), z.dtype.real_dtype)


def _turned(a: Tensor, b: Tensor) -> Tensor:
    """The conjugate of `a` times `b`."""
    return multiply(_joined(_part(a, _real), negative(_part(a, _imag))), b)


def _joined(re: Tensor, im: Tensor) -> Tensor:
    kind = complex128 if re.dtype is float64 else complex64
    return Tensor(_complex((re._slot, im._slot)), kind)
