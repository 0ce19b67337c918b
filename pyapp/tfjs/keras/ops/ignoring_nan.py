"""Functions of `tf.keras.ops` that make one number of many, and leave out what is NaN."""

from typing import Any

from tfjs import math
from tfjs.keras.ops import reduction
from tfjs.keras.ops.promotion import floating
from tfjs.keras.ops.quantiles import quantiles
from tfjs.keras.ops.symbolic import operation
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.creation import convert_to_tensor, ones_like, zeros_like
from tfjs.tensor import Tensor


def _filled(x: Any, value: float) -> tuple[Tensor, Tensor | None]:
    """A tensor with a number in place of NaN, and where that was; None for integers."""
    tensor = convert_to_tensor(x)
    if not tensor.dtype.is_floating:
        return tensor, None
    lost = math.is_nan(tensor)
    return where(lost, zeros_like(tensor) + value, tensor), lost


@operation("numpy", "Nansum")
def nansum(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """Sums along axes."""
    return reduction.sum(_filled(x, 0.0)[0], axis, keepdims)


@operation("numpy", "Nanprod")
def nanprod(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """Products along axes."""
    return reduction.prod(_filled(x, 1.0)[0], axis, keepdims)


@operation("numpy", "Nanmax")
def nanmax(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """Largest elements along axes; NaN where there is nothing else."""
    return _extreme(reduction.max, x, -float("inf"), axis, keepdims)


@operation("numpy", "Nanmin")
def nanmin(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """Smallest elements along axes; NaN where there is nothing else."""
    return _extreme(reduction.min, x, float("inf"), axis, keepdims)


def _extreme(function: Any, x: Any, least: float, axis: Any, keepdims: bool) -> Tensor:
    tensor, lost = _filled(x, least)
    found = function(tensor, axis, keepdims)
    if lost is None:
        return found  # type: ignore[no-any-return]
    empty = math.reduce_all(lost, axis, keepdims)
    return where(empty, zeros_like(found) + float("nan"), found)


@operation("numpy", "Nanmean")
def nanmean(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """Means along axes."""
    tensor = floating(x)
    filled, lost = _filled(tensor, 0.0)
    if lost is None:
        return math.reduce_mean(tensor, axis, keepdims)
    count = math.reduce_sum(cast(math.logical_not(lost), tensor.dtype), axis, keepdims)
    return math.reduce_sum(filled, axis, keepdims) / count  # type: ignore[no-any-return]


@operation("numpy", "Nanvar")
def nanvar(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """Variances along axes."""
    tensor = floating(x)
    apart = math.square(tensor - nanmean(tensor, axis, True))
    return nanmean(apart, axis, keepdims)


@operation("numpy", "Nanstd")
def nanstd(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """Standard deviations along axes."""
    return math.sqrt(nanvar(x, axis, keepdims))


@operation("numpy", "Nanargmax")
def nanargmax(x: Any, axis: int | None = None, keepdims: bool = False) -> Tensor:
    """Where the largest element along an axis is; -1 where there is none."""
    return _place(reduction.argmax, x, -float("inf"), axis, keepdims)


@operation("numpy", "Nanargmin")
def nanargmin(x: Any, axis: int | None = None, keepdims: bool = False) -> Tensor:
    """Where the smallest element along an axis is; -1 where there is none."""
    return _place(reduction.argmin, x, float("inf"), axis, keepdims)


def _place(function: Any, x: Any, least: float, axis: int | None, keepdims: bool) -> Tensor:
    tensor, lost = _filled(x, least)
    found = function(tensor, axis, keepdims)
    if lost is None:
        return found  # type: ignore[no-any-return]
    return where(math.reduce_all(lost, axis, keepdims), -ones_like(found), found)


@operation("numpy", "Nancumsum")
def nancumsum(x: Any, axis: int | None = None, dtype: Any = None) -> Tensor:
    """Running sums along an axis; of the flat tensor if None."""
    return reduction.cumsum(_filled(x, 0.0)[0], axis, dtype)


@operation("numpy", "Nancumprod")
def nancumprod(x: Any, axis: int | None = None, dtype: Any = None) -> Tensor:
    """Running products along an axis; of the flat tensor if None."""
    return reduction.cumprod(_filled(x, 1.0)[0], axis, dtype)


@operation("numpy", "Nanquantile", "x q")
def nanquantile(
    x: Any, q: Any, axis: Any = None, method: str = "linear", keepdims: bool = False
) -> Tensor:
    """Values below which shares of the elements lie."""
    return quantiles(floating(x), q, axis, method, keepdims, skip_nan=True)


@operation("numpy", "Nanpercentile", "x q")
def nanpercentile(
    x: Any, q: Any, axis: Any = None, method: str = "linear", keepdims: bool = False
) -> Tensor:
    """Values below which so many percent of the elements lie."""
    share = convert_to_tensor(q, dtype="float32") / 100.0
    return quantiles(floating(x), share, axis, method, keepdims, skip_nan=True)


@operation("numpy", "Nanmedian")
def nanmedian(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """Medians along axes."""
    return quantiles(floating(x), 0.5, axis, "linear", keepdims, skip_nan=True)
