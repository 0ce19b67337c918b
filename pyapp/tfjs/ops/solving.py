"""Systems of linear equations, inverses and determinants."""

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.gradients.custom import custom_gradient
from tfjs.ops._arguments import as_tensor, same_dtype
from tfjs.ops._shapes import broadcast_shape
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.complex import joined, parts
from tfjs.ops.complex_matrices import on_host
from tfjs.ops.decompositions import cholesky, matrices, solved_triangle, svd
from tfjs.ops.diagonals import band_part, diag_part, set_diag
from tfjs.ops.gathering import gather
from tfjs.ops.joining import concat, split
from tfjs.ops.linalg import matmul
from tfjs.ops.math import add, greater, log, multiply, negative, reciprocal
from tfjs.ops.reductions import reduce_max, reduce_sum
from tfjs.ops.sequences import eye
from tfjs.ops.shaping import broadcast_to, expand_dims, sizes_of
from tfjs.ops.sorting import invert_permutation
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_solve = _bridge.Instruction("matrices.solve", "own", op="solve")
_determinant = _bridge.Instruction("matrices.determinant", "own", op="det")


def solve(
    matrix: "TensorLike", rhs: "TensorLike", adjoint: bool = False, name: str | None = None
) -> Tensor:
    """The `x` for which `matrix @ x = rhs`.

    Args:
        matrix: Shape `(..., n, n)`, floating or complex.
        rhs: Shape `(..., n, k)`.
        adjoint: Take the transpose of `matrix`, with the conjugates of complex numbers.

    Raises:
        InvalidArgumentError: A singular matrix, or shapes that do not go together.
    """
    flip = bool(adjoint)
    given, right = same_dtype(matrix, rhs, "solve")
    if given.dtype.is_complex:
        return _solved_in_parts(given, right, flip)

    def run(a: Tensor, b: Tensor) -> tuple[Tensor, Any]:
        x = Tensor(_solve((a._slot, b._slot), (flip,)), b.dtype)

        def gradient(upstream: Tensor) -> tuple[Tensor, Tensor]:
            of_rhs = solve(a, upstream, adjoint=not flip)
            pair = (x, of_rhs) if flip else (of_rhs, x)
            return negative(matmul(*pair, transpose_b=True)), of_rhs

        return x, gradient

    return custom_gradient(run)(*_system(given, right, "solve"))  # type: ignore[no-any-return]


def _solved_in_parts(matrix: Tensor, rhs: Tensor, flip: bool) -> Tensor:
    """Complex numbers as real ones, of twice as many rows."""
    if matrix.ndim < 2 or rhs.ndim < 2:
        raise InvalidArgumentError(
            f"solve: expected matrices. Received: {matrix.shape}, {rhs.shape}.", op="solve"
        )
    re, im = parts(matrix)
    whole = concat([concat([re, negative(im)], -1), concat([im, re], -1)], -2)
    both = solve(whole, concat(list(parts(rhs)), -2), adjoint=flip)
    return joined(*split(both, 2, -2))


def triangular_solve(
    matrix: "TensorLike",
    rhs: "TensorLike",
    lower: bool = True,
    adjoint: bool = False,
    name: str | None = None,
) -> Tensor:
    """`solve` with a matrix of which only the lower (or upper) half counts; batches broadcast."""
    low, flip = bool(lower), bool(adjoint)
    a, b = same_dtype(matrix, rhs, "triangular_solve")
    if a.ndim >= 2 and b.ndim >= 2 and sizes_of(a)[:-2] != sizes_of(b)[:-2]:
        batch = broadcast_shape(sizes_of(a)[:-2], sizes_of(b)[:-2], "triangular_solve")
        a = broadcast_to(a, (*batch, *sizes_of(a)[-2:]))
        b = broadcast_to(b, (*batch, *sizes_of(b)[-2:]))

    if a.dtype.is_complex:
        return solve(band_part(a, -1, 0) if low else band_part(a, 0, -1), b, adjoint=flip)

    def run(a: Tensor, b: Tensor) -> tuple[Tensor, Any]:
        x = solved_triangle(a, b, lower=low, flip=flip)

        def gradient(upstream: Tensor) -> tuple[Tensor, Tensor]:
            of_rhs = triangular_solve(a, upstream, lower=low, adjoint=not flip)
            pair = (x, of_rhs) if flip else (of_rhs, x)
            whole = negative(matmul(*pair, transpose_b=True))
            return band_part(whole, -1, 0) if low else band_part(whole, 0, -1), of_rhs

        return x, gradient

    return custom_gradient(run)(*_system(a, b, "triangular_solve"))  # type: ignore[no-any-return]


def _system(matrix: Any, rhs: Any, op: str) -> tuple[Tensor, Tensor]:
    left, right = same_dtype(matrix, rhs, op)
    a, b = matrices(left, op, square=True), matrices(right, op)
    if sizes_of(a)[:-1] != sizes_of(b)[:-1]:
        raise InvalidArgumentError(
            f"{op}: expected a right side of as many rows, in the same batch. Received: matrix "
            f"{a.shape}, rhs {b.shape}.",
            op=op,
        )
    return a, b


def inv(input: "TensorLike", adjoint: bool = False, name: str | None = None) -> Tensor:
    """Inverse of square matrices, or its transpose if `adjoint`.

    Raises:
        InvalidArgumentError: A singular matrix.
    """
    x = as_tensor(input, op="inv")
    if not x.dtype.is_complex:
        x = matrices(x, "inv", square=True)
    elif x.ndim < 2 or sizes_of(x)[-1] != sizes_of(x)[-2]:
        raise InvalidArgumentError(f"inv: expected square matrices. Received: {x.shape}.", op="inv")
    return solve(x, _identity(x), adjoint=adjoint)


def cholesky_solve(chol: "TensorLike", rhs: "TensorLike", name: str | None = None) -> Tensor:
    """`solve` for `chol @ chol.T`, given the factor that `cholesky` gives."""
    lower, right = same_dtype(chol, rhs, "cholesky_solve")
    middle = triangular_solve(lower, right, lower=True)
    return triangular_solve(lower, middle, lower=True, adjoint=True)


def det(input: "TensorLike", name: str | None = None) -> Tensor:
    """Determinants of square matrices; shape `(..., n, n)` gives `(...)`.

    NumPy computes those of complex matrices from values read back, without a gradient.
    """
    whole = as_tensor(input, op="det")
    if whole.dtype.is_complex:
        return on_host(whole, np.linalg.det, "det")

    def run(x: Tensor) -> tuple[Tensor, Any]:
        value = _determinants(x)[2]

        def gradient(upstream: Tensor) -> Tensor:
            scale = expand_dims(expand_dims(multiply(upstream, value), -1), -1)
            return multiply(scale, inv(x, adjoint=True))

        return value, gradient

    return custom_gradient(run)(matrices(whole, "det", square=True))  # type: ignore[no-any-return]


class LogMatrixDeterminant(NamedTuple):
    """What `slogdet` gives."""

    sign: Tensor
    log_abs_determinant: Tensor


def slogdet(input: "TensorLike", name: str | None = None) -> LogMatrixDeterminant:
    """Signs of determinants, and logarithms of their absolute values."""

    def run(x: Tensor) -> tuple[Any, Any]:
        sign, logarithm, _ = _determinants(x)

        def gradient(_: Any, upstream: Tensor) -> Tensor:
            scale = expand_dims(expand_dims(upstream, -1), -1)
            return multiply(scale, inv(x, adjoint=True))

        return (sign, logarithm), gradient

    sign, logarithm = custom_gradient(run)(matrices(input, "slogdet", square=True))
    return LogMatrixDeterminant(sign, logarithm)


def logdet(matrix: "TensorLike", name: str | None = None) -> Tensor:
    """Logarithms of the determinants of symmetric positive definite matrices."""
    return multiply(2.0, reduce_sum(log(diag_part(cholesky(matrix))), -1))


def _determinants(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    slots = _determinant.several((x._slot,))
    sign, logarithm, value = (Tensor(slot, x.dtype) for slot in slots)
    return sign, logarithm, value


def lstsq(
    matrix: "TensorLike",
    rhs: "TensorLike",
    l2_regularizer: float = 0.0,
    fast: bool = True,
    name: str | None = None,
) -> Tensor:
    """The `x` that makes `matrix @ x` as near to `rhs` as can be.

    Args:
        matrix: Shape `(..., m, n)`, floating, of full rank.
        rhs: Shape `(..., m, k)`.
        l2_regularizer: Weight of the squares of `x`.
        fast: By Cholesky's factors of the normal equations; otherwise by the pseudo-inverse, which
            is more precise and also takes matrices of lower rank, without `l2_regularizer`.

    Returns:
        Shape `(..., n, k)`; the shortest solution if there are several.
    """
    a, b = same_dtype(matrix, rhs, "lstsq")
    a, b = matrices(a, "lstsq"), matrices(b, "lstsq")
    rows, columns = sizes_of(a)[-2:]
    if sizes_of(b)[-2] != rows:
        raise InvalidArgumentError(
            f"lstsq: expected a right side of {rows} rows. Received: {b.shape}.", op="lstsq"
        )
    if not fast:
        return matmul(pinv(a), b)
    tall = rows >= columns
    gram = matmul(a, a, transpose_a=tall, transpose_b=not tall)
    if l2_regularizer:
        gram = add(gram, multiply(_identity(gram), float(l2_regularizer)))
    factor = cholesky(gram)
    if tall:
        return cholesky_solve(factor, matmul(a, b, transpose_a=True))
    return matmul(a, cholesky_solve(factor, b), transpose_a=True)


def pinv(
    a: "TensorLike",
    rcond: "TensorLike | None" = None,
    validate_args: bool = False,
    name: str | None = None,
) -> Tensor:
    """Moore and Penrose's inverse of matrices of any shape.

    Args:
        a: Shape `(..., m, n)`, floating.
        rcond: Share of the largest singular value up to which others count as 0;
            `10 * max(m, n) * eps` if None.
        validate_args: Ignored: shapes are always checked.

    Returns:
        Shape `(..., n, m)`.
    """
    x = matrices(a, "pinv")
    kind = np.float64 if x.dtype is dtypes.float64 else np.float32
    share: Any = 10.0 * max(sizes_of(x)[-2:]) * np.finfo(kind).eps if rcond is None else rcond
    values, left, right = svd(x)
    limit = multiply(cast(share, x.dtype), reduce_max(values, -1))
    kept = greater(values, expand_dims(limit, -1))
    safe = where(kept, values, add(multiply(values, 0.0), 1.0))
    inverse = where(kept, reciprocal(safe), cast(0.0, x.dtype))
    return matmul(multiply(right, expand_dims(inverse, -2)), left, transpose_b=True)


def matrix_rank(
    a: "TensorLike",
    tol: "TensorLike | None" = None,
    validate_args: bool = False,
    name: str | None = None,
) -> Tensor:
    """How many singular values are above `tol`, int32.

    `tol` is `max(m, n) * eps` times the largest of them if None; `validate_args` is ignored.
    """
    x = matrices(a, "matrix_rank")
    values = svd(x, compute_uv=False)
    if tol is None:
        share = max(sizes_of(x)[-2:]) * float(np.finfo(x.dtype.as_numpy_dtype).eps)
        limit = multiply(reduce_max(values, -1, keepdims=True), share)
    else:
        limit = as_tensor(tol, hint=x.dtype, op="matrix_rank")
        limit = expand_dims(limit, -1) if limit.ndim else limit
    return reduce_sum(cast(greater(values, limit), dtypes.int32), -1)


def lu_solve(
    lower_upper: "TensorLike",
    perm: "TensorLike",
    rhs: "TensorLike",
    validate_args: bool = False,
    name: str | None = None,
) -> Tensor:
    """`solve`, given what `lu` gives; `validate_args` is ignored."""
    packed, right = same_dtype(lower_upper, rhs, "lu_solve")
    moved = _rows(right, as_tensor(perm, op="lu_solve"))
    middle = triangular_solve(_unit(packed), moved, lower=True)
    return triangular_solve(packed, middle, lower=False)


def lu_matrix_inverse(
    lower_upper: "TensorLike",
    perm: "TensorLike",
    validate_args: bool = False,
    name: str | None = None,
) -> Tensor:
    """`inv`, given what `lu` gives; `validate_args` is ignored."""
    packed = matrices(lower_upper, "lu_matrix_inverse", square=True)
    return lu_solve(packed, perm, _identity(packed))


def lu_reconstruct(
    lower_upper: "TensorLike",
    perm: "TensorLike",
    validate_args: bool = False,
    name: str | None = None,
) -> Tensor:
    """The matrices of which `lu` gives these factors; `validate_args` is ignored."""
    packed = matrices(lower_upper, "lu_reconstruct", square=True)
    whole = matmul(band_part(_unit(packed), -1, 0), band_part(packed, 0, -1))
    order = as_tensor(perm, op="lu_reconstruct")
    if order.ndim == 1:
        return gather(whole, invert_permutation(order))
    return matmul(_hot(order, whole), whole, transpose_a=True)


def _rows(x: Tensor, order: Tensor) -> Tensor:
    return gather(x, order) if order.ndim == 1 else matmul(_hot(order, x), x)


def _hot(order: Tensor, like: Tensor) -> Tensor:
    """Matrices that put rows into an order."""
    return cast(gather(eye(sizes_of(order)[-1]), order), like.dtype)


def _unit(packed: Tensor) -> Tensor:
    ones = add(multiply(diag_part(packed), 0.0), 1.0)
    return set_diag(packed, ones)


def _identity(x: Tensor) -> Tensor:
    *batch, n, _ = sizes_of(x)
    return eye(n, batch_shape=batch, dtype=x.dtype) if batch else eye(n, dtype=x.dtype)
