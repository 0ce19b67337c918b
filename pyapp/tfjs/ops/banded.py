"""Systems of bands, eigenvalues of three diagonals, and solutions by conjugate gradients."""

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from tfjs import dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array, same_dtype
from tfjs.ops._shapes import broadcast_shape, static_ints
from tfjs.ops.casting import cast
from tfjs.ops.complex import conj, real
from tfjs.ops.decompositions import eigh
from tfjs.ops.diagonals import diag
from tfjs.ops.math import add
from tfjs.ops.norms import norm as length_of
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.shaping import broadcast_to, sizes_of
from tfjs.ops.systems import triangular_solve
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


def banded_triangular_solve(
    bands: "TensorLike",
    rhs: "TensorLike",
    lower: bool = True,
    adjoint: bool = False,
    name: str | None = None,
) -> Tensor:
    """Solutions of systems with triangular matrices of few diagonals.

    Args:
        bands: Shape `(..., k, n)`: the diagonal and those below it, or those above it and the
            diagonal unless `lower`; each row's numbers as `align="LEFT_RIGHT"` has them.
        rhs: Shape `(..., n, m)`; batches broadcast.
        lower: See `bands`.
        adjoint: Take the (conjugate) transpose of the matrix.

    Raises:
        InvalidArgumentError: More diagonals than rows, or shapes that do not go together.
    """
    op = "banded_triangular_solve"
    rows, right = same_dtype(bands, rhs, op)
    if rows.ndim < 2 or right.ndim < 2:
        raise InvalidArgumentError(
            f"{op}: expected matrices. Received: {rows.shape}, {right.shape}."
        )
    count, size = sizes_of(rows)[-2:]
    if not 1 <= count <= size or sizes_of(right)[-2] != size:
        raise InvalidArgumentError(
            f"{op}: expected at most as many bands as rows, and a right side of as many rows. "
            f"Received: {rows.shape}, {right.shape}.",
            op=op,
        )
    k: Any = (1 - count, 0) if lower else (0, count - 1)
    form = {"k": k, "align": "LEFT_RIGHT"} if count > 1 else {}
    whole = diag(rows if count > 1 else rows[..., 0, :], **form)
    return triangular_solve(whole, right, lower=lower, adjoint=adjoint)


def eigh_tridiagonal(
    alpha: "TensorLike",
    beta: "TensorLike",
    eigvals_only: bool = True,
    select: Literal["a", "i", "v"] = "a",
    select_range: Any = None,
    tol: float | None = None,
    name: str | None = None,
) -> Any:
    """Eigenvalues of symmetric matrices of three diagonals, the smallest first.

    Args:
        alpha: The diagonal, shape `(n,)`, floating or complex (of which the real part counts).
        beta: The numbers above it, shape `(n - 1,)`; below it are their conjugates.
        eigvals_only: Whether to leave the eigenvectors out.
        select: `"a"` for all, `"i"` for those of the indices `select_range`, both included, `"v"`
            for those with values in `(low, high]`, which are read.
        select_range: Two numbers.
        tol: Ignored: eigenvalues are as precise as can be.

    Returns:
        Eigenvalues; or a pair of them and of eigenvectors as columns.

    Raises:
        ValueError: Another `select`, a range that is none, or other shapes.
    """
    op = "eigh_tridiagonal"
    middle, beside = same_dtype(alpha, beta, op)
    if middle.ndim != 1 or sizes_of(beside) != (max(sizes_of(middle)[0] - 1, 0),):
        raise ValueError(
            f"{op}: expected n numbers and n - 1 beside them. Received: {middle.shape}, "
            f"{beside.shape}."
        )
    if select not in ("a", "i", "v"):
        raise ValueError(f"select must have a value in {{'a', 'i', 'v'}}. Received: {select!r}.")
    if select != "a" and (select_range is None or select_range[0] > select_range[1]):
        raise ValueError(f"select_range[0] must be <= select_range[1]. Received: {select_range}.")
    if middle.dtype.is_complex:
        middle = cast(real(middle), middle.dtype)
    whole = diag(middle)
    if sizes_of(middle)[0] > 1:
        outer = conj(beside) if beside.dtype.is_complex else beside
        whole = add(whole, add(diag(outer, k=-1), diag(beside, k=1)))
    values, vectors = eigh(whole)
    values = real(values)
    first, last = 0, sizes_of(middle)[0]
    if select == "i":
        first, last = static_ints(select_range, op, "select_range")
        last += 1
    elif select == "v":
        found = np.asarray(values.numpy())
        low, high = (float(bound) for bound in select_range)
        first, last = (int(np.searchsorted(found, bound, side="right")) for bound in (low, high))
    chosen = values[first:last]
    return chosen if eigvals_only else (chosen, vectors[:, first:last])


class ConjugateGradientState(NamedTuple):
    """Where `conjugate_gradient` ended."""

    i: Tensor
    """Number of steps, int32."""
    x: Tensor
    """The solution."""
    r: Tensor
    """What is missing of the right side."""
    p: Tensor
    """The last direction."""
    gamma: Tensor
    """`r` times the preconditioned `r`."""


def conjugate_gradient(
    operator: Any,
    rhs: "TensorLike",
    preconditioner: Any = None,
    x: "TensorLike | None" = None,
    tol: float = 1e-5,
    max_iter: int = 20,
    name: str = "conjugate_gradient",
) -> ConjugateGradientState:
    """The `x` with `operator @ x = rhs`, step by step (Hestenes and Stiefel, 1952).

    What is missing is read after each step.

    Args:
        operator: A `LinearOperator`, self-adjoint and positive definite.
        rhs: Shape `(..., n)`.
        preconditioner: A `LinearOperator` that is near the inverse, or None.
        x: Where to begin; at zeros if None.
        tol: How much of `rhs` may be missing, by length.
        max_iter: How many steps at most.

    Raises:
        ValueError: An operator that is not promised to be so.
    """
    if not (operator.is_self_adjoint and operator.is_positive_definite):
        raise ValueError("Expected a self-adjoint, positive definite operator.")
    right = as_tensor(rhs, operator.dtype, op=name)
    batch = broadcast_shape(sizes_of(right)[:-1], tuple(operator.batch_shape), name)
    right = broadcast_to(right, (*batch, sizes_of(right)[-1]))
    limit = tol * np.asarray(length_of(right, axis=-1).numpy())
    if x is None:
        guess, rest = right * 0, right
    else:
        guess = broadcast_to(as_tensor(x, operator.dtype, op=name), sizes_of(right))
        rest = right - operator.matvec(guess)
    direction = rest if preconditioner is None else preconditioner.matvec(rest)
    gamma = _dot(rest, direction)
    steps = 0
    while steps < max_iter and bool((length_of(rest, axis=-1).numpy() > limit).any()):
        moved = operator.matvec(direction)
        share = (gamma / _dot(direction, moved))[..., None]
        guess, rest = guess + share * direction, rest - share * moved
        near = rest if preconditioner is None else preconditioner.matvec(rest)
        before, gamma = gamma, _dot(rest, near)
        direction = near + (gamma / before)[..., None] * direction
        steps += 1
    count = from_array(steps, dtypes.int32, None, name)
    return ConjugateGradientState(count, guess, rest, direction, gamma)


def _dot(a: Tensor, b: Tensor) -> Tensor:
    return reduce_sum((conj(a) if a.dtype.is_complex else a) * b, -1)
