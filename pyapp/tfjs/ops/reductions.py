"""Reductions over axes, and running sums and products."""

import math
from typing import TYPE_CHECKING, Any

from tfjs import _bridge, dtypes
from tfjs._dispatch import dispatched
from tfjs.dtypes import BOOL, COMPLEX, FLOATING, NUMERIC, REAL, DType
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, require_dtype
from tfjs.ops._families import ReductionOp, filled, reduction, wrapped
from tfjs.ops._shapes import canonical_axes, canonical_axis, product
from tfjs.ops.arithmetic import floordiv, sign
from tfjs.ops.casting import cast, identity
from tfjs.ops.comparison import not_equal, where
from tfjs.ops.math import abs, add, exp, is_finite, log, multiply, sqrt, square, subtract
from tfjs.ops.shaping import reshaped, sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import AxisLike, DTypeLike, TensorLike

reduce_sum: ReductionOp = reduction(
    "reduce_sum",
    "sum",
    accepts=NUMERIC,
    wraps=True,
    empty=lambda _: 0,
    doc="Sum along `axis`.",
)
reduce_prod: ReductionOp = reduction(
    "reduce_prod",
    "prod",
    accepts=NUMERIC,
    wraps=True,
    empty=lambda _: 1,
    doc="Product along `axis`.",
)


def _lowest(dtype: DType) -> float:
    return -math.inf if dtype.is_floating else max(dtype.min, -(2**31))


def _highest(dtype: DType) -> float:
    return math.inf if dtype.is_floating else min(dtype.max, 2**31 - 1)


reduce_max: ReductionOp = reduction(
    "reduce_max", "max", accepts=REAL, empty=_lowest, doc="Largest value along `axis`."
)
reduce_min: ReductionOp = reduction(
    "reduce_min", "min", accepts=REAL, empty=_highest, doc="Smallest value along `axis`."
)
reduce_any: ReductionOp = reduction(
    "reduce_any", "any", accepts=BOOL, empty=lambda _: False, doc="Where one holds along `axis`."
)
reduce_all: ReductionOp = reduction(
    "reduce_all", "all", accepts=BOOL, empty=lambda _: True, doc="Where all hold along `axis`."
)
_mean: ReductionOp = reduction(
    "reduce_mean",
    "mean",
    accepts=FLOATING | COMPLEX,
    empty=lambda _: math.nan,
    doc="Mean along `axis`.",
)
_argmax = _bridge.Instruction("argMax", op="argmax")
_argmin = _bridge.Instruction("argMin", op="argmin")
_cumsum = _bridge.Instruction("cumsum", op="cumsum")
_cumprod = _bridge.Instruction("cumprod", op="cumprod")


@dispatched
def reduce_mean(
    input_tensor: "TensorLike",
    axis: "AxisLike" = None,
    keepdims: bool = False,
    name: str | None = None,
) -> Tensor:
    """Mean along `axis`; that of integers is cut toward zero, as in TensorFlow.

    Over all axes if `axis` is None. `keepdims` keeps the reduced axes with size 1.
    """
    x = require_dtype(as_tensor(input_tensor, op="reduce_mean"), NUMERIC, "reduce_mean")
    if not x.dtype.is_integer:
        return _mean(x, axis, keepdims)
    axes = canonical_axes(axis, x.ndim, "reduce_mean")
    count = product(sizes_of(x)[a] for a in axes)
    total = reduce_sum(cast(x, dtypes.int32), axes, keepdims)
    whole = multiply(sign(total), floordiv(abs(total), max(count, 1)))
    return cast(whole, x.dtype)


@dispatched
def reduce_variance(
    input_tensor: "TensorLike",
    axis: "AxisLike" = None,
    keepdims: bool = False,
    name: str | None = None,
) -> Tensor:
    """Mean of the squared distance from the mean along `axis`.

    Raises:
        TypeError: Integers.
    """
    x = require_dtype(as_tensor(input_tensor, op="reduce_variance"), NUMERIC, "reduce_variance")
    if not x.dtype.is_floating:
        raise TypeError(
            f"reduce_variance: Input must be either real or complex. Received: {x.dtype.name}."
        )
    mean = reduce_mean(x, axis, keepdims=True)
    return reduce_mean(square(subtract(x, mean)), axis, keepdims)


@dispatched
def reduce_std(
    input_tensor: "TensorLike",
    axis: "AxisLike" = None,
    keepdims: bool = False,
    name: str | None = None,
) -> Tensor:
    """Square root of the variance along `axis`.

    Raises:
        TypeError: Integers.
    """
    return sqrt(reduce_variance(input_tensor, axis, keepdims))


def reduce_euclidean_norm(
    input_tensor: "TensorLike",
    axis: "AxisLike" = None,
    keepdims: bool = False,
    name: str | None = None,
) -> Tensor:
    """Square root of the sum of squares along `axis`; that of integers is cut."""
    x = require_dtype(as_tensor(input_tensor), NUMERIC, "reduce_euclidean_norm")
    sizes = abs(x) if x.dtype.is_complex else x
    wide = cast(sizes, dtypes.float32) if x.dtype.is_integer else sizes
    return cast(sqrt(reduce_sum(multiply(wide, wide), axis, keepdims)), x.dtype)


def reduce_logsumexp(
    input_tensor: "TensorLike",
    axis: "AxisLike" = None,
    keepdims: bool = False,
    name: str | None = None,
) -> Tensor:
    """`log(sum(exp(x)))` along `axis`, without overflow."""
    x = require_dtype(as_tensor(input_tensor), FLOATING, "reduce_logsumexp")
    peak = reduce_max(x, axis, keepdims=True)
    shift = where(is_finite(peak), peak, filled((), 0, x.dtype))
    total = log(reduce_sum(exp(subtract(x, shift)), axis, keepdims))
    return add(total, reshaped(shift, sizes_of(total)))


def count_nonzero(
    input: "TensorLike",
    axis: "AxisLike" = None,
    keepdims: bool | None = None,
    dtype: "DTypeLike" = dtypes.int64,
    name: str | None = None,
) -> Tensor:
    """How many elements along `axis` are not zero, False or empty."""
    x = as_tensor(input, op="count_nonzero")
    nothing: Any = "" if x.dtype is dtypes.string else cast(0, x.dtype)
    flags = x if x.dtype.is_bool else not_equal(x, nothing)
    return reduce_sum(cast(flags, dtype), axis, bool(keepdims))


def _arg(input: Any, axis: Any, output_type: Any, run: _bridge.Instruction, op: str) -> Tensor:
    x = require_dtype(as_tensor(input, op=op), REAL | BOOL, op, "input")
    at = canonical_axis(0 if axis is None else axis, x.ndim, op)
    if sizes_of(x)[at] == 0:
        raise InvalidArgumentError(
            f"{op}: Reduction axis {at} is empty in shape {list(x.shape)}", op=op
        )
    if x.dtype.is_bool:
        x = cast(x, dtypes.int32)
    out = Tensor(run((x._slot,), (at,)), dtypes.int64)
    return cast(out, output_type)


def argmax(
    input: "TensorLike",
    axis: Any = None,
    output_type: "DTypeLike" = dtypes.int64,
    name: str | None = None,
) -> Tensor:
    """First index of the largest value along an axis, which is 0 if None."""
    return _arg(input, axis, output_type, _argmax, "argmax")


def argmin(
    input: "TensorLike",
    axis: Any = None,
    output_type: "DTypeLike" = dtypes.int64,
    name: str | None = None,
) -> Tensor:
    """First index of the smallest value along an axis, which is 0 if None."""
    return _arg(input, axis, output_type, _argmin, "argmin")


def _scan(x: Any, axis: Any, flags: tuple[bool, bool], run: _bridge.Instruction) -> Tensor:
    tensor = require_dtype(as_tensor(x, op=run.op), NUMERIC, run.op)
    at = canonical_axis(axis, tensor.ndim, run.op)
    if 0 in tensor.shape:
        return identity(tensor)
    sizes = sizes_of(tensor)
    if tensor.ndim > 4:  # the kernels of GPUs end there
        flat = reshaped(tensor, (product(sizes[:at]), sizes[at], product(sizes[at + 1 :])))
        return reshaped(_scan(flat, 1, flags, run), sizes)
    return wrapped(Tensor(run((tensor._slot,), (at, *flags)), tensor.dtype))


def cumsum(
    x: "TensorLike",
    axis: Any = 0,
    exclusive: bool = False,
    reverse: bool = False,
    name: str | None = None,
) -> Tensor:
    """Sum of all elements up to each one along an axis.

    Args:
        x: Any shape but a scalar.
        axis: Along which.
        exclusive: Leave the element itself out.
        reverse: Sum from the end.
    """
    return _scan(x, axis, (bool(exclusive), bool(reverse)), _cumsum)


def cumprod(
    x: "TensorLike",
    axis: Any = 0,
    exclusive: bool = False,
    reverse: bool = False,
    name: str | None = None,
) -> Tensor:
    """Product of all elements up to each one along an axis.

    Args:
        x: Any shape but a scalar.
        axis: Along which.
        exclusive: Leave the element itself out.
        reverse: Multiply from the end.
    """
    return _scan(x, axis, (bool(exclusive), bool(reverse)), _cumprod)
