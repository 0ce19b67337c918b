"""Functions of `tf.keras.ops` for products of vectors and matrices."""

from typing import Any

from tfjs import linalg, math
from tfjs.keras.ops.promotion import floating, promoted
from tfjs.keras.ops.symbolic import operation
from tfjs.ops import einsum as einsums
from tfjs.ops import shaping
from tfjs.ops.creation import convert_to_tensor
from tfjs.tensor import Tensor


@operation("numpy", "Matmul", "x1 x2")
def matmul(x1: Any, x2: Any) -> Tensor:
    """Products of matrices; a vector counts as one with a single row or column."""
    one, two = promoted(x1, x2)
    rows, columns = len(one.shape) == 1, len(two.shape) == 1
    if rows and columns:
        return math.reduce_sum(one * two)
    one = shaping.expand_dims(one, 0) if rows else one
    two = shaping.expand_dims(two, -1) if columns else two
    found = linalg.matmul(one, two)
    if rows:
        return shaping.squeeze(found, -2)
    return shaping.squeeze(found, -1) if columns else found


@operation("numpy", "Dot", "x1 x2")
def dot(x1: Any, x2: Any) -> Tensor:
    """Sums of products along the last axis of one and the last but one of the other."""
    one, two = promoted(x1, x2)
    if not one.shape or not two.shape:
        return one * two  # type: ignore[no-any-return]
    axis = -1 if len(two.shape) == 1 else -2
    return linalg.tensordot(one, two, [[-1], [axis]])


@operation("numpy", "Tensordot", "x1 x2")
def tensordot(x1: Any, x2: Any, axes: Any = 2) -> Tensor:
    """Sums of products along axes of both."""
    return linalg.tensordot(*promoted(x1, x2), axes)


@operation("numpy", "Vdot", "x1 x2")
def vdot(x1: Any, x2: Any) -> Tensor:
    """The sum of the products of all elements."""
    one, two = promoted(x1, x2)
    return math.reduce_sum(shaping.reshape(one, [-1]) * shaping.reshape(two, [-1]))


@operation("numpy", "Outer", "x1 x2")
def outer(x1: Any, x2: Any) -> Tensor:
    """The products of each element of one with each of the other."""
    one, two = promoted(x1, x2)
    return shaping.reshape(one, [-1, 1]) * shaping.reshape(two, [1, -1])  # type: ignore[no-any-return]


@operation("numpy", "Cross", "x1 x2")
def cross(
    x1: Any, x2: Any, axisa: int = -1, axisb: int = -1, axisc: int = -1, axis: int | None = None
) -> Tensor:
    """Cross products of vectors of three elements, which lie along the last axis."""
    if {axisa, axisb, axisc} != {-1} or axis not in (None, -1):
        raise ValueError("cross: expected vectors along the last axis. Received: other axes.")
    return linalg.cross(*promoted(x1, x2))


@operation("linalg", "Inv", like=0)
def inv(x: Any) -> Tensor:
    """Inverses of matrices."""
    return linalg.inv(floating(x))


@operation("linalg", "Det")
def det(x: Any) -> Tensor:
    """Determinants of matrices."""
    return linalg.det(floating(x))


@operation("linalg", "Solve", "a b", like=1)
def solve(a: Any, b: Any) -> Tensor:
    """`x` with `a @ x = b`."""
    one, two = floating(a), floating(b)
    if len(two.shape) == len(one.shape) - 1:
        return shaping.squeeze(linalg.solve(one, shaping.expand_dims(two, -1)), -1)
    return linalg.solve(one, two)


@operation("linalg", "Cholesky", like=0)
def cholesky(x: Any, upper: bool = False) -> Tensor:
    """Cholesky factors of symmetric positive definite matrices."""
    found = linalg.cholesky(floating(x))
    return linalg.matrix_transpose(found) if upper else found


@operation("numpy", "Einsum", "operands")
def _einsum(operands: Any, subscripts: str = "") -> Tensor:
    return einsums.einsum(subscripts, *operands)


def einsum(subscripts: str, *operands: Any) -> Tensor:
    """Sums of products by Einstein's notation, as "ij,jk->ik"."""
    tensors = [
        operand if hasattr(operand, "shape") else convert_to_tensor(operand) for operand in operands
    ]
    return _einsum(tensors, subscripts)
