"""Rectangular parts of a tensor, with steps, that every backend can also differentiate."""

from typing import Any

from tfjs import _bridge
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor
from tfjs.ops._shapes import product, static_ints
from tfjs.ops.shaping import _nothing, pad, reshaped, reverse, sizes_of
from tfjs.tensor import Tensor

_slice = _bridge.Instruction("slice", op="slice")


def slice(input_: Any, begin: Any, size: Any, name: str | None = None) -> Tensor:
    """Take the block of `size` that starts at `begin`; a size of -1 means up to the end.

    Raises:
        InvalidArgumentError: The block does not lie inside.
    """
    x = as_tensor(input_, op="slice")
    starts = static_ints(begin, "slice", "begin")
    counts = static_ints(size, "slice", "size")
    sizes = sizes_of(x)
    if not len(starts) == len(counts) == len(sizes):
        raise InvalidArgumentError(
            f"slice: Expected begin and size arguments to be 1-D tensors of size {len(sizes)}. "
            f"Received: begin={list(starts)}, size={list(counts)}.",
            op="slice",
        )
    whole = tuple(n - b if c == -1 else c for n, b, c in zip(sizes, starts, counts, strict=True))
    for n, b, c in zip(sizes, starts, whole, strict=True):
        if not (0 <= b <= n and 0 <= c <= n - b):
            raise InvalidArgumentError(
                f"slice: expected a block inside {x.shape}. Received: begin={list(starts)}, "
                f"size={list(counts)}.",
                op="slice",
            )
    return block(x, starts, whole)


def block(x: Tensor, starts: tuple[int, ...], counts: tuple[int, ...]) -> Tensor:
    """The block of `counts` elements from `starts`, known to lie inside; of no elements too."""
    if 0 in counts:
        return reshaped(_nothing(x), counts)
    if not counts or counts == sizes_of(x):
        return reshaped(x, counts)
    return Tensor(_slice((x._slot,), (starts, counts)), x.dtype)


def stepped(x: Tensor, axis: int, start: int, count: int, step: int) -> Tensor:
    """Every `step`-th of an axis's elements, `count` of them from `start`; negative is backwards.

    Composed of a block, a reshape to rank 3 and another block, because TF.js cannot differentiate
    a strided slice.
    """
    sizes = sizes_of(x)
    if step < 0:
        x = reverse(x, [axis])
        start, step = sizes[axis] - 1 - start, -step
    if step == 1:
        return _along(x, axis, start, count)
    span = min(sizes[axis] - start, count * step)
    part = _along(x, axis, start, span)
    outer, inner = product(sizes[:axis]), product(sizes[axis + 1 :])
    if span < count * step:
        part = reshaped(part, (outer, span, inner))
        part = pad(part, [[0, 0], [0, count * step - span], [0, 0]])
    rows = block(reshaped(part, (outer, count, step * inner)), (0, 0, 0), (outer, count, inner))
    return reshaped(rows, (*sizes[:axis], count, *sizes[axis + 1 :]))


def _along(x: Tensor, axis: int, start: int, count: int) -> Tensor:
    sizes = sizes_of(x)
    starts = tuple(start if i == axis else 0 for i in range(len(sizes)))
    counts = tuple(count if i == axis else n for i, n in enumerate(sizes))
    return block(x, starts, counts)
