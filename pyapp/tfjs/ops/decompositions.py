"""Factors of matrices. The host computes them in double precision (own/matrices.js).

Gradients follow TensorFlow's, which are those of Giles, 2008, and Walter, Lehmann and Lamour, 2012.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.gradients.custom import with_gradient
from tfjs.ops.arithmetic import divide_no_nan
from tfjs.ops.casting import cast
from tfjs.ops.complex import conj, real
from tfjs.ops.complex_matrices import by_numpy, factor, on_host
from tfjs.ops.diagonals import band_part, diag, diag_part, set_diag
from tfjs.ops.joining import concat
from tfjs.ops.linalg import adjoint, matmul
from tfjs.ops.math import add, multiply, square, subtract
from tfjs.ops.shaping import expand_dims, sizes_of
from tfjs.ops.systems import identity_like, matrices, solve, triangular_solve
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tfjs._typing import DTypeLike, TensorLike

_cholesky = _bridge.Instruction("matrices.cholesky", "own", op="cholesky")
_lu = _bridge.Instruction("matrices.lu", "own", op="lu")
_qr = _bridge.Instruction("matrices.qr", "own", op="qr")
_eigh = _bridge.Instruction("matrices.eigh", "own", op="eigh")
_svd = _bridge.Instruction("matrices.svd", "own", op="svd")


def cholesky(input: "TensorLike", name: str | None = None) -> Tensor:
    """Lower triangular factors `l` with `l @ l.T` of symmetric positive definite matrices.

    Reads the lower half. Gives NaN where a matrix is not positive definite, as TensorFlow does.
    NumPy factors complex matrices, Hermitian ones, from values read back.
    """

    def run(x: Tensor) -> tuple[Tensor, Any]:
        if x.dtype.is_complex:
            lower = on_host(x, factor, "cholesky")
        else:
            lower = Tensor(_cholesky((x._slot,)), x.dtype)

        def gradient(upstream: Tensor) -> Tensor:
            middle = matmul(lower, upstream, adjoint_a=True)
            middle = set_diag(middle, multiply(0.5, diag_part(middle)))
            middle = band_part(middle, -1, 0)
            inverse = triangular_solve(lower, identity_like(lower))
            whole = matmul(matmul(inverse, middle, adjoint_a=True), inverse)
            return multiply(0.5, add(whole, adjoint(whole)))

        return lower, gradient

    return with_gradient(run)(matrices(input, "cholesky", square=True))  # type: ignore[no-any-return]


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
    x = matrices(input, "lu", square=True, real=True)
    both, rows = _lu.several((x._slot,))
    return Lu(Tensor(both, x.dtype), cast(Tensor(rows, dtypes.int32), output_idx_type))


def qr(input: "TensorLike", full_matrices: bool = False, name: str | None = None) -> Qr:
    """Factors `q` (orthonormal columns) and `r` (upper triangular) of matrices.

    Args:
        input: Shape `(..., m, n)`, floating; or complex, which NumPy factors from values read back.
        full_matrices: Make `q` `(..., m, m)` and `r` `(..., m, n)`, instead of `(..., m, k)` and
            `(..., k, n)` with `k = min(m, n)`; there is no gradient then unless `m <= n`.
    """
    full = bool(full_matrices)

    def run(x: Tensor) -> tuple[Any, Any]:
        if x.dtype.is_complex:
            mode: Any = "complete" if full else "reduced"
            kinds = [x.dtype, x.dtype]
            q, r = by_numpy(x, lambda a: np.linalg.qr(a, mode), kinds, "qr")
        else:
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
            end, right = dr[..., rows:], x[..., rows:]
            change = _tall_gradient(
                q, r[..., :rows], add(dq, matmul(right, end, adjoint_b=True)), dr[..., :rows]
            )
            return concat([change, matmul(q, end)], -1)

        return (q, r), gradient

    return Qr(*with_gradient(run)(matrices(input, "qr")))


def _tall_gradient(q: Tensor, r: Tensor, dq: Tensor, dr: Tensor) -> Tensor:
    inner, outer = matmul(q, dq, adjoint_a=True), matmul(r, dr, adjoint_b=True)
    skew = add(subtract(inner, adjoint(inner)), subtract(outer, adjoint(outer)))
    first = matmul(q, add(dr, _behind(band_part(skew, -1, 0), r)))
    whole = add(first, _behind(subtract(dq, matmul(q, inner)), r))
    if q.dtype.is_complex:  # the phases of the diagonal, which a real factor does not have
        turn = diag_part(subtract(outer, adjoint(inner)))
        phases = diag(subtract(turn, cast(real(turn), q.dtype)))
        whole = add(whole, _behind(matmul(q, adjoint(phases)), r))
    return whole


def _behind(x: Tensor, r: Tensor) -> Tensor:
    """`x` times the inverse of the (conjugate) transpose of an upper triangular `r`."""
    return adjoint(triangular_solve(r, adjoint(x), lower=False))


def eigh(tensor: "TensorLike", name: str | None = None) -> tuple[Tensor, Tensor]:
    """Eigenvalues, the smallest first, and eigenvectors (as columns) of symmetric matrices.

    Reads the lower half. The signs of the vectors are not determined. NumPy factors complex
    matrices, Hermitian ones, from values read back; their values are complex too, and real.
    """

    def run(x: Tensor) -> tuple[Any, Any]:
        if x.dtype.is_complex:
            values, vectors = by_numpy(x, np.linalg.eigh, [x.dtype, x.dtype], "eigh")
        else:
            values, vectors = (Tensor(slot, x.dtype) for slot in _eigh.several((x._slot,)))

        def gradient(of_values: Tensor, of_vectors: Tensor) -> Tensor:
            sizes = real(values)
            between = _reciprocal(subtract(expand_dims(sizes, -2), expand_dims(sizes, -1)))
            inner = matmul(vectors, of_vectors, adjoint_a=True)
            core = add(diag(of_values), multiply(cast(between, x.dtype), inner))
            whole = matmul(vectors, matmul(core, vectors, adjoint_b=True))
            half = band_part(add(whole, adjoint(whole)), -1, 0)
            return set_diag(half, multiply(0.5, diag_part(half)))

        return (values, vectors), gradient

    values, vectors = with_gradient(run)(matrices(tensor, "eigh", square=True))
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
        tensor: Shape `(..., m, n)`, floating; or complex, which NumPy factors from values read
            back.
        full_matrices: Make `u` and `v` square.
        compute_uv: Whether to give them.

    Returns:
        `s, u, v` with `tensor = u @ diag(s) @ v.T` (conjugated), or `s` alone, which is real. The
        signs (phases) of the vectors are not determined. Square bases of matrices that are not
        square have no gradient.
    """
    full = bool(full_matrices) and bool(compute_uv)

    def run(x: Tensor) -> tuple[Any, Any]:
        if x.dtype.is_complex:
            kinds = [x.dtype.real_dtype, x.dtype, x.dtype]
            s, u, v = by_numpy(x, lambda a: _singular(a, full), kinds, "svd")
        else:
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

    s, u, v = with_gradient(run)(matrices(tensor, "svd"))
    return (s, u, v) if compute_uv else s


def _singular(matrix: "NDArray[Any]", full: bool) -> "tuple[NDArray[Any], ...]":
    u, s, adjoint_v = np.linalg.svd(matrix, full)
    return s, u, adjoint_v.conj().swapaxes(-1, -2)


def _svd_gradient(factors: tuple[Tensor, ...], upstream: tuple[Tensor, ...]) -> Tensor:
    (s, u, v), (ds, du, dv) = factors, upstream
    kind, squares = u.dtype, square(s)
    apart = _reciprocal(subtract(expand_dims(squares, -2), expand_dims(squares, -1)))
    apart, inverse = cast(apart, kind), expand_dims(cast(_reciprocal(s), kind), -2)
    of_u, of_v = matmul(u, du, adjoint_a=True), matmul(v, dv, adjoint_a=True)
    turn_u = multiply(apart, subtract(of_u, adjoint(of_u)))
    turn_v = multiply(apart, subtract(of_v, adjoint(of_v)))
    row, column = cast(expand_dims(s, -2), kind), cast(expand_dims(s, -1), kind)
    core = add(add(multiply(turn_u, row), multiply(column, turn_v)), diag(cast(ds, kind)))
    tall = sizes_of(u)[-2] > sizes_of(v)[-2]
    if kind.is_complex:  # the common phase of a pair of vectors
        turn = diag_part(of_u if tall else of_v)
        phases = multiply(subtract(conj(turn), turn), inverse[..., 0, :])
        core = add(core, diag(multiply(-0.5 if tall else 0.5, phases)))
    whole = matmul(matmul(u, core), v, adjoint_b=True)
    if sizes_of(u)[-2] > sizes_of(u)[-1]:
        rest = subtract(du, matmul(u, of_u))
        whole = add(whole, matmul(multiply(rest, inverse), v, adjoint_b=True))
    if sizes_of(v)[-2] > sizes_of(v)[-1]:
        rest = subtract(dv, matmul(v, of_v))
        whole = add(whole, matmul(u, multiply(rest, inverse), adjoint_b=True))
    return whole


def eig(tensor: "TensorLike", name: str | None = None) -> tuple[Tensor, Tensor]:
    """Eigenvalues, the nearest to 0 first, and eigenvectors (as columns, of length 1), complex.

    NumPy computes them from values read back. The gradient is that of Boeddeker, Hanebrink and
    others, 2017, equation 4.77, for eigenvalues that differ.
    """

    def run(x: Tensor) -> tuple[Any, Any]:
        wide = x.dtype in (dtypes.float64, dtypes.complex128)
        kind = dtypes.complex128 if wide else dtypes.complex64
        values, vectors = by_numpy(x, _eigen, [kind, kind], "eig")

        def gradient(of_values: Tensor, of_vectors: Tensor) -> Tensor:
            between = subtract(expand_dims(values, -2), expand_dims(values, -1))
            turned = adjoint(vectors)
            inner = matmul(turned, of_vectors)
            kept = diag(cast(real(diag_part(inner)), kind))
            rest = subtract(inner, matmul(matmul(turned, vectors), kept))
            sizes = real(multiply(between, conj(between)))
            apart = multiply(between, cast(_reciprocal(sizes), kind))  # conjugates of 1 / between
            core = add(diag(of_values), multiply(apart, rest))
            whole = solve(turned, matmul(core, turned))
            return whole if x.dtype.is_complex else cast(real(whole), x.dtype)

        return (values, vectors), gradient

    values, vectors = with_gradient(run)(matrices(tensor, "eig", square=True))
    return values, vectors


def _eigen(matrix: "NDArray[Any]") -> "tuple[NDArray[Any], ...]":
    values, vectors = np.linalg.eig(matrix)
    order = np.argsort(np.abs(values), -1, kind="stable")
    vectors = np.take_along_axis(vectors, order[..., None, :], -1)
    return np.take_along_axis(values, order, -1), vectors


def eigvals(tensor: "TensorLike", name: str | None = None) -> Tensor:
    """Eigenvalues of square matrices; see `eig`."""
    return eig(tensor)[0]


def _reciprocal(x: Tensor) -> Tensor:
    """`1 / x`, and 0 where `x` is 0."""
    return divide_no_nan(add(multiply(x, 0.0), 1.0), x)
