"""Components of elements: arrays of NumPy as long as nobody computes with them, then tensors.

A component is an ndarray, a NumPy number, `bytes` for a string, a tensor, a ragged or sparse
tensor, a dataset, or None.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np

from tfjs import _bridge, _operators, dtypes
from tfjs.dtypes import DType
from tfjs.errors import InvalidArgumentError
from tfjs.ops import sparse as sparse_ops
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops._arrays import array_of, leaf_types
from tfjs.pending import Pending, gathered
from tfjs.ragged_tensor import RaggedTensor
from tfjs.sparse_tensor import SparseTensor
from tfjs.tensor import Tensor
from tfjs.tensor_shape import TensorShape
from tfjs.variable import Variable

Array = np.ndarray[Any, Any]

_KNOWN: Final[dict[Any, DType]] = {}
"""NumPy's dtypes -> ours, for those that need no check of their values."""
_CHECKED: Final = (dtypes.int64, dtypes.uint32, dtypes.uint64)


def component(value: Any, op: str) -> Any:
    """A value that somebody gave, as a component.

    Raises:
        ValueError: Lists of unequal lengths, or a value of another kind.
    """
    if value is None or isinstance(value, Tensor | RaggedTensor | SparseTensor):
        return value
    if hasattr(value, "_stage"):  # a dataset
        return value
    if isinstance(value, Variable):
        return value.read_value()
    if hasattr(value, "__tf_tensor__"):
        return as_tensor(value, op=op)
    if isinstance(value, list | tuple) and any(
        issubclass(kind, Tensor | Variable | RaggedTensor) for kind in leaf_types(value)
    ):
        return _operators.ops.stack(list(value))
    array, dtype, _ = array_of(value, op)
    if dtype is dtypes.string:
        return _texts(array)
    array = array.astype(dtype.as_numpy_dtype, copy=False)
    return array if array.ndim else array[()]


def _texts(array: Array) -> Any:
    """Strings as `bytes`, in an array of objects."""
    items = [s.encode() if isinstance(s, str) else bytes(s) for s in array.reshape(-1).tolist()]
    if array.ndim == 0:
        return items[0]
    out = np.empty(len(items), object)
    out[:] = items
    return out.reshape(array.shape)


def tensor_of(leaf: Any) -> Any:
    """A component as users get it: a tensor, or what cannot be one."""
    if isinstance(leaf, Tensor):
        return leaf
    if isinstance(leaf, np.ndarray):
        dtype = _KNOWN.get(leaf.dtype)
        if dtype is not None:
            return Tensor(_bridge.upload(leaf, dtype.storage), dtype)
        if leaf.dtype != object and dtypes.as_dtype(leaf.dtype) not in _CHECKED:
            _KNOWN[leaf.dtype] = dtypes.as_dtype(leaf.dtype)
        return from_array(leaf, None, None, "tf.data")
    if isinstance(leaf, np.generic | bytes | int | float):
        return from_array(leaf, None, None, "tf.data")
    return leaf


def numpy_of(leaf: Any) -> Any:
    """A component as NumPy gets it, never a view of the source."""
    if isinstance(leaf, Tensor):
        return leaf.numpy()
    if isinstance(leaf, np.ndarray) and (leaf.base is not None or leaf.flags.writeable):
        return leaf.copy() if leaf.base is not None else leaf
    return leaf


def dtype_of(leaf: Any) -> DType:
    """Of the elements."""
    if isinstance(leaf, bytes):
        return dtypes.string
    if isinstance(leaf, Tensor | RaggedTensor | SparseTensor):
        return leaf.dtype
    return dtypes.string if leaf.dtype == object else dtypes.as_dtype(leaf.dtype)


def shape_of(leaf: Any) -> TensorShape:
    """Sizes along each dimension."""
    return TensorShape(() if isinstance(leaf, bytes) else leaf.shape)


def host(leaf: Any) -> Any:
    """A dense component in Python's memory: rows are cheaper to take apart and to fill up there."""
    return leaf.numpy() if isinstance(leaf, Tensor) else leaf


def stacked(leaves: Sequence[Any], place: int = 0) -> Any:
    """Components of one place as one component with another axis in front.

    Raises:
        InvalidArgumentError: Their shapes differ.
        TypeError: Datasets, which cannot be stacked.
    """
    first = leaves[0]
    if first is None:
        return None
    whole = _at_once(leaves, place)
    if whole is not None:
        return whole
    if isinstance(first, SparseTensor):
        rows = [sparse_ops.expand_dims(leaf, 0) for leaf in leaves]
        return sparse_ops.concat(0, rows)
    if hasattr(first, "_stage"):
        raise TypeError("batch: expected elements of tensors. Received: datasets; use flat_map.")
    tensors = [tensor_of(leaf) for leaf in leaves]
    if isinstance(first, RaggedTensor):
        return _operators.ops.stack(tensors)
    check_shapes(tensors, place)
    return _operators.ops.stack(tensors)


def _at_once(leaves: Sequence[Any], place: int) -> Any:
    """The same of components of one kind in Python's memory, or of pictures; None of others."""
    first = leaves[0]
    if isinstance(first, bytes):
        return _texts(np.array(leaves, object))
    if isinstance(first, np.ndarray):
        if all(isinstance(leaf, np.ndarray) for leaf in leaves):
            check_shapes(leaves, place)
            whole = _lying_together(leaves)
            return np.stack(leaves) if whole is None else whole
    elif isinstance(first, np.generic) and all(isinstance(leaf, np.generic) for leaf in leaves):
        return np.array(leaves, first.dtype)
    return gathered(leaves) if type(first) is Pending else None


def _lying_together(leaves: Sequence[Any]) -> Any:
    """The array whose successive rows these are, if they are that."""
    first = leaves[0]
    base = first.base
    if base is None or base.shape[1:] != first.shape or not base.flags.c_contiguous:
        return None
    start = first.__array_interface__["data"][0]
    for place, leaf in enumerate(leaves):
        there = leaf.__array_interface__["data"][0]
        if leaf.base is not base or there != start + place * first.nbytes:
            return None
    row = (start - base.__array_interface__["data"][0]) // max(first.nbytes, 1)
    return base[row : row + len(leaves)]


def check_shapes(leaves: Sequence[Any], place: int) -> None:
    """Refuse components of different shapes.

    Raises:
        InvalidArgumentError: Two differ.
    """
    shape = leaves[0].shape
    for position, leaf in enumerate(leaves):
        if leaf.shape != shape:
            raise InvalidArgumentError(
                f"Cannot batch tensors with different shapes in component {place}. First element "
                f"had shape {list(shape)} and element {position} had shape {list(leaf.shape)}. "
                "Use padded_batch or ragged_batch, or make them equal with map.",
                op="batch",
            )


def row_count(leaf: Any, op: str) -> int:
    """Size along the first axis.

    Raises:
        ValueError: A scalar.
    """
    shape = shape_of(leaf)
    if not len(shape):
        raise ValueError(
            f"{op}: expected tensors with at least one axis, along which they are sliced. "
            f"Received: a scalar, {leaf!r:.80}. Use from_tensors, or put it into a list."
        )
    return shape[0] or 0


def row_taker(leaf: Any) -> Callable[[int], Any]:
    """The function that gives a row of a component; a tensor is read once."""
    if leaf is None:
        return lambda _: None
    if isinstance(leaf, SparseTensor):
        return lambda index: sparse_row(leaf, index)
    if isinstance(leaf, RaggedTensor):
        return lambda index: leaf[index]
    take: Callable[[int], Any] = host(leaf).__getitem__
    return take


def sparse_row(tensor: SparseTensor, index: int) -> SparseTensor:
    """A row of a sparse tensor, without the first axis."""
    places = np.asarray(tensor._places)
    chosen = np.flatnonzero(places[:, 0] == index)
    values = tensor.values.numpy()[chosen]
    kept = from_array(values, tensor.dtype, None, "row")
    return SparseTensor(places[chosen][:, 1:], kept, tuple(tensor.shape)[1:])
