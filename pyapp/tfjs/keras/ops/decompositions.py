"""Functions of `tf.keras.ops` that take matrices apart."""

from typing import Any

from tfjs import linalg as matrices
from tfjs import math
from tfjs.keras.ops.promotion import floating
from tfjs.keras.ops.symbolic import operation
from tfjs.ops import shaping
from tfjs.ops.comparison import where
from tfjs.ops.creation import ones_like, zeros_like
from tfjs.ops.sorting import invert_permutation
from tfjs.tensor import Tensor

_EPSILON = 1.1920929e-07


@operation("linalg", "CholeskyInverse")
def cholesky_inverse(x: Any, upper: bool = False) -> Tensor:
    """Inverses of the matrices whose Cholesky factors these are."""
    factor = floating(x)
    size = shaping.sizes_of(factor)[-1]
    one = matrices.eye(size, batch_shape=shaping.sizes_of(factor)[:-2], dtype=factor.dtype)
    half = matrices.triangular_solve(factor, one, lower=not upper)
    return matrices.matmul(half, half, transpose_a=not upper, transpose_b=upper)


@operation("linalg", "Eig")
def eig(x: Any) -> tuple[Tensor, Tensor]:
    """Eigenvalues and eigenvectors, complex."""
    return matrices.eig(floating(x))


@operation("linalg", "Eigh")
def eigh(x: Any) -> tuple[Tensor, Tensor]:
    """Eigenvalues, ascending, and eigenvectors of symmetric matrices."""
    return matrices.eigh(floating(x))


@operation("linalg", "Qr")
def qr(x: Any, mode: str = "reduced") -> tuple[Tensor, Tensor]:
    """Orthogonal and upper triangular factors.

    Raises:
        ValueError: A mode other than "reduced" and "complete".
    """
    if mode not in ("reduced", "complete"):
        raise ValueError(
            "`mode` argument value not supported. Expected one of {'reduced', 'complete'}. "
            f"Received: mode={mode}"
        )
    found = matrices.qr(floating(x), full_matrices=mode == "complete")
    return found[0], found[1]


@operation("linalg", "SVD")
def svd(x: Any, full_matrices: bool = True, compute_uv: bool = True) -> Any:
    """Singular values, with the left vectors before and the right ones, transposed, after them."""
    tensor = floating(x)
    if not compute_uv:
        return matrices.svd(tensor, full_matrices=full_matrices, compute_uv=False)
    s, u, v = matrices.svd(tensor, full_matrices=full_matrices)
    return u, s, matrices.adjoint(v)


@operation("linalg", "LuFactor")
def lu_factor(x: Any) -> tuple[Tensor, Tensor]:
    """Both triangular factors in one matrix, and the order of the rows."""
    packed, order = matrices.lu(floating(x))
    return packed, invert_permutation(order)


@operation("linalg", "SolveTriangular", "a b")
def solve_triangular(a: Any, b: Any, lower: bool = False) -> Tensor:
    """`x` with `a @ x = b` for triangular `a`."""
    one, two = floating(a), floating(b)
    if len(two.shape) == len(one.shape) - 1:
        found = matrices.triangular_solve(one, shaping.expand_dims(two, -1), lower=lower)
        return shaping.squeeze(found, -1)
    return matrices.triangular_solve(one, two, lower=lower)


@operation("linalg", "Lstsq", "a b")
def lstsq(a: Any, b: Any, rcond: float | None = None) -> Tensor:
    """The shortest `x` for which `a @ x` is nearest to `b`.

    Raises:
        ValueError: Another number of rows.
        TypeError: Something else than a matrix, with a vector or matrix.
    """
    one, two = floating(a), floating(b)
    if one.shape[0] != two.shape[0]:
        raise ValueError("Leading dimensions of input arrays must match")
    if len(one.shape) != 2 or len(two.shape) not in (1, 2):
        raise TypeError(f"{len(one.shape)}-dimensional array given. Array must be two-dimensional")
    column = len(two.shape) == 1
    two = shaping.expand_dims(two, -1) if column else two
    least = _EPSILON * max(shaping.sizes_of(one)) if rcond is None else rcond
    least = _EPSILON if least < 0 else least
    s, u, v = matrices.svd(one)
    kept = math.greater_equal(s, least * s[0])
    inverse = where(kept, 1.0 / where(kept, s, ones_like(s)), zeros_like(s))
    shares = matrices.matmul(u, two, transpose_a=True) * shaping.expand_dims(inverse, -1)
    found = matrices.matmul(v, shares)
    return shaping.squeeze(found, -1) if column else found


@operation("linalg", "Pinv")
def pinv(x: Any, rcond: float | None = None) -> Tensor:
    """Pseudo-inverses."""
    return matrices.pinv(floating(x), rcond=rcond)


@operation("linalg", "MatrixRank")
def matrix_rank(x: Any, tol: float | None = None) -> Tensor:
    """How many singular values are not 0."""
    return matrices.matrix_rank(floating(x), tol=tol)


@operation("math", "Logdet")
def logdet(x: Any) -> Tensor:
    """Logarithms of the determinants of symmetric positive definite matrices."""
    return matrices.logdet(floating(x))


@operation("numpy", "Slogdet")
def slogdet(x: Any) -> tuple[Tensor, Tensor]:
    """Signs of determinants, and the logarithms of their sizes."""
    found = matrices.slogdet(floating(x))
    return found[0], found[1]
