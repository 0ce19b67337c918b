"""Operators of a diagonal, a triangle, or a whole matrix."""

from typing import TYPE_CHECKING, Any

from tfjs.linear_operators import _batches
from tfjs.linear_operators._hints import Hint, settled
from tfjs.linear_operators.operator import LinearOperator
from tfjs.ops._arguments import as_tensor
from tfjs.ops.assertions import assert_equal, assert_none_equal, assert_positive
from tfjs.ops.casting import cast
from tfjs.ops.complex import conj, imag, real
from tfjs.ops.diagonals import band_part, diag_part, set_diag
from tfjs.ops.diagonals import diag as matrix_of
from tfjs.ops.linalg import matmul
from tfjs.ops.math import abs as absolute
from tfjs.ops.math import log, sqrt
from tfjs.ops.reductions import reduce_max, reduce_min, reduce_prod, reduce_sum
from tfjs.ops.shaping import expand_dims, sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


class LinearOperatorDiag(LinearOperator):
    """A matrix with nothing but a diagonal.

    Args:
        diag: Shape `(..., n)`, floating or complex.

    Raises:
        ValueError: A scalar; real numbers and `is_self_adjoint=False`; `is_square=False`.
    """

    def __init__(
        self,
        diag: "TensorLike",
        is_non_singular: Hint = None,
        is_self_adjoint: Hint = None,
        is_positive_definite: Hint = None,
        is_square: Hint = None,
        name: str = "LinearOperatorDiag",
    ) -> None:
        parameters = {"diag": diag, "name": name}
        self._diag = _batches.given(diag, name)
        if self._diag.shape.rank < 1:
            raise ValueError("Argument diag must have at least 1 dimension.")
        if not self._diag.dtype.is_complex:
            message = "A real diagonal operator is always self adjoint."
            is_self_adjoint = settled(is_self_adjoint, True, message)
        super().__init__(
            self._diag.dtype,
            is_non_singular=is_non_singular,
            is_self_adjoint=is_self_adjoint,
            is_positive_definite=is_positive_definite,
            is_square=settled(
                is_square, True, "Only square diagonal operators currently supported."
            ),
            name=name,
            parameters=parameters,
        )

    @property
    def diag(self) -> Any:
        """The diagonal."""
        return self._diag

    def _sizes(self) -> tuple[int, ...]:
        sizes = sizes_of(self._diag)
        return (*sizes, sizes[-1])

    def _entries(self, adjoint: bool = False) -> Tensor:
        entries = as_tensor(self._diag)
        return conj(entries) if adjoint else entries

    def _matmul(self, x: Tensor, adjoint: bool) -> Tensor:
        return expand_dims(self._entries(adjoint), -1) * x  # type: ignore[no-any-return]

    def _solve(self, rhs: Tensor, adjoint: bool) -> Tensor:
        return rhs / expand_dims(self._entries(adjoint), -1)  # type: ignore[no-any-return]

    def _to_dense(self) -> Tensor:
        return matrix_of(self._entries())

    def _diag_part(self) -> Tensor:
        return self._entries()

    _eigvals = _diag_part

    def _determinant(self) -> Tensor:
        return reduce_prod(self._entries(), -1)

    def _log_abs_determinant(self) -> Tensor:
        return cast(reduce_sum(log(absolute(self._entries())), -1), self.dtype)

    def _cond(self) -> Tensor:
        sizes = absolute(self._entries())
        return cast(reduce_max(sizes, -1) / reduce_min(sizes, -1), self.dtype)

    def _adjoint(self) -> LinearOperator:
        return self._like(self._entries(adjoint=True))

    def _inverse(self) -> LinearOperator:
        return self._like(1 / self._entries())

    def _cholesky(self) -> LinearOperator:
        root = sqrt(self._entries())
        return LinearOperatorDiag(root, is_non_singular=True, is_self_adjoint=True)

    def _like(self, entries: Tensor) -> LinearOperator:
        return LinearOperatorDiag(
            entries,
            is_non_singular=self.is_non_singular,
            is_self_adjoint=self.is_self_adjoint,
            is_positive_definite=self.is_positive_definite,
        )

    def add_to_tensor(self, x: "TensorLike", name: str = "add_to_tensor") -> Tensor:
        """The matrix plus another, whose batch broadcasts."""
        other = as_tensor(x, self.dtype, op=name)
        batch = _batches.common([self._sizes()[:-2], sizes_of(other)[:-2]])
        other = _batches.spread(other, batch, 2)
        return set_diag(other, diag_part(other) + self._entries())

    def _assert_non_singular(self) -> None:
        sizes = absolute(self._entries())
        message = "Singular operator:  Diagonal contained zero values."
        assert_none_equal(sizes, sizes * 0, message=message)

    def _assert_positive_definite(self) -> None:
        message = (
            "Non-positive real part of a complex diagonal: not positive definite."
            if self.dtype.is_complex
            else "Real diagonal operator had non-positive diagonal entries, thus was not positive "
            "definite."
        )
        assert_positive(real(self._entries()), message=message)

    def _assert_self_adjoint(self) -> None:
        parts = imag(self._entries())
        message = "This diagonal operator contained non-zero imaginary values."
        assert_equal(parts, parts * 0, message=message)


class LinearOperatorFullMatrix(LinearOperator):
    """A matrix as it is.

    Args:
        matrix: Shape `(..., m, n)`, floating or complex.

    Raises:
        ValueError: Rank below 2.
    """

    def __init__(
        self,
        matrix: "TensorLike",
        is_non_singular: Hint = None,
        is_self_adjoint: Hint = None,
        is_positive_definite: Hint = None,
        is_square: Hint = None,
        name: str = "LinearOperatorFullMatrix",
    ) -> None:
        parameters = {"matrix": matrix, "name": name}
        self._given_matrix = _batches.given(matrix, name)
        if self._given_matrix.shape.rank < 2:
            raise ValueError("Argument matrix must have at least 2 dimensions.")
        super().__init__(
            self._given_matrix.dtype,
            is_non_singular=is_non_singular,
            is_self_adjoint=is_self_adjoint,
            is_positive_definite=is_positive_definite,
            is_square=is_square,
            name=name,
            parameters=parameters,
        )

    @property
    def matrix(self) -> Any:
        """The matrix."""
        return self._given_matrix

    def _sizes(self) -> tuple[int, ...]:
        return sizes_of(self._given_matrix)

    def _matmul(self, x: Tensor, adjoint: bool) -> Tensor:
        return matmul(as_tensor(self._given_matrix), x, adjoint_a=adjoint)

    def _to_dense(self) -> Tensor:
        return as_tensor(self._given_matrix)


class LinearOperatorLowerTriangular(LinearOperator):
    """A matrix of which only the lower half counts.

    Args:
        tril: Shape `(..., n, n)`, floating or complex.

    Raises:
        ValueError: Rank below 2; `is_square=False`.
    """

    def __init__(
        self,
        tril: "TensorLike",
        is_non_singular: Hint = None,
        is_self_adjoint: Hint = None,
        is_positive_definite: Hint = None,
        is_square: Hint = None,
        name: str = "LinearOperatorLowerTriangular",
    ) -> None:
        parameters = {"tril": tril, "name": name}
        self._tril = _batches.given(tril, name)
        if self._tril.shape.rank < 2:
            raise ValueError("Argument tril must have at least 2 dimensions.")
        message = "Only square lower triangular operators supported at this time."
        super().__init__(
            self._tril.dtype,
            is_non_singular=is_non_singular,
            is_self_adjoint=is_self_adjoint,
            is_positive_definite=is_positive_definite,
            is_square=settled(is_square, True, message),
            name=name,
            parameters=parameters,
        )

    @property
    def tril(self) -> Any:
        """The matrix as it was given."""
        return self._tril

    def _sizes(self) -> tuple[int, ...]:
        return sizes_of(self._tril)

    def _matmul(self, x: Tensor, adjoint: bool) -> Tensor:
        return matmul(self._to_dense(), x, adjoint_a=adjoint)

    def _solve(self, rhs: Tensor, adjoint: bool) -> Tensor:
        return _batches.solved_triangle(self._to_dense(), rhs, adjoint)

    def _to_dense(self) -> Tensor:
        return band_part(as_tensor(self._tril), -1, 0)

    def _diag_part(self) -> Tensor:
        return diag_part(as_tensor(self._tril))

    _eigvals = _diag_part

    def _determinant(self) -> Tensor:
        return reduce_prod(self._diag_part(), -1)

    def _log_abs_determinant(self) -> Tensor:
        return reduce_sum(log(absolute(self._diag_part())), -1)

    def _assert_non_singular(self) -> None:
        sizes = absolute(self._diag_part())
        message = "Singular operator:  Diagonal contained zero values."
        assert_none_equal(sizes, sizes * 0, message=message)
