"""Functions of `tf.keras.ops` that rearrange, join and take elements."""

import builtins
import itertools
from typing import Any

from tfjs import dtypes, linalg
from tfjs.keras.ops.promotion import as_kind, kind_of, result_type
from tfjs.keras.ops.symbolic import operation
from tfjs.ops import gathering, indexing, joining, shaping, slicing, sorting
from tfjs.ops.assignment import tensor_scatter_nd_max, tensor_scatter_nd_min
from tfjs.ops.casting import cast
from tfjs.ops.creation import convert_to_tensor
from tfjs.ops.sequences import one_hot as hot
from tfjs.tensor import Tensor


@operation("numpy", "Reshape")
def reshape(x: Any, newshape: Any) -> Tensor:
    """The same elements in another shape; one size may be -1."""
    sizes = newshape if isinstance(newshape, Tensor) else [-1 if s is None else s for s in newshape]
    return shaping.reshape(x, sizes)


@operation("numpy", "Transpose")
def transpose(x: Any, axes: Any = None) -> Tensor:
    """The axes in another order; reversed if None."""
    return shaping.transpose(x, axes)


@operation("numpy", "Swapaxes")
def swapaxes(x: Any, axis1: int, axis2: int) -> Tensor:
    """Two axes exchanged."""
    tensor = convert_to_tensor(x)
    order = list(range(len(tensor.shape)))
    order[axis1], order[axis2] = order[axis2], order[axis1]
    return shaping.transpose(tensor, order)


@operation("numpy", "Moveaxis")
def moveaxis(x: Any, source: Any, destination: Any) -> Tensor:
    """Axes moved to other places; the others keep their order."""
    tensor = convert_to_tensor(x)
    rank = len(tensor.shape)
    sources = [s % rank for s in ([source] if isinstance(source, int) else source)]
    targets = [d % rank for d in ([destination] if isinstance(destination, int) else destination)]
    order = [axis for axis in range(rank) if axis not in sources]
    for target, axis in sorted(zip(targets, sources, strict=True)):
        order.insert(target, axis)
    return shaping.transpose(tensor, order)


@operation("numpy", "ExpandDims")
def expand_dims(x: Any, axis: Any) -> Tensor:
    """With further dimensions of size 1."""
    tensor = convert_to_tensor(x)
    axes = [axis] if isinstance(axis, int) else list(axis)
    rank = len(tensor.shape) + len(axes)
    for place in sorted(a % rank for a in axes):
        tensor = shaping.expand_dims(tensor, place)
    return tensor


@operation("numpy", "Squeeze")
def squeeze(x: Any, axis: Any = None) -> Tensor:
    """Without dimensions of size 1."""
    return shaping.squeeze(x, axis)


@operation("numpy", "Ravel")
def ravel(x: Any) -> Tensor:
    """The elements as a vector."""
    return shaping.reshape(x, [-1])


@operation("numpy", "BroadcastTo")
def broadcast_to(x: Any, shape: Any) -> Tensor:
    """Repeated along dimensions of size 1, to a shape."""
    return shaping.broadcast_to(x, shape)


@operation("numpy", "Flip")
def flip(x: Any, axis: Any = None) -> Tensor:
    """In reverse order along axes; along all if None."""
    tensor = convert_to_tensor(x)
    axes = range(len(tensor.shape)) if axis is None else [axis] if isinstance(axis, int) else axis
    return shaping.reverse(tensor, list(axes))


@operation("numpy", "Tile")
def tile(x: Any, repeats: Any) -> Tensor:
    """Repeated as a whole, so often along each axis."""
    tensor = convert_to_tensor(x)
    times = [repeats] if isinstance(repeats, int) else list(repeats)
    rank = len(tensor.shape)
    if len(times) < rank:
        times = [1] * (rank - len(times)) + times
    elif len(times) > rank:
        tensor = shaping.reshape(tensor, [1] * (len(times) - rank) + list(tensor.shape))
    return shaping.tile(tensor, times)


@operation("numpy", "Repeat")
def repeat(x: Any, repeats: Any, axis: int | None = None) -> Tensor:
    """Each slice along an axis repeated."""
    return joining.repeat(x, repeats, axis)


@operation("numpy", "Roll")
def roll(x: Any, shift: Any, axis: Any = None) -> Tensor:
    """Moved along an axis, what leaves comes in at the other end."""
    tensor = convert_to_tensor(x)
    if axis is not None:
        return joining.roll(tensor, shift, axis)
    moved = joining.roll(shaping.reshape(tensor, [-1]), shift, 0)
    return shaping.reshape(moved, tensor.shape)


@operation("numpy", "Pad", "x constant_values")
def pad(x: Any, pad_width: Any, mode: str = "constant", constant_values: Any = None) -> Tensor:
    """With elements added before and after along each axis."""
    tensor = convert_to_tensor(x)
    widths = pad_width
    if isinstance(widths, int):
        widths = [(widths, widths)] * len(tensor.shape)
    elif isinstance(widths[0], int):
        widths = [tuple(widths)] * len(tensor.shape)
    elif len(widths) == 1:
        widths = list(widths) * len(tensor.shape)
    return shaping.pad(tensor, [list(w) for w in widths], mode, constant_values or 0)  # type: ignore[arg-type]


@operation("numpy", "Concatenate", "xs")
def concatenate(xs: Any, axis: int = 0) -> Tensor:
    """Tensors one behind the other along an axis."""
    return joining.concat(_of_one_kind(xs), axis)


@operation("numpy", "Stack")
def stack(x: Any, axis: int = 0) -> Tensor:
    """Tensors one behind the other along a new axis."""
    return joining.stack(_of_one_kind(x), axis)


@operation("numpy", "Hstack", "xs")
def hstack(xs: Any) -> Tensor:
    """Tensors side by side: along the second axis, vectors along the first."""
    parts = _of_one_kind(xs)
    return joining.concat(parts, 0 if len(parts[0].shape) < 2 else 1)


@operation("numpy", "Vstack", "xs")
def vstack(xs: Any) -> Tensor:
    """Tensors below each other: along the first axis, vectors as rows."""
    parts = [p if len(p.shape) > 1 else shaping.reshape(p, [1, -1]) for p in _of_one_kind(xs)]
    return joining.concat(parts, 0)


@operation("numpy", "Append", "x1 x2")
def append(x1: Any, x2: Any, axis: int | None = None) -> Tensor:
    """One tensor behind another along an axis; both as vectors if None."""
    one, two = _of_one_kind([x1, x2])
    if axis is None:
        return joining.concat([shaping.reshape(one, [-1]), shaping.reshape(two, [-1])], 0)
    return joining.concat([one, two], axis)


def _of_one_kind(tensors: Any) -> list[Tensor]:
    kind = dtypes.as_dtype(result_type(*[kind_of(x) for x in tensors]))
    return [as_kind(x, kind) for x in tensors]


@operation("numpy", "Split")
def split(x: Any, indices_or_sections: Any, axis: int = 0) -> list[Tensor]:
    """Parts along an axis: so many of the same size, or cut at places."""
    tensor = convert_to_tensor(x)
    if isinstance(indices_or_sections, int):
        return list(joining.split(tensor, indices_or_sections, axis))
    places = [0, *indices_or_sections, tensor.shape[axis]]
    sizes = [b - a for a, b in itertools.pairwise(places)]
    return list(joining.split(tensor, sizes, axis))


@operation("core", "Unstack")
def unstack(x: Any, num: int | None = None, axis: int = 0) -> list[Tensor]:
    """The slices along an axis."""
    return list(joining.unstack(x, num, axis))


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
    axis %= rank
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
    from tfjs.ops.assignment import with_slice

    tensor, block = convert_to_tensor(inputs), convert_to_tensor(updates)
    starts = [int(s) for s in start_indices]
    key = tuple(
        builtins.slice(begin, begin + size) for begin, size in zip(starts, block.shape, strict=True)
    )
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
    functions = {
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
    import numpy as np

    rows, columns = [int(size or 0) for size in tensor.shape[-2:]]
    kept = (np.tril if below else np.triu)(np.ones((rows, columns), np.float32), k)
    return tensor * cast(convert_to_tensor(kept), tensor.dtype)  # type: ignore[no-any-return]


@operation("numpy", "Trace")
def trace(x: Any, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Tensor:
    """Sums of diagonals."""
    from tfjs.math import reduce_sum

    return reduce_sum(diagonal(x, offset, axis1, axis2), -1)


@operation("numpy", "Diagonal")
def diagonal(x: Any, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Tensor:
    """Diagonals of the matrices that two axes span, along the last axis."""
    tensor = convert_to_tensor(x)
    rank = len(tensor.shape)
    axes = (axis1 % rank, axis2 % rank)
    order = [axis for axis in range(rank) if axis not in axes] + list(axes)
    return linalg.diag_part(shaping.transpose(tensor, order), k=offset)


@operation("nn", "OneHot")
def one_hot(
    x: Any, num_classes: int, axis: int = -1, dtype: Any = None, sparse: bool = False
) -> Tensor:
    """1 at the place of each number along a new axis, 0 elsewhere."""
    if sparse:
        raise ValueError("one_hot: expected sparse=False. Received: sparse=True, which nobody has.")
    places = cast(convert_to_tensor(x), "int32")
    return hot(places, num_classes, axis=axis, dtype=dtype or "float32")
