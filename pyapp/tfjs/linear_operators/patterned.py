"""Operators of a pattern: a reflection, a permutation, diagonals beside the main one."""

from typing import TYPE_CHECKING, Any

from tfjs.dtypes import INTEGER, float32
from tfjs.errors import InvalidArgumentError
from tfjs.linear_operators import _batches
from tfjs.linear_operators._hints import Hint, settled
from tfjs.linear_operators.operator import LinearOperator
from tfjs.ops._arguments import as_tensor
from tfjs.ops._families import filled
from tfjs.ops.casting import cast
from tfjs.ops.comparison import equal
from tfjs.ops.complex import conj
from tfjs.ops.diagonals import diag as matrix_of
from tfjs.ops.diagonals import diag_part, set_diag
from tfjs.ops.gathering import gather
from tfjs.ops.joining import concat, roll, stack
from tfjs.ops.linalg import adjoint as adjoint_of
from tfjs.ops.linalg import matmul
from tfjs.ops.norms import norm
from tfjs.ops.sequences import range as numbers
from tfjs.ops.shaping import expand_dims, sizes_of
from tfjs.ops.sorting import argsort
from tfjs.ops.tridiagonal import Form, tridiagonal_matmul, tridiagonal_solve
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike


class LinearOperatorHouseholder(LinearOperator):
    """A reflection in a plane: `I - 2 v v^H / |v|^2`.

    Args:
        reflection_axis: What stands on the plane, shape `(..., n)`.

    Raises:
        ValueError: A hint that is not what a reflection is.
    """

    def __init__(
        self,
        reflection_axis: "TensorLike",
        is_non_singular: Hint = None,
        is_self_adjoint: Hint = None,
        is_positive_definite: Hint = None,
        is_square: Hint = None,
        name: str = "LinearOperatorHouseholder",
    ) -> None:
        parameters = {"reflection_axis": reflection_axis, "name": name}
        self._axis = _batches.given(reflection_axis, name)
        if self._axis.shape.rank < 1:
            raise ValueError("Argument reflection_axis must have at least 1 dimension.")
        adjoint = "A Householder operator is always self adjoint."
        is_self_adjoint = settled(is_self_adjoint, True, adjoint)
        if is_positive_definite is True:
            raise ValueError("A Householder operator is always non-positive definite.")
        square = "A Householder operator is always square."
        super().__init__(
            self._axis.dtype,
            is_non_singular=is_non_singular,
            is_self_adjoint=is_self_adjoint,
            is_positive_definite=False,
            is_square=settled(is_square, True, square),
            name=name,
            parameters=parameters,
        )

    @property
    def reflection_axis(self) -> Any:
        """What stands on the plane."""
        return self._axis

    def _sizes(self) -> tuple[int, ...]:
        sizes = sizes_of(self._axis)
        return (*sizes, sizes[-1])

    def _direction(self) -> Tensor:
        axis = as_tensor(self._axis)
        length = cast(norm(axis, axis=-1, keepdims=True), self.dtype)
        return expand_dims(axis / length, -1)

    def _matmul(self, x: Tensor, adjoint: bool) -> Tensor:
        axis = self._direction()
        return x - 2 * matmul(axis, matmul(axis, x, adjoint_a=True))  # type: ignore[no-any-return]

    def _solve(self, rhs: Tensor, adjoint: bool) -> Tensor:
        return self._matmul(rhs, adjoint)  # a reflection undoes itself

    def _to_dense(self) -> Tensor:
        axis = self._direction()
        matrix = -2 * matmul(axis, axis, adjoint_b=True)
        return set_diag(matrix, 1 + diag_part(matrix))

    def _diag_part(self) -> Tensor:
        axis = self._direction()[..., 0]
        return 1 - 2 * axis * conj(axis)  # type: ignore[no-any-return]

    def _ones(self, *sizes: int) -> Tensor:
        return filled((*self._sizes()[:-2], *sizes), 1, self.dtype)

    def _trace(self) -> Tensor:
        return self._ones() * (self._sizes()[-1] - 2)  # type: ignore[no-any-return]

    def _determinant(self) -> Tensor:
        return -self._ones()  # type: ignore[no-any-return]

    def _log_abs_determinant(self) -> Tensor:
        return self._ones() * 0  # type: ignore[no-any-return]

    def _eigvals(self) -> Tensor:
        return concat([-self._ones(1), self._ones(self._sizes()[-1] - 1)], -1)

    def _cond(self) -> Tensor:
        return self._ones()

    def _inverse(self) -> LinearOperator:
        return self

    def _assert_non_singular(self) -> None:
        pass

    _assert_self_adjoint = _assert_non_singular

    def _assert_positive_definite(self) -> None:
        raise InvalidArgumentError("Householder operators are always non-positive definite.")


class LinearOperatorPermutation(LinearOperator):
    """Rows in another order.

    Args:
        perm: Which row comes where, integers, shape `(..., n)`.
        dtype: Of the matrix.

    Raises:
        ValueError: A hint that is not what a permutation is; a scalar.
        TypeError: `perm` of another dtype.
    """

    def __init__(
        self,
        perm: "TensorLike",
        dtype: "DTypeLike" = float32,
        is_non_singular: Hint = None,
        is_self_adjoint: Hint = None,
        is_positive_definite: Hint = None,
        is_square: Hint = None,
        name: str = "LinearOperatorPermutation",
    ) -> None:
        parameters = {"perm": perm, "dtype": dtype, "name": name}
        regular = "A Permutation operator is always non-singular."
        is_non_singular = settled(is_non_singular, True, regular)
        is_square = settled(is_square, True, "A Permutation operator is always square.")
        self._perm = _batches.given(perm, name)
        if self._perm.dtype not in INTEGER:
            raise TypeError(f"perm must be integer dtype but is {self._perm.dtype.name}")
        if self._perm.shape.rank < 1:
            raise ValueError("Argument perm must have at least 1 dimension.")
        super().__init__(
            dtype,
            is_non_singular=is_non_singular,
            is_self_adjoint=is_self_adjoint,
            is_positive_definite=is_positive_definite,
            is_square=is_square,
            name=name,
            parameters=parameters,
        )

    @property
    def perm(self) -> Any:
        """Which row comes where."""
        return self._perm

    def _sizes(self) -> tuple[int, ...]:
        sizes = sizes_of(self._perm)
        return (*sizes, sizes[-1])

    def _order(self, back: bool) -> Tensor:
        order = as_tensor(self._perm)
        return argsort(order) if back else order

    def _matmul(self, x: Tensor, adjoint: bool) -> Tensor:
        order = self._order(adjoint)
        batch = _batches.common([sizes_of(order)[:-1], sizes_of(x)[:-2]])
        order, x = _batches.spread(order, batch, 1), _batches.spread(x, batch, 2)
        return gather(x, order, axis=-2, batch_dims=len(batch))

    def _solve(self, rhs: Tensor, adjoint: bool) -> Tensor:
        return self._matmul(rhs, not adjoint)

    def _to_dense(self) -> Tensor:
        order = expand_dims(as_tensor(self._perm), -1)
        places = numbers(self._sizes()[-1], dtype=order.dtype)
        return cast(equal(order, places), self.dtype)

    def _diag_part(self) -> Tensor:
        order = as_tensor(self._perm)
        return cast(equal(order, numbers(self._sizes()[-1], dtype=order.dtype)), self.dtype)

    def _log_abs_determinant(self) -> Tensor:
        return filled(self._sizes()[:-2], 0, self.dtype)

    def _cond(self) -> Tensor:
        return filled(self._sizes()[:-2], 1, self.dtype)

    def _assert_non_singular(self) -> None:
        ordered = argsort(argsort(as_tensor(self._perm)))
        if not bool((cast(ordered, self._perm.dtype) == as_tensor(self._perm)).numpy().all()):
            raise InvalidArgumentError("Permutation not made up of distinct non-negative integers.")


class LinearOperatorTridiag(LinearOperator):
    """A matrix with three diagonals.

    Args:
        diagonals: As for `tf.linalg.tridiagonal_matmul`.
        diagonals_format: See there.

    Raises:
        ValueError: Another format.
    """

    def __init__(
        self,
        diagonals: Any,
        diagonals_format: Form = "compact",
        is_non_singular: Hint = None,
        is_self_adjoint: Hint = None,
        is_positive_definite: Hint = None,
        is_square: Hint = None,
        name: str = "LinearOperatorTridiag",
    ) -> None:
        parameters = {"diagonals": diagonals, "diagonals_format": diagonals_format, "name": name}
        if diagonals_format not in ("compact", "matrix", "sequence"):
            raise ValueError(
                "Argument `diagonals_format` must be one of compact, matrix, or sequence. Received "
                f": {diagonals_format}."
            )
        self._format = diagonals_format
        if diagonals_format == "sequence":
            self._diagonals: Any = [_batches.given(d, name) for d in diagonals]
            dtype = self._diagonals[0].dtype
        else:
            self._diagonals = _batches.given(diagonals, name)
            dtype = self._diagonals.dtype
        super().__init__(
            dtype,
            is_non_singular=is_non_singular,
            is_self_adjoint=is_self_adjoint,
            is_positive_definite=is_positive_definite,
            is_square=is_square,
            name=name,
            parameters=parameters,
        )

    @property
    def diagonals(self) -> Any:
        """The diagonals as they were given."""
        return self._diagonals

    @property
    def diagonals_format(self) -> Form:
        """How they were given."""
        return self._format

    def _sizes(self) -> tuple[int, ...]:
        if self._format == "matrix":
            return sizes_of(self._diagonals)
        if self._format == "compact":
            *batch, _, size = sizes_of(self._diagonals)
        else:
            batch = list(_batches.common([sizes_of(d)[:-1] for d in self._diagonals]))
            size = sizes_of(self._diagonals[1])[-1]
        return (*batch, size, size)

    def _compact(self, adjoint: bool = False) -> Tensor:
        """Above, on and below the diagonal, `(..., 3, n)`, zero where the matrix has no place."""
        if self._format == "matrix":
            whole = as_tensor(self._diagonals)
            found = diag_part(whole, k=(-1, 1), align="LEFT_RIGHT")
        elif self._format == "sequence":
            rows = _batches.together(*(as_tensor(d) for d in self._diagonals), inner=1)
            found = stack(rows, -2)
        else:
            found = as_tensor(self._diagonals)
        if not adjoint:
            return found
        found = conj(found)
        above, below = roll(found[..., 2, :], -1, -1), roll(found[..., 0, :], 1, -1)
        return stack([above, found[..., 1, :], below], -2)

    def _matmul(self, x: Tensor, adjoint: bool) -> Tensor:
        rows, right = _batches.together(self._compact(adjoint), x)
        return tridiagonal_matmul(rows, right)

    def _solve(self, rhs: Tensor, adjoint: bool) -> Tensor:
        rows, right = _batches.together(self._compact(adjoint), rhs)
        return tridiagonal_solve(rows, right)

    def _diag_part(self) -> Tensor:
        return self._compact()[..., 1, :]  # type: ignore[no-any-return]

    def _to_dense(self) -> Tensor:
        if self._format == "matrix":
            return as_tensor(self._diagonals)
        return matrix_of(self._compact(), k=(-1, 1), align="LEFT_RIGHT")

    def _assert_self_adjoint(self) -> None:
        dense = self._to_dense()
        if not bool((dense == adjoint_of(dense)).numpy().all()):
            raise InvalidArgumentError(
                "This tridiagonal operator has non-conjugate subdiagonal and superdiagonal."
            )
