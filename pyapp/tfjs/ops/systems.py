"""Systems of linear equations, and inverses. The host solves real ones (own/matrices.js)."""

from typing import TYPE_CHECKING, Any

from tfjs import _bridge
from tfjs.dtypes import COMPLEX, FLOATING
from tfjs.errors import InvalidArgumentError
from tfjs.gradients.custom import with_gradient
from tfjs.ops._arguments import as_tensor, require_dtype, same_dtype
from tfjs.ops._shapes import broadcast_shape
from tfjs.ops.complex import joined, parts
from tfjs.ops.diagonals import band_part
from tfjs.ops.joining import concat, split
from tfjs.ops.linalg import matmul
from tfjs.ops.math import negative
from tfjs.ops.sequences import eye
from tfjs.ops.shaping import broadcast_to, sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_solve = _bridge.Instruction("matrices.solve", "own", op="solve")
_triangular = _bridge.Instruction("matrices.solveTriangular", "own", op="triangular_solve")


def matrices(value: Any, op: str, *, square: bool = False, real: bool = False) -> Tensor:
    """Floating or complex matrices `(..., rows, columns)`; square, or only real, if asked for.

    Raises:
        InvalidArgumentError: They are not.
    """
    kinds = FLOATING if real else FLOATING | COMPLEX
    x = require_dtype(as_tensor(value, op=op), kinds, op, "input")
    if x.ndim < 2 or (square and sizes_of(x)[-1] != sizes_of(x)[-2]):
        raise InvalidArgumentError(
            f"{op}: expected {'square ' * square}matrices. Received: {x.shape}.", op=op
        )
    return x


def solved_triangle(matrix: Tensor, rhs: Tensor, *, lower: bool, flip: bool) -> Tensor:
    """Solution with a triangular matrix, or its transpose; it has no gradient of its own."""
    return Tensor(_triangular((matrix._slot, rhs._slot), (lower, flip)), rhs.dtype)


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

    return with_gradient(run)(*_system(given, right, "solve"))  # type: ignore[no-any-return]


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

    return with_gradient(run)(*_system(a, b, "triangular_solve"))  # type: ignore[no-any-return]


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
    x = matrices(input, "inv", square=True)
    return solve(x, identity_like(x), adjoint=adjoint)


def identity_like(x: Tensor) -> Tensor:
    """Identity matrices in the shape and dtype of `x`."""
    *batch, n, _ = sizes_of(x)
    return eye(n, batch_shape=batch, dtype=x.dtype) if batch else eye(n, dtype=x.dtype)
