"""Ragged tensors to and from rectangular and sparse ones."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _dispatch, dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops._shapes import product, static_int
from tfjs.ops.creation import zeros
from tfjs.ops.joining import concat
from tfjs.ops.rows import lengths_of, splits_of_lengths, take
from tfjs.ops.sequences import one_hot
from tfjs.ops.shaping import broadcast_to, reshape, reshaped, sizes_of
from tfjs.ragged_tensor import RaggedTensor
from tfjs.sparse_tensor import SparseTensor
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import TensorLike
    from tfjs.dtypes import DType
    from tfjs.ops.rows import Ints
    from tfjs.ragged_tensor import Values


def ragged_to_tensor(
    ragged: RaggedTensor, default_value: "TensorLike | None" = None, shape: Any = None
) -> Tensor:
    """A rectangular tensor with `default_value` where a row has no more values.

    Args:
        ragged: Any ragged rank.
        default_value: Broadcasts to one value; zeros (empty strings) if None.
        shape: Of the result: longer rows are cut. None or -1 stands for what is needed.

    Raises:
        InvalidArgumentError: `shape` of another rank, or `default_value` of another shape.
        TypeError: `default_value` of another dtype.
    """
    flat = ragged.flat_values
    inner = sizes_of(flat)[1:]
    bounds = _target_shape(ragged, shape)
    positions = _positions(ragged, bounds[: ragged.ragged_rank + 1])
    if default_value is None:
        filler = zeros((1, *inner), flat.dtype)
    else:
        given = as_tensor(default_value, hint=flat.dtype, op="to_tensor")
        if given.dtype is not flat.dtype:
            raise TypeError(
                f"to_tensor: expected default_value of dtype {flat.dtype.name}. Received: "
                f"{given.dtype.name}."
            )
        if given.ndim > len(inner):
            raise InvalidArgumentError(
                f"to_tensor: expected default_value for one value of shape {inner}. Received: "
                f"default_value of shape {given.shape}.",
                op="to_tensor",
            )
        filler = reshaped(broadcast_to(given, inner), (1, *inner))
    padded = concat([flat, filler], 0)
    picked = take(padded, np.where(positions < 0, len(flat), positions).reshape(-1))
    return reshaped(picked, (*positions.shape, *inner))


def _target_shape(ragged: RaggedTensor, shape: Any) -> tuple[int, ...]:
    bounds = ragged._bounds()
    if shape is None:
        return bounds
    if isinstance(shape, Tensor | Variable):
        shape = shape.numpy().tolist()
    wanted = list(shape)
    if len(wanted) != len(bounds):
        raise InvalidArgumentError(
            f"to_tensor: expected a shape of rank {len(bounds)}. Received: shape={wanted}.",
            op="to_tensor",
        )
    return tuple(b if w is None or w == -1 else int(w) for w, b in zip(wanted, bounds, strict=True))


def _positions(ragged: RaggedTensor, bounds: tuple[int, ...]) -> "Ints":
    """For each place of the rectangle, which flat value it holds; -1 for none."""
    count = len(ragged)
    rows = np.arange(bounds[0])
    rows[rows >= count] = -1
    level: Values = ragged
    for width in bounds[1:]:
        assert isinstance(level, RaggedTensor)  # noqa: S101 - one bound per level
        starts = np.append(level._splits[:-1], 0)[rows]
        lengths = np.append(lengths_of(level._splits), 0)[rows]
        across = np.arange(width)
        held = across < lengths[..., None]
        rows = np.where(held, starts[..., None] + across, -1)
        level = level._values
    return rows


def ragged_from_tensor(
    tensor: "TensorLike", lengths: Any, padding: Any, ragged_rank: int, splits_dtype: "DType"
) -> RaggedTensor:
    """Rows of a rectangular tensor, cut to `lengths` or before a tail of `padding`.

    Raises:
        ValueError: Both `lengths` and `padding`, or a `ragged_rank` that does not fit.
    """
    if lengths is not None and padding is not None:
        raise ValueError("Specify argument `lengths` or `padding`, but not both.")
    x = as_tensor(tensor, op="from_tensor")
    depth = static_int(ragged_rank, "from_tensor", "ragged_rank")
    if depth <= 0:
        raise ValueError(f"Argument `ragged_rank` must be greater than 0. Received: {depth}.")
    if isinstance(lengths, list | tuple) and len(lengths) and np.ndim(lengths[0]) > 0:
        depth = len(lengths)
        nested = [np.asarray(as_tensor(n).numpy()) for n in lengths]
        return _cut_on_every_level(x, nested, splits_dtype)
    if x.ndim <= depth:
        raise ValueError(
            f"from_tensor: expected a tensor of rank > {depth}. Received: shape {x.shape}."
        )
    sizes = sizes_of(x)
    if lengths is None and padding is None:
        return _uniform_rows(x, depth, splits_dtype)
    if depth > 1:
        rows = product(sizes[:depth])
        inner = ragged_from_tensor(
            reshape(x, (rows, *sizes[depth:])), lengths, padding, 1, splits_dtype
        )
        return _wrapped(inner, sizes[:depth], splits_dtype)  # type: ignore[no-any-return]
    if padding is not None:
        counts = _lengths_before(x, padding)
    else:
        counts = np.asarray(as_tensor(lengths, op="from_tensor").numpy())
        if counts.shape != sizes[:1]:
            raise InvalidArgumentError(
                f"from_tensor: expected {sizes[0]} lengths. Received: shape {counts.shape}.",
                op="from_tensor",
            )
        counts = np.clip(counts, 0, sizes[1])
    keep = (np.arange(sizes[1]) < counts[:, None]).reshape(-1)
    flat = reshaped(x, (sizes[0] * sizes[1], *sizes[2:]))
    return RaggedTensor(take(flat, np.flatnonzero(keep)), splits_of_lengths(counts), splits_dtype)


def _cut_on_every_level(x: Tensor, nested: list[Any], splits_dtype: "DType") -> RaggedTensor:
    inner: Any = ragged_from_tensor(x, nested[0], None, 1, splits_dtype)
    for lengths in reversed(nested[1:]):
        values = ragged_from_tensor(inner._values, lengths, None, 1, splits_dtype)
        inner = inner.with_values(values)
    return inner  # type: ignore[no-any-return]


def _uniform_rows(x: Tensor, depth: int, splits_dtype: "DType") -> RaggedTensor:
    sizes = sizes_of(x)
    flat: Values = reshaped(x, (product(sizes[: depth + 1]), *sizes[depth + 1 :]))
    return _wrapped(flat, sizes[: depth + 1], splits_dtype)  # type: ignore[no-any-return]


def _wrapped(values: "Values", sizes: tuple[int, ...], splits_dtype: "DType") -> Any:
    """Values under rows of uniform length: `sizes` are those of the dimensions wanted."""
    for level in range(len(sizes) - 1, 0, -1):
        rows = product(sizes[:level])
        splits = np.arange(rows + 1, dtype=np.intp) * sizes[level]
        values = RaggedTensor(values, splits, splits_dtype, sizes[level])
    return values


def _lengths_before(x: Tensor, padding: "TensorLike") -> "Ints":
    """How long each row is without its tail of `padding`."""
    values = x.numpy()
    tail = np.asarray(as_tensor(padding, x.dtype, op="from_tensor").numpy())
    same = (values == tail).reshape(*values.shape[:2], -1).all(-1)
    last = np.where(same, -1, np.arange(values.shape[1])).max(-1, initial=-1)
    return last + 1  # type: ignore[no-any-return]


def ragged_to_sparse(ragged: RaggedTensor) -> SparseTensor:
    """A sparse tensor with an entry for each scalar in the values, in row-major order."""
    flat = ragged.flat_values
    entries = reshaped(flat, (product(sizes_of(flat)),))
    return SparseTensor(dense_coordinates(ragged), entries, ragged._bounds())


def ragged_from_sparse(sparse: SparseTensor, splits_dtype: "DType") -> RaggedTensor:
    """Rows of a sparse tensor of rank 2 whose entries fill each row from the left, in order.

    Raises:
        InvalidArgumentError: An entry with a gap before it, or out of order.
        TypeError: Not a sparse tensor.
        ValueError: Another rank than 2.
    """
    if not isinstance(sparse, SparseTensor):
        raise TypeError(f"Expected SparseTensor, got {type(sparse).__name__}.")
    if sparse.rank != 2:
        raise ValueError(f"rank(st_input) must be 2. Received: shape {sparse.shape}.")
    rows, columns = sparse._places.T
    lengths = np.bincount(rows, minlength=sparse._sizes[0])
    splits = splits_of_lengths(lengths)
    packed = np.arange(len(rows)) - splits[:-1][rows] if len(rows) else columns
    if (np.diff(rows) < 0).any() or not np.array_equal(columns, packed):
        raise InvalidArgumentError(
            "from_sparse: SparseTensor is not right-ragged: expected the entries of each row in "
            "order and without gaps from column 0 on.",
            op="from_sparse",
        )
    return RaggedTensor(sparse.values, splits, splits_dtype)


def ragged_merge_dims(ragged: RaggedTensor, outer_axis: int, inner_axis: int) -> "Values":
    """Dimensions `outer_axis` to `inner_axis`, both included, as one.

    Raises:
        ValueError: `outer_axis` behind `inner_axis`, or one that is not there.
    """
    rank = len(ragged.shape)
    outer, inner = (a + rank if a < 0 else a for a in (outer_axis, inner_axis))
    if not (0 <= outer < rank and 0 <= inner < rank):
        raise ValueError(
            f"merge_dims: expected axes within {rank} dimensions. Received: "
            f"outer_axis={outer_axis}, inner_axis={inner_axis}."
        )
    if outer > inner:
        raise ValueError(
            f"Expected outer_axis ({outer_axis}) to be less than or equal to inner_axis "
            f"({inner_axis})"
        )
    return _merged(ragged, outer, inner)


def _merged(values: "Values", outer: int, inner: int) -> "Values":
    if outer == inner:
        return values
    if not isinstance(values, RaggedTensor):
        sizes = sizes_of(values)
        merged = product(sizes[outer : inner + 1])
        return reshape(values, (*sizes[:outer], merged, *sizes[inner + 1 :]))
    if outer > 1:
        return values.with_values(_merged(values._values, outer - 1, inner - 1))
    if outer == 1:
        for _ in range(inner - 1):
            values = merged_rows(values)
        return values
    rest = values._values
    if inner == 1:
        return rest
    return _merged(rest, 0, inner - 1)


def merged_rows(outer: RaggedTensor) -> RaggedTensor:
    """A ragged tensor of ragged rows with its second and third dimension as one."""
    inner = outer._values
    if isinstance(inner, RaggedTensor):
        return RaggedTensor(inner._values, inner._splits[outer._splits], outer._splits_dtype)
    sizes = sizes_of(inner)
    flat = reshaped(inner, (sizes[0] * sizes[1], *sizes[2:]))
    return RaggedTensor(flat, outer._splits * sizes[1], outer._splits_dtype)


def coordinates(ragged: RaggedTensor) -> "Ints":
    """For each flat value, where it is along the ragged dimensions: `(count, ragged_rank + 1)`."""
    columns: list[Any] = [np.arange(len(ragged))]
    for level in ragged._levels():
        lengths = lengths_of(level._splits)
        columns = [np.repeat(c, lengths) for c in columns]
        columns.append(np.arange(level._splits[-1]) - np.repeat(level._splits[:-1], lengths))
    return np.stack(columns, -1)


def dense_coordinates(ragged: RaggedTensor) -> "Ints":
    """For each scalar in the values, where it is: `(count, rank)`."""
    outer = coordinates(ragged)
    inner = sizes_of(ragged.flat_values)[1:]
    count = product(inner)
    across = np.indices(inner).reshape(len(inner), count).T
    return np.concatenate([np.repeat(outer, count, 0), np.tile(across, (len(outer), 1))], 1)


def int64_tensor(array: Any) -> Tensor:
    """An int64 tensor of numbers known on the host."""
    return from_array(np.asarray(array), dtypes.int64, None, "ragged")


@_dispatch.register("RaggedTensor", "one_hot")
def ragged_one_hot(
    indices: RaggedTensor,
    depth: Any,
    on_value: Any = None,
    off_value: Any = None,
    axis: int | None = None,
    dtype: Any = None,
    name: str | None = None,
) -> RaggedTensor:
    """See `tf.one_hot`; the new axis is the last one."""
    if axis not in (None, -1, len(indices.shape)):
        raise ValueError(f"one_hot: expected axis=-1 for a RaggedTensor. Received: axis={axis}.")
    rows = one_hot(indices.flat_values, depth, on_value, off_value, None, dtype)
    return indices.with_flat_values(rows)
