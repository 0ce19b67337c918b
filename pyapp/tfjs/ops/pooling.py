"""Pooling: one value for each window, the largest or the mean."""

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.dtypes import FLOATING, REAL
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array, require_dtype
from tfjs.ops._families import filled
from tfjs.ops._shapes import product
from tfjs.ops._windows import (
    Border,
    border,
    channels_first,
    channels_last,
    edges,
    laid_out,
    moved_sizes,
    per_axis,
    shifted,
)
from tfjs.ops.blocks import batch_to_space, space_to_batch_nd
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.math import greater, less, logical_or
from tfjs.ops.shaping import broadcast_to, expand_dims, pad, reshaped, sizes_of, squeeze
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike

_max = _bridge.Instruction("maxPool", op="max_pool")
_avg = _bridge.Instruction("avgPool", op="avg_pool")
_avg3d = _bridge.Instruction("avgPool3d", op="avg_pool3d")


def max_pool(
    input: "TensorLike",
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: str | None = None,
    name: str | None = None,
) -> Tensor:
    """`max_pool1d`, `max_pool2d` or `max_pool3d`, by the rank of `input`.

    Raises:
        ValueError: Another rank than 3, 4 or 5.
    """
    x = as_tensor(input, op="max_pool")
    return _pooled(x, ksize, strides, padding, data_format, _axes(x, "max_pool"), "max_pool")


def avg_pool(
    input: "TensorLike",
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: str | None = None,
    name: str | None = None,
) -> Tensor:
    """`avg_pool1d`, `avg_pool2d` or `avg_pool3d`, by the rank of `input`.

    Raises:
        ValueError: Another rank than 3, 4 or 5.
    """
    x = as_tensor(input, op="avg_pool")
    return _pooled(x, ksize, strides, padding, data_format, _axes(x, "avg_pool"), "avg_pool")


def max_pool1d(
    input: "TensorLike",
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NWC",
    name: str | None = None,
) -> Tensor:
    """Largest value in each window of `(batch, width, channels)`; see `max_pool2d`."""
    return _pooled(input, ksize, strides, padding, data_format, 1, "max_pool1d")


def max_pool2d(
    input: "TensorLike",
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
    name: str | None = None,
) -> Tensor:
    """Largest value in each window.

    Args:
        input: Shape `(batch, height, width, channels)`.
        ksize: Size of the window in pixels: one int, two, or four (the first and last 1).
        strides: Step in pixels, likewise.
        padding: `"SAME"`, `"VALID"`, or four pairs of explicit amounts.
        data_format: `"NCHW"` if the channels come before the height.
    """
    return _pooled(input, ksize, strides, padding, data_format, 2, "max_pool2d")


def max_pool3d(
    input: "TensorLike",
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NDHWC",
    name: str | None = None,
) -> Tensor:
    """Largest value in each window of `(batch, depth, height, width, channels)`.

    Taken over height and width first and then over the depth, because TF.js's kernel loses
    negative values on WASM.
    """
    return _pooled(input, ksize, strides, padding, data_format, 3, "max_pool3d")


def avg_pool1d(
    input: "TensorLike",
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NWC",
    name: str | None = None,
) -> Tensor:
    """Mean of each window of `(batch, width, channels)`; see `avg_pool2d`."""
    return _pooled(input, ksize, strides, padding, data_format, 1, "avg_pool1d")


def avg_pool2d(
    input: "TensorLike",
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
    name: str | None = None,
) -> Tensor:
    """Mean of each window, of what lies inside the image; arguments as for `max_pool2d`."""
    return _pooled(input, ksize, strides, padding, data_format, 2, "avg_pool2d")


def avg_pool3d(
    input: "TensorLike",
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NDHWC",
    name: str | None = None,
) -> Tensor:
    """Mean of each window of `(batch, depth, height, width, channels)`."""
    return _pooled(input, ksize, strides, padding, data_format, 3, "avg_pool3d")


class MaxPoolWithArgmax(NamedTuple):
    """What `max_pool_with_argmax` gives."""

    output: Tensor
    argmax: Tensor


def max_pool_with_argmax(
    input: "TensorLike",
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
    output_dtype: "DTypeLike" = dtypes.int64,
    include_batch_in_index: bool = False,
    name: str | None = None,
) -> "MaxPoolWithArgmax":
    """As `max_pool2d`, with where each value was found.

    Returns:
        The values, and for each the position `(y * width + x) * channels + channel`, with
        `batch * height * width * channels` added if `include_batch_in_index`.

    Raises:
        InvalidArgumentError: Another layout than `"NHWC"`, a rank that is not 4.

    The positions are found by comparing the window's values one after the other, because TF.js's
    kernel misses negative ones on WASM.
    """
    op = "max_pool_with_argmax"
    if data_format != "NHWC":
        raise InvalidArgumentError(
            f"{op}: expected data_format NHWC. Received: {data_format!r}.", op=op
        )
    largest = _pooled(input, ksize, strides, padding, data_format, 2, op)
    x = as_tensor(input, op=op)
    window, step = (per_axis(v, 2, op, "ksize", first=False) for v in (ksize, strides))
    around = border(padding, 2, op, first=False)
    places = _places(x, window, step, around, include_batch=bool(include_batch_in_index))
    return MaxPoolWithArgmax(largest, cast(places, output_dtype))


def _places(
    x: Tensor, window: tuple[int, ...], step: tuple[int, ...], around: Border, include_batch: bool
) -> Tensor:
    batch, *sizes, channels = sizes_of(x)
    count = moved_sizes(tuple(sizes), window, step, (1, 1), around, "max_pool_with_argmax")
    pads = edges(tuple(sizes), window, step, (1, 1), around)
    lowest = -3.4028235e38 if x.dtype.is_floating else max(x.dtype.min, -(2**31))
    framed = pad(x, [(0, 0), *pads, (0, 0)], constant_values=lowest)
    index = np.arange(product(sizes) * channels).reshape(1, *sizes, channels)
    if include_batch:
        index = index + np.arange(batch).reshape(-1, 1, 1, 1) * index.size
    index = np.pad(index, [(0, 0), *pads, (0, 0)], constant_values=-1)
    best, found = None, None
    for row, column in np.ndindex(*window):
        here = shifted(framed, (row, column), step, count)
        rows = slice(row, row + (count[0] - 1) * step[0] + 1, step[0])
        columns = slice(column, column + (count[1] - 1) * step[1] + 1, step[1])
        at = from_array(index[:, rows, columns].astype(np.int32), None, None, "max_pool")
        if best is None or found is None:
            best, found = here, broadcast_to(at, sizes_of(here))
            continue
        larger = logical_or(greater(here, best), less(found, 0))
        best, found = where(larger, here, best), where(larger, at, found)
    if found is None:
        raise InvalidArgumentError("max_pool_with_argmax: expected a window. Received: none.")
    return found


def pool(
    input: "TensorLike",
    window_shape: Any,
    pooling_type: str,
    strides: Any = None,
    padding: str = "VALID",
    data_format: str | None = None,
    dilations: Any = None,
    name: str | None = None,
) -> Tensor:
    """Pool over 1, 2 or 3 axes, with windows that may have gaps.

    Args:
        input: Shape `(batch, …, channels)`.
        window_shape: Size along each spatial axis.
        pooling_type: `"MAX"` or `"AVG"`.
        strides: Step along each axis; 1 if None.
        padding: `"SAME"` or `"VALID"`.
        data_format: One that begins with `"NC"` if the channels come first.
        dilations: Distance between the values that one window sees; 1 if None.

    Raises:
        ValueError: Strides and dilations that are both above 1, dilations with `"SAME"`, or
            another type.
    """
    x = as_tensor(input, op="pool")
    axes = len(window_shape) if isinstance(window_shape, list | tuple) else x.ndim - 2
    if axes not in (1, 2, 3) or x.ndim != axes + 2:
        raise ValueError(
            f"pool: expected an input of rank 3, 4 or 5 and a window for its spatial axes. "
            f"Received: input {x.shape}, window_shape={window_shape}."
        )
    if pooling_type not in ("MAX", "AVG"):
        raise ValueError(f"pool: expected pooling_type MAX or AVG. Received: {pooling_type!r}.")
    first = channels_first(data_format, axes, "pool")
    x = channels_last(x) if first else x
    window = per_axis(window_shape, axes, "pool", "window_shape", first)
    step = per_axis(strides, axes, "pool", "strides", first)
    gap = per_axis(dilations, axes, "pool", "dilations", first)
    op = "max_pool" if pooling_type == "MAX" else "avg_pool"
    if max(gap) == 1:
        return laid_out(_pooled(x, window, step, padding, None, axes, op), first)
    if max(step) > 1:
        raise ValueError(
            "pool: `strides > 1` not supported in conjunction with `dilations > 1`. Received: "
            f"strides={step} and dilations={gap}."
        )
    if border(padding, axes, "pool", first=False) != "valid":
        raise ValueError(
            f"pool: padding {padding} is not implemented for dilations > 1. Received: {gap}."
        )
    spare = [(0, -n % d) for n, d in zip(sizes_of(x)[1:-1], gap, strict=True)]
    apart = space_to_batch_nd(x, gap, spare)
    out = _pooled(apart, window, step, "VALID", None, axes, op)
    return laid_out(batch_to_space(out, gap, spare), first)


def _axes(x: Tensor, op: str) -> int:
    if x.ndim not in (3, 4, 5):
        raise ValueError(f"{op}: expected an input of rank 3, 4 or 5. Received: {x.shape}.")
    return x.ndim - 2


def _pooled(
    input: Any, ksize: Any, strides: Any, padding: Any, layout: str | None, axes: int, op: str
) -> Tensor:
    takes_max = op.startswith("max")
    x = require_dtype(as_tensor(input, op=op), REAL if takes_max else FLOATING, op, "input")
    if x.ndim != axes + 2:
        raise InvalidArgumentError(
            f"{op}: expected an input of rank {axes + 2}. Received: {x.shape}.", op=op
        )
    first = channels_first(layout, axes, op)
    x = channels_last(x) if first else x
    window = per_axis(ksize, axes, op, "ksize", first)
    step = per_axis(strides, axes, op, "strides", first)
    around = border(padding, axes, op, first)
    places = moved_sizes(sizes_of(x)[1:-1], window, step, (1,) * axes, around, op)
    shape = (sizes_of(x)[0], *places, sizes_of(x)[-1])
    if 0 in shape:
        return laid_out(filled(shape, 0, x.dtype, (x,)), first)
    if axes == 1:
        x, window, step = expand_dims(x, 1), (1, *window), (1, *step)
        around = around if isinstance(around, str) else (around[0], (0, 0), *around[1:])
    if axes == 3 and takes_max:
        return laid_out(_max_over_depth(x, window, step, around, places), first)
    run = _avg3d if axes == 3 else _max if takes_max else _avg
    out = Tensor(run((x._slot,), (window, step, around)), x.dtype)
    return laid_out(squeeze(out, [1]) if axes == 1 else out, first)


def _max_over_depth(
    x: Tensor,
    window: tuple[int, ...],
    step: tuple[int, ...],
    around: Border,
    places: tuple[int, ...],
) -> Tensor:
    batch, *sizes, channels = sizes_of(x)
    pads = edges(tuple(sizes), window, step, (1, 1, 1), around)
    slices = reshaped(x, (batch * sizes[0], *sizes[1:], channels))
    flat = _max((slices._slot,), (window[1:], step[1:], ((0, 0), pads[1], pads[2], (0, 0))))
    lines = reshaped(Tensor(flat, x.dtype), (batch, sizes[0], places[1] * places[2], channels))
    above = ((0, 0), pads[0], (0, 0), (0, 0))
    deep = _max((lines._slot,), ((window[0], 1), (step[0], 1), above))
    return reshaped(Tensor(deep, x.dtype), (batch, *places, channels))
