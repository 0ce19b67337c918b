"""Elements picked and placed by index."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _bridge, dtypes
from tfjs._dispatch import Composite, dispatched
from tfjs.dtypes import INTEGER
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array, require_dtype
from tfjs.ops._families import filled, wrapped
from tfjs.ops._shapes import canonical_axis, product, static_ints
from tfjs.ops.comparison import equal, where
from tfjs.ops.math import add, maximum, minimum, multiply, subtract
from tfjs.ops.places import moved
from tfjs.ops.reductions import reduce_all, reduce_sum
from tfjs.ops.shaping import _nothing, reshaped, sizes_of, transpose
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import ShapeLike, TensorLike

_gather = _bridge.Instruction("gather", op="gather")
_gather_rows = _bridge.Instruction(
    "GatherV2",
    "kernel",
    op="gather",
    inputs=("x", "indices"),
    attributes=("axis", "batchDims", "slices"),
)
_gather_nd = _bridge.Instruction("gatherND", op="gather_nd")
_scatter_nd = _bridge.Instruction("scatterND", op="scatter_nd")
_scatter_update = _bridge.Instruction("tensorScatterUpdate", op="tensor_scatter_nd_update")


def _index_tensor(indices: Any, limit: int | None, op: str) -> Tensor:
    """Indices as a tensor; those that come from the host are checked against `limit`."""
    if not isinstance(indices, Tensor | Variable | Composite):
        array = np.asarray(indices)
        if array.dtype.kind in "iu" and array.size and limit is not None:
            worst = array.max() if array.max() >= limit else array.min()
            if not 0 <= worst < limit:
                raise InvalidArgumentError(f"{op}: indices {worst} is not in [0, {limit})", op=op)
        if array.size == 0:
            indices = array.astype(np.int32)
    return require_dtype(as_tensor(indices, op=op), INTEGER, op, "indices")


@dispatched
def gather(
    params: "TensorLike",
    indices: "TensorLike",
    validate_indices: bool | None = None,
    axis: Any = None,
    batch_dims: int = 0,
    name: str | None = None,
) -> Tensor:
    """Pick slices along an axis.

    Args:
        params: Any shape but a scalar.
        indices: Positions along the axis, any shape, integers.
        validate_indices: Ignored, as in TensorFlow.
        axis: Which axis; `batch_dims` if None.
        batch_dims: How many leading axes of `params` and `indices` belong together.

    Returns:
        Shape `params.shape[:axis] + indices.shape[batch_dims:] + params.shape[axis + 1:]`.

    Raises:
        InvalidArgumentError: An index outside the axis.

    Differs from TensorFlow: indices that are computed (a tensor, not a list or array) are not
    checked.
    """
    x = as_tensor(params, op="gather")
    at = canonical_axis(batch_dims if axis is None else axis, x.ndim, "gather")
    sizes = sizes_of(x)
    chosen = _index_tensor(indices, sizes[at], "gather")
    batch = batch_dims if batch_dims >= 0 else chosen.ndim + batch_dims
    places = sizes_of(chosen)
    if 0 in places or 0 in sizes:
        return reshaped(_nothing(x), (*sizes[:at], *places[batch:], *sizes[at + 1 :]))
    if x.dtype is dtypes.string:
        return moved(lambda p: gather(p, chosen, axis=at, batch_dims=batch), x)
    if batch:
        return _gather_in_batches(x, chosen, at, batch)
    if at == 0:
        return Tensor(_gather_rows((x._slot, chosen._slot), (0, 0, True)), x.dtype)
    return Tensor(_gather((x._slot, chosen._slot), (at, 0)), x.dtype)


def picked(x: Tensor, indices: Any, axis: int) -> Tensor:
    """`gather`, where the gradient of `x` is a tensor along every axis."""
    sizes = sizes_of(x)
    chosen = _index_tensor(indices, sizes[axis], "gather")
    if axis != 0 or x.dtype is dtypes.string or 0 in sizes or 0 in sizes_of(chosen):
        return gather(x, chosen, axis=axis)
    return Tensor(_gather((x._slot, chosen._slot), (0, 0)), x.dtype)


def _gather_in_batches(x: Tensor, indices: Tensor, axis: int, batch: int) -> Tensor:
    """Flat indices into one long axis: the kernel of WASM reads past its memory for batches."""
    front = [*range(batch), axis, *(i for i in range(batch, x.ndim) if i != axis)]
    moved = transpose(x, front)
    sizes = sizes_of(moved)
    count, length = product(sizes[:batch]), sizes[batch]
    flat = reshaped(moved, (count * length, *sizes[batch + 1 :]))
    starts = (np.arange(count, dtype=np.int32) * length).reshape(
        sizes[:batch] + (1,) * (indices.ndim - batch)
    )
    places = add(indices, from_array(starts, indices.dtype, None, "gather"))
    picked = gather(flat, places)
    width = indices.ndim - batch
    between = axis - batch
    order = [
        *range(batch),
        *range(indices.ndim, indices.ndim + between),
        *range(batch, batch + width),
        *range(indices.ndim + between, picked.ndim),
    ]
    return transpose(picked, order)


def policy(value: str, op: str) -> bool:
    """Whether coordinates outside are to be ignored.

    Raises:
        ValueError: No such policy.
    """
    if value not in ("", "DEFAULT", "ERROR", "IGNORE"):
        raise ValueError(
            f"{op}: expected a bad_indices_policy of '', 'DEFAULT', 'ERROR' or 'IGNORE'. Received: "
            f"{value!r}."
        )
    return value == "IGNORE"


def inside_only(places: Tensor, values: Tensor, sizes: Sequence[int]) -> tuple[Tensor, Tensor]:
    """Coordinates inside a shape, which are read for it, and the values that belong to them."""
    array = np.asarray(places.numpy())
    limits = np.asarray(sizes[: array.shape[-1]])
    inside = ((array >= 0) & (array < limits)).all(-1)
    flat = reshaped(values, (inside.size, *sizes_of(values)[inside.ndim :]))
    chosen = np.flatnonzero(inside.reshape(-1)).astype(np.int32)
    kept = from_array(array.reshape(-1, array.shape[-1])[chosen], places.dtype, None, "scatter_nd")
    return kept, gather(flat, from_array(chosen, None, None, "scatter_nd"))


def _zeros_outside(params: Tensor, places: Tensor, batch_dims: int) -> Tensor:
    """What is at coordinates, and zeros where they are outside."""
    depth = sizes_of(places)[-1]
    sizes = np.asarray(sizes_of(params)[batch_dims : batch_dims + depth], np.int32)
    limits = from_array(np.maximum(sizes - 1, 0), None, places.dtype, "gather_nd")
    nearest = minimum(maximum(places, from_array(0, places.dtype, None, "gather_nd")), limits)
    inside = reduce_all(equal(places, nearest), -1)
    found = gather_nd(params, nearest, batch_dims)
    missing = found.ndim - inside.ndim
    mask = reshaped(inside, (*sizes_of(inside), *([1] * missing)))
    return where(mask, found, filled((), 0, found.dtype))


def gather_nd(
    params: "TensorLike",
    indices: "TensorLike",
    batch_dims: int = 0,
    name: str | None = None,
    bad_indices_policy: str = "",
) -> Tensor:
    """Pick elements or slices by coordinates: each row of `indices` is one.

    Args:
        params: Any shape.
        indices: Shape `(..., depth)`, integers; `depth` leading axes of `params` are indexed.
        batch_dims: How many leading axes of `params` and `indices` belong together.
        bad_indices_policy: `"IGNORE"` gives zeros for coordinates outside.

    Returns:
        Shape `indices.shape[:-1] + params.shape[batch_dims + depth:]`.

    Raises:
        InvalidArgumentError: Coordinates deeper than `params`.
    """
    x = as_tensor(params, op="gather_nd")
    chosen = _index_tensor(indices, None, "gather_nd")
    if policy(bad_indices_policy, "gather_nd"):
        return _zeros_outside(x, chosen, batch_dims)
    sizes, places = sizes_of(x), sizes_of(chosen)
    depth = places[-1] if places else 0
    if not places or batch_dims + depth > len(sizes):
        raise InvalidArgumentError(
            "gather_nd: index innermost dimension length must be <= params rank. Received: "
            f"params {x.shape}, "
            f"indices {chosen.shape}.",
            op="gather_nd",
        )
    if batch_dims == 0 and depth == 1 and len(places) == 2:
        return gather(x, reshaped(chosen, places[:1]))  # whose gradient is tf.IndexedSlices too
    if batch_dims == 0:
        return Tensor(_gather_nd((x._slot, chosen._slot)), x.dtype)
    batch = product(sizes[:batch_dims])
    flat = reshaped(x, (product(sizes[: batch_dims + depth]), *sizes[batch_dims + depth :]))
    strides = _strides(sizes[batch_dims : batch_dims + depth])
    weights = from_array(np.asarray(strides, np.int32), chosen.dtype, None, "gather_nd")
    inside = reduce_sum(multiply(chosen, weights), -1)
    block_size = product(sizes[batch_dims : batch_dims + depth])
    offsets = (np.arange(batch, dtype=np.int32) * block_size).reshape(
        sizes[:batch_dims] + (1,) * (len(places) - 1 - batch_dims)
    )
    return gather(flat, add(inside, from_array(offsets, chosen.dtype, None, "gather_nd")))


def _strides(sizes: tuple[int, ...]) -> list[int]:
    return [product(sizes[i + 1 :]) for i in range(len(sizes))]


def scatter_nd(
    indices: "TensorLike",
    updates: "TensorLike",
    shape: "ShapeLike",
    bad_indices_policy: str = "",
    name: str | None = None,
) -> Tensor:
    """Zeros of `shape` with `updates` added at `indices`.

    Args:
        indices: Shape `(..., depth)`, integers.
        updates: Shape `indices.shape[:-1] + shape[depth:]`.
        shape: Of the result.
        bad_indices_policy: `"IGNORE"` leaves coordinates outside away, which are read for it.
    """
    values = as_tensor(updates, op="scatter_nd")
    places = _index_tensor(indices, None, "scatter_nd")
    sizes = static_ints(shape, "scatter_nd", "shape")
    if policy(bad_indices_policy, "scatter_nd"):
        places, values = inside_only(places, values, sizes)
    if 0 in values.shape and places.ndim and values.dtype is not dtypes.string:
        *outer, depth = sizes_of(places)
        if sizes_of(values) == (*outer, *sizes[depth:]):  # WebGL's kernel cannot do it
            return filled(sizes, 0, values.dtype, (values,))
    return wrapped(Tensor(_scatter_nd((places._slot, values._slot), (sizes,)), values.dtype))


def tensor_scatter_nd_add(
    tensor: "TensorLike",
    indices: "TensorLike",
    updates: "TensorLike",
    bad_indices_policy: str = "",
    name: str | None = None,
) -> Tensor:
    """`tensor` with `updates` added at `indices`."""
    x = as_tensor(tensor, op="tensor_scatter_nd_add")
    values = as_tensor(updates, hint=x.dtype)
    return add(x, scatter_nd(indices, values, sizes_of(x), bad_indices_policy))


def tensor_scatter_nd_sub(
    tensor: "TensorLike",
    indices: "TensorLike",
    updates: "TensorLike",
    bad_indices_policy: str = "",
    name: str | None = None,
) -> Tensor:
    """`tensor` with `updates` subtracted at `indices`."""
    x = as_tensor(tensor, op="tensor_scatter_nd_sub")
    values = as_tensor(updates, hint=x.dtype)
    return subtract(x, scatter_nd(indices, values, sizes_of(x), bad_indices_policy))


def tensor_scatter_nd_update(
    tensor: "TensorLike",
    indices: "TensorLike",
    updates: "TensorLike",
    name: str | None = None,
) -> Tensor:
    """`tensor` with `updates` in place of what is at `indices`."""
    x = as_tensor(tensor, op="tensor_scatter_nd_update")
    places = _index_tensor(indices, None, "tensor_scatter_nd_update")
    values = as_tensor(updates, x.dtype, op="tensor_scatter_nd_update")
    return Tensor(_scatter_update((x._slot, places._slot, values._slot)), x.dtype)
