"""`tf.linalg.LinearOperatorKronecker`: each number of one matrix times another matrix."""

from collections.abc import Callable, Sequence
from typing import Any

from tfjs.linear_operators import _batches
from tfjs.linear_operators._hints import Hint, every, settled
from tfjs.linear_operators.combined import checked
from tfjs.linear_operators.operator import LinearOperator
from tfjs.ops._shapes import product
from tfjs.ops.linalg import matrix_transpose
from tfjs.ops.shaping import reshaped, sizes_of
from tfjs.tensor import Tensor


class LinearOperatorKronecker(LinearOperator):
    """Kronecker's product: each number of the first times the second, and so on.

    Args:
        operators: The factors, of one dtype.

    Raises:
        ValueError: None, or a hint that is not what follows from theirs.
        TypeError: Several dtypes.
    """

    def __init__(
        self,
        operators: Sequence[LinearOperator],
        is_non_singular: Hint = None,
        is_self_adjoint: Hint = None,
        is_positive_definite: Hint = None,
        is_square: Hint = None,
        name: str | None = None,
    ) -> None:
        parameters = {"operators": operators, "name": name}
        self._operators = checked(operators)
        given = {
            "is_non_singular": is_non_singular,
            "is_self_adjoint": is_self_adjoint,
            "is_positive_definite": is_positive_definite,
        }
        hints = {
            hint: settled(
                value,
                every(self._operators, hint),
                f"The Kronecker product of such operators has `{hint}` True. Received: {value}.",
            )
            for hint, value in given.items()
        }
        super().__init__(
            self._operators[0].dtype,
            **hints,
            is_square=is_square,
            name=name or "_x_".join(operator.name for operator in self._operators),
            parameters=parameters,
        )

    @property
    def operators(self) -> list[LinearOperator]:
        """The factors."""
        return self._operators

    def _sizes(self) -> tuple[int, ...]:
        sizes = [operator._sizes() for operator in self._operators]
        rows, columns = product(s[-2] for s in sizes), product(s[-1] for s in sizes)
        return (*_batches.common([s[:-2] for s in sizes]), rows, columns)

    def _matmul(self, x: Tensor, adjoint: bool) -> Tensor:
        def act(operator: LinearOperator, y: Tensor) -> Tensor:
            return operator.matmul(y, adjoint=adjoint)  # type: ignore[no-any-return]

        return self._each(act, x, -2 if adjoint else -1)

    def _solve(self, rhs: Tensor, adjoint: bool) -> Tensor:
        def act(operator: LinearOperator, y: Tensor) -> Tensor:
            return operator.solve(y, adjoint=adjoint)  # type: ignore[no-any-return]

        return self._each(act, rhs, -1)

    def _each(
        self, act: Callable[[LinearOperator, Tensor], Tensor], x: Tensor, inner_axis: int
    ) -> Tensor:
        """Let each factor act on its own part of the rows (Roth's lemma)."""
        batch, columns = sizes_of(x)[:-2], sizes_of(x)[-1]
        rows = matrix_transpose(x)  # (..., columns, all parts)
        for operator in reversed(self._operators):
            inner = operator._sizes()[inner_axis]
            outer = product(sizes_of(rows)[-2:]) // inner
            parts = reshaped(rows, (*sizes_of(rows)[:-2], outer, inner))
            done = act(operator, matrix_transpose(parts))  # (..., new, outer)
            batch = sizes_of(done)[:-2]
            # The next factor's part must come last: (..., new, columns, rest, next)
            rows = done
        return reshaped(rows, (*batch, product(sizes_of(rows)[-2:]) // columns, columns))

    def _determinant(self) -> Tensor:
        size = self._sizes()[-1]
        result: Any = 1
        for operator in self._operators:
            result = result * operator.determinant() ** (size // operator._sizes()[-1])
        return result  # type: ignore[no-any-return]

    def _log_abs_determinant(self) -> Tensor:
        size = self._sizes()[-1]
        result: Any = 0
        for operator in self._operators:
            result = result + operator.log_abs_determinant() * (size // operator._sizes()[-1])
        return result  # type: ignore[no-any-return]

    def _trace(self) -> Tensor:
        result: Any = 1
        for operator in self._operators:
            result = result * operator.trace()
        return result  # type: ignore[no-any-return]

    def _diag_part(self) -> Tensor:
        return self._spread([operator.diag_part() for operator in self._operators])

    def _eigvals(self) -> Tensor:
        return self._spread([operator.eigvals() for operator in self._operators])

    def _spread(self, vectors: list[Tensor]) -> Tensor:
        result = vectors[0]
        for vector in vectors[1:]:
            both = result[..., :, None] * vector[..., None, :]
            result = reshaped(both, (*sizes_of(both)[:-2], product(sizes_of(both)[-2:])))
        return result

    def _to_dense(self) -> Tensor:
        result = self._operators[0].to_dense()
        for operator in self._operators[1:]:
            both = result[..., :, None, :, None] * operator.to_dense()[..., None, :, None, :]
            *batch, a, b, c, d = sizes_of(both)
            result = reshaped(both, (*batch, a * b, c * d))
        return result

    def _adjoint(self) -> LinearOperator:
        return self._like([operator.adjoint() for operator in self._operators])

    def _inverse(self) -> LinearOperator:
        return self._like([operator.inverse() for operator in self._operators])

    def _like(self, operators: list[LinearOperator]) -> LinearOperator:
        return LinearOperatorKronecker(
            operators,
            is_non_singular=self.is_non_singular,
            is_self_adjoint=self.is_self_adjoint,
            is_positive_definite=self.is_positive_definite,
        )

    def _cholesky(self) -> LinearOperator:
        factors = [operator.cholesky() for operator in self._operators]
        return LinearOperatorKronecker(factors, is_non_singular=True, is_square=True)
