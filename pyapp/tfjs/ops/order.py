"""Order of elements: whether they rise, and where flat positions lie."""

from typing import TYPE_CHECKING

import numpy as np

from tfjs.dtypes import INTEGER, REAL
from tfjs.ops._arguments import as_tensor, from_array, require_dtype
from tfjs.ops._shapes import product, static_ints
from tfjs.ops.arithmetic import floordiv, floormod
from tfjs.ops.joining import stack
from tfjs.ops.math import greater, less_equal
from tfjs.ops.reductions import reduce_all
from tfjs.ops.shaping import reshaped
from tfjs.ops.slicing import block
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import ShapeLike, TensorLike


def is_non_decreasing(x: "TensorLike", name: str | None = None) -> Tensor:
    """Whether no element is smaller than the one before it, in row-major order; a bool scalar."""
    before, after = _neighbors(x, "is_non_decreasing")
    return reduce_all(less_equal(before, after))


def is_strictly_increasing(x: "TensorLike", name: str | None = None) -> Tensor:
    """Whether each element is larger than the one before it, in row-major order; a bool scalar."""
    before, after = _neighbors(x, "is_strictly_increasing")
    return reduce_all(greater(after, before))


def _neighbors(x: "TensorLike", op: str) -> tuple[Tensor, Tensor]:
    tensor = require_dtype(as_tensor(x, op=op), REAL, op)
    count = product(tensor.shape)
    flat = reshaped(tensor, (count,))
    pairs = max(count - 1, 0)
    return block(flat, (0,), (pairs,)), block(flat, (min(1, count),), (pairs,))


def unravel_index(indices: "TensorLike", dims: "ShapeLike", name: str | None = None) -> Tensor:
    """Coordinates of flat positions in an array of shape `dims`.

    Args:
        indices: A scalar or vector of positions, integers.
        dims: Sizes of the array.

    Returns:
        Shape `(len(dims),)` for a scalar, else `(len(dims), count)`.

    Differs from TensorFlow: positions outside the array are not checked.
    """
    places = require_dtype(as_tensor(indices, op="unravel_index"), INTEGER, "unravel_index")
    sizes = static_ints(dims, "unravel_index", "dims")
    rows = []
    for axis, size in enumerate(sizes):
        step = from_array(
            np.asarray(product(sizes[axis + 1 :]), np.int32), places.dtype, None, "unravel_index"
        )
        rows.append(floormod(floordiv(places, step), size))
    return stack(rows)
