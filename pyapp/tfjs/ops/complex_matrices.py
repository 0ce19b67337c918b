"""Factors and functions of complex matrices. NumPy computes them from values read back.

A `tf.function` that uses them on its arguments runs eagerly. Gradients are those of the operations
that call these functions.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs.dtypes import COMPLEX, DType
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array, require_dtype
from tfjs.ops.shaping import sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from tfjs._typing import TensorLike

_NEAR = 0.1
_TERMS = 18
_STEPS = 60
_WELL_CONDITIONED = 1e6


def logm(input: "TensorLike", name: str | None = None) -> Tensor:
    """Principal logarithms of square matrices: what `expm` gives the matrices of.

    By eigenvalues where the eigenvectors are far from parallel. Otherwise square roots are taken
    until a matrix is near the identity, where a series converges (Higham, 2008, chapter 11). As
    in TensorFlow, there is no gradient.

    Args:
        input: Shape `(..., n, n)`, complex, invertible.

    Raises:
        InvalidArgumentError: Other dtypes or shapes; a singular matrix.
    """
    return on_host(input, _logarithm, "logm")


def on_host(value: Any, function: "Callable[[NDArray[Any]], Any]", op: str) -> Tensor:
    """What a function makes of each of several complex square matrices.

    Raises:
        InvalidArgumentError: Other dtypes or shapes, or a matrix that the function refuses.
    """
    x = require_dtype(as_tensor(value, op=op), COMPLEX, op, "input")
    sizes = sizes_of(x)
    if len(sizes) < 2 or sizes[-1] != sizes[-2]:
        raise InvalidArgumentError(f"{op}: expected square matrices. Received: {x.shape}.", op=op)

    def each(whole: "NDArray[Any]") -> "tuple[NDArray[Any]]":
        flat = whole.reshape(-1, *sizes[-2:])
        results = np.asarray([function(matrix) for matrix in flat], np.complex128)
        one = np.shape(function(np.eye(sizes[-1], dtype=np.complex128)))
        return (results.reshape((*sizes[:-2], *one)),)

    return by_numpy(x, each, [x.dtype], op)[0]


def by_numpy(
    x: Tensor,
    function: "Callable[[NDArray[Any]], tuple[NDArray[Any], ...]]",
    kinds: list[DType],
    op: str,
) -> list[Tensor]:
    """What a function makes of all matrices at once, in double precision.

    Raises:
        InvalidArgumentError: NumPy gives up, as for a singular matrix.
    """
    try:
        results = function(np.asarray(x.numpy(), np.complex128))
    except np.linalg.LinAlgError as error:
        raise InvalidArgumentError(
            f"{op}: expected a matrix for which it can be computed: {error}. Received: {x.shape}.",
            op=op,
        ) from None
    return [from_array(r, kind, None, op) for r, kind in zip(results, kinds, strict=True)]


def factor(matrix: "NDArray[Any]") -> "NDArray[Any]":
    """Lower triangular factor of a Hermitian matrix, NaN if it is not positive definite."""
    lower = np.tril(matrix, -1)
    try:
        whole = lower + lower.conj().T + np.diag(matrix.diagonal().real)
        return np.asarray(np.linalg.cholesky(whole))
    except np.linalg.LinAlgError:
        return np.full_like(matrix, np.nan)


def square_root(matrix: "NDArray[Any]") -> "NDArray[Any]":
    """Principal square root, by eigenvalues or else by iteration."""
    found = _by_eigenvalues(matrix, np.sqrt)
    return _iterated_root(matrix) if found is None else found


def exponential(matrix: "NDArray[Any]") -> "NDArray[Any]":
    """Exponential: a series for a scaled matrix, squared again."""
    halvings = max(0, int(np.ceil(np.log2(max(np.abs(matrix).sum(-1).max(initial=0), 1e-9)))) + 3)
    x = matrix / 2.0**halvings
    term = total = np.eye(len(matrix), dtype=matrix.dtype)
    for k in range(1, _TERMS):
        term = term @ x / k
        total = total + term
    for _ in range(halvings):
        total = total @ total
    return np.asarray(total)


def _by_eigenvalues(
    matrix: "NDArray[Any]", function: "Callable[[NDArray[Any]], NDArray[Any]]"
) -> "NDArray[Any] | None":
    """A function of a matrix, or None if its eigenvectors are nearly parallel."""
    values, vectors = np.linalg.eig(matrix)
    if matrix.size and np.linalg.cond(vectors) > _WELL_CONDITIONED:
        return None
    return np.asarray((vectors * function(values)) @ np.linalg.inv(vectors))


def _logarithm(matrix: "NDArray[Any]") -> "NDArray[Any]":
    found = _by_eigenvalues(matrix, np.log)
    if found is not None:
        return found
    one = np.eye(len(matrix))
    root, doublings = matrix, 0
    while np.abs(root - one).sum(0).max(initial=0) > _NEAR and doublings < _STEPS:
        root, doublings = _iterated_root(root), doublings + 1
    # log(a) = 2 artanh((a - 1) / (a + 1))
    ratio = np.linalg.solve(root + one, root - one)
    squared, power, total = ratio @ ratio, ratio, np.zeros_like(matrix)
    for k in range(1, 2 * _TERMS, 2):
        total = total + power / k
        power = power @ squared
    return np.asarray(total * 2.0 ** (doublings + 1))


def _iterated_root(matrix: "NDArray[Any]") -> "NDArray[Any]":
    """Denman and Beavers' iteration (1976)."""
    y, z = matrix, np.eye(len(matrix))
    for _ in range(_STEPS):
        before = y
        y, z = (y + np.linalg.inv(z)) / 2, (z + np.linalg.inv(y)) / 2
        if np.abs(y - before).max(initial=0) <= 1e-15 * np.abs(y).max(initial=0):
            break
    return y
