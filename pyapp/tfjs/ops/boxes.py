"""Rectangles in images: cut out of them, and drawn into them."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.dtypes import FLOATING, REAL
from tfjs.errors import InvalidArgumentError, OutOfRangeError
from tfjs.ops._arguments import as_tensor, from_array, require_dtype
from tfjs.ops._families import filled
from tfjs.ops._shapes import static_ints
from tfjs.ops.arithmetic import clip_by_value
from tfjs.ops.casting import cast
from tfjs.ops.comparison import equal, where
from tfjs.ops.gathering import gather
from tfjs.ops.math import (
    add,
    floor,
    greater_equal,
    less,
    less_equal,
    logical_and,
    logical_or,
    multiply,
    subtract,
)
from tfjs.ops.shaping import expand_dims, reshaped, sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_crop = _bridge.Instruction("image.cropAndResize", op="crop_and_resize")

# What `draw_bounding_boxes` takes in turn where no colors are given: red, green, blue, alpha.
_PALETTE = [
    [1, 1, 0, 1],
    [0, 0, 1, 1],
    [1, 0, 0, 1],
    [0, 1, 0, 1],
    [0.5, 0, 0.5, 1],
    [0.5, 0.5, 0, 1],
    [0.5, 0, 0, 1],
    [0, 0, 0.5, 1],
    [0, 1, 1, 1],
    [1, 0, 1, 1],
]


def crop_and_resize(
    image: "TensorLike",
    boxes: "TensorLike",
    box_indices: "TensorLike",
    crop_size: Any,
    method: str = "bilinear",
    extrapolation_value: float = 0.0,
    name: str | None = None,
) -> Tensor:
    """Cut boxes out of images and resize each to one size.

    Args:
        image: Shape `(batch, height, width, channels)`, numbers.
        boxes: Shape `(count, 4)`: y1, x1, y2, x2 as shares of the image, floating.
        box_indices: Which image each box is of, shape `(count,)`, int32.
        crop_size: Height and width in pixels.
        method: `"bilinear"` or `"nearest"`.
        extrapolation_value: For what lies outside the image.

    Returns:
        Shape `(count, crop_height, crop_width, channels)`, float32.
    """
    op = "crop_and_resize"
    x = cast(require_dtype(as_tensor(image, op=op), REAL, op, "image"), dtypes.float32)
    frames = require_dtype(as_tensor(boxes, op=op), FLOATING, op, "boxes")
    if frames.ndim != 2 or sizes_of(frames)[1] != 4:
        raise InvalidArgumentError(
            f"{op}: expected boxes of shape (count, 4). Received: {frames.shape}.", op=op
        )
    which = cast(as_tensor(box_indices, op=op), dtypes.int32)
    if isinstance(box_indices, list | tuple | np.ndarray) and x.ndim == 4 and which.shape.rank == 1:
        beyond = [n for n in np.asarray(box_indices).tolist() if not 0 <= n < sizes_of(x)[0]]
        if beyond:
            raise OutOfRangeError(
                f"{op}: box_indices has values outside [0, {sizes_of(x)[0]}). Received: {beyond}.",
                op=op,
            )
    height, width = static_ints(crop_size, op, "crop_size")
    if x.ndim != 4 or which.shape != frames.shape[:1]:
        raise InvalidArgumentError(
            f"{op}: expected images of rank 4 and one index per box. Received: image {x.shape}, "
            f"boxes {frames.shape}, box_indices {which.shape}.",
            op=op,
        )
    if method not in ("bilinear", "nearest") or min(height, width) <= 0:
        raise InvalidArgumentError(
            f"{op}: expected a method bilinear or nearest and a size > 0. Received: {method!r}, "
            f"{height} by {width}.",
            op=op,
        )
    count = sizes_of(frames)[0]
    if 0 in sizes_of(x) or count == 0:
        shape = (count, height, width, sizes_of(x)[-1])
        return filled(shape, extrapolation_value, dtypes.float32)
    if method == "nearest":
        return _nearest(x, frames, which, (height, width), float(extrapolation_value))
    attributes = ((height, width), method, float(extrapolation_value))
    slot = _crop((x._slot, frames._slot, which._slot), attributes)
    return Tensor(slot, dtypes.float32)


def _nearest(
    x: Tensor, frames: Tensor, which: Tensor, size: tuple[int, int], outside: float
) -> Tensor:
    """Pixels picked by index, because the CPU backend rounds halves as no other one does."""
    _, rows, columns, channels = sizes_of(x)
    count, (height, width) = sizes_of(frames)[0], size
    down = reshaped(_places(frames[:, 0], frames[:, 2], rows, height), (count, height, 1))
    right = reshaped(_places(frames[:, 1], frames[:, 3], columns, width), (count, 1, width))
    inside = logical_and(_within(down, rows), _within(right, columns))
    row, column = (
        clip_by_value(cast(floor(add(place, 0.5)), dtypes.int32), 0, n - 1)
        for place, n in ((down, rows), (right, columns))
    )
    first = reshaped(multiply(which, rows * columns), (count, 1, 1))
    at = add(first, add(multiply(row, columns), column))
    pixels = gather(reshaped(x, (-1, channels)), at)
    return where(expand_dims(inside, -1), pixels, cast(outside, dtypes.float32))


def _places(start: Tensor, end: Tensor, size: int, count: int) -> Tensor:
    """Where the pixels of a crop lie along one axis of the image: shape `(boxes, count)`."""
    if count == 1:
        return expand_dims(multiply(add(start, end), 0.5 * (size - 1)), -1)
    steps = from_array(np.arange(count, dtype=np.float32), None, None, "crop_and_resize")
    step = multiply(subtract(end, start), (size - 1) / (count - 1))
    begin = multiply(start, float(size - 1))
    return add(expand_dims(begin, -1), multiply(expand_dims(step, -1), steps))


def _within(place: Tensor, size: int) -> Tensor:
    return logical_and(greater_equal(place, 0.0), less_equal(place, float(size - 1)))


def draw_bounding_boxes(
    images: "TensorLike", boxes: "TensorLike", colors: "TensorLike | None", name: str | None = None
) -> Tensor:
    """Images with the outlines of boxes drawn over them, one pixel wide.

    Args:
        images: Shape `(batch, height, width, channels)`, floating, of 1, 3 or 4 channels.
        boxes: Shape `(batch, count, 4)`: y1, x1, y2, x2 as shares of the image.
        colors: Shape `(any, channels)`, taken in turn; ten fixed ones if None.

    Returns:
        The shape and dtype of `images`.
    """
    op = "draw_bounding_boxes"
    x = require_dtype(as_tensor(images, op=op), FLOATING, op, "images")
    frames = require_dtype(as_tensor(boxes, op=op), FLOATING, op, "boxes")
    if x.ndim != 4 or frames.ndim != 3 or sizes_of(frames)[2] != 4:
        raise InvalidArgumentError(
            f"{op}: expected images of rank 4 and boxes of shape (batch, count, 4). Received: "
            f"{x.shape}, {frames.shape}.",
            op=op,
        )
    batch, rows, columns, channels = sizes_of(x)
    if channels not in (1, 3, 4) or sizes_of(frames)[0] != batch:
        raise InvalidArgumentError(
            f"{op}: expected images of 1, 3 or 4 channels and boxes for each. Received: "
            f"{x.shape}, {frames.shape}.",
            op=op,
        )
    if colors is None:
        table = np.asarray(_PALETTE, np.float32)[:, :channels]
        inks = from_array(np.ones_like(table) if channels == 1 else table, x.dtype, None, op)
    else:
        inks = cast(as_tensor(colors, hint=x.dtype, op=op), x.dtype)
    down = from_array(np.arange(rows, dtype=np.float32)[:, None], None, None, op)
    right = from_array(np.arange(columns, dtype=np.float32)[None, :], None, None, op)
    for index in range(sizes_of(frames)[1]):
        limits = [_pixel(frames[:, index, k], n) for k, n in enumerate((rows - 1, columns - 1) * 2)]
        line = expand_dims(_outline(limits, down, right, (rows, columns)), -1)
        x = where(line, inks[index % sizes_of(inks)[0]], x)
    return x


def _pixel(share: Tensor, last: int) -> Tensor:
    """Rows or columns at shares of an image, cut to whole numbers: shape `(batch, 1, 1)`."""
    whole = cast(cast(multiply(share, float(last)), dtypes.int32), dtypes.float32)
    return reshaped(whole, (*sizes_of(share), 1, 1))


def _outline(limits: list[Tensor], down: Tensor, right: Tensor, size: tuple[int, int]) -> Tensor:
    """Where a box's border lies inside the image: shape `(batch, height, width)`."""
    top, left, bottom, end = limits
    visible = logical_and(
        logical_and(less_equal(top, bottom), less_equal(left, end)),
        logical_and(
            logical_and(less(top, float(size[0])), greater_equal(bottom, 0.0)),
            logical_and(less(left, float(size[1])), greater_equal(end, 0.0)),
        ),
    )
    among_rows = logical_and(greater_equal(down, top), less_equal(down, bottom))
    among_columns = logical_and(greater_equal(right, left), less_equal(right, end))
    on_row = logical_or(equal(down, top), equal(down, bottom))
    on_column = logical_or(equal(right, left), equal(right, end))
    border = logical_or(logical_and(on_row, among_columns), logical_and(on_column, among_rows))
    return logical_and(border, visible)
