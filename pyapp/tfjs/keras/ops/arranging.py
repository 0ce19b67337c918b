"""Functions of `tf.keras.ops` for grids, turns, pieces and choices."""

import itertools
from typing import Any

import numpy as np

from tfjs import linalg, math
from tfjs.keras.config import floatx
from tfjs.keras.engine.dtypes import standardize_dtype
from tfjs.keras.ops.making import linspace
from tfjs.keras.ops.promotion import promoted, result_type
from tfjs.keras.ops.shaping import swapaxes
from tfjs.keras.ops.symbolic import operation
from tfjs.ops import joining, shaping
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.creation import convert_to_tensor
from tfjs.ops.partition import boolean_mask
from tfjs.tensor import Tensor


@operation("numpy", "ArraySplit")
def array_split(x: Any, indices_or_sections: int, axis: int = 0) -> list[Tensor]:
    """Parts along an axis of nearly one size, the longer ones first."""
    tensor = convert_to_tensor(x)
    size = shaping.sizes_of(tensor)[axis]
    least, more = divmod(size, indices_or_sections)
    sizes = [least + 1] * more + [least] * (indices_or_sections - more)
    return joining.split(tensor, sizes, axis)


def _cut(x: Any, indices_or_sections: Any, axis: int) -> list[Tensor]:
    tensor = convert_to_tensor(x)
    if isinstance(indices_or_sections, int):
        return joining.split(tensor, indices_or_sections, axis)
    size = shaping.sizes_of(tensor)[axis]
    ends = [0, *indices_or_sections, size]
    sizes = [b - a for a, b in itertools.pairwise(ends)]
    return joining.split(tensor, sizes, axis)


@operation("numpy", "Hsplit")
def hsplit(x: Any, indices_or_sections: Any) -> list[Tensor]:
    """Parts along the second axis, or the only one."""
    return _cut(x, indices_or_sections, 0 if len(convert_to_tensor(x).shape) == 1 else 1)


@operation("numpy", "Vsplit")
def vsplit(x: Any, indices_or_sections: Any) -> list[Tensor]:
    """Parts along the first axis."""
    return _cut(x, indices_or_sections, 0)


@operation("numpy", "Dsplit")
def dsplit(x: Any, indices_or_sections: Any) -> list[Tensor]:
    """Parts along the third axis."""
    return _cut(x, indices_or_sections, 2)


@operation("numpy", "Dstack", "xs")
def dstack(xs: Any) -> Tensor:
    """Matrices joined along a third axis."""
    deep = []
    for x in xs:
        tensor = convert_to_tensor(x)
        if len(tensor.shape) < 2:
            tensor = shaping.reshape(tensor, [1, -1])
        deep.append(shaping.expand_dims(tensor, -1) if len(tensor.shape) == 2 else tensor)
    return joining.concat(deep, 2)


@operation("numpy", "Fliplr")
def fliplr(x: Any) -> Tensor:
    """The second axis reversed."""
    return shaping.reverse(convert_to_tensor(x), [1])


@operation("numpy", "Flipud")
def flipud(x: Any) -> Tensor:
    """The first axis reversed."""
    return shaping.reverse(convert_to_tensor(x), [0])


@operation("numpy", "Rot90", "array")
def rot90(array: Any, k: int = 1, axes: Any = (0, 1)) -> Tensor:
    """Turned by `k` quarters, from the first of two axes towards the second.

    Raises:
        ValueError: Less than two dimensions, or axes that are not two different ones.
    """
    tensor = convert_to_tensor(array)
    if len(tensor.shape) < 2:
        raise ValueError(
            f"Input array must have at least 2 dimensions. Received: array.ndim={len(tensor.shape)}"
        )
    if len(axes) != 2 or axes[0] == axes[1]:
        raise ValueError(f"Invalid axes: {axes}. Axes must be a tuple of two different dimensions.")
    first, second = (a % len(tensor.shape) for a in axes)
    if k % 4 == 2:
        return shaping.reverse(tensor, [first, second])
    if k % 4 == 1:
        return swapaxes(shaping.reverse(tensor, [second]), first, second)
    return shaping.reverse(swapaxes(tensor, first, second), [second]) if k % 4 else tensor


def meshgrid(*x: Any, indexing: str = "xy") -> list[Tensor]:
    """Coordinates of all points of a grid, one tensor for each axis.

    Raises:
        ValueError: An indexing other than "xy" and "ij".
    """
    if indexing not in ("xy", "ij"):
        raise ValueError(f"Valid values for `indexing` are 'xy' and 'ij', but received {indexing}.")
    return joining.meshgrid(*[convert_to_tensor(v) for v in x], indexing=indexing)


def tri(N: int, M: int | None = None, k: int = 0, dtype: Any = None) -> Tensor:  # noqa: N803
    """Ones on and below a diagonal, zeros above."""
    kind = standardize_dtype(dtype) if dtype else floatx()
    return cast(convert_to_tensor(np.tri(N, M, k, dtype=np.float32)), kind)


@operation("numpy", "Diagflat")
def diagflat(x: Any, k: int = 0) -> Tensor:
    """A matrix with all elements on a diagonal."""
    return linalg.diag(shaping.reshape(convert_to_tensor(x), [-1]), k=k)


@operation("numpy", "Vander")
def vander(x: Any, N: int | None = None, increasing: bool = False) -> Tensor:  # noqa: N803
    """Powers of the elements of a vector, as rows."""
    tensor = convert_to_tensor(x)
    count = shaping.sizes_of(tensor)[0] if N is None else N
    powers = np.arange(count, dtype=np.float32)[:: 1 if increasing else -1].copy()
    base = cast(shaping.expand_dims(tensor, -1), result_type(tensor.dtype, "float32"))
    return cast(math.pow(base, cast(convert_to_tensor(powers), base.dtype)), tensor.dtype)


@operation("numpy", "Kron", "x1 x2")
def kron(x1: Any, x2: Any) -> Tensor:
    """Each element of one, times all of the other."""
    one, two = promoted(x1, x2)
    rank = max(len(one.shape), len(two.shape))
    a = [1] * (rank - len(one.shape)) + list(shaping.sizes_of(one))
    b = [1] * (rank - len(two.shape)) + list(shaping.sizes_of(two))
    wide = [s for size in a for s in (size, 1)]
    narrow = [s for size in b for s in (1, size)]
    found = shaping.reshape(one, wide) * shaping.reshape(two, narrow)
    return shaping.reshape(found, [m * n for m, n in zip(a, b, strict=True)])


@operation("numpy", "Inner", "x1 x2")
def inner(x1: Any, x2: Any) -> Tensor:
    """Sums of products along the last axes of both."""
    one, two = promoted(x1, x2)
    if not one.shape or not two.shape:
        return one * two  # type: ignore[no-any-return]
    return linalg.tensordot(one, two, [[-1], [-1]])


@operation("numpy", "Logspace", "start stop")
def logspace(
    start: Any,
    stop: Any,
    num: int = 50,
    endpoint: bool = True,
    base: Any = 10,
    dtype: Any = None,
    axis: int = 0,
) -> Tensor:
    """Powers of `base`, with evenly spaced exponents."""
    exponents = linspace(start, stop, num, endpoint, dtype=dtype, axis=axis)
    return math.pow(cast(base, exponents.dtype), exponents)


@operation("numpy", "Geomspace", "start stop")
def geomspace(
    start: Any,
    stop: Any,
    num: int = 50,
    endpoint: bool = True,
    dtype: Any = None,
    axis: int = 0,
) -> Tensor:
    """Numbers each of which is the one before times the same."""
    low, high = float(start), float(stop)
    ends = [float(np.log10(abs(v))) for v in (low, high)]
    found = logspace(ends[0], ends[1], num, endpoint, 10, dtype)
    return -found if low < 0 else found


@operation("numpy", "Select", "condlist choicelist")
def select(condlist: Any, choicelist: Any, default: Any = 0) -> Tensor:
    """Elements of the first choice whose condition holds, else the default."""
    found: Any = default
    for condition, choice in reversed(list(zip(condlist, choicelist, strict=True))):
        one, two = promoted(choice, found)
        found = where(convert_to_tensor(condition), one, two)
    return convert_to_tensor(found)


@operation("numpy", "Nonzero")
def nonzero(x: Any) -> list[Tensor]:
    """The places of what is not 0, int32, one vector for each axis.

    Their number depends on the values, so this cannot be used in a graph.
    """
    tensor = convert_to_tensor(x)
    there = math.not_equal(cast(tensor, "float32") if tensor.dtype.is_bool else tensor, 0)
    places = np.indices(shaping.sizes_of(tensor), np.int32)
    return [boolean_mask(convert_to_tensor(axis), there) for axis in places]


@operation("numpy", "UnravelIndex", "indices")
def unravel_index(indices: Any, shape: Any) -> tuple[Tensor, ...]:
    """Places in a flat tensor as coordinates in one of a shape."""
    rest = convert_to_tensor(indices)
    found = []
    for size in reversed(tuple(shape)):
        found.append(math.floormod(rest, int(size)))
        rest = math.floordiv(rest, int(size))
    return tuple(reversed(found))
