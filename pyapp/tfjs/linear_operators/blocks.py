"""Operators made of blocks: on the diagonal, or on and below it."""

from collections.abc import Sequence
from typing import Any

from tfjs.linear_operators import _batches
from tfjs.linear_operators._hints import Hint, every, settled
from tfjs.linear_operators.combined import checked
from tfjs.linear_operators.operator import LinearOperator
from tfjs.ops._arguments import as_tensor
from tfjs.ops._families import filled
from tfjs.ops.joining import concat, split
from tfjs.ops.shaping import expand_dims, squeeze
from tfjs.tensor import Tensor

Row = Sequence[LinearOperator]


class _Blocks(LinearOperator):
    """What operators of blocks have in common: rows of operators, the last of each square."""

    _rows: list[list[LinearOperator]]

    @property
    def _diagonal(self) -> list[LinearOperator]:
        return [row[-1] for row in self._rows]

    def _sizes(self) -> tuple[int, ...]:
        every_one = [operator for row in self._rows for operator in row]
        batch = _batches.common([operator._sizes()[:-2] for operator in every_one])
        rows = sum(operator._sizes()[-2] for operator in self._diagonal)
        columns = sum(operator._sizes()[-1] for operator in self._diagonal)
        return (*batch, rows, columns)

    def matmul(
        self, x: Any, adjoint: bool = False, adjoint_arg: bool = False, name: str = "matmul"
    ) -> Any:
        """The product with a matrix, an operator, or matrices for each block, which give a list."""
        if not isinstance(x, list | tuple) or not _is_blockwise(x):
            return super().matmul(x, adjoint, adjoint_arg, name)
        parts = [self._matrix(part, adjoint_arg) for part in x]
        return self._apart(self.matmul(concat(_together(parts), -2), adjoint), adjoint)

    def matvec(self, x: Any, adjoint: bool = False, name: str = "matvec") -> Any:
        """The product with vectors, or with vectors for each block, which give a list."""
        if not isinstance(x, list | tuple) or not _is_blockwise(x):
            return super().matvec(x, adjoint, name)
        columns = [expand_dims(as_tensor(part, self.dtype, op=name), -1) for part in x]
        return [squeeze(part, [-1]) for part in self.matmul(columns, adjoint)]

    def solve(
        self, rhs: Any, adjoint: bool = False, adjoint_arg: bool = False, name: str = "solve"
    ) -> Any:
        """The `x` for which `self @ x = rhs`; blocks as for `matmul`."""
        if not isinstance(rhs, list | tuple) or not _is_blockwise(rhs):
            return super().solve(rhs, adjoint, adjoint_arg, name)
        parts = [self._matrix(part, adjoint_arg) for part in rhs]
        return self._apart(self.solve(concat(_together(parts), -2), adjoint), adjoint)

    def solvevec(self, rhs: Any, adjoint: bool = False, name: str = "solve") -> Any:
        """`solve` with vectors, or with vectors for each block."""
        if not isinstance(rhs, list | tuple) or not _is_blockwise(rhs):
            return super().solvevec(rhs, adjoint, name)
        columns = [expand_dims(as_tensor(part, self.dtype, op=name), -1) for part in rhs]
        return [squeeze(part, [-1]) for part in self.solve(columns, adjoint)]

    def _apart(self, x: Tensor, adjoint: bool) -> list[Tensor]:
        """The blocks of a result."""
        axis = -1 if adjoint else -2
        return split(x, [operator._sizes()[axis] for operator in self._diagonal], -2)

    def _parts(self, x: Tensor, adjoint: bool) -> list[Tensor]:
        """The blocks of an argument."""
        axis = -2 if adjoint else -1
        return split(x, [operator._sizes()[axis] for operator in self._diagonal], -2)

    def _determinant(self) -> Tensor:
        result = self._diagonal[0].determinant()
        for operator in self._diagonal[1:]:
            result = result * operator.determinant()
        return result

    def _log_abs_determinant(self) -> Tensor:
        result = self._diagonal[0].log_abs_determinant()
        for operator in self._diagonal[1:]:
            result = result + operator.log_abs_determinant()
        return result

    def _diag_part(self) -> Tensor:
        return concat(_together([o.diag_part() for o in self._diagonal], 1), -1)

    def _eigvals(self) -> Tensor:
        return concat(_together([o.eigvals() for o in self._diagonal], 1), -1)

    def _trace(self) -> Tensor:
        result = self._diagonal[0].trace()
        for operator in self._diagonal[1:]:
            result = result + operator.trace()
        return result

    def _to_dense(self) -> Tensor:
        batch, rows = self._sizes()[:-2], []
        widths = [operator._sizes()[-1] for operator in self._diagonal]
        for i, row in enumerate(self._rows):
            blocks = dict(zip(range(i + 1 - len(row), i + 1), row, strict=True))
            parts = [
                _batches.spread(blocks[j].to_dense(), batch, 2)
                if j in blocks
                else filled((*batch, row[-1]._sizes()[-2], width), 0, self.dtype)
                for j, width in enumerate(widths)
            ]
            rows.append(concat(parts, -1))
        return concat(rows, -2)


def _is_blockwise(x: Sequence[Any]) -> bool:
    """Whether a list holds matrices for each block, and is no matrix itself."""
    return all(hasattr(part, "shape") for part in x)


def _together(parts: list[Tensor], inner: int = 2) -> list[Tensor]:
    return _batches.together(*parts, inner=inner)


class LinearOperatorBlockDiag(_Blocks):
    """Operators on the diagonal, and zeros elsewhere.

    Args:
        operators: The blocks, of one dtype.

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
        is_square: Hint = True,
        name: str | None = None,
    ) -> None:
        parameters = {"operators": operators, "name": name}
        found = checked(operators)
        self._rows = [[operator] for operator in found]
        given = {
            "is_non_singular": (is_non_singular, "non-singular"),
            "is_self_adjoint": (is_self_adjoint, "self-adjoint"),
            "is_positive_definite": (is_positive_definite, "positive definite"),
        }
        hints = {
            hint: settled(
                value,
                every(found, hint),
                f"The direct sum of {what} operators is always {what}.",
            )
            for hint, (value, what) in given.items()
        }
        super().__init__(
            found[0].dtype,
            **hints,
            is_square=is_square,
            name=name or "_ds_".join(operator.name for operator in found),
            parameters=parameters,
        )

    @property
    def operators(self) -> list[LinearOperator]:
        """The blocks."""
        return self._diagonal

    def _matmul(self, x: Tensor, adjoint: bool) -> Tensor:
        parts = zip(self._diagonal, self._parts(x, adjoint), strict=True)
        return concat(_together([o.matmul(part, adjoint) for o, part in parts]), -2)

    def _solve(self, rhs: Tensor, adjoint: bool) -> Tensor:
        parts = zip(self._diagonal, self._apart(rhs, adjoint), strict=True)
        return concat(_together([o.solve(part, adjoint) for o, part in parts]), -2)

    def _adjoint(self) -> LinearOperator:
        return self._like([operator.adjoint() for operator in self._diagonal])

    def _inverse(self) -> LinearOperator:
        return self._like([operator.inverse() for operator in self._diagonal])

    def _like(self, operators: list[LinearOperator]) -> LinearOperator:
        return LinearOperatorBlockDiag(
            operators,
            is_non_singular=self.is_non_singular,
            is_self_adjoint=self.is_self_adjoint,
            is_positive_definite=self.is_positive_definite,
            is_square=self._square,
        )

    def _cholesky(self) -> LinearOperator:
        factors = [operator.cholesky() for operator in self._diagonal]
        return LinearOperatorBlockDiag(factors, is_non_singular=True)


class LinearOperatorBlockLowerTriangular(_Blocks):
    """Operators on and below the diagonal, and zeros above it.

    Args:
        operators: Rows of blocks: one operator, then two, and so on; those on the diagonal are
            square.

    Raises:
        ValueError: None, rows of other lengths, or blocks of shapes that do not go together.
        TypeError: Several dtypes.
    """

    def __init__(
        self,
        operators: Sequence[Row],
        is_non_singular: Hint = None,
        is_self_adjoint: Hint = None,
        is_positive_definite: Hint = None,
        is_square: Hint = None,
        name: str = "LinearOperatorBlockLowerTriangular",
    ) -> None:
        parameters = {"operators": operators, "name": name}
        self._rows = [list(row) for row in operators]
        if not self._rows or any(not row for row in self._rows):
            raise ValueError("Argument `operators` must be a list of >=1 operators.")
        found = checked([operator for row in self._rows for operator in row])
        for i, row in enumerate(self._rows):
            if len(row) != i + 1:
                raise ValueError(
                    f"Argument `operators[{i}]` must contain `{i + 1}` blocks. Received: "
                    f"{len(row)} blocks."
                )
        for row in self._rows:
            for block, above in zip(row, self._diagonal, strict=False):
                height, width = row[-1]._sizes()[-2], above._sizes()[-1]
                if block._sizes()[-2:] != (height, width):
                    raise ValueError(
                        f"Argument `operators` must have blocks of shape {(height, width)} in this "
                        f"place. Received: {block.shape}."
                    )
        if any(operator.is_square is False for operator in self._diagonal):
            raise ValueError("Matrix blocks along the diagonal must be square.")
        message = (
            "A blockwise lower-triangular operator with non-singular operators along the main "
            "diagonal is always non-singular."
        )
        super().__init__(
            found[0].dtype,
            is_non_singular=settled(
                is_non_singular, every(self._diagonal, "is_non_singular"), message
            ),
            is_self_adjoint=is_self_adjoint,
            is_positive_definite=is_positive_definite,
            is_square=settled(is_square, True, "Operator must be square."),
            name=name,
            parameters=parameters,
        )

    @property
    def operators(self) -> list[list[LinearOperator]]:
        """The rows of blocks."""
        return self._rows

    def _matmul(self, x: Tensor, adjoint: bool) -> Tensor:
        parts, count = self._parts(x, adjoint), len(self._rows)
        results = []
        for i in range(count):
            places = range(i, count) if adjoint else range(i + 1)
            terms = [
                (self._rows[j][i] if adjoint else self._rows[i][j]).matmul(parts[j], adjoint)
                for j in places
            ]
            results.append(sum(terms[1:], terms[0]))
        return concat(_together(results), -2)

    def _solve(self, rhs: Tensor, adjoint: bool) -> Tensor:
        parts, count = self._apart(rhs, adjoint), len(self._rows)
        found: dict[int, Tensor] = {}
        for i in range(count)[:: -1 if adjoint else 1]:
            rest = parts[i]
            for j, known in found.items():
                block = self._rows[j][i] if adjoint else self._rows[i][j]
                rest = rest - block.matmul(known, adjoint)
            found[i] = self._rows[i][i].solve(rest, adjoint)
        return concat(_together([found[i] for i in range(count)]), -2)
