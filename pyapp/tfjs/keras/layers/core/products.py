"""The product of rows with a matrix, which Dense and its kind are made of."""

from tfjs.ops._shapes import product
from tfjs.ops.linalg import matmul
from tfjs.ops.shaping import reshaped, sizes_of
from tfjs.tensor import Tensor


def rows_times(x: Tensor, matrix: Tensor, transposed: bool = False) -> Tensor:
    """The product along the last axis of `x`: one of two matrices, whatever its rank.

    Args:
        x: Shape `(..., n)`.
        matrix: Shape `(n, m)`, or `(m, n)` if transposed.
        transposed: Whether the matrix is.

    Returns:
        Shape `(..., m)`.
    """
    sizes = sizes_of(x)
    if len(sizes) == 2:
        return matmul(x, matrix, transpose_b=transposed)
    rows = reshaped(x, (product(sizes[:-1]), sizes[-1]))
    width = sizes_of(matrix)[0 if transposed else -1]
    return reshaped(matmul(rows, matrix, transpose_b=transposed), (*sizes[:-1], width))
