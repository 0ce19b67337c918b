"""Pooling by fractions: windows of one or two sizes in an order drawn at random (Graham, 2014)."""

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tfjs import dtypes
from tfjs._seeds import seeds
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops.joining import stack
from tfjs.ops.reductions import reduce_max, reduce_mean
from tfjs.ops.shaping import sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


class FractionalPool(NamedTuple):
    """What a fractional pooling gives."""

    output: Tensor
    row_pooling_sequence: Tensor
    """Where windows begin, and the end, int64."""
    col_pooling_sequence: Tensor


def fractional_max_pool(
    value: "TensorLike",
    pooling_ratio: Any,
    pseudo_random: bool = False,
    overlapping: bool = False,
    seed: int = 0,
    name: str | None = None,
) -> FractionalPool:
    """The largest value of each window, where windows shrink a picture by a fraction.

    Args:
        value: Shape `(batch, height, width, channels)`.
        pooling_ratio: What height and width are divided by: a number, or a list of one for each
            axis, of which the first and the last are 1.
        pseudo_random: Whether the sizes of windows follow Graham's formula, or any order.
        overlapping: Whether a window takes the first line of the next one too.
        seed: Draws the same windows again, unless it is 0.

    Returns:
        The windows' values, and where they begin.

    Raises:
        InvalidArgumentError: Another rank, or ratios below 1.

    Differs from TensorFlow: other windows are drawn for a seed.
    """
    return _pooled(value, pooling_ratio, pseudo_random, overlapping, seed, reduce_max, "max")


def fractional_avg_pool(
    value: "TensorLike",
    pooling_ratio: Any,
    pseudo_random: bool = False,
    overlapping: bool = False,
    seed: int = 0,
    name: str | None = None,
) -> FractionalPool:
    """The mean of each window; see `fractional_max_pool`."""
    return _pooled(value, pooling_ratio, pseudo_random, overlapping, seed, reduce_mean, "avg")


def _pooled(
    value: Any,
    ratio: Any,
    pseudo_random: bool,
    overlapping: bool,
    seed: int,
    reduce: Callable[..., Tensor],
    kind: str,
) -> FractionalPool:
    op = f"fractional_{kind}_pool"
    x = as_tensor(value, op=op)
    ratios = [1.0, float(ratio), float(ratio), 1.0] if np.ndim(ratio) == 0 else list(ratio)
    if len(ratios) == 2:
        ratios = [1.0, *ratios, 1.0]
    if x.ndim != 4 or len(ratios) != 4 or ratios[0] != 1 or ratios[3] != 1:
        raise InvalidArgumentError(
            f"{op}: expected rank 4, and ratios of 1 for batch and channels. Received: {x.shape}, "
            f"{ratio}.",
            op=op,
        )
    if min(ratios) < 1:
        raise InvalidArgumentError(f"{op}: pooling_ratio should be >= 1. Received: {ratio}.", op=op)
    first, second, _ = seeds.pair(seed or None)
    draw = np.random.default_rng([first, second] if seed else None)
    sequences = []
    for axis in (1, 2):
        size = sizes_of(x)[axis]
        ends = _sequence(size, int(size / ratios[axis]), pseudo_random, draw)
        sequences.append(ends)
        windows = []
        for begin, end in pairwise(ends):
            last = min(end + 1, size) if overlapping else end
            part = x[:, begin:last] if axis == 1 else x[:, :, begin:last]
            windows.append(reduce(part, axis))
        x = stack(windows, axis)
    rows, columns = (from_array(np.asarray(s), dtypes.int64, None, op) for s in sequences)
    return FractionalPool(x, rows, columns)


def _sequence(size: int, count: int, pseudo_random: bool, draw: np.random.Generator) -> list[int]:
    """Where `count` windows begin, and the end."""
    if size == count:
        return list(range(size + 1))
    if pseudo_random:
        share = size / count
        most = min((size + 2) / share - (count - 1), 1.0)
        start = draw.uniform(0, min(1.0, most)) or 0.5
        ends = [int(np.ceil(share * (i + start))) for i in range(count)]
        whole = [end - int(np.ceil(share * start)) for end in ends]
        return [*whole, size]
    small, large = size // count, size // count + 1
    lengths = [small] * (count - size % count) + [large] * (size % count)
    return [0, *np.cumsum(draw.permutation(lengths)).tolist()]
