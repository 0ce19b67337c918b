"""Rows of different lengths: where they begin, which values they hold; all of it on the host.

A partition of `n` values into `m` rows is an array of `m + 1` splits: row `i` holds values
`splits[i]` to `splits[i + 1]`. Its numbers are `np.intp`, which NumPy counts with: 32 bits here.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
from tfjs.ops._arguments import from_array
from tfjs.ops.gathering import picked
from tfjs.ops.shaping import sizes_of
from tfjs.ops.slicing import slice
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.intp]


def splits_of_lengths(lengths: Any) -> "Ints":
    """Splits of rows with these lengths."""
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.intp)]).astype(np.intp)


def lengths_of(splits: "Ints") -> "Ints":
    """Length of each row."""
    return np.diff(splits)


def rows_of_values(splits: "Ints") -> "Ints":
    """For each value, the row that holds it."""
    return np.repeat(np.arange(len(splits) - 1), np.diff(splits))


def runs(starts: "Ints", lengths: "Ints") -> "Ints":
    """Positions `starts[i], starts[i] + 1, …` of each run, one run after the other."""
    offsets = splits_of_lengths(lengths)
    return np.repeat(starts - offsets[:-1], lengths) + np.arange(offsets[-1])


def take(values: Tensor, rows: "Ints") -> Tensor:
    """Rows of a tensor, at positions known on the host."""
    count = len(rows)
    sizes = sizes_of(values)
    if count == sizes[0] and np.array_equal(rows, np.arange(count)):
        return values
    if values.dtype is dtypes.string:  # the bytes are on the host already
        return from_array(values.numpy()[rows], dtypes.string, None, "gather")
    if count and np.array_equal(rows, np.arange(rows[0], rows[0] + count)):
        rest = len(sizes) - 1
        return slice(values, [int(rows[0]), *[0] * rest], [count, *[-1] * rest])
    return picked(values, rows.astype(np.int32), 0)
