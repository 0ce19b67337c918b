"""Rows of ragged tensors picked by position, on every level at once."""

from typing import TYPE_CHECKING

from tfjs.ops.rows import lengths_of, runs, splits_of_lengths, take
from tfjs.ragged_tensor import RaggedTensor

if TYPE_CHECKING:
    from tfjs.ops.rows import Ints
    from tfjs.ragged_tensor import Values


def take_rows(values: "Values", rows: "Ints") -> "Values":
    """Rows of a tensor or ragged tensor, at positions known on the host."""
    if not isinstance(values, RaggedTensor):
        return take(values, rows)
    lengths = lengths_of(values._splits)[rows]
    inner = take_rows(values._values, runs(values._splits[:-1][rows], lengths))
    splits = splits_of_lengths(lengths)
    return RaggedTensor(inner, splits, values._splits_dtype, values._uniform)
