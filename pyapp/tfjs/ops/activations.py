"""Activation functions: `tf.nn.relu` and its kind."""

import math
from typing import TYPE_CHECKING

from tfjs import _bridge, dtypes
from tfjs.dtypes import FLOATING, REAL
from tfjs.ops._arguments import as_tensor, require_dtype
from tfjs.ops._families import UnaryOp, filled, unary
from tfjs.ops._shapes import canonical_axis
from tfjs.ops.casting import cast
from tfjs.ops.joining import concat
from tfjs.ops.math import INEXACT, add, erf, multiply, negative, sigmoid, tanh
from tfjs.ops.shaping import transpose
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

relu: UnaryOp = unary("relu", "Relu", accepts=REAL, argument="features", doc="`max(x, 0)`.")
relu6: UnaryOp = unary(
    "relu6", "Relu6", accepts=REAL, argument="features", doc="`min(max(x, 0), 6)`."
)
elu: UnaryOp = unary(
    "elu", "Elu", accepts=FLOATING, argument="features", doc="`x` above 0, `exp(x) - 1` below."
)
selu: UnaryOp = unary(
    "selu", "Selu", accepts=FLOATING, argument="features", doc="Self-normalizing `elu`, scaled."
)

softsign: UnaryOp = unary(
    "softsign", "Softsign", accepts=FLOATING, argument="features", doc="`x / (1 + |x|)`."
)

_leaky_relu = _bridge.Instruction("leakyRelu", op="leaky_relu")
_softmax = _bridge.Instruction("softmax", op="softmax")
_log_softmax = _bridge.Instruction("logSoftmax", op="log_softmax")


def leaky_relu(features: "TensorLike", alpha: float = 0.2, name: str | None = None) -> Tensor:
    """`x` above 0, `alpha * x` below; integers become float32."""
    x = require_dtype(as_tensor(features, op="leaky_relu"), REAL, "leaky_relu", "features")
    if x.dtype.is_integer:
        x = cast(x, dtypes.float32)
    return Tensor(_leaky_relu((x._slot,), (float(alpha),)), x.dtype)


def gelu(features: "TensorLike", approximate: bool = False, name: str | None = None) -> Tensor:
    """`x * P(X <= x)` for a standard normal `X`; by tanh if `approximate`.

    Hendrycks and Gimpel, 2016, arXiv:1606.08415.
    """
    x = require_dtype(as_tensor(features, op="gelu"), FLOATING, "gelu", "features")
    if approximate:
        cubed = multiply(multiply(x, x), x)
        inner = multiply(math.sqrt(2 / math.pi), add(x, multiply(0.044715, cubed)))
        return multiply(multiply(0.5, x), add(1.0, tanh(inner)))
    return multiply(multiply(0.5, x), add(1.0, erf(multiply(x, math.sqrt(0.5)))))


def silu(features: "TensorLike", beta: float = 1.0) -> Tensor:
    """`x * sigmoid(beta * x)`."""
    x = require_dtype(as_tensor(features, op="silu"), INEXACT, "silu", "features")
    return multiply(x, sigmoid(x if beta == 1.0 else multiply(beta, x)))


swish = silu


def crelu(features: "TensorLike", axis: int = -1, name: str | None = None) -> Tensor:
    """`relu(x)` and `relu(-x)`, joined along an axis."""
    x = as_tensor(features, op="crelu")
    return relu(concat([x, negative(x)], axis))


def softmax(logits: "TensorLike", axis: int | None = None, name: str | None = None) -> Tensor:
    """`exp(x) / sum(exp(x))` along an axis, the last if None.

    Raises:
        InvalidArgumentError: A scalar, or `axis` outside the rank.
    """
    return _last_axis(logits, axis, _softmax)


def log_softmax(logits: "TensorLike", axis: int | None = None, name: str | None = None) -> Tensor:
    """`x - log(sum(exp(x)))` along an axis, the last if None."""
    return _last_axis(logits, axis, _log_softmax)


def _last_axis(logits: "TensorLike", axis: int | None, run: _bridge.Instruction) -> Tensor:
    """TF.js takes these along the last axis only."""
    x = require_dtype(as_tensor(logits, op=run.op), FLOATING, run.op, "logits")
    at = canonical_axis(-1 if axis is None else axis, x.ndim, run.op)
    if 0 in x.shape:
        return multiply(x, filled((), 1, x.dtype))
    if at == x.ndim - 1:
        return Tensor(run((x._slot,)), x.dtype)
    order = list(range(x.ndim))
    order[at], order[-1] = order[-1], order[at]
    moved = transpose(x, order)
    return transpose(Tensor(run((moved._slot,)), x.dtype), order)
