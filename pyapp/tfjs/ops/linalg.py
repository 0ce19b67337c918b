"""Products of matrices, and what is made of them."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _bridge
from tfjs.dtypes import NUMERIC
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, require_dtype, same_dtype
from tfjs.ops._families import filled
from tfjs.ops._shapes import broadcast_shape, product, static_int, static_ints
from tfjs.ops.casting import cast
from tfjs.ops.complex import conj
from tfjs.ops.gathering import picked
from tfjs.ops.math import add, multiply, subtract
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.shaping import broadcast_to, expand_dims, reshaped, sizes_of, squeeze, transpose
from tfjs.ops.slicing import stepped
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike

_matmul = _bridge.Instruction("matMul", op="matmul")
_product = _bridge.product()

_ELEMENTS = 2**22
"""Products that an integer matrix product may hold at once, 16 MB."""


def matmul(
    a: "TensorLike",
    b: "TensorLike",
    transpose_a: bool = False,
    transpose_b: bool = False,
    adjoint_a: bool = False,
    adjoint_b: bool = False,
    a_is_sparse: bool = False,
    b_is_sparse: bool = False,
    output_type: "DTypeLike | None" = None,
    grad_a: bool = False,
    grad_b: bool = False,
    name: str | None = None,
) -> Tensor:
    """Multiply matrices, or batches of them.

    Args:
        a: Shape `(..., n, k)`.
        b: Shape `(..., k, m)`; leading axes broadcast.
        transpose_a: `a` has shape `(..., k, n)`.
        transpose_b: `b` has shape `(..., m, k)`.
        adjoint_a: As `transpose_a`, with the conjugates of complex numbers.
        adjoint_b: As `transpose_b`.
        a_is_sparse: Ignored: a hint for speed.
        b_is_sparse: Ignored: a hint for speed.
        output_type: Of the result, if not that of the arguments.
        grad_a: Ignored.
        grad_b: Ignored.

    Returns:
        Shape `(..., n, m)`.

    Raises:
        InvalidArgumentError: Rank below 2, or inner sizes that differ.

    Integers are multiplied as sums of products, because the kernels round them through float32;
    WebGL alone still sums them in 24 bits.
    """
    if type(a) is Tensor and type(b) is Tensor and a.dtype is b.dtype and output_type is None:
        slot = _product(a._slot, b._slot, transpose_a or adjoint_a, transpose_b or adjoint_b)
        if slot:
            return Tensor(slot, a.dtype)
    left, right = same_dtype(a, b, "matmul")
    require_dtype(left, NUMERIC, "matmul", "a")
    flip_a, flip_b = bool(transpose_a or adjoint_a), bool(transpose_b or adjoint_b)
    left, right = _conjugated(left, bool(adjoint_a)), _conjugated(right, bool(adjoint_b))
    rows, columns = _checked(left, right, flip_a, flip_b)
    left, right = _batched(left, right)
    if left.dtype.is_integer:
        out = _integer_product(left, right, flip_a, flip_b)
    elif 0 in left.shape or 0 in right.shape:
        out = filled((*sizes_of(left)[:-2], rows, columns), 0, left.dtype, (left, right))
    else:
        out = Tensor(_matmul((left._slot, right._slot), (flip_a, flip_b)), left.dtype)
    return out if output_type is None else cast(out, output_type)


def _conjugated(x: Tensor, wanted: bool) -> Tensor:
    return conj(x) if wanted and x.dtype.is_complex else x


def _checked(left: Tensor, right: Tensor, flip_a: bool, flip_b: bool) -> tuple[int, int]:
    """Rows and columns of the product."""
    if left.ndim < 2 or right.ndim < 2:
        raise InvalidArgumentError(
            f"matmul: expected matrices. Received: a {left.shape}, b {right.shape}. Add an "
            "axis, or use "
            "tf.linalg.matvec or tf.tensordot.",
            op="matmul",
        )
    rows, inner = sizes_of(left)[-2:][::-1] if flip_a else sizes_of(left)[-2:]
    inner_b, columns = sizes_of(right)[-2:][::-1] if flip_b else sizes_of(right)[-2:]
    if inner != inner_b:
        raise InvalidArgumentError(
            "matmul: Matrix size-incompatible: expected inner sizes to agree. Received: a "
            f"{left.shape}, "
            f"b {right.shape}"
            + (f", transpose_a={flip_a}, transpose_b={flip_b}" * (flip_a or flip_b))
            + ".",
            op="matmul",
        )
    return rows, columns


def _batched(left: Tensor, right: Tensor) -> tuple[Tensor, Tensor]:
    """Both with the same leading axes; kernels broadcast only a single matrix."""
    batch_a, batch_b = sizes_of(left)[:-2], sizes_of(right)[:-2]
    if batch_a == batch_b:
        return left, right
    batch = broadcast_shape(batch_a, batch_b, "matmul")
    return (
        broadcast_to(left, (*batch, *sizes_of(left)[-2:])),
        broadcast_to(right, (*batch, *sizes_of(right)[-2:])),
    )


def _integer_product(left: Tensor, right: Tensor, flip_a: bool, flip_b: bool) -> Tensor:
    rows = left if flip_a else _swapped(left)  # (..., k, n)
    columns = _swapped(right) if flip_b else right  # (..., k, m)
    k, n = sizes_of(rows)[-2:]
    m = sizes_of(columns)[-1]
    batch = sizes_of(rows)[:-2]
    chunk = max(1, _ELEMENTS // max(1, product(batch) * n * m))
    total = filled((*batch, n, m), 0, left.dtype)
    axis = len(batch)
    for start in range(0, k, chunk):
        count = min(chunk, k - start)
        tall = expand_dims(stepped(rows, axis, start, count, 1), -1)
        wide = expand_dims(stepped(columns, axis, start, count, 1), -2)
        total = add(total, reduce_sum(multiply(tall, wide), axis))
    return total


def _swapped(x: Tensor) -> Tensor:
    return transpose(x, [*range(x.ndim - 2), x.ndim - 1, x.ndim - 2])


def matrix_transpose(
    a: "TensorLike", name: str | None = "matrix_transpose", conjugate: bool = False
) -> Tensor:
    """Swap the last two axes, and take complex numbers' conjugates if `conjugate`.

    Raises:
        ValueError: Rank below 2.
    """
    x = as_tensor(a, op="matrix_transpose")
    if x.ndim < 2:
        raise ValueError(
            f"Argument `a` should be a (batch) matrix with rank >= 2. Received: {x.shape}."
        )
    order = [*range(x.ndim - 2), x.ndim - 1, x.ndim - 2]
    return transpose(x, order, conjugate=conjugate and x.dtype.is_complex)


def adjoint(matrix: "TensorLike", name: str | None = None) -> Tensor:
    """Swap the last two axes and take the conjugates."""
    return matrix_transpose(matrix, conjugate=True)


def matvec(
    a: "TensorLike",
    b: "TensorLike",
    transpose_a: bool = False,
    adjoint_a: bool = False,
    a_is_sparse: bool = False,
    b_is_sparse: bool = False,
    name: str | None = None,
) -> Tensor:
    """Multiply matrices `(..., n, k)` by vectors `(..., k)`, giving `(..., n)`."""
    left, right = same_dtype(a, b, "matvec")
    column = expand_dims(right, -1)
    return squeeze(matmul(left, column, transpose_a=transpose_a, adjoint_a=adjoint_a), [-1])


def tensordot(a: "TensorLike", b: "TensorLike", axes: Any, name: str | None = None) -> Tensor:
    """Multiply tensors and sum over pairs of axes.

    Args:
        a: Any shape.
        b: Any shape.
        axes: How many: the last of `a` with the first of `b`; or which: `(axes of a, axes of b)`.

    Returns:
        Shape: the other axes of `a`, then those of `b`.

    Raises:
        ValueError: `axes` is neither a number nor a pair, or names more axes of one than of the
            other.
        IndexError: An axis is not there.
        InvalidArgumentError: Axes of different sizes.
    """
    left, right = same_dtype(a, b, "tensordot")
    over_a, over_b = _pairs(axes, left.ndim, right.ndim)
    sizes_a, sizes_b = sizes_of(left), sizes_of(right)
    if [sizes_a[i] for i in over_a] != [sizes_b[i] for i in over_b]:
        raise InvalidArgumentError(
            "tensordot: Matrix size-incompatible: expected axes of equal sizes. Received: a "
            f"{left.shape}, "
            f"b {right.shape}, axes={axes}.",
            op="tensordot",
        )
    free_a = [i for i in range(left.ndim) if i not in over_a]
    free_b = [i for i in range(right.ndim) if i not in over_b]
    inner = product(sizes_a[i] for i in over_a)
    shape_a, shape_b = tuple(sizes_a[i] for i in free_a), tuple(sizes_b[i] for i in free_b)
    matrix_a = reshaped(transpose(left, [*free_a, *over_a]), (product(shape_a), inner))
    matrix_b = reshaped(transpose(right, [*over_b, *free_b]), (inner, product(shape_b)))
    return reshaped(matmul(matrix_a, matrix_b), (*shape_a, *shape_b))


def _pairs(axes: Any, rank_a: int, rank_b: int) -> tuple[list[int], list[int]]:
    if np.ndim(axes) == 0:
        count = static_int(axes, "tensordot", "axes")
        if not 0 <= count <= min(rank_a, rank_b):
            raise ValueError(
                f"`axes` must not be larger than the number of dimensions. Received: axes={count}."
            )
        return list(range(rank_a - count, rank_a)), list(range(count))
    if len(axes) != 2:
        raise ValueError(f"`axes` must be an integer or have length 2. Received: axes={axes}.")
    of_a, of_b = (
        [static_int(part, "tensordot", "axes")]
        if np.ndim(part) == 0
        else list(static_ints(part, "tensordot", "axes"))
        for part in axes
    )
    if len(of_a) != len(of_b):
        raise ValueError(
            f"Different number of contraction axes `a` and `b`. Received: axes={axes}."
        )
    return _contracted(of_a, rank_a, "a"), _contracted(of_b, rank_b, "b")


def _contracted(axes: list[int], rank: int, argument: str) -> list[int]:
    """Axes counted from the first one; TensorFlow's errors where they are not there."""
    places = [i + rank if i < 0 else i for i in axes]
    if any(i >= rank for i in places):
        raise IndexError(
            f"tensordot: expected axes of `{argument}` in [{-rank}, {rank}). Received: {axes}."
        )
    if any(i < 0 for i in places) or len(set(places)) < len(places):
        raise ValueError(
            f"tensordot: expected different axes of `{argument}` in [{-rank}, {rank}). Received: "
            f"{axes}."
        )
    return places


def cross(a: "TensorLike", b: "TensorLike", name: str | None = None) -> Tensor:
    """Cross product of vectors of length 3."""
    left, right = same_dtype(a, b, "cross")
    if sizes_of(left)[-1:] != (3,) or left.shape != right.shape:
        raise InvalidArgumentError(
            "cross: Cross-products are only defined for 3-element vectors. Received: "
            f"{left.shape}, {right.shape}.",
            op="cross",
        )
    one, two = [1, 2, 0], [2, 0, 1]
    last = left.ndim - 1
    forward = multiply(picked(left, one, last), picked(right, two, last))
    return subtract(forward, multiply(picked(left, two, last), picked(right, one, last)))
