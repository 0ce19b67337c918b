"""Determinants, least squares, and what is made of factors of matrices."""

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.gradients.custom import with_gradient
from tfjs.ops._arguments import as_tensor, same_dtype
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.complex import real
from tfjs.ops.complex_matrices import by_numpy, on_host
from tfjs.ops.decompositions import cholesky, svd
from tfjs.ops.diagonals import band_part, diag_part, set_diag
from tfjs.ops.gathering import gather
from tfjs.ops.linalg import matmul
from tfjs.ops.math import add, greater, log, multiply, reciprocal
from tfjs.ops.reductions import reduce_max, reduce_sum
from tfjs.ops.sequences import eye
from tfjs.ops.shaping import expand_dims, sizes_of
from tfjs.ops.sorting import invert_permutation
from tfjs.ops.systems import identity_like, inv, matrices, triangular_solve
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_determinant = _bridge.Instruction("matrices.determinant", "own", op="det")


def cholesky_solve(chol: "TensorLike", rhs: "TensorLike", name: str | None = None) -> Tensor:
    """`solve` for `chol @ chol.T`, given the factor that `cholesky` gives."""
    lower, right = same_dtype(chol, rhs, "cholesky_solve")
    middle = triangular_solve(lower, right, lower=True)
    return triangular_solve(lower, middle, lower=True, adjoint=True)


def det(input: "TensorLike", name: str | None = None) -> Tensor:
    """Determinants of square matrices; shape `(..., n, n)` gives `(...)`.

    NumPy computes those of complex matrices from values read back; their gradient is TensorFlow's,
    which does not take the conjugate of the determinant.
    """

    def run(x: Tensor) -> tuple[Tensor, Any]:
        value = on_host(x, np.linalg.det, "det") if x.dtype.is_complex else _determinants(x)[2]

        def gradient(upstream: Tensor) -> Tensor:
            scale = expand_dims(expand_dims(multiply(upstream, value), -1), -1)
            return multiply(scale, inv(x, adjoint=True))

        return value, gradient

    return with_gradient(run)(matrices(input, "det", square=True))  # type: ignore[no-any-return]


class LogMatrixDeterminant(NamedTuple):
    """What `slogdet` gives."""

    sign: Tensor
    log_abs_determinant: Tensor


def slogdet(input: "TensorLike", name: str | None = None) -> LogMatrixDeterminant:
    """Signs of determinants, and logarithms of their absolute values, all of the input's dtype.

    NumPy computes those of complex matrices from values read back.
    """

    def run(x: Tensor) -> tuple[Any, Any]:
        if x.dtype.is_complex:
            sign, logarithm = by_numpy(x, np.linalg.slogdet, [x.dtype, x.dtype], "slogdet")
        else:
            sign, logarithm, _ = _determinants(x)

        def gradient(_: Any, upstream: Tensor) -> Tensor:
            scale = expand_dims(expand_dims(upstream, -1), -1)
            return multiply(scale, inv(x, adjoint=True))

        return (sign, logarithm), gradient

    sign, logarithm = with_gradient(run)(matrices(input, "slogdet", square=True))
    return LogMatrixDeterminant(sign, logarithm)


def logdet(matrix: "TensorLike", name: str | None = None) -> Tensor:
    """Logarithms of the determinants of symmetric (Hermitian) positive definite matrices, real."""
    return multiply(2.0, reduce_sum(log(real(diag_part(cholesky(matrix)))), -1))


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
        matrix: Shape `(..., m, n)`, floating or complex, of full rank.
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
    gram = matmul(a, a, adjoint_a=tall, adjoint_b=not tall)
    if l2_regularizer:
        gram = add(gram, multiply(identity_like(gram), float(l2_regularizer)))
    factor = cholesky(gram)
    if tall:
        return cholesky_solve(factor, matmul(a, b, adjoint_a=True))
    return matmul(a, cholesky_solve(factor, b), adjoint_a=True)


def pinv(
    a: "TensorLike",
    rcond: "TensorLike | None" = None,
    validate_args: bool = False,
    name: str | None = None,
) -> Tensor:
    """Moore and Penrose's inverse of matrices of any shape.

    Args:
        a: Shape `(..., m, n)`, floating or complex.
        rcond: Share of the largest singular value up to which others count as 0;
            `10 * max(m, n) * eps` if None.
        validate_args: Ignored: shapes are always checked.

    Returns:
        Shape `(..., n, m)`.
    """
    x = matrices(a, "pinv")
    kind = np.float64 if x.dtype.real_dtype is dtypes.float64 else np.float32
    share: Any = 10.0 * max(sizes_of(x)[-2:]) * np.finfo(kind).eps if rcond is None else rcond
    values, left, right = svd(x)
    limit = multiply(cast(share, values.dtype), reduce_max(values, -1))
    kept = greater(values, expand_dims(limit, -1))
    safe = where(kept, values, add(multiply(values, 0.0), 1.0))
    inverse = cast(where(kept, reciprocal(safe), cast(0.0, values.dtype)), x.dtype)
    return matmul(multiply(right, expand_dims(inverse, -2)), left, adjoint_b=True)


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
        limit = as_tensor(tol, hint=values.dtype, op="matrix_rank")
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
    return lu_solve(packed, perm, identity_like(packed))


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
