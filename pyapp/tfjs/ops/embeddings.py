"""Rows of tables for many numbers of rows at once, combined: embeddings of sparse features."""

from typing import Any

import numpy as np

from tfjs import dtypes
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops.arithmetic import divide_no_nan
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.losses import embedding_lookup
from tfjs.ops.math import multiply, sqrt, square
from tfjs.ops.segments import unsorted_segment_sum
from tfjs.ops.shaping import reshaped, sizes_of
from tfjs.ops.sparse import fill_empty_rows, retain
from tfjs.ragged_tensor import RaggedTensor
from tfjs.sparse_tensor import SparseTensor
from tfjs.tensor import Tensor

_COMBINERS = ("sum", "mean", "sqrtn")


def embedding_lookup_sparse(
    params: Any,
    sp_ids: Any,
    sp_weights: Any,
    combiner: str | None = None,
    max_norm: float | None = None,
    name: str | None = None,
    allow_fast_lookup: bool = False,
) -> Tensor:
    """Rows of a table, combined for each row of sparse numbers.

    Args:
        params: Shape `(rows, ...)`, or a list of such tables that are joined.
        sp_ids: Sparse or ragged, rank 2, integers; each row has one.
        sp_weights: Of the same places, or None.
        combiner: `"mean"` if None, `"sum"`, or `"sqrtn"`: divided by the root of the sum of the
            weights' squares.
        max_norm: Longer rows of the table are shortened to this length first.
        allow_fast_lookup: Ignored.

    Returns:
        Shape `(rows of sp_ids up to the last that has any, ...)`.

    Raises:
        ValueError: Another combiner.
        TypeError: Ids that are neither sparse nor ragged.
    """
    how = "mean" if combiner is None else combiner
    if how not in _COMBINERS:
        raise ValueError(f"combiner must be one of 'mean', 'sqrtn' or 'sum', got {combiner}")
    if isinstance(sp_ids, RaggedTensor):
        rows, ids = sp_ids.value_rowids(), sp_ids.flat_values
        weights = None if sp_weights is None else sp_weights.flat_values
    elif isinstance(sp_ids, SparseTensor):
        rows, ids = sp_ids.indices[:, 0], sp_ids.values
        weights = None if sp_weights is None else sp_weights.values
    else:
        raise TypeError(f"sp_ids must be SparseTensor or RaggedTensor, got {type(sp_ids).__name__}")
    found = embedding_lookup(params, ids, max_norm=max_norm)
    places = np.asarray(rows.numpy())
    count = int(places[-1]) + 1 if places.size else 0
    if weights is None:
        weights = cast(as_tensor(ids) * 0 + 1, found.dtype)
    weights = cast(weights, found.dtype)
    column = reshaped(weights, (*sizes_of(weights), *[1] * (found.ndim - 1)))
    total = unsorted_segment_sum(multiply(found, column), rows, count)
    if how == "sum":
        return total
    parts = column if how == "mean" else square(column)
    share = unsorted_segment_sum(parts, rows, count)
    return divide_no_nan(total, share if how == "mean" else sqrt(share))


def safe_embedding_lookup_sparse(
    embedding_weights: Any,
    sparse_ids: Any,
    sparse_weights: Any = None,
    combiner: str = "mean",
    default_id: int | None = None,
    max_norm: float | None = None,
    name: str | None = None,
    allow_fast_lookup: bool = False,
) -> Tensor:
    """`embedding_lookup_sparse` for rows that may be empty, and for numbers that are no row.

    Args:
        embedding_weights: As `params` of `embedding_lookup_sparse`.
        sparse_ids: Sparse, rank 2 or more; negative ones are left out.
        sparse_weights: Of the same places, or None; ids of weights up to 0 are left out.
        combiner: See there.
        default_id: Which row of the table stands for an empty row; zeros if None.
        max_norm: See there.
        allow_fast_lookup: Ignored.

    Returns:
        Shape `(*sparse_ids.shape[:-1], ...)`.

    Raises:
        ValueError: No table.
        TypeError: Ids that are not sparse.
    """
    op = "safe_embedding_lookup_sparse"
    if embedding_weights is None or (
        isinstance(embedding_weights, list | tuple) and not embedding_weights
    ):
        raise ValueError(f"Missing embedding_weights {embedding_weights}.")
    if isinstance(sparse_ids, RaggedTensor):
        sparse_ids = sparse_ids.to_sparse()
        sparse_weights = None if sparse_weights is None else sparse_weights.to_sparse()
    if not isinstance(sparse_ids, SparseTensor):
        raise TypeError(f"{op}: expected sparse ids. Received: {type(sparse_ids).__name__}.")
    sizes = np.asarray(sparse_ids.dense_shape.numpy()).tolist()
    rows = int(np.prod(sizes[:-1], dtype=int))
    ids, weights = (_as_rows(s, sizes, rows) for s in (sparse_ids, sparse_weights))
    kept = np.asarray(ids.values.numpy()) >= 0
    if weights is not None and combiner != "sum":
        kept &= np.asarray(weights.values.numpy()) > 0
    ids = retain(ids, kept)
    weights = None if weights is None else retain(weights, kept)
    ids, empty = fill_empty_rows(ids, default_id or 0)
    if weights is not None:
        weights, _ = fill_empty_rows(weights, 1.0)
    found = embedding_lookup_sparse(embedding_weights, ids, weights, combiner, max_norm)
    if default_id is None:
        mask = reshaped(empty, (*sizes_of(empty), *[1] * (found.ndim - 1)))
        found = where(mask, found * 0, found)
    return reshaped(found, (*sizes[:-1], *sizes_of(found)[1:]))


def _as_rows(sparse: Any, sizes: list[int], rows: int) -> Any:
    """Sparse numbers of any rank as a matrix."""
    if sparse is None or len(sizes) == 2:
        return sparse
    places = np.asarray(sparse.indices.numpy())
    flat = np.ravel_multi_index(tuple(places[:, :-1].T), sizes[:-1])
    both = np.stack([flat, places[:, -1]], -1).astype(np.int64)
    return SparseTensor(
        from_array(both, dtypes.int64, None, "embedding"),
        sparse.values,
        as_tensor([rows, sizes[-1]], dtypes.int64),
    )
