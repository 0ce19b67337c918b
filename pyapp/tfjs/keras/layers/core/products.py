"""The product of rows with a matrix, which Dense and its kind are made of."""

from tfjs.ops._shapes import product
from tfjs.ops.casting import cast
from tfjs.ops.linalg import matmul
from tfjs.ops.shaping import reshaped, sizes_of
from tfjs.tensor import Tensor


def as_fractions(x: Tensor, weight: Tensor) -> Tensor:
    """Integers and bools in the dtype of the weight that they are to meet, as Keras takes them."""
    return x if x.dtype is weight.dtype or x.dtype.is_floating else cast(x, weight.dtype)


def rows_times(x: Tensor, matrix: Tensor, transposed: bool = False) -> Tensor:
    """The product along the last axis of `x`: one of two matrices, whatever its rank.

    Args:
        x: Shape `(..., n)`; integers become fractions.
        matrix: Shape `(n, m)`, or `(m, n)` if transposed.
        transposed: Whether the matrix is.

    Returns:
        Shape `(..., m)`.
    """
    x = as_fractions(x, matrix)
    sizes = sizes_of(x)
    if len(sizes) == 2:
        return matmul(x, matrix, transpose_b=transposed)
    rows = reshaped(x, (product(sizes[:-1]), sizes[-1]))
    width = sizes_of(matrix)[0 if transposed else -1]
    return reshaped(matmul(rows, matrix, transpose_b=transposed), (*sizes[:-1], width))
