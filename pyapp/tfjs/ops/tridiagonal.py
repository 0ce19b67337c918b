"""Matrices that are zero but on the diagonal and beside it: products and systems of equations."""

from typing import TYPE_CHECKING, Any, Literal

from tfjs.dtypes import COMPLEX, FLOATING
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, require_dtype, same_dtype
from tfjs.ops.complex import conj
from tfjs.ops.diagonals import diag, diag_part
from tfjs.ops.joining import concat
from tfjs.ops.linalg import matrix_transpose
from tfjs.ops.math import add, multiply
from tfjs.ops.shaping import expand_dims, sizes_of
from tfjs.ops.systems import solve
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

Form = Literal["compact", "sequence", "matrix"]


def tridiagonal_matmul(
    diagonals: Any,
    rhs: "TensorLike",
    diagonals_format: Form = "compact",
    name: str | None = None,
) -> Tensor:
    """The product of tridiagonal and other matrices.

    Args:
        diagonals: Above, on and below the diagonal: shape `(..., 3, n)` if `"compact"`, where the
            last number above and the first one below do not count; three tensors `(..., n)` if
            `"sequence"`; whole matrices if `"matrix"`.
        rhs: Shape `(..., n, m)`, floating or complex.
        diagonals_format: One of the three.

    Returns:
        The shape of `rhs`.

    Raises:
        ValueError: Another format, or other shapes.
        InvalidArgumentError: Three tensors of different shapes.
    """
    op = "tridiagonal_matmul"
    above, middle, below = _three(diagonals, diagonals_format, op)
    if diagonals_format == "sequence" and len({sizes_of(as_tensor(d)) for d in diagonals}) > 1:
        raise InvalidArgumentError(f"{op}: expected three diagonals of one shape.", op=op)
    middle, right = same_dtype(middle, rhs, op)
    _check(middle, right, op)
    edge = multiply(right[..., :1, :], 0)
    shifted_up = concat([right[..., 1:, :], edge], -2)
    shifted_down = concat([edge, right[..., :-1, :]], -2)
    result = multiply(expand_dims(middle, -1), right)
    result = add(result, multiply(expand_dims(above, -1), shifted_up))
    return add(result, multiply(expand_dims(below, -1), shifted_down))


def tridiagonal_solve(
    diagonals: Any,
    rhs: "TensorLike",
    diagonals_format: Form = "compact",
    transpose_rhs: bool = False,
    conjugate_rhs: bool = False,
    name: str | None = None,
    partial_pivoting: bool = True,
    perturb_singular: bool = False,
) -> Tensor:
    """Solutions of systems of equations with tridiagonal matrices.

    The host solves them as whole matrices, in double precision.

    Args:
        diagonals: As for `tridiagonal_matmul`; the outer ones of three tensors may have `n - 1`
            numbers.
        rhs: Shape `(..., n, m)`, or `(..., n)` for one right side, floating.
        diagonals_format: See `tridiagonal_matmul`.
        transpose_rhs: Whether `rhs` is `(..., m, n)`; ignored for one right side.
        conjugate_rhs: Changes nothing, because numbers are real.
        partial_pivoting: Ignored: rows are always reordered.
        perturb_singular: Ignored.

    Returns:
        Shape `(..., n, m)`, or `(..., n)`.

    Raises:
        ValueError: Another format, or other shapes.
        InvalidArgumentError: A singular matrix, for which TensorFlow gives NaN.
    """
    op = "tridiagonal_solve"
    above, middle, below = _three(diagonals, diagonals_format, op)
    middle, right = same_dtype(middle, rhs, op)
    alone = right.ndim == middle.ndim
    if alone:
        right = expand_dims(right, -1)
    elif transpose_rhs:
        right = matrix_transpose(right)
    _check(middle, right, op)
    if conjugate_rhs:
        right = conj(right)
    whole = diag(middle)
    if sizes_of(middle)[-1] > 1:
        whole = add(whole, add(diag(above[..., :-1], k=1), diag(below[..., 1:], k=-1)))
    found = solve(whole, right)
    return found[..., 0] if alone else found


def _three(diagonals: Any, form: str, op: str) -> tuple[Tensor, Tensor, Tensor]:
    """Numbers above, on and below the diagonal, each row's at its place."""
    kinds = FLOATING | COMPLEX
    if form == "sequence":
        parts = [require_dtype(as_tensor(d, op=op), kinds, op, "diagonals") for d in diagonals]
        if len(parts) != 3:
            raise ValueError(f"Expected diagonals to be a sequence of length 3. Got {len(parts)}.")
        above, middle, below = parts
        size = sizes_of(middle)[-1]
        edge = multiply(middle[..., :1], 0)
        if sizes_of(above)[-1] == size - 1:
            above = concat([above, edge], -1)
        if sizes_of(below)[-1] == size - 1:
            below = concat([edge, below], -1)
        return above, middle, below
    x = require_dtype(as_tensor(diagonals, op=op), kinds, op, "diagonals")
    if form == "compact":
        if x.ndim < 2 or sizes_of(x)[-2] != 3:
            raise ValueError(
                f"Expected 3 diagonals got {sizes_of(x)[-2] if x.ndim > 1 else x.shape}"
            )
        return x[..., 0, :], x[..., 1, :], x[..., 2, :]
    if form == "matrix":
        if x.ndim < 2 or sizes_of(x)[-1] != sizes_of(x)[-2]:
            raise ValueError(f"{op}: expected square matrices. Received: {x.shape}.")
        middle = diag_part(x)
        edge = multiply(middle[..., :1], 0)
        above = concat([diag_part(x, k=1), edge], -1) if sizes_of(x)[-1] > 1 else edge
        below = concat([edge, diag_part(x, k=-1)], -1) if sizes_of(x)[-1] > 1 else edge
        return above, middle, below
    raise ValueError(f"Unrecognized diagonals_format: {form}")


def _check(middle: Tensor, right: Tensor, op: str) -> None:
    if right.ndim != middle.ndim + 1 or sizes_of(right)[:-1] != sizes_of(middle):
        raise ValueError(
            f"{op}: expected a right side of shape {[*sizes_of(middle), 'm']}. Received: "
            f"{right.shape}."
        )
