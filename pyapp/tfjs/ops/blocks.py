"""Blocks of an image moved into its channels or its batch, and back."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor
from tfjs.ops._shapes import product, static_int, static_ints
from tfjs.ops._windows import channels_first
from tfjs.ops.shaping import pad, reshaped, sizes_of, transpose
from tfjs.ops.slicing import block
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


def space_to_depth(
    input: "TensorLike", block_size: Any, data_format: str = "NHWC", name: str | None = None
) -> Tensor:
    """Move each square of pixels into the channels of one pixel.

    Args:
        input: Shape `(batch, height, width, channels)`.
        block_size: Side of the square; it divides height and width.
        data_format: `"NCHW"` if the channels come before the height.

    Returns:
        Shape `(batch, height / block_size, width / block_size, channels * block_size**2)`.

    Raises:
        InvalidArgumentError: A size that `block_size` does not divide.
    """
    op = "space_to_depth"
    x, side, first = _arguments(input, block_size, data_format, op)
    batch, *rest = sizes_of(x)
    channels, (height, width) = (rest[0], rest[1:]) if first else (rest[2], rest[:2])
    if height % side or width % side:
        raise InvalidArgumentError(
            f"{op}: expected a height and width that {side} divides. Received: {x.shape}.", op=op
        )
    rows, columns = height // side, width // side
    if first:
        split = reshaped(x, (batch, channels, rows, side, columns, side))
        moved = transpose(split, [0, 3, 5, 1, 2, 4])
        return reshaped(moved, (batch, side * side * channels, rows, columns))
    split = reshaped(x, (batch, rows, side, columns, side, channels))
    moved = transpose(split, [0, 1, 3, 2, 4, 5])
    return reshaped(moved, (batch, rows, columns, side * side * channels))


def depth_to_space(
    input: "TensorLike", block_size: Any, data_format: str = "NHWC", name: str | None = None
) -> Tensor:
    """Spread the channels of each pixel over a square of pixels; undoes `space_to_depth`.

    Args:
        input: Shape `(batch, height, width, channels)`.
        block_size: Side of the square; its square divides the channels.
        data_format: `"NCHW"` if the channels come before the height.

    Returns:
        Shape `(batch, height * block_size, width * block_size, channels / block_size**2)`.

    Raises:
        InvalidArgumentError: Channels that do not divide.
    """
    op = "depth_to_space"
    x, side, first = _arguments(input, block_size, data_format, op)
    batch, *rest = sizes_of(x)
    channels, (rows, columns) = (rest[0], rest[1:]) if first else (rest[2], rest[:2])
    if channels % (side * side):
        raise InvalidArgumentError(
            f"{op}: expected channels that {side * side} divides. Received: {x.shape}.", op=op
        )
    kept = channels // (side * side)
    if first:
        split = reshaped(x, (batch, side, side, kept, rows, columns))
        moved = transpose(split, [0, 3, 4, 1, 5, 2])
        return reshaped(moved, (batch, kept, rows * side, columns * side))
    split = reshaped(x, (batch, rows, columns, side, side, kept))
    moved = transpose(split, [0, 1, 3, 2, 4, 5])
    return reshaped(moved, (batch, rows * side, columns * side, kept))


def _arguments(input: Any, block_size: Any, layout: str, op: str) -> tuple[Tensor, int, bool]:
    x, side = as_tensor(input, op=op), static_int(block_size, op, "block_size")
    if x.ndim != 4 or side < 2:
        raise InvalidArgumentError(
            f"{op}: expected images of rank 4 and a block_size above 1. Received: {x.shape}, "
            f"block_size={side}.",
            op=op,
        )
    return x, side, channels_first(layout, 2, op)


def space_to_batch_nd(
    input: "TensorLike", block_shape: Any, paddings: Any, name: str | None = None
) -> Tensor:
    """Move the pixels of each block into as many images of their own.

    Args:
        input: Shape `(batch, …)`, with one size per entry of `block_shape`, and then any others.
        block_shape: Sizes of a block.
        paddings: Zeros before and after each of those axes, shape `(axes, 2)`.

    Returns:
        Shape `(batch * product(block_shape), …)`, the sizes divided by those of a block.

    Raises:
        InvalidArgumentError: Padded sizes that a block does not divide.
    """
    op = "space_to_batch_nd"
    x, blocks, amounts = _blocks(input, block_shape, paddings, op)
    axes = len(blocks)
    rest = x.ndim - 1 - axes
    x = pad(x, [(0, 0), *amounts, *[(0, 0)] * rest]) if any(map(any, amounts)) else x
    batch, *sizes = sizes_of(x)
    if any(n % b for n, b in zip(sizes, blocks, strict=False)):
        raise InvalidArgumentError(
            f"{op}: padded_shape is not divisible by block_shape. Received: "
            f"{sizes[:axes]} for blocks of {list(blocks)}.",
            op=op,
        )
    counts = [n // b for n, b in zip(sizes, blocks, strict=False)]
    pairs = [n for pair in zip(counts, blocks, strict=True) for n in pair]
    split = reshaped(x, (batch, *pairs, *sizes[axes:]))
    inside, outside = [2 * i + 2 for i in range(axes)], [2 * i + 1 for i in range(axes)]
    moved = transpose(split, [*inside, 0, *outside, *range(2 * axes + 1, split.ndim)])
    return reshaped(moved, (batch * product(blocks), *counts, *sizes[axes:]))


space_to_batch = space_to_batch_nd


def batch_to_space(
    input: "TensorLike", block_shape: Any, crops: Any, name: str | None = None
) -> Tensor:
    """Put images back together from the pixels of their blocks; undoes `space_to_batch_nd`.

    Args:
        input: Shape `(batch * product(block_shape), …)`.
        block_shape: Sizes of a block; one int stands for two.
        crops: Pixels to cut off before and after each axis, shape `(axes, 2)`.

    Raises:
        InvalidArgumentError: A batch that does not divide, or crops larger than the images.
    """
    op = "batch_to_space"
    side = (block_shape, block_shape) if isinstance(block_shape, int) else block_shape
    x, blocks, amounts = _blocks(input, side, crops, op)
    axes, count = len(blocks), product(blocks)
    total, *sizes = sizes_of(x)
    long = [n * b for n, b in zip(sizes, blocks, strict=False)]
    kept = [n - low - high for n, (low, high) in zip(long, amounts, strict=True)]
    if total % count or min(kept, default=0) < 0:
        raise InvalidArgumentError(
            f"{op}: expected a batch that {count} divides and crops inside {long}. Received: "
            f"input {x.shape}, crops={amounts}.",
            op=op,
        )
    split = reshaped(x, (*blocks, total // count, *sizes))
    pairs = [place for i in range(axes) for place in (axes + 1 + i, i)]
    moved = transpose(split, [axes, *pairs, *range(2 * axes + 1, split.ndim)])
    whole = reshaped(moved, (total // count, *long, *sizes[axes:]))
    starts = (0, *(low for low, _ in amounts), *(0 for _ in sizes[axes:]))
    return block(whole, starts, (total // count, *kept, *sizes[axes:]))


def _blocks(
    input: Any, block_shape: Any, amounts: Any, op: str
) -> tuple[Tensor, tuple[int, ...], list[tuple[int, int]]]:
    x = as_tensor(input, op=op)
    blocks = static_ints(block_shape, op, "block_shape")
    flat = static_ints(np.reshape(np.asarray(amounts, np.int64), -1), op, "paddings")
    pairs = list(zip(flat[::2], flat[1::2], strict=False))
    if len(flat) != 2 * len(blocks) or x.ndim < 1 + len(blocks) or min(flat, default=0) < 0:
        raise InvalidArgumentError(
            f"{op}: expected an axis and a pair >= 0 for each block size. Received: input "
            f"{x.shape}, blocks of {list(blocks)}, {pairs}.",
            op=op,
        )
    if min(blocks, default=1) < 1:
        raise InvalidArgumentError(f"{op}: expected blocks >= 1. Received: {list(blocks)}.", op=op)
    return x, blocks, pairs
