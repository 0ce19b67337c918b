"""Special functions: the gamma, error, and Bessel families of `tf.math` and `tf.math.special`.

TF.js has none of them. They are kernels of ours (web/worker/host/special), computed in double
precision and rounded once, with TensorFlow's gradients; on a GPU they wait for the values.
"""

from typing import TYPE_CHECKING

import numpy as np

from tfjs import _bridge
from tfjs.dtypes import FLOATING
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, require_dtype
from tfjs.ops._families import UnaryOp, unary
from tfjs.ops._shapes import broadcast_shape
from tfjs.ops.arithmetic import clip_by_value, truediv
from tfjs.ops.math import add, multiply, subtract
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.shaping import broadcast_to, sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

lgamma: UnaryOp = unary(
    "lgamma", "Lgamma", accepts=FLOATING, doc="Logarithm of the gamma function's size."
)
digamma: UnaryOp = unary("digamma", "Digamma", accepts=FLOATING, doc="Derivative of `lgamma`.")
erfc: UnaryOp = unary("erfc", "Erfc", accepts=FLOATING, doc="`1 - erf(x)`, precise in the tail.")
erfinv: UnaryOp = unary("erfinv", "Erfinv", accepts=FLOATING, doc="The number whose `erf` is `x`.")
erfcinv: UnaryOp = unary(
    "erfcinv", "Erfcinv", accepts=FLOATING, doc="The number whose `erfc` is `x`."
)
ndtri: UnaryOp = unary(
    "ndtri", "Ndtri", accepts=FLOATING, doc="Below it lies a share `x` of a normal distribution."
)
dawsn: UnaryOp = unary("dawsn", "Dawsn", accepts=FLOATING, doc="Dawson's integral.")
expint: UnaryOp = unary(
    "expint", "Expint", accepts=FLOATING, doc="Exponential integral of what is positive."
)
spence: UnaryOp = unary("spence", "Spence", accepts=FLOATING, doc="The dilogarithm of `1 - x`.")
fresnel_cos: UnaryOp = unary(
    "fresnel_cos", "FresnelCos", accepts=FLOATING, doc="Fresnel's integral of the cosine."
)
fresnel_sin: UnaryOp = unary(
    "fresnel_sin", "FresnelSin", accepts=FLOATING, doc="Fresnel's integral of the sine."
)
bessel_i0: UnaryOp = unary(
    "bessel_i0", "BesselI0", accepts=FLOATING, doc="Modified Bessel function I of order 0."
)
bessel_i0e: UnaryOp = unary(
    "bessel_i0e", "BesselI0e", accepts=FLOATING, doc="`exp(-abs(x)) * bessel_i0(x)`."
)
bessel_i1: UnaryOp = unary(
    "bessel_i1", "BesselI1", accepts=FLOATING, doc="Modified Bessel function I of order 1."
)
bessel_i1e: UnaryOp = unary(
    "bessel_i1e", "BesselI1e", accepts=FLOATING, doc="`exp(-abs(x)) * bessel_i1(x)`."
)
bessel_k0: UnaryOp = unary(
    "bessel_k0", "BesselK0", accepts=FLOATING, doc="Modified Bessel function K of order 0."
)
bessel_k0e: UnaryOp = unary(
    "bessel_k0e", "BesselK0e", accepts=FLOATING, doc="`exp(x) * bessel_k0(x)`."
)
bessel_k1: UnaryOp = unary(
    "bessel_k1", "BesselK1", accepts=FLOATING, doc="Modified Bessel function K of order 1."
)
bessel_k1e: UnaryOp = unary(
    "bessel_k1e", "BesselK1e", accepts=FLOATING, doc="`exp(x) * bessel_k1(x)`."
)
bessel_j0: UnaryOp = unary(
    "bessel_j0", "BesselJ0", accepts=FLOATING, doc="Bessel function J of order 0."
)
bessel_j1: UnaryOp = unary(
    "bessel_j1", "BesselJ1", accepts=FLOATING, doc="Bessel function J of order 1."
)
bessel_y0: UnaryOp = unary(
    "bessel_y0", "BesselY0", accepts=FLOATING, doc="Bessel function Y of order 0."
)
bessel_y1: UnaryOp = unary(
    "bessel_y1", "BesselY1", accepts=FLOATING, doc="Bessel function Y of order 1."
)

_igamma = _bridge.binary("Igamma", "igamma")
_igammac = _bridge.binary("Igammac", "igammac")
_zeta = _bridge.binary("Zeta", "zeta")
_polygamma = _bridge.binary("Polygamma", "polygamma")
_next_after = _bridge.binary("NextAfter", "nextafter")
_betainc = _bridge.Instruction("Betainc", "kernel", op="betainc", inputs=("a", "b", "x"))


def _together(op: str, *values: "TensorLike") -> list[Tensor]:
    """Arguments as tensors of one floating dtype and one shape."""
    first = next((v for v in values if isinstance(v, Tensor)), None)
    hint = first.dtype if first is not None else None
    tensors = [as_tensor(value, hint=hint, op=op) for value in values]
    kind = require_dtype(tensors[0], FLOATING, op).dtype
    tensors = [as_tensor(t, kind, op=op) for t in tensors]
    shape: tuple[int, ...] = ()
    for tensor in tensors:
        shape = broadcast_shape(shape, sizes_of(tensor), op)
    return [broadcast_to(tensor, shape) for tensor in tensors]


def igamma(a: "TensorLike", x: "TensorLike", name: str | None = None) -> Tensor:
    """The share of the gamma function's integral for `a` that lies below `x`."""
    first, second = _together("igamma", a, x)
    return Tensor(_igamma(first._slot, second._slot), first.dtype)


def igammac(a: "TensorLike", x: "TensorLike", name: str | None = None) -> Tensor:
    """The share of the gamma function's integral for `a` that lies above `x`."""
    first, second = _together("igammac", a, x)
    return Tensor(_igammac(first._slot, second._slot), first.dtype)


def zeta(x: "TensorLike", q: "TensorLike", name: str | None = None) -> Tensor:
    """Hurwitz's zeta function: the sum of `(q + n) ** -x` over all `n` from 0."""
    first, second = _together("zeta", x, q)
    return Tensor(_zeta(first._slot, second._slot), first.dtype)


def polygamma(a: "TensorLike", x: "TensorLike", name: str | None = None) -> Tensor:
    """The `a`-th derivative of `digamma`, for whole `a`."""
    first, second = _together("polygamma", a, x)
    return Tensor(_polygamma(first._slot, second._slot), first.dtype)


def nextafter(x1: "TensorLike", x2: "TensorLike", name: str | None = None) -> Tensor:
    """The number next to `x1` on the way to `x2`.

    Differs from TensorFlow: of float64 too the next number of 24 bits, which is what it has here.
    """
    first, second = _together("nextafter", x1, x2)
    return Tensor(_next_after(first._slot, second._slot), first.dtype)


def betainc(a: "TensorLike", b: "TensorLike", x: "TensorLike", name: str | None = None) -> Tensor:
    """The share of the beta function's integral for `a` and `b` that lies below `x`.

    Raises:
        InvalidArgumentError: Shapes that differ; only scalars fit to another shape.
    """
    tensors = _together("betainc", a, b, x)
    shapes = {tuple(np.shape(v) if not hasattr(v, "shape") else v.shape) for v in (a, b, x)} - {()}
    if len(shapes) > 1:
        raise InvalidArgumentError(
            f"betainc: Shapes of a, b and x are inconsistent. Received: {sorted(shapes)}.",
            op="betainc",
        )
    return Tensor(_betainc([t._slot for t in tensors]), tensors[0].dtype)


def lbeta(x: "TensorLike", name: str | None = None) -> Tensor:
    """Logarithm of the beta function's size, over the last axis."""
    parts = require_dtype(as_tensor(x, op="lbeta"), FLOATING, "lbeta")
    if parts.ndim == 0:
        return subtract(lgamma(parts), lgamma(parts))
    return subtract(reduce_sum(lgamma(parts), -1), lgamma(reduce_sum(parts, -1)))


def ndtr(x: "TensorLike", name: str | None = None) -> Tensor:
    """Share of a normal distribution below `x`."""
    return multiply(erfc(multiply(as_tensor(x, op="ndtr"), -(0.5**0.5))), 0.5)


def truncated_quantile(
    share: Tensor, mean: Tensor, stddev: Tensor, low: Tensor, high: Tensor
) -> Tensor:
    """The number below which a share of a normal distribution between two bounds lies."""
    first, last = (ndtr(truediv(subtract(bound, mean), stddev)) for bound in (low, high))
    normal = ndtri(add(first, multiply(share, subtract(last, first))))
    return clip_by_value(add(multiply(normal, stddev), mean), low, high)
