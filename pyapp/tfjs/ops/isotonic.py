"""`tf.nn.isotonic_regression`: the nearest values that only fall, or only rise."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
from tfjs.dtypes import REAL
from tfjs.gradients.custom import with_gradient
from tfjs.ops._arguments import as_tensor, from_array, require_dtype
from tfjs.ops._shapes import canonical_axis
from tfjs.ops.casting import cast
from tfjs.ops.linalg import matmul
from tfjs.ops.math import negative
from tfjs.ops.shaping import expand_dims, sizes_of, squeeze, transpose
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


def isotonic_regression(
    inputs: "TensorLike", decreasing: bool = True, axis: int = -1
) -> tuple[Tensor, Tensor]:
    """The values nearest to `inputs`, by squares, that never rise along an axis.

    Neighbors are pooled as long as they are in the wrong order; the values are read for it.

    Args:
        inputs: Any shape, real.
        decreasing: Whether values are to fall; otherwise to rise.
        axis: Along which.

    Returns:
        The values, floating, and which values were pooled: int32, counted from 0.
    """
    op = "isotonic_regression"
    x = require_dtype(as_tensor(inputs, op=op), REAL, op, "inputs")
    if not x.dtype.is_floating:
        x = cast(x, dtypes.float64)
    if not decreasing:
        fallen, groups = isotonic_regression(negative(x), axis=axis)
        return negative(fallen), groups
    place = canonical_axis(axis, x.ndim, op)
    order = [*(i for i in range(x.ndim) if i != place), place]
    back = np.argsort(order).tolist()
    rows = transpose(x, order)
    array = np.asarray(rows.numpy(), np.float64)
    pooled = np.zeros(array.shape, np.int32)
    for index in np.ndindex(*array.shape[:-1]):
        pooled[index] = _groups(array[index])
    same = pooled[..., :, None] == pooled[..., None, :]
    mean = from_array(same / np.maximum(same.sum(-1, keepdims=True), 1), x.dtype, None, op)

    def run(values: Tensor) -> tuple[Tensor, Any]:
        def apply(y: Tensor) -> Tensor:
            return squeeze(matmul(mean, expand_dims(y, -1)), [-1])

        return apply(values), apply

    result = with_gradient(run)(rows) if sizes_of(rows)[-1] else rows
    return transpose(result, back), transpose(from_array(pooled, None, None, op), back)


def _groups(values: "np.ndarray[Any, Any]") -> list[int]:
    """Pool neighbors that rise."""
    blocks: list[tuple[float, int]] = []
    for value in values.tolist():
        total, count = value, 1
        while blocks and blocks[-1][0] / blocks[-1][1] < total / count:
            before, more = blocks.pop()
            total, count = total + before, count + more
        blocks.append((total, count))
    return [number for number, (_, count) in enumerate(blocks) for _ in range(count)]
