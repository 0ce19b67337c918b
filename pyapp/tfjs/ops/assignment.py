"""New values for parts of variables: slices by key, rows and elements by index."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.dtypes import INTEGER, NUMERIC
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array, require_dtype
from tfjs.ops._families import wrapped
from tfjs.ops._shapes import product
from tfjs.ops.casting import cast
from tfjs.ops.gathering import (
    gather,
    gather_nd,
    inside_only,
    policy,
    scatter_nd,
    tensor_scatter_nd_add,
    tensor_scatter_nd_sub,
    tensor_scatter_nd_update,
)
from tfjs.ops.math import add, multiply
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.segments import unsorted_segment_sum
from tfjs.ops.shaping import broadcast_to, expand_dims, reshape, reshaped, sizes_of
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import TensorLike
    from tfjs.indexed_slices import IndexedSlices

_combine = _bridge.Instruction("scatter.combine", "own", op="scatter")
_BY_KERNEL: dict[str, Callable[..., Tensor]] = {
    "add": tensor_scatter_nd_add,
    "sub": tensor_scatter_nd_sub,
    "update": tensor_scatter_nd_update,
}


def with_slice(x: Tensor, key: Any, value: "TensorLike", op: str) -> Tensor:
    """`x` with `value`, broadcast, in place of `x[key]`.

    Raises:
        InvalidArgumentError: `value` does not broadcast to that part.
    """
    places = np.arange(product(x.shape), dtype=np.int32).reshape(sizes_of(x))[_host_key(key)]
    part = as_tensor(value, x.dtype, op=op)
    shape = tuple(places.shape)
    if part.ndim > len(shape) and sizes_of(part)[: part.ndim - len(shape)] == (1,) * (
        part.ndim - len(shape)
    ):
        part = reshape(part, sizes_of(part)[part.ndim - len(shape) :])
    values = reshaped(broadcast_to(part, shape), (places.size,))
    if places.size == 0:
        return x
    if places.size == product(x.shape) and np.array_equal(
        places.reshape(-1), np.arange(places.size)
    ):
        return reshaped(values, sizes_of(x))
    flat = reshaped(x, (product(x.shape),))
    return reshaped(_replaced(flat, places.reshape(-1, 1), values), sizes_of(x))


def _replaced(flat: Tensor, places: "np.ndarray[Any, Any]", values: Tensor) -> Tensor:
    if flat.dtype.is_bool:
        wide = _replaced(cast(flat, dtypes.int32), places, cast(values, dtypes.int32))
        return cast(wide, dtypes.bool)
    if flat.dtype is dtypes.string:
        array = np.array(flat.numpy(), object)
        array[places[:, 0]] = values.numpy()
        return from_array(array, dtypes.string, None, "assign")
    return tensor_scatter_nd_update(flat, places, values)


def _host_key(key: Any) -> Any:
    """A key with the values of the tensors in it."""
    if isinstance(key, tuple):
        return tuple(_host_key(item) for item in key)
    if isinstance(key, slice):
        return slice(*(_host_key(part) for part in (key.start, key.stop, key.step)))
    return key.__index__() if isinstance(key, Tensor | Variable) else key


def scattered(x: Tensor, how: str, indices: "TensorLike", updates: "TensorLike") -> Tensor:
    """`x` with rows combined with others.

    Args:
        x: Shape `(rows, ...)`.
        how: "add", "sub", "update", "max", "min", "mul" or "div".
        indices: Rows, any shape, integers.
        updates: Shape `indices.shape + x.shape[1:]`, or a scalar.
    """
    op = f"scatter_{how}"
    rows = require_dtype(as_tensor(indices, op=op), INTEGER, op, "indices")
    values = as_tensor(updates, x.dtype, op=op)
    whole = (*sizes_of(rows), *sizes_of(x)[1:])
    if values.ndim == 0:
        values = broadcast_to(values, whole)
    if sizes_of(values) != whole:
        raise InvalidArgumentError(
            f"{op}: Must have updates.shape = indices.shape + params.shape[1:] or "
            f"updates.shape = [], got updates.shape {list(values.shape)}, indices.shape "
            f"{list(rows.shape)}, params.shape {list(x.shape)}",
            op=op,
        )
    _check_rows(rows, sizes_of(x)[0], op)
    return _combined(x, how, expand_dims(rows, -1), values, op)


def given_places(x: Tensor, indices: Any, updates: Any, bad_indices_policy: str) -> tuple[Any, Any]:
    """Indices and updates, without those that are to be ignored."""
    if not policy(bad_indices_policy, "tensor_scatter_nd"):
        return indices, updates
    return inside_only(as_tensor(indices), as_tensor(updates, x.dtype), sizes_of(x))


def scattered_nd(x: Tensor, how: str, indices: "TensorLike", updates: "TensorLike") -> Tensor:
    """`x` with elements or slices combined with others.

    Args:
        x: Any shape.
        how: "add", "sub", "update", "max" or "min".
        indices: Coordinates, shape `(..., depth)`, integers.
        updates: Shape `indices.shape[:-1] + x.shape[depth:]`.
    """
    op = f"scatter_nd_{how}"
    places = require_dtype(as_tensor(indices, op=op), INTEGER, op, "indices")
    values = as_tensor(updates, x.dtype, op=op)
    depth = sizes_of(places)[-1] if places.ndim else 0
    wanted = (*sizes_of(places)[:-1], *sizes_of(x)[depth:])
    if not places.ndim or depth > x.ndim or sizes_of(values) != wanted:
        raise InvalidArgumentError(
            f"{op}: Must have updates.shape = indices.shape[:batch_dim] + params_shape[slice_dim:]"
            f", got updates.shape: {list(values.shape)}, indices.shape: {list(places.shape)}, "
            f"params_shape: {list(x.shape)}",
            op=op,
        )
    return _combined(x, how, places, values, op)


def _check_rows(rows: Tensor, limit: int, op: str) -> None:
    """Refuse rows that are not there, where looking at them costs nothing."""
    if _bridge.is_recording() or _bridge.current_backend() not in ("wasm", "cpu"):
        return
    flat = np.asarray(rows.numpy()).reshape(-1)
    wrong = np.flatnonzero((flat < 0) | (flat >= limit))
    if wrong.size:
        raise InvalidArgumentError(
            f"{op}: indices[{wrong[0]}] = {flat[wrong[0]]} is not in [0, {limit})", op=op
        )


def _combined(x: Tensor, how: str, places: Tensor, values: Tensor, op: str) -> Tensor:
    if how in _BY_KERNEL and x.dtype in NUMERIC:
        return _BY_KERNEL[how](x, places, values)
    depth = sizes_of(places)[-1]
    strides = [product(sizes_of(x)[i + 1 : depth]) for i in range(depth)]
    weights = from_array(np.asarray(strides, np.int32), places.dtype, None, op)
    rows = reduce_sum(multiply(places, weights), -1)
    slots = (x._slot, rows._slot, values._slot)
    return wrapped(Tensor(_combine(slots, (how, product(sizes_of(x)[depth:]))), x.dtype))


def batch_scattered(x: Tensor, indices: "TensorLike", updates: "TensorLike") -> Tensor:
    """`x` with `x[..., indices[..., i]]` replaced: the leading axes of both belong together."""
    op = "batch_scatter_update"
    rows = require_dtype(as_tensor(indices, op=op), INTEGER, op, "indices")
    sizes = sizes_of(rows)
    batch = sizes[:-1]
    flat = reshaped(x, (product(sizes_of(x)[: len(sizes)]), *sizes_of(x)[len(sizes) :]))
    starts = (np.arange(product(batch), dtype=np.int32) * sizes_of(x)[len(batch)]).reshape(
        (*batch, 1)
    )
    places = add(rows, from_array(starts, rows.dtype, None, op))
    return reshaped(scattered(flat, "update", places, updates), sizes_of(x))


def densified(slices: "IndexedSlices") -> Tensor:
    """The tensor that slices stand for."""
    shape = slices.shape
    if slices.dtype.is_complex:
        return scatter_nd(expand_dims(slices.indices, -1), slices.values, shape)
    return unsorted_segment_sum(slices.values, slices.indices, shape[0])


def sparse_read(x: Tensor, indices: "TensorLike") -> Tensor:
    """Rows of `x`."""
    return gather(x, indices)


def read_nd(x: Tensor, indices: "TensorLike") -> Tensor:
    """Elements or slices of `x` by coordinates."""
    return gather_nd(x, indices)
