"""Functions of `tf.keras.ops` for quantiles."""

from typing import Any

from tfjs import math
from tfjs.keras.ops.promotion import floating
from tfjs.keras.ops.symbolic import operation
from tfjs.ops import gathering, shaping, sorting
from tfjs.ops.arithmetic import clip_by_value
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.creation import convert_to_tensor, zeros_like
from tfjs.tensor import Tensor

_METHODS = ("linear", "lower", "higher", "midpoint", "nearest")


@operation("numpy", "Quantile", "x q")
def quantile(
    x: Any, q: Any, axis: Any = None, method: str = "linear", keepdims: bool = False
) -> Tensor:
    """Values below which shares of the elements lie.

    Args:
        x: A tensor.
        q: Shares in `[0, 1]`, rank 0 or 1; rank 1 gives a first axis.
        axis: One axis or several; everything if None.
        method: Between two elements: "linear", "lower", "higher", "midpoint" or "nearest".
        keepdims: Whether the axes stay, of size 1.

    Raises:
        ValueError: Another method.
    """
    return quantiles(floating(x), q, axis, method, keepdims)


@operation("numpy", "Percentile", "x q")
def percentile(
    x: Any, q: Any, axis: Any = None, method: str = "linear", keepdims: bool = False
) -> Tensor:
    """`quantile`, with the shares in percent."""
    share = convert_to_tensor(q, dtype="float32") / 100.0
    return quantiles(floating(x), share, axis, method, keepdims)


def quantiles(
    x: Tensor, q: Any, axis: Any, method: str, keepdims: bool, *, skip_nan: bool = False
) -> Tensor:
    """What `quantile` gives; NaN counts for nothing if `skip_nan`."""
    if method not in _METHODS:
        raise ValueError(
            f"Invalid value for argument `method`. Expected one of {_METHODS}. "
            f"Received: method={method}"
        )
    shares = convert_to_tensor(q, dtype=x.dtype)
    rank = len(x.shape)
    axes = list(range(rank)) if axis is None else [axis] if isinstance(axis, int) else list(axis)
    axes = sorted(a % rank for a in axes)
    others = [a for a in range(rank) if a not in axes]
    sizes = shaping.sizes_of(x)
    rows = shaping.reshape(shaping.transpose(x, others + axes), [*[sizes[a] for a in others], -1])
    whole = rows
    if skip_nan:
        rows = where(math.is_nan(rows), zeros_like(rows) + float("inf"), rows)
    rows = sorting.sort(rows)
    count = shaping.sizes_of(rows)[-1]
    last: Any = float(count - 1)
    if skip_nan:
        there = cast(math.logical_not(math.is_nan(whole)), x.dtype)
        last = math.reduce_sum(there, -1, keepdims=True) - 1.0
    many = len(shares.shape) == 1
    place = shaping.reshape(shares, [*[1] * len(others), -1]) * last
    place = place + zeros_like(math.reduce_sum(rows, -1, keepdims=True))
    low, high = math.floor(place), math.ceil(place)
    if method == "nearest":
        low = high = math.round(place)
    lower, higher = _at(rows, low, count), _at(rows, high, count)
    if method in ("lower", "nearest"):
        found = lower
    elif method == "higher":
        found = higher
    elif method == "midpoint":
        found = 0.5 * (lower + higher)
    else:
        found = lower + (higher - lower) * (place - low)
    if skip_nan:
        found = where(math.less(last + zeros_like(found), 0.0), found * float("nan"), found)
    else:
        lost = math.reduce_any(math.is_nan(whole), -1, keepdims=True)
        found = where(lost, zeros_like(found) + float("nan"), found)
    order = [len(others), *range(len(others))]
    found = shaping.transpose(found, order)
    if keepdims:
        kept = [1 if a in axes else sizes[a] for a in range(rank)]
        found = shaping.reshape(found, [-1, *kept])
    return found if many else shaping.squeeze(found, 0)


def _at(rows: Tensor, place: Tensor, count: int) -> Tensor:
    index = cast(clip_by_value(place, 0.0, float(count - 1)), "int32")
    batch = len(rows.shape) - 1
    return gathering.gather(rows, index, axis=batch, batch_dims=batch)
