"""Categories given by numbers, as numbers, rows with a one, or counts."""

from typing import Any

from tfjs import dtypes
from tfjs.ops import sparse as sparse_ops
from tfjs.ops._families import filled
from tfjs.ops._shapes import product
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.math import add, greater, greater_equal, less, logical_and, multiply
from tfjs.ops.reductions import reduce_max, reduce_sum
from tfjs.ops.segments import unsorted_segment_sum
from tfjs.ops.sequences import one_hot
from tfjs.ops.sequences import range as counting
from tfjs.ops.shaping import expand_dims, reshape, sizes_of
from tfjs.ragged_tensor import RaggedTensor
from tfjs.tensor import Tensor

Shape = tuple[int | None, ...]


def encoded(
    indices: Any, mode: str, depth: int, dtype: Any, weights: Any = None, *, sparse: bool = False
) -> Any:
    """Numbers of categories in another form.

    Args:
        indices: Integers, any shape, or ragged with rows of them; those outside `[0, depth)` count
            for nothing.
        mode: `"int"`; `"one_hot"` for a row for each number, an axis of size 1 at the end taken
            away; `"multi_hot"` or `"count"` for a row for each example.
        depth: Length of a row.
        dtype: Of the result without `weights`, which decide otherwise.
        weights: For `"count"`: how much each number counts, shape of `indices`.
        sparse: Whether a `SparseTensor` comes out.
    """
    if mode == "int":
        return cast(indices, dtype)
    out = _rows(indices, mode, depth, dtype, weights)
    return sparse_ops.from_dense(out) if sparse else out


def _rows(indices: Any, mode: str, depth: int, dtype: Any, weights: Any) -> Tensor:
    if isinstance(indices, RaggedTensor):
        rows = int(indices.nrows())
        return _counted(
            indices.flat_values, indices.value_rowids(), rows, (rows,), mode, depth, dtype
        )
    x = indices if indices.ndim else expand_dims(indices, -1)
    sizes = sizes_of(x)
    if mode == "one_hot":
        narrow = len(sizes) > 1 and sizes[-1] == 1
        return one_hot(reshape(x, sizes[:-1]) if narrow else x, depth, dtype=dtype)
    if len(sizes) > 2:
        hot = one_hot(x, depth, dtype=dtype if weights is None else weights.dtype)
        if mode == "multi_hot":
            return reduce_max(hot, 1)
        return reduce_sum(hot if weights is None else multiply(hot, expand_dims(weights, -1)), 1)
    lead = sizes[:-1]
    rows = product(lead)
    places = counting(rows * sizes[-1])
    owners = None if rows == 1 else places // sizes[-1]
    values = None if weights is None else reshape(weights, (-1,))
    return _counted(reshape(x, (-1,)), owners, rows, lead, mode, depth, dtype, values)


def _counted(
    flat: Tensor,
    owners: Any,
    rows: int,
    lead: tuple[int, ...],
    mode: str,
    depth: int,
    dtype: Any,
    weights: Any = None,
) -> Tensor:
    """How often each number is among those of each owner."""
    places = cast(flat, dtypes.int32)
    known = logical_and(greater_equal(places, 0), less(places, depth))
    if owners is not None:
        places = add(places, multiply(cast(owners, dtypes.int32), depth))
    chosen = where(known, places, filled((), -1, dtypes.int32))
    kind = dtypes.as_dtype(dtype) if weights is None else weights.dtype
    amounts = filled(sizes_of(flat), 1, kind) if weights is None else weights
    total = unsorted_segment_sum(amounts, chosen, rows * depth)
    if mode == "multi_hot":
        total = cast(greater(total, cast(0, total.dtype)), total.dtype)
    return reshape(total, (*lead, depth))


def encoded_shape(shape: Any, mode: str, depth: int | None) -> Shape:
    """The shape of what `encoded` gives, for categories of a shape."""
    sizes: Shape = tuple(shape)
    if mode == "int":
        return sizes
    if mode == "one_hot":
        return (*(sizes[:-1] if len(sizes) > 1 and sizes[-1] == 1 else sizes), depth)
    return (*sizes[:-1], depth)


def checked_mode(mode: Any, allowed: tuple[str, ...], owner: str) -> str:
    """An output mode, `"binary"` and `"tf-idf"` under their newer names.

    Raises:
        ValueError: None of `allowed`.
    """
    mode = {"binary": "multi_hot", "tf-idf": "tf_idf"}.get(mode, mode)
    if mode not in allowed:
        raise ValueError(
            f"Unknown value for `output_mode` argument of {owner}. Allowed values are: {allowed}. "
            f"Received: output_mode={mode}"
        )
    return str(mode)
