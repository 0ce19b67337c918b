"""Sparse tensors entry by entry: the larger or smaller, groups, parts, counts and sizes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from tfjs import _dispatch, dtypes
from tfjs.dtypes import INTEGER
from tfjs.errors import InvalidArgumentError
from tfjs.indexed_slices import IndexedSlices
from tfjs.ops._arguments import as_tensor, from_array, require_dtype
from tfjs.ops._shapes import canonical_axes, canonical_axis, product, static_int, static_ints
from tfjs.ops.casting import cast
from tfjs.ops.gathering import gather_nd
from tfjs.ops.linalg import matmul
from tfjs.ops.math import add, multiply
from tfjs.ops.math import maximum as larger
from tfjs.ops.math import minimum as smaller
from tfjs.ops.rows import take
from tfjs.ops.segments import (
    unsorted_segment_max,
    unsorted_segment_sum,
)
from tfjs.ops.shaping import reshaped, sizes_of
from tfjs.ops.sparse import _flat, _picked, _sparse
from tfjs.sparse_tensor import SparseTensor
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import AxisLike, DTypeLike, ShapeLike, TensorLike


def maximum(sp_a: SparseTensor, sp_b: SparseTensor, name: str | None = None) -> SparseTensor:
    """The larger of both at each place where one has an entry; what has none counts as 0.

    Raises:
        InvalidArgumentError: Different shapes.
    """
    return _chosen(sp_a, sp_b, larger, "maximum")


def minimum(sp_a: SparseTensor, sp_b: SparseTensor, name: str | None = None) -> SparseTensor:
    """The smaller of both at each place where one has an entry; see `maximum`."""
    return _chosen(sp_a, sp_b, smaller, "minimum")


def _chosen(left: Any, right: Any, choose: Callable[..., Tensor], op: str) -> SparseTensor:
    a, b = _sparse(left, op), _sparse(right, op)
    if a._sizes != b._sizes:
        raise InvalidArgumentError(
            f"{op}: Operands' shapes do not match. Received: {a.shape} and {b.shape}.", op=op
        )
    places = np.concatenate([a._places, b._places])
    kept, first = np.unique(_flat(places, a._sizes), return_index=True)

    def spread(sparse: SparseTensor) -> Tensor:
        """The entries at all the places, 0 where there is none."""
        at = np.searchsorted(kept, _flat(sparse._places, sparse._sizes)).astype(np.int32)
        return unsorted_segment_sum(sparse._values, at, len(kept))

    return SparseTensor(places[first], choose(spread(a), spread(b)), a._sizes)


def reduce_max(
    sp_input: SparseTensor,
    axis: "AxisLike" = None,
    keepdims: bool | None = None,
    output_is_sparse: bool = False,
    name: str | None = None,
) -> Any:
    """Largest entry along axes, all if None; entries that are not there do not count.

    Args:
        sp_input: Numbers.
        axis: One axis or several.
        keepdims: Keep them with size 1.
        output_is_sparse: Give a sparse tensor with an entry where there was one.

    Returns:
        A tensor, 0 where there was no entry; or a sparse one.
    """
    sparse = _sparse(sp_input, "reduce_max")
    axes = canonical_axes(axis, sparse.rank, "reduce_max")
    kept = [i for i in range(sparse.rank) if i not in axes]
    sizes = [sparse._sizes[i] for i in kept]
    whole = tuple(1 if i in axes else n for i, n in enumerate(sparse._sizes))
    shape = whole if keepdims else tuple(sizes)
    found, which = np.unique(_flat(sparse._places[:, kept], sizes), return_inverse=True)
    peaks = unsorted_segment_max(sparse._values, which.reshape(-1).astype(np.int32), len(found))
    if output_is_sparse:
        places = np.stack(np.unravel_index(found, shape), -1) if shape else found[:, None] * 0
        return SparseTensor(places.reshape(len(found), len(shape)), peaks, shape)
    return reshaped(unsorted_segment_sum(peaks, found.astype(np.int32), product(sizes)), shape)


def split(
    sp_input: SparseTensor | None = None,
    num_split: int | None = None,
    axis: int | None = None,
    name: str | None = None,
) -> list[SparseTensor]:
    """Parts along an axis; if its size is no multiple of `num_split`, the first are longer by one.

    Raises:
        ValueError: An argument is missing.
        InvalidArgumentError: More parts than the axis has positions.
    """
    for given, known_as in ((sp_input, "sp_input"), (num_split, "num_split"), (axis, "axis")):
        if given is None:
            raise ValueError(f"split: {known_as} is required.")
    sparse = _sparse(sp_input, "split")
    at = canonical_axis(axis, sparse.rank, "split")
    count, size = static_int(num_split, "split", "num_split"), sparse._sizes[at]
    if not 0 < count <= size:
        raise InvalidArgumentError(
            f"split: expected num_split in [1, {size}]. Received: {count}.", op="split"
        )
    parts, start = [], 0
    for length in (size // count + (i < size % count) for i in range(count)):
        inside = (sparse._places[:, at] >= start) & (sparse._places[:, at] < start + length)
        places = sparse._places[inside]
        places[:, at] -= start
        sizes = (*sparse._sizes[:at], length, *sparse._sizes[at + 1 :])
        parts.append(_picked(sparse, np.flatnonzero(inside), places, sizes))
        start += length
    return parts


def reset_shape(sp_input: SparseTensor, new_shape: "ShapeLike | None" = None) -> SparseTensor:
    """The same entries in another shape of the same rank, the smallest that holds them if None.

    Raises:
        ValueError: A shape that is smaller somewhere, or of another rank.
    """
    sparse = _sparse(sp_input, "reset_shape")
    if new_shape is None:
        places = sparse._places
        sizes = tuple(int(n) + 1 for n in places.max(0, initial=-1))
    else:
        sizes = static_ints(new_shape, "reset_shape", "new_shape")
        if len(sizes) != sparse.rank:
            raise ValueError(
                f"reset_shape: expected a shape of rank {sparse.rank}. Received: {list(sizes)}."
            )
        if any(new < old for new, old in zip(sizes, sparse._sizes, strict=True)):
            raise ValueError(
                "reset_shape: Requested new_shape should have dimension sizes >= sp_input.shape. "
                f"Found new_shape {list(sizes)}, sp_input.shape {list(sparse._sizes)}."
            )
    return SparseTensor(sparse._places, sparse._values, sizes)


def to_indicator(sp_input: SparseTensor, vocab_size: int, name: str | None = None) -> Tensor:
    """Which numbers each row of the last axis holds, as bools.

    Args:
        sp_input: Integers in `[0, vocab_size)`; they are read.
        vocab_size: Size of the last axis of the result.

    Raises:
        InvalidArgumentError: Other values, or a number out of range.
    """
    op = "to_indicator"
    sparse = _sparse(sp_input, op)
    numbers = require_dtype(sparse._values, INTEGER, op, "sp_input")
    values = np.asarray(numbers.numpy()).astype(np.intp)
    if ((values < 0) | (values >= vocab_size)).any():
        raise InvalidArgumentError(f"{op}: expected values in [0, {vocab_size}).", op=op)
    out = np.zeros((*sparse._sizes[:-1], vocab_size), np.bool_)
    out[(*sparse._places[:, :-1].T, values)] = True
    return from_array(out, dtypes.bool, None, op)


def mask(a: IndexedSlices, mask_indices: "TensorLike", name: str | None = None) -> IndexedSlices:
    """Slices without those whose index is in `mask_indices`; the indices are read."""
    if not isinstance(a, IndexedSlices):
        raise TypeError(f"mask: expected tf.IndexedSlices. Received: {type(a).__name__}.")
    indices = np.asarray(a.indices.numpy())
    left_out = np.asarray(as_tensor(mask_indices, op="mask").numpy())
    kept = np.flatnonzero(~np.isin(indices, left_out))
    return IndexedSlices(take(a.values, kept), take(a.indices, kept), a.dense_shape)


def bincount(
    values: Any,
    weights: Any = None,
    axis: Literal[0, -1] | None = 0,
    minlength: Any = None,
    maxlength: Any = None,
    binary_output: bool = False,
    name: str | None = None,
) -> SparseTensor:
    """How often each integer occurs, as entries of those that do; the integers are read.

    Args:
        values: Integers >= 0, a tensor of rank 1 or 2 or a sparse tensor.
        weights: Like `values`; they are added up in place of ones.
        axis: 0 or None counts over everything, -1 within each row.
        minlength: The result is at least as long.
        maxlength: The result is at most as long: larger integers are left out.
        binary_output: 1 for what occurs, however often.

    Returns:
        Shape `(length,)`, or `(rows, length)` for rows; sums of the weights, or counts:
        int64 of int64, else int32.

    Raises:
        InvalidArgumentError: A negative integer.
        ValueError: `weights` with `binary_output`, or another `axis`.
    """
    op = "bincount"
    if weights is not None and binary_output:
        raise ValueError("Arguments `binary_output` and `weights` are mutually exclusive.")
    if axis not in (None, 0, -1):
        raise ValueError(f"Unsupported value for argument axis={axis}. Only 0 and -1 are.")
    if isinstance(values, SparseTensor):
        held, sizes, rows = values._values, values._sizes, values._places[:, 0]
        factors = weights._values if isinstance(weights, SparseTensor) else weights
    else:
        held = as_tensor(values, op=op)
        sizes = sizes_of(held)
        rows = np.repeat(np.arange(sizes[0]), product(sizes[1:]))
        factors = weights
    numbers = np.asarray(held.numpy()).reshape(-1).astype(np.intp)
    if (numbers < 0).any():
        raise InvalidArgumentError(f"{op}: Input must be non-negative.", op=op)
    in_rows = axis == -1 and len(sizes) > 1
    length = max(int(numbers.max(initial=-1)) + 1, static_int(minlength or 0, op, "minlength"))
    if maxlength is not None:
        length = min(length, static_int(maxlength, op, "maxlength"))
    chosen = np.flatnonzero(numbers < length)
    flat = (rows if in_rows else rows * 0)[chosen] * max(length, 1) + numbers[chosen]
    found, which, counts = np.unique(flat, return_inverse=True, return_counts=True)
    if factors is None:
        hits = np.ones_like(counts) if binary_output else counts
        kind = dtypes.int64 if held.dtype is dtypes.int64 else dtypes.int32
        sums = from_array(hits.astype(np.int32), kind, None, op)
    else:
        share = as_tensor(factors, op=op)
        share = take(reshaped(share, (product(sizes_of(share)),)), chosen)
        sums = unsorted_segment_sum(share, which.reshape(-1).astype(np.int32), len(found))
    columns = found % max(length, 1)
    places = np.stack([found // max(length, 1), columns], -1) if in_rows else columns[:, None]
    return SparseTensor(places, sums, (sizes[0], length) if in_rows else (length,))


def sampled_addmm(
    indices: "TensorLike",
    values: "TensorLike",
    dense_shape: "ShapeLike",
    mat1: "TensorLike",
    mat2: "TensorLike",
    beta: float = 1.0,
    alpha: float = 1.0,
    output_type: "DTypeLike" = dtypes.float32,
) -> tuple[Tensor, Tensor, Tensor]:
    """Entries of a product of matrices: `alpha * (mat1 @ mat2)` there, plus `beta * values`.

    Args:
        indices: Which entries, shape `(..., count, 2)`.
        values: Shape `(..., count)`.
        dense_shape: Rows and columns of the product.
        mat1: Shape `(..., rows, inner)`.
        mat2: Shape `(..., inner, columns)`.
        beta: Factor of `values`.
        alpha: Factor of the product.
        output_type: Of all values.

    Returns:
        Indices, values and shape.

    Raises:
        ValueError: `dense_shape` is not that of the product.
    """
    kind = dtypes.as_dtype(output_type)
    op = "sampled_addmm"
    places = as_tensor(indices, op=op)
    held, left, right = (as_tensor(x, kind, op=op) for x in (values, mat1, mat2))
    sizes = static_ints(dense_shape, op, "dense_shape")
    whole = matmul(left, right)
    if sizes != sizes_of(whole)[-2:]:
        raise ValueError(
            f"{op}: Dense shape: {list(sizes)} does not match output shape: "
            f"{list(sizes_of(whole)[-2:])}"
        )
    picked = gather_nd(whole, places, batch_dims=whole.ndim - 2)
    total = add(multiply(picked, cast(alpha, kind)), multiply(held, cast(beta, kind)))
    return places, total, from_array(np.asarray(sizes, np.int32), dtypes.int32, None, op)


@_dispatch.register("SparseTensor", "shape")
def sparse_shape(
    input: SparseTensor, out_type: "DTypeLike" = dtypes.int32, name: str | None = None
) -> Tensor:
    """Sizes of the axes."""
    return from_array(np.asarray(input._sizes, np.int32), dtypes.as_dtype(out_type), None, "shape")


@_dispatch.register("SparseTensor", "size")
def sparse_size(
    input: SparseTensor, out_type: "DTypeLike" = dtypes.int32, name: str | None = None
) -> Tensor:
    """Number of elements, those that are zero included."""
    return as_tensor(product(input._sizes), out_type)


@_dispatch.register("SparseTensor", "rank")
def sparse_dimensions(input: SparseTensor, name: str | None = None) -> Tensor:
    """Number of axes."""
    return as_tensor(input.rank, dtypes.int32)
