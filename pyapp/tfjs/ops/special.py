"""Special functions that TF.js lacks, composed of kernels that every backend can differentiate."""

from typing import TYPE_CHECKING

from tfjs.ops._arguments import as_tensor
from tfjs.ops.arithmetic import clip_by_value, truediv
from tfjs.ops.comparison import where
from tfjs.ops.math import add, erf, less, log, multiply, negative, sqrt, subtract

if TYPE_CHECKING:
    from tfjs._typing import TensorLike
    from tfjs.tensor import Tensor

_CENTER = (
    *(2.81022636e-08, 3.43273939e-07, -3.5233877e-06, -4.39150654e-06, 0.00021858087),
    *(-0.00125372503, -0.00417768164, 0.246640727, 1.50140941),
)
_TAIL = (
    *(-0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773),
    *(-0.0076224613, 0.00943887047, 1.00167406, 2.83297682),
)


def polynomial(x: "Tensor", coefficients: "tuple[float, ...]") -> "Tensor":
    """Value at `x` by Horner's rule, coefficients from the highest power down."""
    total = as_tensor(coefficients[0], hint=x.dtype)
    for coefficient in coefficients[1:]:
        total = add(multiply(total, x), coefficient)
    return total


def erfinv(x: "TensorLike", name: str | None = None) -> "Tensor":
    """The number whose `erf` is `x`, within single precision.

    Giles: Approximating the erfinv function, GPU Computing Gems, 2011.
    """
    y = as_tensor(x, op="erfinv")
    w = negative(log(multiply(subtract(1.0, y), add(1.0, y))))
    near = less(w, 5.0)
    center = polynomial(subtract(w, 2.5), _CENTER)
    tail = polynomial(subtract(sqrt(where(near, add(multiply(w, 0.0), 9.0), w)), 3.0), _TAIL)
    return multiply(where(near, center, tail), y)


def ndtr(x: "Tensor") -> "Tensor":
    """Share of a standard normal distribution below `x`."""
    return multiply(add(erf(multiply(x, 0.5**0.5)), 1.0), 0.5)


def ndtri(p: "TensorLike", name: str | None = None) -> "Tensor":
    """The number below which a share `p` of a standard normal distribution lies."""
    share = as_tensor(p, op="ndtri")
    return multiply(erfinv(subtract(multiply(share, 2.0), 1.0)), 2**0.5)


def truncated_quantile(
    share: "Tensor", mean: "Tensor", stddev: "Tensor", low: "Tensor", high: "Tensor"
) -> "Tensor":
    """The number below which a share of a normal distribution between two bounds lies."""
    first, last = (ndtr(truediv(subtract(bound, mean), stddev)) for bound in (low, high))
    normal = ndtri(add(first, multiply(share, subtract(last, first))))
    return clip_by_value(add(multiply(normal, stddev), mean), low, high)
