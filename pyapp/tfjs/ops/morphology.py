"""Gray dilation and erosion of images."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs.dtypes import REAL
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import from_array, require_dtype, same_dtype
from tfjs.ops._windows import border, channels_first, edges, moved_sizes, per_axis, shifted
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.math import add, maximum, negative
from tfjs.ops.shaping import pad, reverse, sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


def dilation2d(
    input: "TensorLike",
    filters: "TensorLike",
    strides: Any,
    padding: str,
    data_format: str,
    dilations: Any,
    name: str | None = None,
) -> Tensor:
    """Largest sum of an image and a filter's values under it, for each channel.

    Args:
        input: Shape `(batch, height, width, channels)`, numbers.
        filters: Shape `(filter_height, filter_width, channels)`.
        strides: Step in pixels: one int, two, or four.
        padding: `"SAME"` or `"VALID"`; what lies outside never counts.
        data_format: Must be `"NHWC"`.
        dilations: Distance between the filter's values.

    Returns:
        Shape `(batch, out_height, out_width, channels)`.

    Composed of sums and maxima over the filter's places: TF.js's kernel loses negative values on
    WASM, and its gradient is missing on WebGL.
    """
    op = "dilation2d"
    x, kernel = same_dtype(input, filters, op)
    require_dtype(x, REAL, op, "input")
    if channels_first(data_format, 2, op):
        raise ValueError(f"{op}: expected data_format NHWC. Received: {data_format!r}.")
    if x.ndim != 4 or kernel.ndim != 3 or sizes_of(x)[3] != sizes_of(kernel)[2]:
        raise InvalidArgumentError(
            f"{op}: expected images of rank 4 and filters of rank 3 with as many channels. "
            f"Received: input {x.shape}, filters {kernel.shape}.",
            op=op,
        )
    step = per_axis(strides, 2, op, "strides", first=False)
    gap = per_axis(dilations, 2, op, "dilations", first=False)
    sizes, window = sizes_of(x)[1:-1], sizes_of(kernel)[:2]
    around = border(padding, 2, op, first=False)
    places = moved_sizes(sizes, window, step, gap, around, op)
    lowest = -3.4028235e38 if x.dtype.is_floating else max(x.dtype.min, -(2**31))
    pads = edges(sizes, window, step, gap, around)
    framed = pad(x, [(0, 0), *pads, (0, 0)])
    inside = np.pad(np.ones(sizes, bool), pads)
    best = None
    for row, column in np.ndindex(*window):
        offset = (row * gap[0], column * gap[1])
        total = add(shifted(framed, offset, step, places), kernel[row, column])
        if any(map(any, pads)):
            spots = (
                slice(k, k + (n - 1) * s + 1, s)
                for k, n, s in zip(offset, places, step, strict=True)
            )
            seen = from_array(inside[tuple(spots)][..., None], None, None, op)
            total = where(seen, total, cast(lowest, x.dtype))
        best = total if best is None else maximum(best, total)
    if best is None:
        raise InvalidArgumentError(f"{op}: expected a filter. Received: {kernel.shape}.", op=op)
    return best


def erosion2d(
    value: "TensorLike",
    filters: "TensorLike",
    strides: Any,
    padding: str,
    data_format: str,
    dilations: Any,
    name: str | None = None,
) -> Tensor:
    """Smallest difference between an image and the mirrored filter's values under it.

    Arguments and result as for `dilation2d`.
    """
    x, kernel = same_dtype(value, filters, "erosion2d")
    mirrored = reverse(kernel, [0, 1]) if kernel.ndim == 3 else kernel
    grown = dilation2d(negative(x), mirrored, strides, padding, data_format, dilations)
    return negative(grown)
