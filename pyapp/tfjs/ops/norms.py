"""Lengths of vectors and matrices."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs.dtypes import COMPLEX, FLOATING
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, require_dtype
from tfjs.ops._shapes import canonical_axis
from tfjs.ops.arithmetic import pow, truediv
from tfjs.ops.casting import cast
from tfjs.ops.decompositions import svd
from tfjs.ops.math import abs, multiply, sqrt
from tfjs.ops.reductions import reduce_max, reduce_sum
from tfjs.ops.shaping import expand_dims, squeeze, transpose
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


def norm(
    tensor: "TensorLike",
    ord: Any = "euclidean",
    axis: Any = None,
    keepdims: bool | None = None,
    name: str | None = None,
) -> Tensor:
    """Norm of vectors or matrices.

    Args:
        tensor: Any shape, floating or complex.
        ord: `"euclidean"`, `"fro"` (matrices), 1, 2, `inf`, or for vectors any positive number.
        axis: One axis for vectors, two for matrices; the whole tensor as one vector if None.
        keepdims: Keep the reduced axes with size 1.

    Raises:
        ValueError: No such norm for vectors, or for matrices.
    """
    x = require_dtype(as_tensor(tensor, op="norm"), FLOATING | COMPLEX, "norm", "tensor")
    size = abs(x) if x.dtype.is_complex else x
    keep = bool(keepdims)
    if isinstance(axis, list | tuple) and len(axis) == 2:
        out = _matrix_norm(x, size, ord, axis, keep)
    else:
        if isinstance(axis, list | tuple) and len(axis) != 1:
            raise ValueError(f"'axis' must be None, an integer, or two of them. Received: {axis}.")
        out = _vector_norm(size, ord, axis, keep)
    spectral = ord == 2 and isinstance(axis, list | tuple) and len(axis) == 2
    return out if spectral else cast(out, x.dtype)  # as TensorFlow: only this one stays real


def _vector_norm(x: Tensor, ord: Any, axis: Any, keep: bool) -> Tensor:
    if isinstance(ord, str):
        if ord != "euclidean":
            raise ValueError(f"'ord' must be a supported vector norm, got {ord}.")
        ord = 2
    if not ord > 0:
        raise ValueError(f"'ord' must be a supported vector norm, got {ord}.")
    if ord == 2:
        return sqrt(reduce_sum(multiply(x, x), axis, keep))  # TensorFlow's gradient at the largest
    if ord == np.inf:
        return reduce_max(abs(x), axis, keep)
    if ord == 1:
        return reduce_sum(abs(x), axis, keep)
    return pow(reduce_sum(pow(abs(x), float(ord)), axis, keep), 1 / ord)


def _matrix_norm(x: Tensor, size: Tensor, ord: Any, axis: Any, keep: bool) -> Tensor:
    first, second = (canonical_axis(a, x.ndim, "norm") for a in axis)
    if first == second:
        raise InvalidArgumentError(f"norm: expected two axes. Received: axis={axis}.", op="norm")
    if ord in ("euclidean", "fro"):
        return sqrt(reduce_sum(multiply(size, size), [first, second], keep))
    if ord in (1, np.inf):
        summed, largest = (first, second) if ord == 1 else (second, first)
        out = reduce_max(reduce_sum(abs(size), summed, keepdims=True), largest, keepdims=True)
        return out if keep else squeeze(out, [first, second])
    if ord == 2:
        rest = [i for i in range(x.ndim) if i not in (first, second)]
        values = svd(transpose(x, [*rest, first, second]), compute_uv=False)
        out = reduce_max(values, -1)
        for axis_ in sorted((first, second)) if keep else ():
            out = expand_dims(out, axis_)
        return out
    raise ValueError(
        f"'ord' must be a supported matrix norm in ['euclidean', 'fro', 1, 2, inf], got {ord}."
    )


def normalize(
    tensor: "TensorLike", ord: Any = "euclidean", axis: Any = None, name: str | None = None
) -> tuple[Tensor, Tensor]:
    """A tensor divided by its `norm`, and the norm, whose reduced axes have size 1."""
    x = as_tensor(tensor, op="normalize")
    length = norm(x, ord, axis, keepdims=True)
    return truediv(x, length), length
