"""What `tf.io.parse_example` is to find in an example, and in which form."""

from typing import Any, NamedTuple

from tfjs.dtypes import int32


class FixedLenFeature(NamedTuple):
    """A feature with as many values as a shape has; a dense tensor."""

    shape: Any
    """Of the feature, without the batch."""
    dtype: Any
    default_value: Any = None
    """Stands for a missing feature; without it, it must be there."""


class FixedLenSequenceFeature(NamedTuple):
    """A feature with any number of parts of one shape; a dense tensor, filled up."""

    shape: Any
    """Of a part."""
    dtype: Any
    allow_missing: bool = False
    default_value: Any = None
    """Fills up what is shorter than the longest; zeros or empty strings if None."""


class VarLenFeature(NamedTuple):
    """A feature with any number of values; a sparse tensor."""

    dtype: Any


class SparseFeature(NamedTuple):
    """Indices and values in two features; a sparse tensor."""

    index_key: Any
    """Name of the feature with indices, or a list of one for each axis."""
    value_key: str
    dtype: Any
    size: Any
    """Of the axis, or a list of sizes."""
    already_sorted: bool = False


class _Ragged(NamedTuple):
    dtype: Any
    value_key: str | None = None
    partitions: Any = ()
    row_splits_dtype: Any = int32
    validate: bool = False


class RaggedFeature(_Ragged):
    """A feature with any number of values; a ragged tensor.

    Only features without `partitions` are read.
    """

    __slots__ = ()

    class RowSplits(NamedTuple):
        """Rows by where they begin and end."""

        key: str

    class RowLengths(NamedTuple):
        """Rows by their lengths."""

        key: str

    class RowStarts(NamedTuple):
        """Rows by where they begin."""

        key: str

    class RowLimits(NamedTuple):
        """Rows by where they end."""

        key: str

    class ValueRowIds(NamedTuple):
        """Rows by the row of each value."""

        key: str

    class UniformRowLength(NamedTuple):
        """Rows of one length."""

        length: int
