"""Shapes and axes on their way into operations: read, completed and checked on the host."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs.errors import DTypeError, InvalidArgumentError
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import AxisLike


def static_ints(value: Any, op: str, argument: str) -> tuple[int, ...]:
    """Ints given as one int, a sequence (which may hold scalar tensors), an array or a tensor.

    Raises:
        DTypeError: Something that is not an integer.
    """
    if isinstance(value, Tensor | Variable | np.ndarray | np.generic):
        array = np.asarray(value.numpy() if isinstance(value, Tensor | Variable) else value)
        if array.dtype.kind not in "iu" and array.size:
            raise DTypeError(f"{op}: expected integers. Received: {argument}={array!r}.", op=op)
        return tuple(int(item) for item in array.reshape(-1))
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else (value,)
    return tuple(static_int(item, op, argument) for item in items)


def static_int(value: Any, op: str, argument: str) -> int:
    """One int, which may come as a scalar tensor.

    Raises:
        DTypeError: Not an integer.
    """
    if type(value) is int:
        return value
    try:
        return int(value.__index__())
    except (AttributeError, TypeError):
        message = f"{op}: expected an integer. Received: {argument}={value!r}."
        raise DTypeError(message, op=op) from None


def canonical_axes(axis: "AxisLike | Tensor", rank: int, op: str) -> tuple[int, ...]:
    """Axes as non-negative ints in the order given; all of them for None.

    Raises:
        InvalidArgumentError: An axis outside `[-rank, rank)`, or twice the same.
    """
    if axis is None:
        return tuple(range(rank))
    axes = static_ints(axis, op, "axis")
    canonical = tuple(canonical_axis(a, rank, op) for a in axes)
    if len(set(canonical)) != len(canonical):
        raise InvalidArgumentError(f"{op}: expected distinct axes. Received: axis={axes}.", op=op)
    return canonical


def canonical_axis(axis: Any, rank: int, op: str) -> int:
    """One axis as a non-negative int.

    Raises:
        InvalidArgumentError: Outside `[-rank, rank)`.
    """
    index = static_int(axis, op, "axis")
    if not -rank <= index < rank:
        raise InvalidArgumentError(
            f"{op}: expected an axis in [{-rank}, {rank}). Received: axis={index} for rank {rank}.",
            op=op,
        )
    return index % rank


def completed(
    shape: tuple[int, ...], size: int, op: str, sizes: tuple[int, ...] | None = None
) -> tuple[int, ...]:
    """`shape` with its one -1 worked out, so that it holds `size` elements.

    Of no elements it is what the axes of `sizes` that are not 0 leave for it.

    Raises:
        InvalidArgumentError: It cannot hold them.
    """
    known = product(n for n in shape if n != -1)
    unknown = shape.count(-1)
    whole = shape
    if unknown == 1 and known == size == 0 and sizes is not None:
        known, size = product(n for n in shape if n > 0), product(n for n in sizes if n)
        whole = tuple(size // known if n == -1 else n for n in shape)
        known = size = 0
    if unknown == 1 and known > 0 and size % known == 0:
        whole = tuple(size // known if n == -1 else n for n in shape)
    if unknown > 1 or min(whole, default=0) < 0 or product(whole) != size:
        raise InvalidArgumentError(
            f"{op}: expected a shape for {size} elements. Received: shape={list(shape)}.", op=op
        )
    return whole


def product(sizes: Any) -> int:
    """Number of elements."""
    count = 1
    for size in sizes:
        count *= size
    return count


def broadcast_shape(a: Sequence[int], b: Sequence[int], op: str) -> tuple[int, ...]:
    """The shape that two shapes broadcast to.

    Raises:
        InvalidArgumentError: They do not.
    """
    longest = max(len(a), len(b))
    pairs = zip(
        (1,) * (longest - len(a)) + tuple(a), (1,) * (longest - len(b)) + tuple(b), strict=True
    )
    sizes = []
    for one, other in pairs:
        if one != other and 1 not in (one, other):
            raise InvalidArgumentError(
                f"{op}: expected shapes that broadcast. Received: {list(a)} and {list(b)}.", op=op
            )
        sizes.append(other if one == 1 else one)
    return tuple(sizes)
