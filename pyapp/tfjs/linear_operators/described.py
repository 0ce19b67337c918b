"""What a linear operator is: its dtype, its shape, and what is promised of it."""

from typing import TYPE_CHECKING, Any

from tfjs.dtypes import COMPLEX, FLOATING, DType, as_dtype, int32
from tfjs.linear_operators._hints import Hint, settled
from tfjs.module import Module
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.tensor import Tensor
from tfjs.tensor_shape import TensorShape

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike


class Described(Module):
    """Something that acts as a batch of matrices of shape `(..., m, n)`.

    Args:
        dtype: Of the matrix: floating or complex.
        graph_parents: Ignored.
        is_non_singular: Whether the matrix has an inverse; None if not known.
        is_self_adjoint: Whether it is its own (conjugate) transpose.
        is_positive_definite: Whether `x^H A x` has a positive real part for all `x` but 0.
        is_square: Whether it is square.
        name: Of the operator.
        parameters: What it was made of.

    Raises:
        ValueError: Hints that contradict each other.
        TypeError: Another dtype.
    """

    def __init__(
        self,
        dtype: "DTypeLike",
        graph_parents: Any = None,
        is_non_singular: Hint = None,
        is_self_adjoint: Hint = None,
        is_positive_definite: Hint = None,
        is_square: Hint = None,
        name: str | None = None,
        parameters: dict[str, Any] | None = None,
    ) -> None:
        regular = "A positive definite matrix is always non-singular."
        is_non_singular = settled(is_non_singular, is_positive_definite, regular)
        square = "A non-singular matrix is always square."
        is_square = settled(is_square, is_non_singular, square)
        is_square = settled(is_square, is_self_adjoint, "A self-adjoint matrix is always square.")
        self._dtype = as_dtype(dtype)
        if self._dtype not in FLOATING | COMPLEX:
            raise TypeError(
                f"{type(self).__name__}: expected a floating or complex dtype. Received: "
                f"{self._dtype.name}."
            )
        super().__init__()
        self._operator_name = name or type(self).__name__
        self._square, self._regular = is_square, is_non_singular
        self._adjoint_to_itself, self._positive = is_self_adjoint, is_positive_definite
        self._parameters = parameters or {}

    @property
    def parameters(self) -> dict[str, Any]:
        """What the operator was made of, by the names of arguments."""
        return dict(self._parameters)

    @property
    def dtype(self) -> DType:
        """Dtype of the matrix."""
        return self._dtype

    @property
    def name(self) -> str:
        """Name of the operator."""
        return self._operator_name

    @property
    def graph_parents(self) -> list[Any]:
        """Tensors that it was made of, of which TensorFlow no longer tells."""
        return []

    @property
    def is_non_singular(self) -> Hint:
        """Whether the matrix has an inverse; None if not known."""
        return self._regular

    @property
    def is_self_adjoint(self) -> Hint:
        """Whether the matrix is its own (conjugate) transpose; None if not known."""
        return self._adjoint_to_itself

    @property
    def is_positive_definite(self) -> Hint:
        """Whether the matrix is positive definite; None if not known."""
        return self._positive

    @property
    def is_square(self) -> bool:
        """Whether the matrix has as many rows as columns.

        Raises:
            ValueError: A hint said otherwise.
        """
        rows, columns = self._sizes()[-2:]
        if self._square is not None and self._square != (rows == columns):
            raise ValueError(
                f"User set is_square hint to {self._square}, but the operator was "
                f"{'' if rows == columns else 'not '}square: {self.shape}."
            )
        return rows == columns

    @property
    def shape(self) -> TensorShape:
        """Shape `(..., m, n)`."""
        return TensorShape(self._sizes())

    @property
    def batch_shape(self) -> TensorShape:
        """The leading axes."""
        return TensorShape(self._sizes()[:-2])

    @property
    def tensor_rank(self) -> int:
        """Number of axes, those of the matrix included."""
        return len(self._sizes())

    @property
    def domain_dimension(self) -> int:
        """`n`, the number of columns."""
        return self._sizes()[-1]

    @property
    def range_dimension(self) -> int:
        """`m`, the number of rows."""
        return self._sizes()[-2]

    def shape_tensor(self, name: str = "shape_tensor") -> Tensor:
        """`shape` as an int32 tensor."""
        return from_array(list(self._sizes()), int32, None, name)

    def batch_shape_tensor(self, name: str = "batch_shape_tensor") -> Tensor:
        """`batch_shape` as an int32 tensor."""
        return from_array(list(self._sizes()[:-2]), int32, None, name)

    def tensor_rank_tensor(self, name: str = "tensor_rank_tensor") -> Tensor:
        """`tensor_rank` as an int32 tensor."""
        return as_tensor(self.tensor_rank, int32)

    def domain_dimension_tensor(self, name: str = "domain_dimension_tensor") -> Tensor:
        """`domain_dimension` as an int32 tensor."""
        return as_tensor(self._sizes()[-1], int32)

    def range_dimension_tensor(self, name: str = "range_dimension_tensor") -> Tensor:
        """`range_dimension` as an int32 tensor."""
        return as_tensor(self._sizes()[-2], int32)

    def _sizes(self) -> tuple[int, ...]:
        raise NotImplementedError("_shape is not implemented.")
