"""Operators made of others: their product, transpose and inverse."""

from collections.abc import Sequence
from typing import Any

from tfjs.linear_operators import _batches
from tfjs.linear_operators._hints import Hint, every, settled
from tfjs.linear_operators.operator import LinearOperator
from tfjs.ops.complex import conj
from tfjs.ops.linalg import adjoint as adjoint_of
from tfjs.tensor import Tensor


def checked(operators: Any) -> list[LinearOperator]:
    """Operators of one dtype.

    Raises:
        ValueError: None.
        TypeError: Several dtypes.
    """
    found = list(operators)
    if not found:
        raise ValueError(f"Expected a non-empty list of operators. Found: {found}")
    if any(operator.dtype is not found[0].dtype for operator in found):
        kinds = "   ".join(str((o.name, o.dtype)) for o in found)
        raise TypeError(f"Expected all operators to have the same dtype.  Found {kinds}")
    return found


def is_square_of_one(operators: Sequence[LinearOperator]) -> bool:
    """Whether these are `a`, `b`, …, `b.H`, `a.H`, so that their product is `c @ c.H`."""
    if len(operators) % 2:
        return False
    pairs = zip(operators[: len(operators) // 2], reversed(operators), strict=False)
    return all(
        (isinstance(b, LinearOperatorAdjoint) and b.operator is a)
        or (isinstance(a, LinearOperatorAdjoint) and a.operator is b)
        for a, b in pairs
    )


class LinearOperatorComposition(LinearOperator):
    """The product of several operators, which are applied one after the other.

    Args:
        operators: The factors from left to right, of one dtype.

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
        doubled = is_square_of_one(self._operators)
        is_non_singular = settled(
            is_non_singular,
            every(self._operators, "is_non_singular"),
            "The composition of non-singular operators is always non-singular.",
        )
        alone = len(self._operators) == 1 and self._operators[0].is_self_adjoint
        is_self_adjoint = settled(
            is_self_adjoint,
            doubled or alone,
            "The composition was determined to be self-adjoint but user provided incorrect "
            "`False` hint.",
        )
        of_form = "The composition was determined to have the form A @ A.H"
        is_square = settled(is_square, doubled, f"{of_form}, hence it must be square.")
        is_positive_definite = settled(
            is_positive_definite,
            doubled and is_non_singular,
            f"{of_form} and to be non-singular, hence it must be positive-definite.",
        )
        super().__init__(
            self._operators[0].dtype,
            is_non_singular=is_non_singular,
            is_self_adjoint=is_self_adjoint,
            is_positive_definite=is_positive_definite,
            is_square=is_square,
            name=name or "_o_".join(operator.name for operator in self._operators),
            parameters=parameters,
        )
        for left, right in zip(self._operators, self._operators[1:], strict=False):
            left._require(left._sizes()[-1], right._sizes()[-2])

    @property
    def operators(self) -> list[LinearOperator]:
        """The factors."""
        return self._operators

    def _sizes(self) -> tuple[int, ...]:
        batch = _batches.common([operator._sizes()[:-2] for operator in self._operators])
        return (*batch, self._operators[0]._sizes()[-2], self._operators[-1]._sizes()[-1])

    def _matmul(self, x: Tensor, adjoint: bool) -> Tensor:
        order = self._operators if adjoint else self._operators[::-1]
        for operator in order:
            x = operator.matmul(x, adjoint=adjoint)
        return x

    def _solve(self, rhs: Tensor, adjoint: bool) -> Tensor:
        order = self._operators[::-1] if adjoint else self._operators
        for operator in order:
            rhs = operator.solve(rhs, adjoint=adjoint)
        return rhs

    def _determinant(self) -> Tensor:
        result = self._operators[0].determinant()
        for operator in self._operators[1:]:
            result = result * operator.determinant()
        return result

    def _log_abs_determinant(self) -> Tensor:
        result = self._operators[0].log_abs_determinant()
        for operator in self._operators[1:]:
            result = result + operator.log_abs_determinant()
        return result


class LinearOperatorAdjoint(LinearOperator):
    """The (conjugate) transpose of an operator.

    Args:
        operator: The operator; its hints hold if none are given.

    Raises:
        ValueError: Hints that contradict those of the operator.
    """

    def __init__(
        self,
        operator: LinearOperator,
        is_non_singular: Hint = None,
        is_self_adjoint: Hint = None,
        is_positive_definite: Hint = None,
        is_square: Hint = None,
        name: str | None = None,
    ) -> None:
        parameters = {"operator": operator, "name": name}
        given = (is_non_singular, is_self_adjoint, is_positive_definite, is_square)
        super().__init__(
            operator.dtype,
            **_inherited(operator, given, operator._square),
            name=name or f"{operator.name}_adjoint",
            parameters=parameters,
        )
        self._operator = operator

    @property
    def operator(self) -> LinearOperator:
        """The operator of which this is the transpose."""
        return self._operator

    def _sizes(self) -> tuple[int, ...]:
        *batch, rows, columns = self._operator._sizes()
        return (*batch, columns, rows)

    def _matmul(self, x: Tensor, adjoint: bool) -> Tensor:
        return self._operator.matmul(x, adjoint=not adjoint)  # type: ignore[no-any-return]

    def _solve(self, rhs: Tensor, adjoint: bool) -> Tensor:
        return self._operator.solve(rhs, adjoint=not adjoint)  # type: ignore[no-any-return]

    def _conj(self, x: Tensor) -> Tensor:
        return conj(x) if self.dtype.is_complex else x

    def _determinant(self) -> Tensor:
        return self._conj(self._operator.determinant())

    def _log_abs_determinant(self) -> Tensor:
        return self._operator.log_abs_determinant()

    def _trace(self) -> Tensor:
        return self._conj(self._operator.trace())

    def _to_dense(self) -> Tensor:
        return adjoint_of(self._operator.to_dense())

    def _eigvals(self) -> Tensor:
        return self._conj(self._operator.eigvals())

    def _cond(self) -> Tensor:
        return self._operator.cond()

    def _adjoint(self) -> LinearOperator:
        return self._operator


class LinearOperatorInversion(LinearOperator):
    """The inverse of an operator, of which only solutions are needed.

    Args:
        operator: The operator, which must not be singular.

    Raises:
        ValueError: It is singular by its hints.
    """

    def __init__(
        self,
        operator: LinearOperator,
        is_non_singular: Hint = None,
        is_self_adjoint: Hint = None,
        is_positive_definite: Hint = None,
        is_square: Hint = None,
        name: str | None = None,
    ) -> None:
        parameters = {"operator": operator, "name": name}
        if operator.is_non_singular is False:
            raise ValueError(
                "Argument `is_non_singular` or argument `operator` must be (or be assumed) "
                "non-singular."
            )
        if operator.is_square is False or is_square is False:
            raise ValueError("Argument `operator` must be square.")
        given = (is_non_singular, is_self_adjoint, is_positive_definite, is_square)
        hints = _inherited(operator, given, True)
        super().__init__(
            operator.dtype,
            **hints | {"is_non_singular": True, "is_square": True},
            name=name or f"{operator.name}_inv",
            parameters=parameters,
        )
        self._operator = operator

    @property
    def operator(self) -> LinearOperator:
        """The operator of which this is the inverse."""
        return self._operator

    def _sizes(self) -> tuple[int, ...]:
        return self._operator._sizes()

    def _matmul(self, x: Tensor, adjoint: bool) -> Tensor:
        return self._operator.solve(x, adjoint=adjoint)  # type: ignore[no-any-return]

    def _solve(self, rhs: Tensor, adjoint: bool) -> Tensor:
        return self._operator.matmul(rhs, adjoint=adjoint)  # type: ignore[no-any-return]

    def _determinant(self) -> Tensor:
        return 1 / self._operator.determinant()  # type: ignore[no-any-return]

    def _log_abs_determinant(self) -> Tensor:
        return -self._operator.log_abs_determinant()  # type: ignore[no-any-return]

    def _eigvals(self) -> Tensor:
        return 1 / self._operator.eigvals()  # type: ignore[no-any-return]

    def _cond(self) -> Tensor:
        return self._operator.cond()

    def _inverse(self) -> LinearOperator:
        return self._operator


def _inherited(operator: LinearOperator, given: tuple[Hint, ...], square: Hint) -> dict[str, Any]:
    own = (
        operator.is_non_singular,
        operator.is_self_adjoint,
        operator.is_positive_definite,
        square,
    )
    names = ("is_non_singular", "is_self_adjoint", "is_positive_definite", "is_square")
    hints = {}
    for name, mine, theirs in zip(names, given, own, strict=True):
        if mine is not None and theirs is not None and mine != theirs:
            raise ValueError(f"{name}={mine}, but operator.{name}={theirs}.")
        hints[name] = theirs if mine is None else mine
    return hints
