"""Operators that scale everything alike: by one, by a number, by nothing."""

from typing import TYPE_CHECKING, Any

from tfjs.dtypes import as_dtype, float32
from tfjs.errors import InvalidArgumentError
from tfjs.linear_operators import _batches
from tfjs.linear_operators._hints import Hint
from tfjs.linear_operators.operator import LinearOperator
from tfjs.ops._arguments import as_tensor
from tfjs.ops._families import filled
from tfjs.ops._shapes import static_int, static_ints
from tfjs.ops.arithmetic import pow as power
from tfjs.ops.assertions import assert_equal, assert_positive
from tfjs.ops.casting import cast
from tfjs.ops.complex import conj, imag, real
from tfjs.ops.diagonals import diag_part, set_diag
from tfjs.ops.math import abs as absolute
from tfjs.ops.math import log, sqrt
from tfjs.ops.shaping import expand_dims, sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike


def _length(value: Any, op: str) -> int:
    size = static_int(value, op, "num_rows")
    if size < 0:
        raise ValueError(f"Argument num_rows must be non-negative. Found: {size}")
    return size


class LinearOperatorIdentity(LinearOperator):
    """The identity of `num_rows` rows, in a batch of shape `batch_shape`.

    Args:
        num_rows: Number of rows and columns.
        batch_shape: Leading axes; none if None.
        dtype: float32 if None.
        assert_proper_shapes: Ignored: shapes are always checked.

    Raises:
        ValueError: A hint that is False where it must be true.
    """

    def __init__(
        self,
        num_rows: Any,
        batch_shape: Any = None,
        dtype: "DTypeLike | None" = None,
        is_non_singular: Hint = True,
        is_self_adjoint: Hint = True,
        is_positive_definite: Hint = True,
        is_square: Hint = True,
        assert_proper_shapes: bool = False,
        name: str = "LinearOperatorIdentity",
    ) -> None:
        parameters = {
            "num_rows": num_rows,
            "batch_shape": batch_shape,
            "dtype": dtype,
            "name": name,
        }
        for hint, value in (
            ("self adjoint", is_self_adjoint),
            ("square", is_square),
            ("non-singular", is_non_singular),
            ("positive definite", is_positive_definite),
        ):
            if not value:
                raise ValueError(f"An identity operator is always {hint}.")
        super().__init__(
            as_dtype(dtype or float32),
            is_non_singular=is_non_singular,
            is_self_adjoint=is_self_adjoint,
            is_positive_definite=is_positive_definite,
            is_square=is_square,
            name=name,
            parameters=parameters,
        )
        self._rows = _length(num_rows, name)
        self._batch = () if batch_shape is None else static_ints(batch_shape, name, "batch_shape")

    def _sizes(self) -> tuple[int, ...]:
        return (*self._batch, self._rows, self._rows)

    def _ones(self, *shape: int) -> Tensor:
        return filled((*self._batch, *shape), 1, self.dtype)

    def _matmul(self, x: Tensor, adjoint: bool) -> Tensor:
        batch = _batches.common([self._batch, sizes_of(x)[:-2]])
        return _batches.spread(x, batch, 2)

    def _solve(self, rhs: Tensor, adjoint: bool) -> Tensor:
        return self._matmul(rhs, adjoint)

    def _determinant(self) -> Tensor:
        return self._ones()

    def _log_abs_determinant(self) -> Tensor:
        return self._ones() * 0  # type: ignore[no-any-return]

    def _trace(self) -> Tensor:
        return self._ones() * self._rows  # type: ignore[no-any-return]

    def _diag_part(self) -> Tensor:
        return self._ones(self._rows)

    def _eigvals(self) -> Tensor:
        return self._ones(self._rows)

    def _cond(self) -> Tensor:
        return self._ones()

    def _inverse(self) -> LinearOperator:
        return self

    def _cholesky(self) -> LinearOperator:
        return LinearOperatorIdentity(self._rows, self._batch or None, self.dtype)

    def _assert_non_singular(self) -> None:
        pass

    _assert_positive_definite = _assert_self_adjoint = _assert_non_singular

    def add_to_tensor(self, mat: "TensorLike", name: str = "add_to_tensor") -> Tensor:
        """The identity plus a matrix, whose batch broadcasts."""
        x = as_tensor(mat, self.dtype, op=name)
        x = _batches.spread(x, _batches.common([self._batch, sizes_of(x)[:-2]]), 2)
        return set_diag(x, diag_part(x) + 1)


class LinearOperatorScaledIdentity(LinearOperator):
    """The identity times a number.

    Args:
        num_rows: Number of rows and columns.
        multiplier: Shape that of the batch.
        assert_proper_shapes: Ignored: shapes are always checked.

    Raises:
        ValueError: `is_square` is False.
    """

    def __init__(
        self,
        num_rows: Any,
        multiplier: "TensorLike",
        is_non_singular: Hint = None,
        is_self_adjoint: Hint = None,
        is_positive_definite: Hint = None,
        is_square: Hint = True,
        assert_proper_shapes: bool = False,
        name: str = "LinearOperatorScaledIdentity",
    ) -> None:
        parameters = {"num_rows": num_rows, "multiplier": multiplier, "name": name}
        if not is_square:
            raise ValueError("A ScaledIdentity operator is always square.")
        self._multiplier = _batches.given(multiplier, name)
        if not self._multiplier.dtype.is_complex:
            is_self_adjoint = True
        super().__init__(
            self._multiplier.dtype,
            is_non_singular=is_non_singular,
            is_self_adjoint=is_self_adjoint,
            is_positive_definite=is_positive_definite,
            is_square=is_square,
            name=name,
            parameters=parameters,
        )
        self._rows = _length(num_rows, name)

    @property
    def multiplier(self) -> Any:
        """The number."""
        return self._multiplier

    def _sizes(self) -> tuple[int, ...]:
        return (*sizes_of(self._multiplier), self._rows, self._rows)

    def _factor(self, adjoint: bool = False) -> Tensor:
        value = as_tensor(self._multiplier)
        return conj(value) if adjoint else value

    def _matmul(self, x: Tensor, adjoint: bool) -> Tensor:
        return x * self._factor(adjoint)[..., None, None]  # type: ignore[no-any-return]

    def _solve(self, rhs: Tensor, adjoint: bool) -> Tensor:
        return rhs / self._factor(adjoint)[..., None, None]  # type: ignore[no-any-return]

    def _determinant(self) -> Tensor:
        return power(self._factor(), cast(self._rows, self.dtype))

    def _log_abs_determinant(self) -> Tensor:
        return log(absolute(self._factor())) * self._rows  # type: ignore[no-any-return]

    def _trace(self) -> Tensor:
        return self._factor() * cast(self._rows, self.dtype)  # type: ignore[no-any-return]

    def _diag_part(self) -> Tensor:
        return self._factor()[..., None] * filled((self._rows,), 1, self.dtype)  # type: ignore[no-any-return]

    def _eigvals(self) -> Tensor:
        return self._diag_part()

    def _cond(self) -> Tensor:
        # One, or no number for zero, as the ratio of equal values is.
        value = absolute(self._factor())
        return value / value  # type: ignore[no-any-return]

    def _adjoint(self) -> LinearOperator:
        return self._like(conj(self._factor()))

    def _inverse(self) -> LinearOperator:
        return self._like(1 / self._factor())

    def _cholesky(self) -> LinearOperator:
        return LinearOperatorScaledIdentity(
            self._rows, sqrt(self._factor()), is_non_singular=True, is_self_adjoint=True
        )

    def _like(self, multiplier: Tensor) -> LinearOperator:
        return LinearOperatorScaledIdentity(
            self._rows,
            multiplier,
            is_non_singular=self.is_non_singular,
            is_self_adjoint=self.is_self_adjoint,
            is_positive_definite=self.is_positive_definite,
        )

    def _assert_non_singular(self) -> None:
        message = "LinearOperator was singular"
        assert_positive(absolute(self._factor()), message=message)

    def _assert_positive_definite(self) -> None:
        message = "LinearOperator was not positive definite."
        assert_positive(real(self._factor()), message=message)

    def _assert_self_adjoint(self) -> None:
        value = imag(self._factor())
        assert_equal(value, value * 0, message="LinearOperator was not self-adjoint")

    def add_to_tensor(self, mat: "TensorLike", name: str = "add_to_tensor") -> Tensor:
        """This plus a matrix, whose batch broadcasts."""
        x = as_tensor(mat, self.dtype, op=name)
        x = _batches.spread(x, _batches.common([self._sizes()[:-2], sizes_of(x)[:-2]]), 2)
        return set_diag(x, diag_part(x) + expand_dims(self._factor(), -1))


class LinearOperatorZeros(LinearOperator):
    """Zeros.

    Args:
        num_rows: Number of rows.
        num_columns: Number of columns; as many if None.
        batch_shape: Leading axes; none if None.
        dtype: float32 if None.
        assert_proper_shapes: Ignored: shapes are always checked.

    Raises:
        ValueError: A hint that is not what zeros are.
    """

    def __init__(
        self,
        num_rows: Any,
        num_columns: Any = None,
        batch_shape: Any = None,
        dtype: "DTypeLike | None" = None,
        is_non_singular: Hint = False,
        is_self_adjoint: Hint = True,
        is_positive_definite: Hint = False,
        is_square: Hint = True,
        assert_proper_shapes: bool = False,
        name: str = "LinearOperatorZeros",
    ) -> None:
        parameters = {
            "num_rows": num_rows,
            "num_columns": num_columns,
            "batch_shape": batch_shape,
            "dtype": dtype,
        }
        if not is_self_adjoint and is_square:
            raise ValueError("A zero operator is always self adjoint.")
        if is_non_singular:
            raise ValueError("A zero operator is always singular.")
        if is_positive_definite:
            raise ValueError("A zero operator is always not positive-definite.")
        self._rows = _length(num_rows, name)
        self._columns = self._rows if num_columns is None else _length(num_columns, name)
        self._batch = () if batch_shape is None else static_ints(batch_shape, name, "batch_shape")
        super().__init__(
            as_dtype(dtype or float32),
            is_non_singular=is_non_singular,
            is_self_adjoint=is_self_adjoint,
            is_positive_definite=is_positive_definite,
            is_square=is_square,
            name=name,
            parameters=parameters,
        )

    def _sizes(self) -> tuple[int, ...]:
        return (*self._batch, self._rows, self._columns)

    def _nothing(self, *shape: int) -> Tensor:
        return filled((*self._batch, *shape), 0, self.dtype)

    def _matmul(self, x: Tensor, adjoint: bool) -> Tensor:
        batch = _batches.common([self._batch, sizes_of(x)[:-2]])
        rows = self._columns if adjoint else self._rows
        return filled((*batch, rows, sizes_of(x)[-1]), 0, self.dtype)

    def _to_dense(self) -> Tensor:
        return self._nothing(self._rows, self._columns)

    def _determinant(self) -> Tensor:
        return self._nothing()

    _trace = _determinant

    def _diag_part(self) -> Tensor:
        return self._nothing(min(self._rows, self._columns))

    _eigvals = _diag_part

    def _adjoint(self) -> LinearOperator:
        return LinearOperatorZeros(
            self._columns,
            self._rows,
            self._batch or None,
            self.dtype,
            is_square=self._square,
            is_self_adjoint=self.is_self_adjoint,
        )

    def _assert_non_singular(self) -> None:
        raise InvalidArgumentError("Zero operators are always non-invertible.")

    def _assert_positive_definite(self) -> None:
        raise InvalidArgumentError("Zero operators are always non-positive definite.")

    def _assert_self_adjoint(self) -> None:
        pass

    def add_to_tensor(self, mat: "TensorLike", name: str = "add_to_tensor") -> Tensor:
        """A matrix, in this batch."""
        x = as_tensor(mat, self.dtype, op=name)
        return _batches.spread(x, _batches.common([self._batch, sizes_of(x)[:-2]]), 2)
