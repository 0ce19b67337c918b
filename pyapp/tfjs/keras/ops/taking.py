"""Functions of `tf.keras.ops` that take elements, put them somewhere, or order them."""

import builtins
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import linalg
from tfjs.keras.engine.dtypes import standardize_dtype
from tfjs.keras.ops.symbolic import operation
from tfjs.math import reduce_sum
from tfjs.ops import gathering, indexing, shaping, slicing, sorting
from tfjs.ops.assignment import with_slice
from tfjs.ops.casting import cast
from tfjs.ops.creation import convert_to_tensor
from tfjs.ops.extremes import tensor_scatter_nd_max, tensor_scatter_nd_min
from tfjs.ops.sequences import one_hot as hot
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Callable


@operation("numpy", "GetItem", "x key")
def get_item(x: Any, key: Any) -> Tensor:
    """`x[key]`."""
    return indexing.getitem(convert_to_tensor(x), tuple(key) if isinstance(key, list) else key)


@operation("numpy", "Take", "x indices")
def take(x: Any, indices: Any, axis: int | None = None) -> Tensor:
    """Slices along an axis by their places; elements of the flat tensor if None."""
    tensor = convert_to_tensor(x)
    if axis is None:
        tensor, axis = shaping.reshape(tensor, [-1]), 0
    places = convert_to_tensor(indices)
    size: Any = tensor.shape[axis]
    places = cast(places, "int32") if not places.dtype.is_integer else places
    return gathering.gather(tensor, (places + size) % size, axis=axis)


@operation("numpy", "TakeAlongAxis", "x indices")
def take_along_axis(x: Any, indices: Any, axis: int | None = None) -> Tensor:
    """Elements by their places along an axis, as `argsort` gives them."""
    tensor, places = convert_to_tensor(x), convert_to_tensor(indices)
    if axis is None:
        tensor, places, axis = shaping.reshape(tensor, [-1]), shaping.reshape(places, [-1]), 0
    rank = len(tensor.shape)
    axis = int(axis) % rank
    order = [a for a in range(rank) if a != axis] + [axis]
    back = [order.index(a) for a in range(rank)]
    rows, chosen = shaping.transpose(tensor, order), shaping.transpose(places, order)
    found = gathering.gather(rows, chosen, axis=rank - 1, batch_dims=rank - 1)
    return shaping.transpose(found, back)


@operation("numpy", "Sort")
def sort(x: Any, axis: int = -1) -> Tensor:
    """In ascending order along an axis."""
    return sorting.sort(x, axis)


@operation("numpy", "Argsort")
def argsort(x: Any, axis: int = -1) -> Tensor:
    """The places of the elements in ascending order along an axis, int32."""
    return sorting.argsort(x, axis)


@operation("core", "Slice", "inputs start_indices")
def slice(inputs: Any, start_indices: Any, shape: Any) -> Tensor:
    """A block that begins somewhere, of a shape."""
    return slicing.slice(inputs, start_indices, shape)


@operation("core", "SliceUpdate", "inputs start_indices updates")
def slice_update(inputs: Any, start_indices: Any, updates: Any) -> Tensor:
    """`inputs` with a block replaced that begins somewhere."""
    tensor, block = convert_to_tensor(inputs), convert_to_tensor(updates)
    starts = [int(s) for s in start_indices]
    sizes = [int(size or 0) for size in block.shape]
    key = tuple(builtins.slice(s, s + size) for s, size in zip(starts, sizes, strict=True))
    return with_slice(tensor, key, block, "slice_update")


@operation("core", "Scatter", "indices values")
def scatter(indices: Any, values: Any, shape: Any) -> Tensor:
    """Zeros with values added at places."""
    return gathering.scatter_nd(indices, values, shape)


@operation("core", "ScatterUpdate", "inputs indices updates")
def scatter_update(inputs: Any, indices: Any, updates: Any, reduction: str | None = None) -> Tensor:
    """`inputs` with values at places replaced, or combined by `reduction`.

    Args:
        inputs: A tensor.
        indices: Coordinates, shape `(count, depth)`.
        updates: Values for them.
        reduction: None, "add", "max" or "min".
    """
    functions: dict[Any, Callable[..., Tensor]] = {
        None: gathering.tensor_scatter_nd_update,
        "add": gathering.tensor_scatter_nd_add,
        "max": tensor_scatter_nd_max,
        "min": tensor_scatter_nd_min,
    }
    if reduction not in functions:
        raise ValueError(f"Unsupported reduction: {reduction}")
    return functions[reduction](convert_to_tensor(inputs), indices, updates)


@operation("numpy", "Diag")
def diag(x: Any, k: int = 0) -> Tensor:
    """A matrix with a vector on a diagonal, or that diagonal of a matrix."""
    tensor = convert_to_tensor(x)
    if len(tensor.shape) == 1:
        return linalg.diag(tensor, k=k)
    return linalg.diag_part(tensor, k=k)


@operation("numpy", "Tril")
def tril(x: Any, k: int = 0) -> Tensor:
    """Zero above a diagonal."""
    tensor = convert_to_tensor(x)
    return _triangle(tensor, k, below=True)


@operation("numpy", "Triu")
def triu(x: Any, k: int = 0) -> Tensor:
    """Zero below a diagonal."""
    return _triangle(convert_to_tensor(x), k, below=False)


def _triangle(tensor: Tensor, k: int, *, below: bool) -> Tensor:
    rows, columns = [int(size or 0) for size in tensor.shape[-2:]]
    kept = (np.tril if below else np.triu)(np.ones((rows, columns), np.float32), k)
    return tensor * cast(convert_to_tensor(kept), tensor.dtype)  # type: ignore[no-any-return]


@operation("numpy", "Trace")
def trace(x: Any, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Tensor:
    """Sums of diagonals."""
    return reduce_sum(diagonal(x, offset, axis1, axis2), -1)


@operation("numpy", "Diagonal")
def diagonal(x: Any, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Tensor:
    """Diagonals of the matrices that two axes span, along the last axis."""
    tensor = convert_to_tensor(x)
    rank = len(tensor.shape)
    axes = (axis1 % rank, axis2 % rank)
    order = [axis for axis in range(rank) if axis not in axes] + list(axes)
    return linalg.diag_part(shaping.transpose(tensor, order), k=offset)


def one_hot(
    x: Any, num_classes: int, axis: int = -1, dtype: Any = None, sparse: bool = False
) -> Any:
    """1 at the place of each number along a new axis, 0 elsewhere.

    Args:
        x: Whole numbers.
        num_classes: Length of the new axis.
        axis: Where it goes.
        dtype: Of the result; the session's floating one if None.
        sparse: Only False.

    Raises:
        ValueError: `sparse=True`.
    """
    return _one_hot(x, num_classes, axis, standardize_dtype(dtype), sparse)


@operation("nn", "OneHot")
def _one_hot(x: Any, num_classes: int, axis: int, dtype: Any, sparse: bool) -> Tensor:
    if sparse:
        raise ValueError("one_hot: expected sparse=False. Received: sparse=True, which nobody has.")
    places = cast(convert_to_tensor(x), "int32")
    return hot(places, num_classes, axis=axis, dtype=dtype)
