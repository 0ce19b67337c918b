"""Activations that bend: `sigmoid`, `tanh`, `gelu` and their piecewise neighbors."""

from typing import TYPE_CHECKING

from tfjs.keras.activations.symbolic import graphed
from tfjs.ops import activations, arithmetic, math
from tfjs.ops._arguments import as_tensor
from tfjs.ops.arithmetic import truediv
from tfjs.ops.comparison import where
from tfjs.ops.creation import zeros_like
from tfjs.ops.math import add, less, less_equal, multiply, sqrt, square
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


@graphed
def sigmoid(x: "TensorLike") -> Tensor:
    """`1 / (1 + exp(-x))`."""
    shares = math.sigmoid(x)
    if isinstance(x, Tensor):
        shares._keras_logits = x
    return shares


@graphed
def tanh(x: "TensorLike") -> Tensor:
    """Hyperbolic tangent."""
    return math.tanh(x)


def linear(x: "TensorLike") -> "TensorLike":
    """`x` itself."""
    return x


@graphed
def exponential(x: "TensorLike") -> Tensor:
    """`exp(x)`."""
    return math.exp(x)


@graphed
def softplus(x: "TensorLike") -> Tensor:
    """`log(exp(x) + 1)`."""
    return math.softplus(x)


@graphed
def softsign(x: "TensorLike") -> Tensor:
    """`x / (1 + |x|)`."""
    return activations.softsign(x)


@graphed
def log_sigmoid(x: "TensorLike") -> Tensor:
    """`log(1 / (1 + exp(-x)))`."""
    return arithmetic.log_sigmoid(x)


@graphed
def hard_sigmoid(x: "TensorLike") -> Tensor:
    """`relu6(x + 3) / 6`: 0 below -3, 1 above 3, a straight line between."""
    return truediv(activations.relu6(add(as_tensor(x, op="hard_sigmoid"), 3.0)), 6.0)


@graphed
def silu(x: "TensorLike") -> Tensor:
    """`x * sigmoid(x)`, also called swish. Ramachandran et al., 2017, arXiv:1710.05941."""
    return activations.silu(x)


@graphed
def hard_silu(x: "TensorLike") -> Tensor:
    """`x * hard_sigmoid(x)`. Howard et al., 2019, arXiv:1905.02244."""
    values = as_tensor(x, op="hard_silu")
    return multiply(values, hard_sigmoid(values))


@graphed
def gelu(x: "TensorLike", approximate: bool = False) -> Tensor:
    """`x * P(X <= x)` for a standard normal `X`; by tanh if `approximate`.

    Hendrycks and Gimpel, 2016, arXiv:1606.08415.
    """
    return activations.gelu(x, approximate)


@graphed
def mish(x: "TensorLike") -> Tensor:
    """`x * tanh(softplus(x))`. Misra, 2019, arXiv:1908.08681."""
    values = as_tensor(x, op="mish")
    return multiply(values, math.tanh(math.softplus(values)))


@graphed
def squareplus(x: "TensorLike", b: float = 4) -> Tensor:
    """`(x + sqrt(x**2 + b)) / 2`. Barron, 2021, arXiv:2112.11687."""
    values = as_tensor(x, op="squareplus")
    return truediv(add(values, sqrt(add(square(values), float(b)))), 2.0)


@graphed
def sparse_plus(x: "TensorLike") -> Tensor:
    """0 up to -1, `x` from 1 on, `(x + 1)**2 / 4` between."""
    values = as_tensor(x, op="sparse_plus")
    bend = multiply(0.25, square(add(values, 1.0)))
    above = where(less(values, 1.0), bend, values)
    return where(less_equal(values, -1.0), zeros_like(values), above)


@graphed
def sparse_sigmoid(x: "TensorLike") -> Tensor:
    """0 up to -1, 1 from 1 on, `(x + 1) / 2` between."""
    values = as_tensor(x, op="sparse_sigmoid")
    above = where(less(values, 1.0), multiply(0.5, add(values, 1.0)), 1.0)
    return where(less_equal(values, -1.0), zeros_like(values), above)
