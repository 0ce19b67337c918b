"""Functions of whole matrices. The host computes them in double precision (own/matrices.js)."""

from typing import TYPE_CHECKING, Any

from tfjs import _bridge
from tfjs.gradients.custom import with_gradient
from tfjs.ops.complex_matrices import exponential, on_host, square_root
from tfjs.ops.joining import concat
from tfjs.ops.linalg import adjoint, matrix_transpose
from tfjs.ops.math import add, multiply
from tfjs.ops.sequences import eye
from tfjs.ops.shaping import expand_dims, reshaped, sizes_of
from tfjs.ops.systems import matrices, solve
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_exponential = _bridge.Instruction("matrices.exponential", "own", op="expm")
_square_root = _bridge.Instruction("matrices.squareRoot", "own", op="sqrtm")


def expm(input: "TensorLike", name: str | None = None) -> Tensor:
    """Exponential of square matrices: `I + x + x @ x / 2 + …`.

    NumPy computes those of complex matrices from values read back. Its gradient is a block of the
    exponential of a matrix of twice the size (Najfeld and Havel, 1995).
    """

    def run(x: Tensor) -> tuple[Tensor, Any]:
        if x.dtype.is_complex:
            out = on_host(x, exponential, "expm")
        else:
            out = Tensor(_exponential((x._slot,)), x.dtype)

        def gradient(upstream: Tensor) -> Tensor:
            n = sizes_of(x)[-1]
            turned = adjoint(x)
            upper = concat([turned, upstream], -1)
            lower = concat([multiply(turned, 0.0), turned], -1)
            whole: Tensor = expm(concat([upper, lower], -2))[..., :n, n:]
            return whole

        return out, gradient

    return with_gradient(run)(matrices(input, "expm", square=True))  # type: ignore[no-any-return]


def sqrtm(input: "TensorLike", name: str | None = None) -> Tensor:
    """The matrices whose product with themselves are the given ones.

    NumPy computes those of complex matrices from values read back.

    Raises:
        InvalidArgumentError: A singular matrix.
    """

    def run(x: Tensor) -> tuple[Tensor, Any]:
        if x.dtype.is_complex:
            root = on_host(x, square_root, "sqrtm")
        else:
            root = Tensor(_square_root((x._slot,)), x.dtype)

        def gradient(upstream: Tensor) -> Tensor:
            *batch, n, _ = sizes_of(x)
            # Without conjugates of complex numbers, as TensorFlow has it.
            turned, unit = matrix_transpose(root), eye(n, dtype=x.dtype)
            both = add(_kronecker(root, unit), _kronecker(unit, turned))
            # Column by column, as the products above have it.
            flat = reshaped(matrix_transpose(upstream), (*batch, n * n, 1))
            found = solve(both, flat)
            return matrix_transpose(reshaped(found, (*batch, n, n)))

        return root, gradient

    return with_gradient(run)(matrices(input, "sqrtm", square=True))  # type: ignore[no-any-return]


def _kronecker(a: Tensor, b: Tensor) -> Tensor:
    """Every element of `a` times the whole of `b`."""
    n, m = sizes_of(a)[-1], sizes_of(b)[-1]
    left = expand_dims(expand_dims(a, -1), -3)
    right = expand_dims(expand_dims(b, -2), -4)
    apart = multiply(left, right)
    return reshaped(apart, (*sizes_of(apart)[:-4], n * m, n * m))
