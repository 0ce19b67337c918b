"""What is known beforehand of tensors made of several: `RaggedTensorSpec`, `SparseTensorSpec`."""

from typing import TYPE_CHECKING, Any

from tfjs import dtypes
from tfjs.dtypes import DType
from tfjs.ragged_tensor import RaggedTensor
from tfjs.sparse_tensor import SparseTensor
from tfjs.tensor_shape import TensorShape
from tfjs.type_spec import TypeSpec, describes

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike


class RaggedTensorSpec(TypeSpec):
    """Shape, dtype and number of partitions of a ragged tensor.

    Args:
        shape: Sizes, None where rows differ or a size is unknown.
        dtype: Of the values.
        ragged_rank: How often the values are partitioned; one less than the rank if None.
        row_splits_dtype: int32 or int64.

    Raises:
        ValueError: No `ragged_rank`, and no shape that it follows from.
    """

    __slots__ = ("_dtype", "_ragged_rank", "_row_splits_dtype", "_shape")

    def __init__(
        self,
        shape: Any = None,
        dtype: "DTypeLike" = dtypes.float32,
        ragged_rank: int | None = None,
        row_splits_dtype: "DTypeLike" = dtypes.int64,
    ) -> None:
        self._shape = TensorShape(shape)
        self._dtype = dtypes.as_dtype(dtype)
        self._row_splits_dtype = dtypes.as_dtype(row_splits_dtype)
        if ragged_rank is None:
            if self._shape.rank is None:
                raise ValueError("Must specify ragged_rank or a shape with a known rank.")
            ragged_rank = self._shape.rank - 1
        self._ragged_rank = int(ragged_rank)

    @property
    def shape(self) -> TensorShape:
        """Sizes, as far as they are known."""
        return self._shape

    @property
    def dtype(self) -> DType:
        """Of the values."""
        return self._dtype

    @property
    def ragged_rank(self) -> int:
        """How often the values are partitioned."""
        return self._ragged_rank

    @property
    def row_splits_dtype(self) -> DType:
        """Of the partitions."""
        return self._row_splits_dtype

    @property
    def value_type(self) -> type[RaggedTensor]:
        """The class of the values described."""
        return RaggedTensor

    @classmethod
    def from_value(cls, value: RaggedTensor) -> "RaggedTensorSpec":
        """What describes a ragged tensor."""
        return cls(value.shape, value.dtype, value.ragged_rank, value.row_splits.dtype)

    def is_compatible_with(self, spec_or_value: Any) -> bool:
        """Whether a ragged tensor, or its spec, agrees with this one."""
        other = spec_or_value
        if isinstance(other, RaggedTensor):
            other = RaggedTensorSpec.from_value(other)
        return (
            isinstance(other, RaggedTensorSpec)
            and self._dtype is other._dtype
            and self._ragged_rank == other._ragged_rank
            and self._shape.is_compatible_with(other._shape)
        )

    def _parts(self) -> tuple[Any, ...]:
        return self._shape, self._dtype, self._ragged_rank, self._row_splits_dtype

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RaggedTensorSpec) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash((self._shape, self._dtype, self._ragged_rank))

    def __reduce__(self) -> Any:
        return RaggedTensorSpec, self._parts()

    def __repr__(self) -> str:
        return (
            f"RaggedTensorSpec({self._shape!r}, {self._dtype!r}, {self._ragged_rank}, "
            f"{self._row_splits_dtype!r})"
        )


class SparseTensorSpec(TypeSpec):
    """Shape and dtype of a sparse tensor.

    Args:
        shape: Of the whole tensor, None where a size is unknown.
        dtype: Of the values.
    """

    __slots__ = ("_dtype", "_shape")

    def __init__(self, shape: Any = None, dtype: "DTypeLike" = dtypes.float32) -> None:
        self._shape = TensorShape(shape)
        self._dtype = dtypes.as_dtype(dtype)

    @property
    def shape(self) -> TensorShape:
        """Sizes of the whole tensor, as far as they are known."""
        return self._shape

    @property
    def dtype(self) -> DType:
        """Of the values."""
        return self._dtype

    @property
    def value_type(self) -> type[SparseTensor]:
        """The class of the values described."""
        return SparseTensor

    @classmethod
    def from_value(cls, value: SparseTensor) -> "SparseTensorSpec":
        """What describes a sparse tensor."""
        return cls(value.shape, value.dtype)

    def is_compatible_with(self, spec_or_value: Any) -> bool:
        """Whether a sparse tensor, or its spec, agrees with this one."""
        other = spec_or_value
        return (
            isinstance(other, SparseTensor | SparseTensorSpec)
            and self._dtype is other.dtype
            and self._shape.is_compatible_with(other.shape)
        )

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, SparseTensorSpec)
            and self._shape == other._shape
            and self._dtype is other._dtype
        )

    def __hash__(self) -> int:
        return hash((self._shape, self._dtype))

    def __reduce__(self) -> Any:
        return SparseTensorSpec, (self._shape, self._dtype)

    def __repr__(self) -> str:
        return f"SparseTensorSpec({self._shape!r}, {self._dtype!r})"


describes(RaggedTensor, RaggedTensorSpec)
describes(SparseTensor, SparseTensorSpec)
