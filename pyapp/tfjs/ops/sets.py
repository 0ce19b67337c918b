"""Sets in the rows of tensors: `tf.sets`; worked out on the host, because results are sparse."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
from tfjs.errors import DTypeError, InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.sparse_tensor import SparseTensor
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_Rows = list[set[Any]]


def _rows(value: "TensorLike | SparseTensor", op: str) -> tuple[_Rows, tuple[int, ...], Any]:
    """The set of each row of the last dimension, the shape of the rows, and the dtype."""
    if isinstance(value, SparseTensor):
        outer = value._sizes[:-1]
        found: _Rows = [set() for _ in range(int(np.prod(outer, dtype=int)))]
        at = np.ravel_multi_index(tuple(value._places[:, :-1].T), outer) if outer else []
        for row, item in zip(at, value.values.numpy().tolist(), strict=True):
            found[row].add(item)
        return found, outer, value.dtype
    x = as_tensor(value, op=op)
    if x.ndim < 2:
        raise InvalidArgumentError(f"{op}: expected rank 2 or more. Received: {x.shape}.", op=op)
    array = np.asarray(x.numpy())
    rows = array.reshape(int(np.prod(array.shape[:-1], dtype=int)), array.shape[-1])
    return [set(row.tolist()) for row in rows], array.shape[:-1], x.dtype


def _combined(
    a: Any, b: Any, combine: Callable[[set[Any], set[Any]], set[Any]], op: str
) -> SparseTensor:
    left, outer, kind = _rows(a, op)
    right, other, dtype = _rows(b, op)
    if outer != other:
        raise InvalidArgumentError(
            f"{op}: expected rows of one shape. Received: {outer} and {other}.", op=op
        )
    if kind is not dtype:
        raise DTypeError(
            f"{op}: expected one dtype. Received: {kind.name} and {dtype.name}.", op=op
        )
    results = [sorted(combine(x, y)) for x, y in zip(left, right, strict=True)]
    places = [
        (*np.unravel_index(row, outer), column)
        for row, items in enumerate(results)
        for column in range(len(items))
    ]
    flat = [item for items in results for item in items]
    array = np.empty(len(flat), object if kind is dtypes.string else kind.as_numpy_dtype)
    array[:] = flat
    width = max(map(len, results), default=0)
    at = np.asarray(places, np.intp).reshape(len(flat), len(outer) + 1)
    return SparseTensor(at, from_array(array, kind, None, op), (*outer, width))


def intersection(a: Any, b: Any, validate_indices: bool = True) -> SparseTensor:
    """What is in both of two rows, in order.

    Args:
        a: A tensor or sparse tensor of rank 2 or more; its last dimension holds sets.
        b: Another of the same dtype and outer sizes.
        validate_indices: Ignored: order does not matter here.

    Raises:
        InvalidArgumentError: Shapes or dtypes that do not go together.
    """
    return _combined(a, b, set.intersection, "intersection")


def union(a: Any, b: Any, validate_indices: bool = True) -> SparseTensor:
    """What is in one of two rows or both, in order; arguments as for `intersection`."""
    return _combined(a, b, set.union, "union")


def difference(a: Any, b: Any, aminusb: bool = True, validate_indices: bool = True) -> SparseTensor:
    """What is in rows of `a` and not in those of `b`; the other way round if not `aminusb`."""
    return _combined(*((a, b) if aminusb else (b, a)), set.difference, "difference")


def size(a: SparseTensor, validate_indices: bool = True) -> Tensor:
    """How many different entries each row of a sparse tensor has, int32.

    Raises:
        TypeError: `a` is not sparse.
    """
    if not isinstance(a, SparseTensor):
        raise TypeError(f"size: Expected `SparseTensor`, got {type(a).__name__}.")
    rows, outer, _ = _rows(a, "size")
    counts = np.array([len(row) for row in rows], np.int32).reshape(outer)
    return from_array(counts, dtypes.int32, None, "size")
