"""Operators that convolve: circulant matrices, nested ones, and those of Toeplitz.

The Fourier transform turns them into diagonals (Gray, 2006, Toeplitz and Circulant Matrices).
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs.dtypes import complex64, complex128, float64
from tfjs.errors import InvalidArgumentError
from tfjs.linear_operators import _batches
from tfjs.linear_operators._hints import Hint, settled
from tfjs.linear_operators.operator import LinearOperator
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops._families import filled
from tfjs.ops.assertions import assert_equal, assert_less, assert_none_equal, assert_positive
from tfjs.ops.casting import cast
from tfjs.ops.complex import complex as complex_of
from tfjs.ops.complex import conj, imag, real
from tfjs.ops.fourier import fft, fft2d, fft3d, ifft, ifft2d, ifft3d
from tfjs.ops.gathering import gather
from tfjs.ops.joining import concat
from tfjs.ops.linalg import matrix_transpose
from tfjs.ops.math import abs as absolute
from tfjs.ops.math import log
from tfjs.ops.reductions import reduce_max, reduce_min, reduce_prod, reduce_sum
from tfjs.ops.shaping import reshaped, reverse, sizes_of
from tfjs.tensor import Tensor
from tfjs.tensor_shape import TensorShape

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike

_FORWARD = {1: fft, 2: fft2d, 3: fft3d}
_BACK = {1: ifft, 2: ifft2d, 3: ifft3d}


def as_complex(x: Tensor) -> Tensor:
    """The same numbers, complex."""
    return cast(x, complex128 if x.dtype in (float64, complex128) else complex64)


class _Circulant(LinearOperator):
    """What circulant matrices of any depth have in common."""

    _depth = 1

    def __init__(
        self,
        spectrum: "TensorLike",
        input_output_dtype: "DTypeLike" = complex64,
        is_non_singular: Hint = None,
        is_self_adjoint: Hint = None,
        is_positive_definite: Hint = None,
        is_square: Hint = True,
        name: str = "LinearOperatorCirculant",
    ) -> None:
        parameters = {"spectrum": spectrum, "input_output_dtype": input_output_dtype, "name": name}
        self._spectrum = _batches.given(spectrum, name)
        if self._spectrum.shape.rank < self._depth:
            raise ValueError(
                f"Argument spectrum must have at least {self._depth} dimensions. Found: "
                f"{self._spectrum.shape}"
            )
        if not self._spectrum.dtype.is_complex:
            message = (
                f"A real spectrum always corresponds to a self-adjoint operator. Expected argument "
                f"`is_self_adjoint` to be True. Received: {is_self_adjoint}."
            )
            is_self_adjoint = settled(is_self_adjoint, True, message)
        if not is_square:
            raise ValueError(
                "A [[nested] block] circulant operator is always square. Expected argument "
                f"`is_square` to be True. Received: {is_square}."
            )
        super().__init__(
            input_output_dtype,
            is_non_singular=is_non_singular,
            is_self_adjoint=is_self_adjoint,
            is_positive_definite=is_positive_definite,
            is_square=is_square,
            name=name,
            parameters=parameters,
        )

    @property
    def spectrum(self) -> Any:
        """The Fourier transform of the kernel."""
        return self._spectrum

    @property
    def block_depth(self) -> int:
        """How many axes the kernel has."""
        return self._depth

    @property
    def block_shape(self) -> TensorShape:
        """Shape of the kernel."""
        return TensorShape(sizes_of(self._spectrum)[-self._depth :])

    def block_shape_tensor(self) -> Tensor:
        """`block_shape` as an int32 tensor."""
        return from_array(list(self.block_shape), None, None, self.name)

    def convolution_kernel(self, name: str = "convolution_kernel") -> Tensor:
        """What the matrix convolves with: the inverse Fourier transform of the spectrum."""
        return cast(_BACK[self._depth](as_complex(as_tensor(self._spectrum))), self.dtype)

    def assert_hermitian_spectrum(self, name: str = "assert_hermitian_spectrum") -> None:
        """Raise InvalidArgumentError if the kernel is not real."""
        digits = np.finfo(self.dtype.real_dtype.as_numpy_dtype).eps
        kernel = _BACK[self._depth](as_complex(as_tensor(self._spectrum)))
        parts = absolute(imag(kernel))
        limit = cast(float(digits * self._sizes()[-1]), parts.dtype)
        assert_less(parts, limit, message="Spectrum was not Hermitian")

    def _sizes(self) -> tuple[int, ...]:
        sizes = sizes_of(self._spectrum)
        size = int(np.prod(sizes[-self._depth :], dtype=int))
        return (*sizes[: -self._depth], size, size)

    def _values(self) -> Tensor:
        """The spectrum in one axis."""
        return reshaped(as_tensor(self._spectrum), self._sizes()[:-1])

    def _filtered(self, x: Tensor, spectrum: Tensor) -> Tensor:
        """`x` with its columns' Fourier transforms multiplied by the spectrum."""
        block = sizes_of(self._spectrum)[-self._depth :]
        columns = matrix_transpose(cast(x, spectrum.dtype))
        *batch, count, _ = sizes_of(columns)
        waves = _FORWARD[self._depth](reshaped(columns, (*batch, count, *block)))
        own = sizes_of(spectrum)[: -self._depth]
        changed = _BACK[self._depth](waves * reshaped(spectrum, (*own, 1, *block)))
        whole = sizes_of(changed)[: changed.ndim - self._depth]
        return cast(matrix_transpose(reshaped(changed, (*whole, -1))), self.dtype)

    def _complex_spectrum(self, adjoint: bool) -> Tensor:
        spectrum = as_complex(as_tensor(self._spectrum))
        return conj(spectrum) if adjoint else spectrum

    def _matmul(self, x: Tensor, adjoint: bool) -> Tensor:
        return self._filtered(x, self._complex_spectrum(adjoint))

    def _solve(self, rhs: Tensor, adjoint: bool) -> Tensor:
        return self._filtered(rhs, 1 / self._complex_spectrum(adjoint))

    def _determinant(self) -> Tensor:
        return cast(reduce_prod(self._values(), -1), self.dtype)

    def _log_abs_determinant(self) -> Tensor:
        return cast(reduce_sum(log(absolute(self._values())), -1), self.dtype)

    def _eigvals(self) -> Tensor:
        return self._values()

    def _cond(self) -> Tensor:
        sizes = absolute(self._values())
        return reduce_max(sizes, -1) / reduce_min(sizes, -1)  # type: ignore[no-any-return]

    def _trace(self) -> Tensor:
        total = reduce_sum(real(self._values()), -1)
        if not self.dtype.is_complex:
            return cast(total, self.dtype)
        rest = total * 0 if self.is_self_adjoint else reduce_sum(imag(self._values()), -1)
        return cast(complex_of(total, rest), self.dtype)

    def _diag_part(self) -> Tensor:
        size = self._sizes()[-1]
        one = self._trace() / cast(size, self.dtype)
        return one[..., None] * filled(self._sizes()[:-1], 1, self.dtype)  # type: ignore[no-any-return]

    def _adjoint(self) -> LinearOperator:
        return self._like(conj(as_tensor(self._spectrum)))

    def _inverse(self) -> LinearOperator:
        return self._like(1 / as_tensor(self._spectrum))

    def _like(self, spectrum: Tensor) -> LinearOperator:
        return type(self)(
            spectrum,
            self.dtype,
            is_non_singular=self.is_non_singular,
            is_self_adjoint=self.is_self_adjoint,
            is_positive_definite=self.is_positive_definite,
        )

    def _assert_non_singular(self) -> None:
        sizes = absolute(self._values())
        message = "Singular operator:  Spectrum contained zero values."
        assert_none_equal(sizes, sizes * 0, message=message)

    def _assert_positive_definite(self) -> None:
        message = "Not positive definite:  Real part of spectrum was not all positive."
        assert_positive(real(self._values()), message=message)

    def _assert_self_adjoint(self) -> None:
        parts = imag(self._values())
        message = "Not self-adjoint:  The spectrum contained non-zero imaginary part."
        assert_equal(parts, parts * 0, message=message)


class LinearOperatorCirculant(_Circulant):
    """A matrix whose rows are one row, turned around.

    Args:
        spectrum: Fourier transform of the first column, shape `(..., n)`, floating or complex.
        input_output_dtype: Of the matrix; real if the spectrum is that of real numbers.

    Raises:
        ValueError: A real spectrum and `is_self_adjoint=False`; `is_square=False`.
    """


class LinearOperatorCirculant2D(_Circulant):
    """A circulant matrix of circulant blocks; see `LinearOperatorCirculant`.

    Args:
        spectrum: Shape `(..., n1, n2)` for a matrix of `n1 * n2` rows.
        input_output_dtype: See `LinearOperatorCirculant`.
    """

    _depth = 2

    def __init__(
        self,
        spectrum: "TensorLike",
        input_output_dtype: "DTypeLike" = complex64,
        is_non_singular: Hint = None,
        is_self_adjoint: Hint = None,
        is_positive_definite: Hint = None,
        is_square: Hint = True,
        name: str = "LinearOperatorCirculant2D",
    ) -> None:
        super().__init__(
            spectrum,
            input_output_dtype,
            is_non_singular,
            is_self_adjoint,
            is_positive_definite,
            is_square,
            name,
        )


class LinearOperatorCirculant3D(_Circulant):
    """A circulant matrix of such matrices of two axes; see `LinearOperatorCirculant`.

    Args:
        spectrum: Shape `(..., n1, n2, n3)` for a matrix of `n1 * n2 * n3` rows.
        input_output_dtype: See `LinearOperatorCirculant`.
    """

    _depth = 3

    def __init__(
        self,
        spectrum: "TensorLike",
        input_output_dtype: "DTypeLike" = complex64,
        is_non_singular: Hint = None,
        is_self_adjoint: Hint = None,
        is_positive_definite: Hint = None,
        is_square: Hint = True,
        name: str = "LinearOperatorCirculant3D",
    ) -> None:
        super().__init__(
            spectrum,
            input_output_dtype,
            is_non_singular,
            is_self_adjoint,
            is_positive_definite,
            is_square,
            name,
        )


class LinearOperatorToeplitz(LinearOperator):
    """A matrix that is constant along its diagonals.

    Args:
        col: First column, shape `(..., n)`.
        row: First row, shape `(..., n)`; its first number is that of the column.

    Raises:
        ValueError: Not square by a hint; scalars; other lengths.
    """

    def __init__(
        self,
        col: "TensorLike",
        row: "TensorLike",
        is_non_singular: Hint = None,
        is_self_adjoint: Hint = None,
        is_positive_definite: Hint = None,
        is_square: Hint = None,
        name: str = "LinearOperatorToeplitz",
    ) -> None:
        parameters = {"col": col, "row": row, "name": name}
        self._col, self._row = _batches.given(col, name), _batches.given(row, name)
        square = "Only square Toeplitz operators currently supported."
        is_square = settled(is_square, True, square)
        if min(self._col.shape.rank, self._row.shape.rank) < 1:
            raise ValueError("Argument col and row must have at least 1 dimension.")
        if self._col.shape[-1] != self._row.shape[-1]:
            raise ValueError(
                f"Expected square matrix, got col and row with mismatched dimensions: "
                f"{self._col.shape}, {self._row.shape}."
            )
        super().__init__(
            self._row.dtype,
            is_non_singular=is_non_singular,
            is_self_adjoint=is_self_adjoint,
            is_positive_definite=is_positive_definite,
            is_square=is_square,
            name=name,
            parameters=parameters,
        )

    @property
    def col(self) -> Any:
        """First column."""
        return self._col

    @property
    def row(self) -> Any:
        """First row."""
        return self._row

    def _sizes(self) -> tuple[int, ...]:
        batch = _batches.common([sizes_of(self._col)[:-1], sizes_of(self._row)[:-1]])
        size = sizes_of(self._row)[-1]
        return (*batch, size, size)

    def _pair(self) -> list[Tensor]:
        return _batches.together(as_tensor(self._col), as_tensor(self._row), inner=1)

    def _matmul(self, x: Tensor, adjoint: bool) -> Tensor:
        # Half of a circulant matrix of twice as many rows.
        col, row = self._pair()
        around = concat([col, col[..., :1] * 0, reverse(row[..., 1:], [-1])], -1)
        whole = LinearOperatorCirculant(fft(as_complex(around)), self.dtype)
        doubled = concat([x, x * 0], -2)
        return whole.matmul(doubled, adjoint=adjoint)[..., : self._sizes()[-1], :]  # type: ignore[no-any-return]

    def _to_dense(self) -> Tensor:
        col, row = self._pair()
        size = self._sizes()[-1]
        elements = concat([reverse(col, [-1]), row[..., 1:]], -1)
        places = np.arange(size) + np.arange(size - 1, -1, -1)[:, None]
        return gather(elements, places, axis=-1)

    def _trace(self) -> Tensor:
        return cast(self._sizes()[-1], self.dtype) * as_tensor(self._col)[..., 0]  # type: ignore[no-any-return]

    def _diag_part(self) -> Tensor:
        return as_tensor(self._col)[..., :1] * filled((self._sizes()[-1],), 1, self.dtype)  # type: ignore[no-any-return]

    def _assert_self_adjoint(self) -> None:
        col, row = self._pair()
        if not bool((row == conj(col)).numpy().all()):
            raise InvalidArgumentError(
                "row and col are not the same, and so this operator is not self-adjoint."
            )
