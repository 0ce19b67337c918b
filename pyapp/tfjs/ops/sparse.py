"""Sparse tensors: to and from dense ones, other shapes, sums and products."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _dispatch, dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops._shapes import canonical_axes, canonical_axis, completed, product, static_ints
from tfjs.ops.arithmetic import truediv
from tfjs.ops.complex import conj
from tfjs.ops.creation import fill
from tfjs.ops.gathering import (
    gather,
    gather_nd,
    picked,
    scatter_nd,
    tensor_scatter_nd_update,
)
from tfjs.ops.joining import concat as concat_dense
from tfjs.ops.math import exp, multiply, subtract
from tfjs.ops.rows import take
from tfjs.ops.segments import unsorted_segment_max, unsorted_segment_sum
from tfjs.ops.shaping import broadcast_to, reshaped
from tfjs.ops.shaping import expand_dims as expand_dims_dense
from tfjs.ops.shaping import transpose as transpose_dense
from tfjs.sparse_tensor import SparseTensor, in_bounds
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tfjs._typing import AxisLike, DTypeLike, ShapeLike, TensorLike


def _sparse(value: Any, op: str) -> SparseTensor:
    if not isinstance(value, SparseTensor):
        raise TypeError(f"{op}: Input must be a SparseTensor. Received: {type(value).__name__}.")
    return value


def _flat(places: "NDArray[np.intp]", sizes: Sequence[int]) -> "NDArray[np.intp]":
    """Row-major position of each place."""
    strides = [product(sizes[i + 1 :]) for i in range(len(sizes))]
    return places @ np.asarray(strides, np.intp) if places.size else np.zeros(len(places), np.intp)


def _picked(sparse: SparseTensor, rows: "NDArray[Any]", places: Any, sizes: Any) -> SparseTensor:
    return SparseTensor(places, take(sparse._values, np.asarray(rows, np.intp)), sizes)


def from_dense(tensor: "TensorLike", name: str | None = None) -> SparseTensor:
    """The elements of a tensor that are not zero, False or empty, in row-major order."""
    x = as_tensor(tensor, op="from_dense")
    values = np.asarray(x.numpy())
    places = np.argwhere(values != (b"" if x.dtype is dtypes.string else 0))
    flat = reshaped(x, (values.size,))
    return SparseTensor(places, take(flat, _flat(places, values.shape)), values.shape)


def to_dense(
    sp_input: SparseTensor,
    default_value: "TensorLike | None" = None,
    validate_indices: bool = True,
    name: str | None = None,
) -> Tensor:
    """The whole tensor, `default_value` where there is no entry.

    Raises:
        InvalidArgumentError: Places out of order, repeated or outside, unless they are not
            validated.
    """
    sparse = _sparse(sp_input, "to_dense")
    if validate_indices:
        in_bounds(sparse, "to_dense")
    sizes = sparse._sizes
    if sparse.dtype is dtypes.string:
        array = np.full(sizes, b"" if default_value is None else default_value, object)
        array[tuple(sparse._places.T)] = sparse._values.numpy()
        return from_array(array, dtypes.string, None, "to_dense")
    zero: Any = False if sparse.dtype.is_bool else 0
    filler = as_tensor(zero if default_value is None else default_value, hint=sparse.dtype)
    if filler.dtype is not sparse.dtype:
        filler = as_tensor(filler.numpy().astype(sparse.dtype.as_numpy_dtype))
    whole = fill((product(sizes),), filler)
    if not len(sparse._places):
        return reshaped(whole, sizes)
    flat = _flat(sparse._places, sizes).astype(np.int32)[:, None]
    return reshaped(tensor_scatter_nd_update(whole, flat, sparse._values), sizes)


def reorder(sp_input: SparseTensor, name: str | None = None) -> SparseTensor:
    """The same entries in row-major order."""
    sparse = _sparse(sp_input, "reorder")
    order = np.argsort(_flat(sparse._places, sparse._sizes), kind="stable")
    return _picked(sparse, order, sparse._places[order], sparse._sizes)


def reshape(sp_input: SparseTensor, shape: "ShapeLike", name: str | None = None) -> SparseTensor:
    """The same entries in another shape; one size may be -1 and is worked out."""
    sparse = _sparse(sp_input, "reshape")
    wanted = static_ints(shape, "reshape", "shape")
    sizes = completed(wanted, product(sparse._sizes), "reshape")
    flat = _flat(sparse._places, sparse._sizes)
    places = np.stack(np.unravel_index(flat, sizes), -1) if len(flat) else np.zeros((0, len(sizes)))
    return SparseTensor(places.astype(np.intp), sparse._values, sizes)


def transpose(sp_input: SparseTensor, perm: Any = None, name: str | None = None) -> SparseTensor:
    """Reorder the axes: axis `i` becomes axis `perm[i]`; reversed if `perm` is None."""
    sparse = _sparse(sp_input, "transpose")
    order = (
        list(range(sparse.rank))[::-1]
        if perm is None
        else list(canonical_axes(perm, sparse.rank, "transpose"))
    )
    sizes = tuple(sparse._sizes[i] for i in order)
    return reorder(SparseTensor(sparse._places[:, order], sparse._values, sizes))


def expand_dims(
    sp_input: SparseTensor, axis: int | None = None, name: str | None = None
) -> SparseTensor:
    """Put an axis of size 1 before position `axis`, the last if None."""
    sparse = _sparse(sp_input, "expand_dims")
    at = canonical_axis(-1 if axis is None else axis, sparse.rank + 1, "expand_dims")
    sizes = (*sparse._sizes[:at], 1, *sparse._sizes[at:])
    return SparseTensor(np.insert(sparse._places, at, 0, axis=1), sparse._values, sizes)


def slice(
    sp_input: SparseTensor, start: "ShapeLike", size: "ShapeLike", name: str | None = None
) -> SparseTensor:
    """The block of `size` that begins at `start`, cut where the tensor ends."""
    sparse = _sparse(sp_input, "slice")
    begins = np.asarray(static_ints(start, "slice", "start"), np.intp)
    if len(begins) != len(sparse._sizes) or len(static_ints(size, "slice", "size")) != len(begins):
        raise InvalidArgumentError(
            f"slice: expected a start and a size for each of {len(sparse._sizes)} axes. Received: "
            f"start={start}, size={size}.",
            op="slice",
        )
    ends = np.minimum(begins + static_ints(size, "slice", "size"), sparse._sizes)
    inside = ((sparse._places >= begins) & (sparse._places < ends)).all(1)
    sizes = tuple(int(n) for n in np.maximum(ends - begins, 0))
    return _picked(sparse, np.flatnonzero(inside), sparse._places[inside] - begins, sizes)


def concat(
    axis: int,
    sp_inputs: Sequence[SparseTensor],
    expand_nonconcat_dims: bool = False,
    name: str | None = None,
) -> SparseTensor:
    """Join sparse tensors along an axis that they have.

    Args:
        axis: Along which.
        sp_inputs: Of one rank.
        expand_nonconcat_dims: Whether the other sizes may differ; the largest is taken then.

    Raises:
        InvalidArgumentError: Sizes along another axis differ.
    """
    inputs = [_sparse(s, "concat") for s in sp_inputs]
    at = canonical_axis(axis, inputs[0].rank, "concat")
    sizes = [max(column) for column in zip(*(s._sizes for s in inputs), strict=True)]
    others = {(*s._sizes[:at], *s._sizes[at + 1 :]) for s in inputs}
    if len(others) > 1 and not expand_nonconcat_dims:
        raise InvalidArgumentError(
            f"concat: expected shapes that agree but for axis {at}. Received: "
            f"{[list(s._sizes) for s in inputs]}.",
            op="concat",
        )
    parts, offset = [], 0
    for each in inputs:
        shift = np.zeros(each.rank, np.intp)
        shift[at] = offset
        parts.append(each._places + shift)
        offset += each._sizes[at]
    sizes[at] = offset
    values = concat_dense([s._values for s in inputs], 0)
    return reorder(SparseTensor(np.concatenate(parts), values, tuple(sizes)))


def retain(sp_input: SparseTensor, to_retain: "TensorLike") -> SparseTensor:
    """The entries for which `to_retain`, a vector of bools, holds."""
    sparse = _sparse(sp_input, "retain")
    keep = np.asarray(as_tensor(to_retain, dtypes.bool, op="retain").numpy())
    if keep.shape != (len(sparse._places),):
        raise ValueError(
            f"retain: expected {len(sparse._places)} bools. Received: shape {keep.shape}."
        )
    return _picked(sparse, np.flatnonzero(keep), sparse._places[keep], sparse._sizes)


def map_values(op: Callable[..., Any], *args: Any, **kwargs: Any) -> SparseTensor:
    """Apply `op` to the entries of sparse tensors that have them at the same places.

    Raises:
        ValueError: No sparse tensor, or entries at different places.
    """
    found = [c for c in _dispatch.composites((args, kwargs)) if isinstance(c, SparseTensor)]
    if not found:
        raise ValueError("map_values: No SparseTensor in argument list of map_values")
    if any(not np.array_equal(found[0]._places, other._places) for other in found[1:]):
        raise InvalidArgumentError("map_values: expected entries at the same places.")

    def plain(value: Any) -> Any:
        return value._values if isinstance(value, SparseTensor) else value

    result = op(*map(plain, args), **{name: plain(v) for name, v in kwargs.items()})
    return found[0].with_values(result)


def add(a: Any, b: Any, threshold: float = 0) -> Any:
    """The sum: sparse of two sparse tensors, a tensor if one is.

    Args:
        a: A tensor or sparse tensor.
        b: Another, of the same shape and dtype.
        threshold: Sums of two entries closer to zero are left out.
    """
    if not (isinstance(a, SparseTensor) and isinstance(b, SparseTensor)):
        sparse, dense = (a, b) if isinstance(a, SparseTensor) else (b, a)
        held = _sparse(sparse, "add")
        x = as_tensor(dense, hint=held.dtype, op="add")
        return x + scatter_nd(held.indices, held._values, held._sizes)
    if a._sizes != b._sizes:
        raise InvalidArgumentError(
            f"add: operands do not have the same shape: {a.shape} and {b.shape}.", op="add"
        )
    places = np.concatenate([a._places, b._places])
    flat = _flat(places, a._sizes)
    kept, first, which = np.unique(flat, return_index=True, return_inverse=True)
    values = concat_dense([a._values, b._values], 0)
    sums = unsorted_segment_sum(values, which.reshape(-1).astype(np.int32), len(kept))
    total = SparseTensor(places[first], sums, a._sizes)
    if threshold == 0:
        return total
    return retain(total, np.abs(sums.numpy()) >= threshold)


def reduce_sum(
    sp_input: SparseTensor,
    axis: "AxisLike" = None,
    keepdims: bool | None = None,
    output_is_sparse: bool = False,
    name: str | None = None,
) -> Any:
    """Sum along axes, all if None: a tensor, or sparse if that is asked for."""
    sparse = _sparse(sp_input, "reduce_sum")
    axes = canonical_axes(axis, sparse.rank, "reduce_sum")
    kept = [i for i in range(sparse.rank) if i not in axes]
    sizes = [sparse._sizes[i] for i in kept]
    flat = _flat(sparse._places[:, kept], sizes).astype(np.int32)
    total = unsorted_segment_sum(sparse._values, flat, product(sizes))
    whole = tuple(1 if i in axes else n for i, n in enumerate(sparse._sizes))
    result = reshaped(total, whole if keepdims else tuple(sizes))
    return from_dense(result) if output_is_sparse else result


def sparse_dense_matmul(
    sp_a: Any,
    b: Any,
    adjoint_a: bool = False,
    adjoint_b: bool = False,
    name: str | None = None,
) -> Tensor:
    """The product of a sparse and a dense matrix, in either order.

    Args:
        sp_a: Shape `(rows, inner)`.
        b: Shape `(inner, columns)`.
        adjoint_a: Whether to transpose and conjugate `sp_a` first.
        adjoint_b: Whether to transpose and conjugate `b` first.

    Raises:
        InvalidArgumentError: Inner sizes that differ.
    """
    if isinstance(b, SparseTensor):
        flipped = sparse_dense_matmul(b, sp_a, not adjoint_b, not adjoint_a)
        return transpose_dense(flipped)
    sparse = _sparse(sp_a, "sparse_dense_matmul")
    dense = as_tensor(b, hint=sparse.dtype, op="sparse_dense_matmul")
    if adjoint_b:
        dense = conj(transpose_dense(dense))
    row, column = (1, 0) if adjoint_a else (0, 1)
    if sparse.rank != 2 or dense.ndim != 2 or sparse._sizes[column] != dense.shape[0]:
        raise InvalidArgumentError(
            "sparse_dense_matmul: expected matrices whose inner sizes agree. Received: "
            f"{sparse.shape} and {dense.shape}.",
            op="sparse_dense_matmul",
        )
    chosen = picked(dense, sparse._places[:, column].astype(np.int32), 0)
    held = conj(sparse._values) if adjoint_a else sparse._values
    products = multiply(expand_dims_dense(held, 1), chosen)
    rows = sparse._places[:, row].astype(np.int32)
    return unsorted_segment_sum(products, rows, sparse._sizes[row])


def fill_empty_rows(
    sp_input: SparseTensor, default_value: "TensorLike", name: str | None = None
) -> tuple[SparseTensor, Tensor]:
    """An entry `default_value` in the first column of each row that has none.

    Returns:
        The sparse tensor, row by row; and which rows were empty, a vector of bools.
    """
    sparse = _sparse(sp_input, "fill_empty_rows")
    rows = sparse._sizes[0]
    empty = ~np.isin(np.arange(rows), sparse._places[:, 0])
    added = np.zeros((int(empty.sum()), sparse.rank), np.intp)
    added[:, 0] = np.flatnonzero(empty)
    filler = as_tensor(default_value, hint=sparse.dtype, op="fill_empty_rows")
    values = concat_dense([sparse._values, fill((len(added),), filler)], 0)
    places = np.concatenate([sparse._places, added])
    order = np.argsort(places[:, 0], kind="stable")
    whole = SparseTensor(places, values, sparse._sizes)
    filled = _picked(whole, order, places[order], sparse._sizes)
    return filled, from_array(empty, dtypes.bool, None, "fill_empty_rows")


def eye(
    num_rows: int,
    num_columns: int | None = None,
    dtype: "DTypeLike" = dtypes.float32,
    name: str | None = None,
) -> SparseTensor:
    """Ones on the diagonal of a matrix."""
    columns = num_rows if num_columns is None else num_columns
    count = min(num_rows, columns)
    places = np.repeat(np.arange(count)[:, None], 2, 1)
    kind = dtypes.as_dtype(dtype)
    ones = from_array(np.ones(count, kind.as_numpy_dtype), kind, None, "eye")
    return SparseTensor(places, ones, (num_rows, columns))


def softmax(sp_input: SparseTensor, name: str | None = None) -> SparseTensor:
    """Softmax over the entries of each row of the last axis; what has no entry counts for nothing.

    Raises:
        ValueError: Fewer than two dimensions.
    """
    sparse = _sparse(sp_input, "softmax")
    if sparse.rank < 2:
        raise ValueError(f"softmax: expected rank 2 or more. Received: {sparse.shape}.")
    flat = _flat(sparse._places[:, :-1], sparse._sizes[:-1]).astype(np.int32)
    rows = product(sparse._sizes[:-1])
    peak = gather(unsorted_segment_max(sparse._values, flat, rows), flat)
    powers = exp(subtract(sparse._values, peak))
    total = gather(unsorted_segment_sum(powers, flat, rows), flat)
    return sparse.with_values(truediv(powers, total))


_OF_ENTRIES = frozenset(("multiply", "truediv", "divide", "scalar_mul", "cast", "saturate_cast"))
"""Operations with a second operand that leave zeros what they are."""


def _elementwise(op: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """An operation on entries; a tensor beside a sparse one is read at its places."""
    sparse = next(c for c in _dispatch.composites(args) if isinstance(c, SparseTensor))
    if len(args) > 1 and op.__name__ not in _OF_ENTRIES:
        raise _dispatch.NotDenseError(
            f"{op.__name__}: a SparseTensor has no entries where it is zero, which this operation "
            "may change. Use tf.sparse.add, tf.sparse.maximum, tf.sparse.minimum, "
            "tf.sparse.map_values for the entries alone, or tf.sparse.to_dense."
        )

    def at_places(value: Any) -> Any:
        if isinstance(value, SparseTensor):
            return value
        if isinstance(value, Tensor) and value.ndim:
            shape = np.broadcast_shapes(sparse._sizes, tuple(value.shape))  # type: ignore[arg-type]
            if shape != sparse._sizes:
                return value
            whole = broadcast_to(value, sparse._sizes)
            return gather_nd(whole, sparse._places.astype(np.int32))
        return value

    return map_values(op, *map(at_places, args), **kwargs)


_dispatch.register_generic("SparseTensor", _elementwise)
