"""Factors of matrices. The host computes them in double precision (own/matrices.js).

Gradients follow TensorFlow's, which are those of Giles, 2008, and Walter, Lehmann and Lamour, 2012.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.dtypes import COMPLEX, FLOATING
from tfjs.errors import InvalidArgumentError
from tfjs.gradients.custom import custom_gradient
from tfjs.ops._arguments import as_tensor, from_array, require_dtype
from tfjs.ops.arithmetic import divide_no_nan
from tfjs.ops.casting import cast
from tfjs.ops.complex_matrices import factor, on_host
from tfjs.ops.diagonals import band_part, diag, diag_part, set_diag
from tfjs.ops.joining import concat
from tfjs.ops.linalg import matmul, matrix_transpose
from tfjs.ops.math import add, multiply, square, subtract
from tfjs.ops.sequences import eye
from tfjs.ops.shaping import expand_dims, sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike

_cholesky = _bridge.Instruction("matrices.cholesky", "own", op="cholesky")
_lu = _bridge.Instruction("matrices.lu", "own", op="lu")
_qr = _bridge.Instruction("matrices.qr", "own", op="qr")
_eigh = _bridge.Instruction("matrices.eigh", "own", op="eigh")
_svd = _bridge.Instruction("matrices.svd", "own", op="svd")
_triangular = _bridge.Instruction("matrices.solveTriangular", "own", op="triangular_solve")


def matrices(value: Any, op: str, *, square: bool = False) -> Tensor:
    """Floating matrices `(..., rows, columns)`, square ones if asked for.

    Raises:
        InvalidArgumentError: They are not.
    """
    x = require_dtype(as_tensor(value, op=op), FLOATING, op, "input")
    if x.ndim < 2 or (square and sizes_of(x)[-1] != sizes_of(x)[-2]):
        raise InvalidArgumentError(
            f"{op}: expected {'square ' * square}matrices. Received: {x.shape}.", op=op
        )
    return x


def solved_triangle(matrix: Tensor, rhs: Tensor, *, lower: bool, flip: bool) -> Tensor:
    """Solution with a triangular matrix, or its transpose; it has no gradient of its own."""
    return Tensor(_triangular((matrix._slot, rhs._slot), (lower, flip)), rhs.dtype)


def cholesky(input: "TensorLike", name: str | None = None) -> Tensor:
    """Lower triangular factors `l` with `l @ l.T` of symmetric positive definite matrices.

    Reads the lower half. Gives NaN where a matrix is not positive definite, as TensorFlow does.
    NumPy factors complex matrices, Hermitian ones, from values read back, without a gradient.
    """
    whole = as_tensor(input, op="cholesky")
    if whole.dtype.is_complex:
        return on_host(whole, factor, "cholesky")

    def run(x: Tensor) -> tuple[Tensor, Any]:
        lower = Tensor(_cholesky((x._slot,)), x.dtype)

        def gradient(upstream: Tensor) -> Tensor:
            middle = matmul(lower, upstream, transpose_a=True)
            middle = set_diag(middle, multiply(0.5, diag_part(middle)))
            middle = band_part(middle, -1, 0)
            inverse = solved_triangle(lower, _ones_like(lower), lower=True, flip=False)
            whole = matmul(matmul(inverse, middle, transpose_a=True), inverse)
            return multiply(0.5, add(whole, matrix_transpose(whole)))

        return lower, gradient

    return custom_gradient(run)(matrices(whole, "cholesky", square=True))  # type: ignore[no-any-return]


class Lu(NamedTuple):
    """What `lu` gives."""

    lu: Tensor
    p: Tensor


class Qr(NamedTuple):
    """What `qr` gives."""

    q: Tensor
    r: Tensor


def lu(
    input: "TensorLike", output_idx_type: "DTypeLike" = dtypes.int32, name: str | None = None
) -> Lu:
    """Triangular factors of square matrices with their rows reordered.

    Returns:
        Both factors in one matrix (the lower one has ones on its diagonal), and which row of the
        input each row is, shape `(..., n)`. As in TensorFlow, they have no gradient.

    Raises:
        InvalidArgumentError: A singular matrix.
    """
    x = matrices(input, "lu", square=True)
    both, rows = _lu.several((x._slot,))
    return Lu(Tensor(both, x.dtype), cast(Tensor(rows, dtypes.int32), output_idx_type))


def qr(input: "TensorLike", full_matrices: bool = False, name: str | None = None) -> Qr:
    """Factors `q` (orthonormal columns) and `r` (upper triangular) of matrices.

    Args:
        input: Shape `(..., m, n)`, floating.
        full_matrices: Make `q` `(..., m, m)` and `r` `(..., m, n)`, instead of `(..., m, k)` and
            `(..., k, n)` with `k = min(m, n)`; there is no gradient then unless `m <= n`.
    """
    full = bool(full_matrices)

    def run(x: Tensor) -> tuple[Any, Any]:
        q, r = (Tensor(slot, x.dtype) for slot in _qr.several((x._slot,), (full,)))

        def gradient(dq: Tensor, dr: Tensor) -> Tensor:
            rows, columns = sizes_of(x)[-2:]
            if full and rows > columns:
                raise InvalidArgumentError(
                    "qr: expected full_matrices=False, or no more rows than columns, for a "
                    f"gradient. Received: {x.shape}.",
                    op="qr",
                )
            if rows >= columns:
                return _tall_gradient(q, r, dq, dr)
            left, right = x[..., :rows], x[..., rows:]
            del left
            end = dr[..., rows:]
            change = _tall_gradient(
                q, r[..., :rows], add(dq, matmul(right, end, transpose_b=True)), dr[..., :rows]
            )
            return concat([change, matmul(q, end)], -1)

        return (q, r), gradient

    return Qr(*custom_gradient(run)(matrices(input, "qr")))


def _tall_gradient(q: Tensor, r: Tensor, dq: Tensor, dr: Tensor) -> Tensor:
    inner, outer = matmul(q, dq, transpose_a=True), matmul(r, dr, transpose_b=True)
    skew = add(subtract(inner, matrix_transpose(inner)), subtract(outer, matrix_transpose(outer)))
    first = matmul(q, add(dr, _behind(band_part(skew, -1, 0), r)))
    return add(first, _behind(subtract(dq, matmul(q, inner)), r))


def _behind(x: Tensor, r: Tensor) -> Tensor:
    """`x` times the inverse of the transpose of an upper triangular `r`."""
    return matrix_transpose(solved_triangle(r, matrix_transpose(x), lower=False, flip=False))


def eigh(tensor: "TensorLike", name: str | None = None) -> tuple[Tensor, Tensor]:
    """Eigenvalues, the smallest first, and eigenvectors (as columns) of symmetric matrices.

    Reads the lower half. The signs of the vectors are not determined.
    """

    def run(x: Tensor) -> tuple[Any, Any]:
        values, vectors = (Tensor(slot, x.dtype) for slot in _eigh.several((x._slot,)))

        def gradient(of_values: Tensor, of_vectors: Tensor) -> Tensor:
            between = subtract(expand_dims(values, -2), expand_dims(values, -1))
            inner = matmul(vectors, of_vectors, transpose_a=True)
            core = add(diag(of_values), multiply(_reciprocal(between), inner))
            whole = matmul(vectors, matmul(core, vectors, transpose_b=True))
            half = band_part(add(whole, matrix_transpose(whole)), -1, 0)
            return set_diag(half, multiply(0.5, diag_part(half)))

        return (values, vectors), gradient

    values, vectors = custom_gradient(run)(matrices(tensor, "eigh", square=True))
    return values, vectors


def eigvalsh(tensor: "TensorLike", name: str | None = None) -> Tensor:
    """Eigenvalues of symmetric matrices, the smallest first."""
    return eigh(tensor)[0]


def svd(
    tensor: "TensorLike",
    full_matrices: bool = False,
    compute_uv: bool = True,
    name: str | None = None,
) -> Any:
    """Singular values, the largest first, and both bases of matrices.

    Args:
        tensor: Shape `(..., m, n)`, floating.
        full_matrices: Make `u` and `v` square.
        compute_uv: Whether to give them.

    Returns:
        `s, u, v` with `tensor = u @ diag(s) @ v.T`, or `s` alone. The signs of the vectors are not
        determined. Square bases of matrices that are not square have no gradient.
    """
    full = bool(full_matrices) and bool(compute_uv)

    def run(x: Tensor) -> tuple[Any, Any]:
        s, u, v = (Tensor(slot, x.dtype) for slot in _svd.several((x._slot,), (full,)))

        def gradient(ds: Tensor, du: Tensor, dv: Tensor) -> Tensor:
            rows, columns = sizes_of(x)[-2:]
            if full and rows != columns:
                raise InvalidArgumentError(
                    f"svd: expected full_matrices=False for a gradient. Received: {x.shape}.",
                    op="svd",
                )
            return _svd_gradient((s, u, v), (ds, du, dv))

        return (s, u, v), gradient

    s, u, v = custom_gradient(run)(matrices(tensor, "svd"))
    return (s, u, v) if compute_uv else s


def _svd_gradient(factors: tuple[Tensor, ...], upstream: tuple[Tensor, ...]) -> Tensor:
    (s, u, v), (ds, du, dv) = factors, upstream
    squares = square(s)
    apart = _reciprocal(subtract(expand_dims(squares, -2), expand_dims(squares, -1)))
    of_u, of_v = matmul(u, du, transpose_a=True), matmul(v, dv, transpose_a=True)
    turn_u = multiply(apart, subtract(of_u, matrix_transpose(of_u)))
    turn_v = multiply(apart, subtract(of_v, matrix_transpose(of_v)))
    row, column = expand_dims(s, -2), expand_dims(s, -1)
    core = add(add(multiply(turn_u, row), multiply(column, turn_v)), diag(ds))
    whole = matmul(matmul(u, core), v, transpose_b=True)
    if sizes_of(u)[-2] > sizes_of(u)[-1]:
        rest = subtract(du, matmul(u, of_u))
        whole = add(whole, matmul(divide_no_nan(rest, row), v, transpose_b=True))
    if sizes_of(v)[-2] > sizes_of(v)[-1]:
        rest = subtract(dv, matmul(v, of_v))
        whole = add(whole, matmul(u, divide_no_nan(rest, row), transpose_b=True))
    return whole


def eig(tensor: "TensorLike", name: str | None = None) -> tuple[Tensor, Tensor]:
    """Eigenvalues and eigenvectors (as columns, of length 1) of square matrices, complex64.

    NumPy computes them from the values read back, in no particular order; there is no gradient.
    """
    x = _any_square(tensor, "eig")
    values, vectors = np.linalg.eig(x.numpy())
    kind = dtypes.complex128 if x.dtype in (dtypes.float64, dtypes.complex128) else dtypes.complex64
    return from_array(values, kind, None, "eig"), from_array(vectors, kind, None, "eig")


def eigvals(tensor: "TensorLike", name: str | None = None) -> Tensor:
    """Eigenvalues of square matrices; see `eig`."""
    return eig(tensor)[0]


def _any_square(value: Any, op: str) -> Tensor:
    x = require_dtype(as_tensor(value, op=op), FLOATING | COMPLEX, op, "tensor")
    if x.ndim < 2 or sizes_of(x)[-1] != sizes_of(x)[-2]:
        raise InvalidArgumentError(f"{op}: expected square matrices. Received: {x.shape}.", op=op)
    return x


def _reciprocal(x: Tensor) -> Tensor:
    """`1 / x`, and 0 where `x` is 0."""
    return divide_no_nan(add(multiply(x, 0.0), 1.0), x)


def _ones_like(x: Tensor) -> Tensor:
    """Identity matrices in the shape of `x`."""
    *batch, n, _ = sizes_of(x)
    return eye(n, batch_shape=batch, dtype=x.dtype) if batch else eye(n, dtype=x.dtype)
