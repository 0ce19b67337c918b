"""Windows of images and volumes as channels."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs.dtypes import NUMERIC
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, require_dtype
from tfjs.ops._windows import border, edges, moved_sizes, per_axis, shifted
from tfjs.ops.joining import concat
from tfjs.ops.shaping import pad, reshaped, sizes_of, transpose
from tfjs.ops.slicing import block
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


def extract_patches(
    images: "TensorLike",
    sizes: Any,
    strides: Any,
    rates: Any,
    padding: str,
    name: str | None = None,
) -> Tensor:
    """The pixels under each place of a window, as channels.

    Args:
        images: Shape `(batch, height, width, channels)`, numbers.
        sizes: Of the window: `[1, height, width, 1]`.
        strides: Step of the window: `[1, down, right, 1]`.
        rates: Distance between the pixels that it sees: `[1, down, right, 1]`.
        padding: `"SAME"` or `"VALID"`.

    Returns:
        Shape `(batch, out_height, out_width, height * width * channels)`.
    """
    return _patches(images, sizes, strides, rates, padding, 2, "extract_patches")


def extract_volume_patches(
    input: "TensorLike", ksizes: Any, strides: Any, padding: str, name: str | None = None
) -> Tensor:
    """`extract_patches` of volumes `(batch, depth, height, width, channels)`."""
    return _patches(input, ksizes, strides, 1, padding, 3, "extract_volume_patches")


def _patches(
    images: Any, window: Any, strides: Any, rates: Any, padding: str, axes: int, op: str
) -> Tensor:
    x = require_dtype(as_tensor(images, op=op), NUMERIC, op, "images")
    if x.ndim != axes + 2:
        raise InvalidArgumentError(
            f"{op}: expected images of rank {axes + 2}. Received: {x.shape}.", op=op
        )
    size = per_axis(window, axes, op, "sizes", first=False)
    step = per_axis(strides, axes, op, "strides", first=False)
    gap = per_axis(rates, axes, op, "rates", first=False)
    around = border(padding, axes, op, first=False)
    lengths = sizes_of(x)[1:-1]
    places = moved_sizes(lengths, size, step, gap, around, op)
    pads = edges(lengths, size, step, gap, around)
    framed = pad(x, [(0, 0), *pads, (0, 0)]) if any(map(any, pads)) else x
    if size == step and max(gap) == 1:
        return _tiled(framed, size, places)
    offsets = [tuple(k * d for k, d in zip(at, gap, strict=True)) for at in np.ndindex(*size)]
    return concat([shifted(framed, offset, step, places) for offset in offsets], -1)


def _tiled(x: Tensor, size: tuple[int, ...], places: tuple[int, ...]) -> Tensor:
    """Windows that lie side by side are a reshape."""
    batch, *_, channels = sizes_of(x)
    axes = len(size)
    whole = tuple(n * k for n, k in zip(places, size, strict=True))
    x = block(x, (0,) * (axes + 2), (batch, *whole, channels))
    pairs = [n for pair in zip(places, size, strict=True) for n in pair]
    split = reshaped(x, (batch, *pairs, channels))
    outer, inner = range(1, 2 * axes + 1, 2), range(2, 2 * axes + 2, 2)
    moved = transpose(split, [0, *outer, *inner, 2 * axes + 1])
    return reshaped(moved, (batch, *places, int(np.prod(size)) * channels))
