"""`tf.linalg.LinearOperatorLowRankUpdate`: an operator and a little more."""

from typing import TYPE_CHECKING, Any

from tfjs.linear_operators import _batches
from tfjs.linear_operators._hints import Hint, settled
from tfjs.linear_operators.dense import LinearOperatorDiag
from tfjs.linear_operators.identity import LinearOperatorIdentity
from tfjs.linear_operators.operator import LinearOperator
from tfjs.ops._arguments import as_tensor
from tfjs.ops.casting import cast
from tfjs.ops.complex import conj
from tfjs.ops.decompositions import cholesky
from tfjs.ops.diagonals import diag_part
from tfjs.ops.linalg import matmul
from tfjs.ops.math import abs as absolute
from tfjs.ops.math import exp, log
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.shaping import expand_dims, sizes_of
from tfjs.ops.solving import det
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


class LinearOperatorLowRankUpdate(LinearOperator):
    """`L + U D V^H` with an operator `L` and few columns of `U` and `V`.

    Solutions and determinants cost little more than those of `L` (Woodbury's formula and the
    matrix determinant lemma).

    Args:
        base_operator: `L`, square.
        u: `U`, shape `(..., n, k)`.
        diag_update: The diagonal of `D`, shape `(..., k)`; ones if None.
        v: `V`; as `U` if None.
        is_diag_update_positive: Whether `D` is positive.

    Raises:
        ValueError: Shapes that do not go together, or hints that contradict what follows.
    """

    def __init__(
        self,
        base_operator: LinearOperator,
        u: "TensorLike",
        diag_update: "TensorLike | None" = None,
        v: "TensorLike | None" = None,
        is_diag_update_positive: Hint = None,
        is_non_singular: Hint = None,
        is_self_adjoint: Hint = None,
        is_positive_definite: Hint = None,
        is_square: Hint = None,
        name: str = "LinearOperatorLowRankUpdate",
    ) -> None:
        parameters = {
            "base_operator": base_operator,
            "u": u,
            "diag_update": diag_update,
            "v": v,
            "name": name,
        }
        if diag_update is None:
            is_diag_update_positive = settled(
                is_diag_update_positive,
                True,
                "Default diagonal is the identity, which is positive.  However, user set "
                "'is_diag_update_positive' to False.",
            )
        real = not base_operator.dtype.is_complex
        is_self_adjoint = settled(
            is_self_adjoint,
            bool(base_operator.is_self_adjoint and v is None and real),
            "A = L + UDU^H, with L self-adjoint and D real diagonal.  Since UDU^H is "
            "self-adjoint, this must be a self-adjoint operator.",
        )
        definite = bool(
            base_operator.is_positive_definite
            and base_operator.is_self_adjoint
            and is_diag_update_positive
            and v is None
        )
        message = "Arguments imply this is self-adjoint positive-definite operator."
        super().__init__(
            base_operator.dtype,
            is_non_singular=settled(is_non_singular, definite, message),
            is_self_adjoint=settled(is_self_adjoint, definite, message),
            is_positive_definite=settled(is_positive_definite, definite, message),
            is_square=settled(is_square, True, "A low rank update is of a square operator."),
            name=name,
            parameters=parameters,
        )
        self._definite, self._positive_update = definite, is_diag_update_positive
        self._base = base_operator
        self._u = _batches.given(u, name)
        self._v = self._u if v is None else _batches.given(v, name)
        self._update = None if diag_update is None else _batches.given(diag_update, name)
        rank = sizes_of(self._u)[-1]
        self._core: LinearOperator = (
            LinearOperatorIdentity(rank, dtype=self.dtype)
            if self._update is None
            else LinearOperatorDiag(self._update, is_positive_definite=is_diag_update_positive)
        )
        self._require(base_operator._sizes()[-1], sizes_of(self._u)[-2])
        self._require(base_operator._sizes()[-1], sizes_of(self._v)[-2])
        self._require(rank, self._core._sizes()[-1])

    @property
    def u(self) -> Any:
        """`U`."""
        return self._u

    @property
    def v(self) -> Any:
        """`V`."""
        return self._v

    @property
    def is_diag_update_positive(self) -> Hint:
        """Whether `D` is positive."""
        return self._positive_update

    @property
    def diag_update(self) -> Any:
        """The diagonal of `D`, or None."""
        return self._update

    @property
    def diag_operator(self) -> LinearOperator:
        """`D`."""
        return self._core

    @property
    def base_operator(self) -> LinearOperator:
        """`L`."""
        return self._base

    def _sizes(self) -> tuple[int, ...]:
        base = self._base._sizes()
        parts = [base[:-2], self._core._sizes()[:-2], sizes_of(self._u)[:-2]]
        return (*_batches.common([*parts, sizes_of(self._v)[:-2]]), *base[-2:])

    def _pair(self, adjoint: bool = False) -> tuple[Tensor, Tensor]:
        u, v = as_tensor(self._u), as_tensor(self._v)
        return (v, u) if adjoint else (u, v)

    def _matmul(self, x: Tensor, adjoint: bool) -> Tensor:
        u, v = self._pair(adjoint)
        inner = self._core.matmul(matmul(v, x, adjoint_a=True), adjoint=adjoint)
        return self._base.matmul(x, adjoint=adjoint) + matmul(u, inner)  # type: ignore[no-any-return]

    def _capacitance(self) -> Tensor:
        u, v = self._pair()
        inner = matmul(v, self._base.solve(u), adjoint_a=True)
        return self._core.inverse().add_to_tensor(inner)

    def _solve(self, rhs: Tensor, adjoint: bool) -> Tensor:
        if self._base.is_non_singular is False:
            raise ValueError(
                "Solve not implemented unless this is a perturbation of a non-singular "
                "LinearOperator."
            )
        u, v = self._pair(adjoint)
        first = self._base.solve(rhs, adjoint=adjoint)
        right = matmul(v, first, adjoint_a=True)
        if self._definite:
            inner = _batches.solved_by_factor(cholesky(self._capacitance()), right)
        else:
            inner = _batches.solved(self._capacitance(), right, adjoint)
        return first - self._base.solve(matmul(u, inner), adjoint=adjoint)  # type: ignore[no-any-return]

    def _determinant(self) -> Tensor:
        if self.is_positive_definite:
            return exp(self.log_abs_determinant())
        own = det(self._capacitance())
        return own * self._core.determinant() * self._base.determinant()  # type: ignore[no-any-return]

    def _log_abs_determinant(self) -> Tensor:
        if self._definite:
            factor = diag_part(cholesky(self._capacitance()))
            own = 2 * reduce_sum(log(factor), -1)
        else:
            own = cast(log(absolute(det(self._capacitance()))), self.dtype)
        return own + self._core.log_abs_determinant() + self._base.log_abs_determinant()  # type: ignore[no-any-return]

    def _diag_part(self) -> Tensor:
        u, v = self._pair()
        both = u * conj(v)
        if self._update is not None:
            both = both * expand_dims(as_tensor(self._update), -2)
        return reduce_sum(both, -1) + self._base.diag_part()  # type: ignore[no-any-return]
