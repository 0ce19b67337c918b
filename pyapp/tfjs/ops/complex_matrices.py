"""Factors and functions of complex matrices. NumPy computes them from values read back.

There are no gradients, and a `tf.function` that uses them on its arguments runs eagerly.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs.dtypes import COMPLEX
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


def logm(input: "TensorLike", name: str | None = None) -> Tensor:
    """Principal logarithms of square matrices: what `expm` gives the matrices of.

    Square roots are taken until a matrix is near the identity, where a series converges (Higham,
    2008, chapter 11).

    Args:
        input: Shape `(..., n, n)`, complex, invertible, without negative real eigenvalues.

    Raises:
        InvalidArgumentError: Other dtypes or shapes.
    """
    return on_host(input, _logarithm, "logm")


def on_host(value: Any, function: "Callable[[NDArray[Any]], Any]", op: str) -> Tensor:
    """What a function makes of each of several complex square matrices.

    Raises:
        InvalidArgumentError: Other dtypes or shapes.
    """
    x = require_dtype(as_tensor(value, op=op), COMPLEX, op, "input")
    sizes = sizes_of(x)
    if len(sizes) < 2 or sizes[-1] != sizes[-2]:
        raise InvalidArgumentError(f"{op}: expected square matrices. Received: {x.shape}.", op=op)
    flat = np.asarray(x.numpy(), np.complex128).reshape(-1, *sizes[-2:])
    results = np.asarray([function(matrix) for matrix in flat], np.complex128)
    one = np.shape(function(np.eye(sizes[-1], dtype=np.complex128)))
    return from_array(results.reshape((*sizes[:-2], *one)), x.dtype, None, op)


def factor(matrix: "NDArray[Any]") -> "NDArray[Any]":
    """Lower triangular factor of a Hermitian matrix, NaN if it is not positive definite."""
    lower = np.tril(matrix, -1)
    try:
        whole = lower + lower.conj().T + np.diag(matrix.diagonal().real)
        return np.asarray(np.linalg.cholesky(whole))
    except np.linalg.LinAlgError:
        return np.full_like(matrix, np.nan)


def _logarithm(matrix: "NDArray[Any]") -> "NDArray[Any]":
    one = np.eye(len(matrix))
    root, doublings = matrix, 0
    while np.abs(root - one).sum(0).max(initial=0) > _NEAR and doublings < _STEPS:
        root, doublings = _square_root(root), doublings + 1
    # log(a) = 2 artanh((a - 1) / (a + 1))
    ratio = np.linalg.solve(root + one, root - one)
    squared, power, total = ratio @ ratio, ratio, np.zeros_like(matrix)
    for k in range(1, 2 * _TERMS, 2):
        total = total + power / k
        power = power @ squared
    return np.asarray(total * 2.0 ** (doublings + 1))


def _square_root(matrix: "NDArray[Any]") -> "NDArray[Any]":
    """Denman and Beavers' iteration (1976)."""
    y, z = matrix, np.eye(len(matrix))
    for _ in range(_STEPS):
        before = y
        y, z = (y + np.linalg.inv(z)) / 2, (z + np.linalg.inv(y)) / 2
        if np.abs(y - before).max(initial=0) <= 1e-15 * np.abs(y).max(initial=0):
            break
    return y
