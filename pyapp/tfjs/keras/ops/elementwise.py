"""Functions of `tf.keras.ops` that work on each element by itself."""

from typing import Any

from tfjs import math, nn
from tfjs.keras.engine.dtypes import standardize_dtype
from tfjs.keras.ops.promotion import floating, promoted
from tfjs.keras.ops.symbolic import operation
from tfjs.ops.arithmetic import clip_by_value
from tfjs.ops.casting import cast as cast_tensor
from tfjs.ops.comparison import where as choose
from tfjs.ops.creation import convert_to_tensor
from tfjs.ops.creation import ones_like as ones_of
from tfjs.ops.creation import zeros_like as zeros_of
from tfjs.tensor import Tensor


def _one(kind: str, function: Any, *, module: str = "numpy", floats: bool = True) -> Any:
    """An operation of one tensor, made of a function of TensorFlow's."""
    take = floating if floats else convert_to_tensor

    def apply(x: Any) -> Tensor:
        return function(take(x))  # type: ignore[no-any-return]

    apply.__doc__ = function.__doc__
    apply.__name__ = apply.__qualname__ = kind.lower()
    return operation(module, kind, elementwise=True)(apply)


def _two(kind: str, function: Any, *, floats: bool = False) -> Any:
    """An operation of two tensors that broadcast, made of a function of TensorFlow's."""

    def apply(x1: Any, x2: Any) -> Tensor:
        one, two = promoted(x1, x2)
        if floats:
            one, two = floating(one), floating(two)
        return function(one, two)  # type: ignore[no-any-return]

    apply.__doc__ = function.__doc__
    apply.__name__ = apply.__qualname__ = kind.lower()
    return operation("numpy", kind, "x1 x2", elementwise=True)(apply)


def _truth(x: Any) -> Tensor:
    return cast_tensor(convert_to_tensor(x), "bool")


absolute = _one("Absolute", math.abs, floats=False)
abs = absolute
negative = _one("Negative", math.negative, floats=False)
sign = _one("Sign", math.sign, floats=False)
square = _one("Square", math.square, floats=False)
exp = _one("Exp", math.exp)
expm1 = _one("Expm1", math.expm1)
log = _one("Log", math.log)
log1p = _one("Log1p", math.log1p)
log2 = _one("Log2", lambda x: math.log(x) * 1.4426950408889634)
log10 = _one("Log10", lambda x: math.log(x) * 0.4342944819032518)
sqrt = _one("Sqrt", math.sqrt)
rsqrt = _one("Rsqrt", math.rsqrt, module="math")
reciprocal = _one("Reciprocal", math.reciprocal)
ceil = _one("Ceil", math.ceil)
floor = _one("Floor", math.floor)
sin = _one("Sin", math.sin)
cos = _one("Cos", math.cos)
tan = _one("Tan", math.tan)
arcsin = _one("Arcsin", math.asin)
arccos = _one("Arccos", math.acos)
arctan = _one("Arctan", math.atan)
sinh = _one("Sinh", math.sinh)
cosh = _one("Cosh", math.cosh)
tanh = _one("Tanh", math.tanh)
arcsinh = _one("Arcsinh", math.asinh)
arccosh = _one("Arccosh", math.acosh)
arctanh = _one("Arctanh", math.atanh)
erf = _one("Erf", math.erf, module="math")
isnan = _one("Isnan", math.is_nan)
isinf = _one("Isinf", math.is_inf)
isfinite = _one("Isfinite", math.is_finite)
logical_not = _one("LogicalNot", lambda x: math.logical_not(_truth(x)), floats=False)

add = _two("Add", math.add)
subtract = _two("Subtract", math.subtract)
multiply = _two("Multiply", math.multiply)
divide = _two("Divide", math.truediv, floats=True)
true_divide = _two("TrueDivide", math.truediv, floats=True)
divide_no_nan = _two("DivideNoNan", math.divide_no_nan, floats=True)
floor_divide = _two("FloorDivide", math.floordiv)
mod = _two("Mod", math.floormod)
power = _two("Power", math.pow)
maximum = _two("Maximum", math.maximum)
minimum = _two("Minimum", math.minimum)
arctan2 = _two("Arctan2", math.atan2, floats=True)
equal = _two("Equal", math.equal)
not_equal = _two("NotEqual", math.not_equal)
greater = _two("Greater", math.greater)
greater_equal = _two("GreaterEqual", math.greater_equal)
less = _two("Less", math.less)
less_equal = _two("LessEqual", math.less_equal)
logical_and = _two("LogicalAnd", lambda a, b: math.logical_and(_truth(a), _truth(b)))
logical_or = _two("LogicalOr", lambda a, b: math.logical_or(_truth(a), _truth(b)))
logical_xor = _two("LogicalXor", lambda a, b: math.logical_xor(_truth(a), _truth(b)))
logaddexp = _two(
    "Logaddexp",
    lambda a, b: math.maximum(a, b) + math.log1p(math.exp(-math.abs(a - b))),
    floats=True,
)


@operation("numpy", "Round", elementwise=True)
def round(x: Any, decimals: int = 0) -> Tensor:
    """Elements rounded to `decimals` places, halves to even."""
    tensor = convert_to_tensor(x)
    if decimals == 0 or tensor.dtype.is_integer:
        return math.round(tensor)
    factor = 10.0**decimals
    return math.round(tensor * factor) / factor  # type: ignore[no-any-return]


@operation("numpy", "Clip", elementwise=True)
def clip(x: Any, x_min: Any, x_max: Any) -> Tensor:
    """Elements moved into `[x_min, x_max]`."""
    return clip_by_value(convert_to_tensor(x), x_min, x_max)


@operation("numpy", "Where", "condition x1 x2", elementwise=True)
def where(condition: Any, x1: Any = None, x2: Any = None) -> Any:
    """Elements of `x1` where `condition` holds, of `x2` elsewhere; with neither, the places."""
    truth = _truth(condition)
    if x1 is None or x2 is None:
        return choose(truth)
    return choose(truth, *promoted(x1, x2))


@operation("numpy", "NanToNum", elementwise=True)
def nan_to_num(x: Any, nan: float = 0.0, posinf: Any = None, neginf: Any = None) -> Tensor:
    """Elements with NaN and infinities replaced; the largest finite numbers for the latter."""
    tensor = floating(x)
    highest = 3.4028234663852886e38
    found = choose(math.is_nan(tensor), ones_of(tensor) * nan, tensor)
    above = ones_of(tensor) * (highest if posinf is None else posinf)
    below = ones_of(tensor) * (-highest if neginf is None else neginf)
    infinite = math.is_inf(found)
    found = choose(math.logical_and(infinite, found > 0.0), above, found)
    return choose(math.logical_and(infinite, found < 0.0), below, found)


@operation("numpy", "Isclose", "x1 x2 rtol atol", elementwise=True)
def isclose(
    x1: Any, x2: Any, rtol: float = 1e-5, atol: float = 1e-8, equal_nan: bool = False
) -> Tensor:
    """Whether elements differ by at most `atol + rtol * |x2|`."""
    one, two = promoted(x1, x2)
    one, two = floating(one), floating(two)
    near = math.abs(one - two) <= atol + rtol * math.abs(two)
    near = math.logical_or(near, math.equal(one, two))
    if equal_nan:
        near = math.logical_or(near, math.logical_and(math.is_nan(one), math.is_nan(two)))
    return near


@operation("core", "Cast", elementwise=True)
def cast(x: Any, dtype: Any) -> Tensor:
    """The same values in another dtype."""
    return cast_tensor(x, standardize_dtype(dtype))


@operation("numpy", "ZerosLike", elementwise=True)
def zeros_like(x: Any, dtype: Any = None) -> Tensor:
    """Zeros in the shape of `x`."""
    return zeros_of(convert_to_tensor(x), dtype)


@operation("numpy", "OnesLike", elementwise=True)
def ones_like(x: Any, dtype: Any = None) -> Tensor:
    """Ones in the shape of `x`."""
    return ones_of(convert_to_tensor(x), dtype)


@operation("numpy", "FullLike", "x fill_value", elementwise=True)
def full_like(x: Any, fill_value: Any, dtype: Any = None) -> Tensor:
    """One value in the shape of `x`."""
    ones = ones_of(convert_to_tensor(x), dtype)
    return ones * cast_tensor(fill_value, ones.dtype)  # type: ignore[no-any-return]


@operation("core", "StopGradient", "variable", elementwise=True)
def stop_gradient(variable: Any) -> Tensor:
    """The same values, which no gradient passes."""
    from tfjs.gradients import stop_gradient as stop

    return stop(convert_to_tensor(variable))


relu = _one("Relu", nn.relu, module="nn", floats=False)
relu6 = _one("Relu6", nn.relu6, module="nn", floats=False)
sigmoid = _one("Sigmoid", math.sigmoid, module="nn")
softplus = _one("Softplus", math.softplus, module="nn")
softsign = _one("Softsign", nn.softsign, module="nn")
silu = _one("Silu", nn.silu, module="nn")
swish = silu
log_sigmoid = _one("LogSigmoid", math.log_sigmoid, module="nn")
selu = _one("Selu", nn.selu, module="nn")
hard_sigmoid = _one("HardSigmoid", lambda x: nn.relu6(x + 3.0) / 6.0, module="nn")
hard_silu = _one("HardSilu", lambda x: x * (nn.relu6(x + 3.0) / 6.0), module="nn")
hard_swish = hard_silu
hard_tanh = _one("HardTanh", lambda x: clip_by_value(x, -1.0, 1.0), module="nn")
tanh_shrink = _one("TanhShrink", lambda x: x - math.tanh(x), module="nn")


@operation("nn", "LeakyRelu", elementwise=True)
def leaky_relu(x: Any, negative_slope: float = 0.2) -> Tensor:
    """`x` where it is positive, `negative_slope * x` elsewhere."""
    return nn.leaky_relu(floating(x), negative_slope)


@operation("nn", "Elu", elementwise=True)
def elu(x: Any, alpha: float = 1.0) -> Tensor:
    """`x` where it is positive, `alpha * (e^x - 1)` elsewhere."""
    tensor = floating(x)
    found = nn.elu(tensor)
    return found if alpha == 1 else choose(tensor > 0.0, found, found * alpha)


@operation("nn", "Celu", elementwise=True)
def celu(x: Any, alpha: float = 1.0) -> Tensor:
    """`max(0, x) + min(0, alpha * (e^(x / alpha) - 1))`."""
    tensor = floating(x)
    below = alpha * math.expm1(math.minimum(tensor, 0.0) / alpha)
    return math.maximum(tensor, 0.0) + below  # type: ignore[no-any-return]


@operation("nn", "Gelu", elementwise=True)
def gelu(x: Any, approximate: bool = True) -> Tensor:
    """`x` times the share of a normal distribution below it, approximated by tanh or exact."""
    return nn.gelu(floating(x), approximate)


@operation("nn", "Threshold", elementwise=True)
def threshold(x: Any, threshold: float, default_value: float) -> Tensor:
    """`x` where it is above the threshold, `default_value` elsewhere."""
    tensor = floating(x)
    return choose(tensor > threshold, tensor, ones_of(tensor) * default_value)


@operation("nn", "SoftShrink", elementwise=True)
def soft_shrink(x: Any, threshold: float = 0.5) -> Tensor:
    """`x` moved towards 0 by `threshold`, and 0 inside of it."""
    tensor = floating(x)
    return math.sign(tensor) * math.maximum(math.abs(tensor) - threshold, 0.0)  # type: ignore[no-any-return]


@operation("nn", "HardShrink", elementwise=True)
def hard_shrink(x: Any, threshold: float = 0.5) -> Tensor:
    """`x` where it is farther from 0 than `threshold`, else 0."""
    tensor = floating(x)
    return choose(math.abs(tensor) > threshold, tensor, zeros_of(tensor))


@operation("nn", "Squareplus", elementwise=True)
def squareplus(x: Any, b: float = 4) -> Tensor:
    """`(x + sqrt(x² + b)) / 2`."""
    tensor = floating(x)
    return (tensor + math.sqrt(math.square(tensor) + b)) / 2.0  # type: ignore[no-any-return]
