"""Functions of `tf.keras.ops` that rearrange, join and take elements."""

import itertools
from typing import Any

from tfjs import dtypes
from tfjs.keras.ops.promotion import as_kind, kind_of, result_type
from tfjs.keras.ops.symbolic import operation
from tfjs.ops import joining, shaping
from tfjs.ops.creation import convert_to_tensor
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
