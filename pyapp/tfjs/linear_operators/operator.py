"""`tf.linalg.LinearOperator`: a matrix that need not exist, known by what it does.

A subclass says its `_sizes` and `_matmul`; everything else follows from those, and is overridden
where the structure of the matrix makes it cheaper.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs.linear_operators import _batches
from tfjs.linear_operators.described import Described
from tfjs.ops._arguments import as_tensor
from tfjs.ops.assertions import assert_less, assert_near, assert_positive
from tfjs.ops.casting import cast
from tfjs.ops.complex import real
from tfjs.ops.decompositions import cholesky, eigvalsh, svd
from tfjs.ops.diagonals import diag_part
from tfjs.ops.linalg import adjoint as adjoint_of
from tfjs.ops.math import abs as absolute
from tfjs.ops.math import exp, log
from tfjs.ops.reductions import reduce_max, reduce_min, reduce_sum
from tfjs.ops.sequences import eye
from tfjs.ops.shaping import expand_dims, squeeze
from tfjs.ops.solving import det, slogdet
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_Rule = Callable[[Any, Any], "LinearOperator | None"]
PRODUCTS: list[_Rule] = []
"""What the product of two operators is; the first answer counts (see `algebra.py`)."""
QUOTIENTS: list[_Rule] = []
"""The same for the solution of `left @ x = right`."""
MADE: "dict[str, Callable[[Any], LinearOperator]]" = {}
"""How an adjoint, inverse or factor is made of an operator of no special kind."""


class LinearOperator(Described):
    """Base of operators; see `Described` for the arguments.

    Raises:
        ValueError: Hints that contradict each other.
        TypeError: A dtype that is neither floating nor complex.
    """

    def matmul(
        self, x: Any, adjoint: bool = False, adjoint_arg: bool = False, name: str = "matmul"
    ) -> Any:
        """The product with a matrix, or with another operator.

        Args:
            x: Shape `(..., n, k)`, of this dtype; or an operator, which gives an operator.
            adjoint: Multiply with the (conjugate) transpose of this matrix.
            adjoint_arg: Multiply with that of `x`.

        Raises:
            ValueError: Shapes that do not go together.
        """
        if isinstance(x, LinearOperator):
            left = self.adjoint() if adjoint else self
            right = x.adjoint() if adjoint_arg else x
            self._require(left._sizes()[-1], right._sizes()[-2])
            return _first_answer(PRODUCTS, left, right)
        matrix = self._matrix(x, adjoint_arg)
        self._require(self._sizes()[-2 if adjoint else -1], matrix.shape[-2])
        return self._matmul(matrix, bool(adjoint))

    def __matmul__(self, other: Any) -> Any:
        return self.matmul(other)

    def matvec(self, x: "TensorLike", adjoint: bool = False, name: str = "matvec") -> Tensor:
        """The product with vectors: `(..., n)` gives `(..., m)`."""
        column = expand_dims(as_tensor(x, self.dtype, op=name), -1)
        return squeeze(self.matmul(column, adjoint=adjoint), [-1])

    def solve(
        self, rhs: Any, adjoint: bool = False, adjoint_arg: bool = False, name: str = "solve"
    ) -> Any:
        """The `x` for which `self @ x = rhs`; arguments as for `matmul`.

        Raises:
            NotImplementedError: A matrix that is not square, or singular, by its hints.
        """
        if self.is_non_singular is False:
            raise NotImplementedError(
                "Exact solve not implemented for an operator that is expected to be singular."
            )
        if not self.is_square:
            raise NotImplementedError(
                "Exact solve not implemented for an operator that is expected to not be square."
            )
        if isinstance(rhs, LinearOperator):
            left = self.adjoint() if adjoint else self
            right = rhs.adjoint() if adjoint_arg else rhs
            self._require(left._sizes()[-2], right._sizes()[-2])
            return _first_answer(QUOTIENTS, left, right)
        matrix = self._matrix(rhs, adjoint_arg)
        self._require(self._sizes()[-2], matrix.shape[-2])
        return self._solve(matrix, bool(adjoint))

    def solvevec(self, rhs: "TensorLike", adjoint: bool = False, name: str = "solve") -> Tensor:
        """`solve` with vectors: `(..., m)` gives `(..., n)`."""
        column = expand_dims(as_tensor(rhs, self.dtype, op=name), -1)
        return squeeze(self.solve(column, adjoint=adjoint), [-1])

    def adjoint(self, name: str = "adjoint") -> "LinearOperator":
        """The (conjugate) transpose, as an operator."""
        return self if self.is_self_adjoint is True else self._adjoint()

    @property
    def H(self) -> "LinearOperator":  # noqa: N802 - TensorFlow's name
        """The (conjugate) transpose, as an operator."""
        return self.adjoint()

    def inverse(self, name: str = "inverse") -> "LinearOperator":
        """The inverse, as an operator.

        Raises:
            ValueError: A matrix that is not square, or singular, by its hints.
        """
        if not self.is_square:
            raise ValueError(
                "Cannot take the Inverse: This operator represents a non square matrix."
            )
        if self.is_non_singular is False:
            raise ValueError("Cannot take the Inverse: This operator represents a singular matrix.")
        return self._inverse()

    def cholesky(self, name: str = "cholesky") -> "LinearOperator":
        """Lower triangular factor `l` with `l @ l.H`, as an operator.

        Raises:
            ValueError: Neither self-adjoint nor positive definite, by its hints.
        """
        if not (self.is_positive_definite and self.is_self_adjoint):
            raise ValueError(
                "Cannot take the Cholesky decomposition: Not a positive definite self adjoint "
                "matrix."
            )
        return self._cholesky()

    def to_dense(self, name: str = "to_dense") -> Tensor:
        """The matrix."""
        return self._to_dense()

    def diag_part(self, name: str = "diag_part") -> Tensor:
        """The diagonal, `(..., min(m, n))`."""
        return self._diag_part()

    def trace(self, name: str = "trace") -> Tensor:
        """The sum of the diagonal, of the shape of the batch."""
        return self._trace()

    def add_to_tensor(self, x: "TensorLike", name: str = "add_to_tensor") -> Tensor:
        """The matrix plus another, whose batch broadcasts."""
        return self.to_dense() + as_tensor(x, self.dtype, op=name)  # type: ignore[no-any-return]

    def determinant(self, name: str = "det") -> Tensor:
        """Determinants, of the shape of the batch.

        Raises:
            NotImplementedError: A matrix that is not square.
        """
        self._require_square()
        return self._determinant()

    def log_abs_determinant(self, name: str = "log_abs_det") -> Tensor:
        """Logarithms of the absolute values of determinants.

        Raises:
            NotImplementedError: A matrix that is not square.
        """
        self._require_square()
        return self._log_abs_determinant()

    def eigvals(self, name: str = "eigvals") -> Tensor:
        """Eigenvalues `(..., n)`.

        Raises:
            NotImplementedError: A matrix that is not self-adjoint by its hints.
        """
        if not self.is_self_adjoint:
            raise NotImplementedError("Only self-adjoint matrices are supported.")
        return self._eigvals()

    def cond(self, name: str = "cond") -> Tensor:
        """The largest singular value over the smallest.

        Raises:
            NotImplementedError: A matrix that is not self-adjoint by its hints.
        """
        return self._cond()

    def assert_non_singular(self, name: str = "assert_non_singular") -> None:
        """Raise InvalidArgumentError if the matrix is (nearly) singular."""
        self._assert_non_singular()

    def assert_positive_definite(self, name: str = "assert_positive_definite") -> None:
        """Raise InvalidArgumentError if the matrix is not positive definite."""
        self._assert_positive_definite()

    def assert_self_adjoint(self, name: str = "assert_self_adjoint") -> None:
        """Raise InvalidArgumentError if the matrix is not its own (conjugate) transpose."""
        self._assert_self_adjoint()

    # What subclasses override.

    def _matmul(self, x: Tensor, adjoint: bool) -> Tensor:
        raise NotImplementedError("_matmul is not implemented.")

    def _solve(self, rhs: Tensor, adjoint: bool) -> Tensor:
        if self._is_factored():
            return _batches.solved_by_factor(cholesky(self.to_dense()), rhs)
        return _batches.solved(self.to_dense(), rhs, adjoint)

    def _to_dense(self) -> Tensor:
        *batch, _, columns = self._sizes()
        one = eye(columns, batch_shape=batch or None, dtype=self.dtype)
        return self.matmul(one)  # type: ignore[no-any-return]

    def _diag_part(self) -> Tensor:
        return diag_part(self.to_dense())

    def _trace(self) -> Tensor:
        return reduce_sum(self.diag_part(), -1)

    def _determinant(self) -> Tensor:
        return exp(self.log_abs_determinant()) if self._is_factored() else det(self.to_dense())

    def _log_abs_determinant(self) -> Tensor:
        if self._is_factored():
            factor = diag_part(cholesky(self.to_dense()))
            return reduce_sum(log(factor), -1) * 2  # type: ignore[no-any-return]
        if self.dtype.is_complex:
            return cast(log(absolute(det(self.to_dense()))), self.dtype)
        return slogdet(self.to_dense())[1]

    def _eigvals(self) -> Tensor:
        return eigvalsh(self.to_dense())

    def _cond(self) -> Tensor:
        if not self.is_self_adjoint:
            values = svd(self.to_dense(), compute_uv=False)
        else:
            values = absolute(self.eigvals())
        return reduce_max(values, -1) / reduce_min(values, -1)  # type: ignore[no-any-return]

    def _adjoint(self) -> "LinearOperator":
        return _made_of("adjoint", self)

    def _inverse(self) -> "LinearOperator":
        return _made_of("inverse", self)

    def _cholesky(self) -> "LinearOperator":
        return _made_of("cholesky", self)

    def _assert_non_singular(self) -> None:
        if self._is_factored():
            self.assert_positive_definite()
            return
        values = svd(self.to_dense(), compute_uv=False)
        digits = np.finfo(self.dtype.real_dtype.as_numpy_dtype).eps
        largest = float(1 / (digits * max(1, *self._sizes()[-2:])))
        assert_less(
            reduce_max(values, -1) / reduce_min(values, -1),
            cast(largest, values.dtype),
            message="Singular matrix up to precision epsilon.",
        )

    def _assert_positive_definite(self) -> None:
        if self.is_self_adjoint:
            factor = diag_part(cholesky(self.to_dense()))
            assert_positive(real(factor), message="Matrix was not positive definite.")
        else:
            raise NotImplementedError("assert_positive_definite is not implemented.")

    def _assert_self_adjoint(self) -> None:
        dense = self.to_dense()
        off = absolute(dense - adjoint_of(dense))
        assert_near(off, off * 0, message="Matrix was not equal to its adjoint.")

    def _is_factored(self) -> bool:
        return bool(self.is_self_adjoint and self.is_positive_definite)

    def _matrix(self, x: Any, adjoint: bool) -> Tensor:
        tensor = as_tensor(x, self.dtype, op=self.name)
        if tensor.ndim < 2:
            raise ValueError(
                f"{self.name}: expected a matrix. Received: {tensor.shape}. Use matvec or solvevec "
                "for a vector."
            )
        return adjoint_of(tensor) if adjoint else tensor

    def _require(self, wanted: int, size: Any) -> None:
        if wanted != int(size):
            raise ValueError(
                "Operators are incompatible. Expected `x` to have dimension "
                f"{wanted} but got {size}."
            )

    def _require_square(self) -> None:
        if not self.is_square:
            raise NotImplementedError(
                "Determinant not implemented for an operator that is expected to not be square."
            )


def _made_of(what: str, operator: LinearOperator) -> LinearOperator:
    return MADE[what](operator)


def _first_answer(rules: list[_Rule], left: LinearOperator, right: LinearOperator) -> Any:
    return next(answer for rule in rules if (answer := rule(left, right)) is not None)
