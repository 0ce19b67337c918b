"""`tf.IndexedSlices`: some slices of a larger tensor, with their indices."""

from typing import TYPE_CHECKING, Any

from tfjs import _operators
from tfjs.dtypes import DType
from tfjs.tensor import Tensor
from tfjs.tensor_shape import TensorShape

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


class IndexedSlices:
    """Slices along the first axis of a tensor that is zero elsewhere.

    Args:
        values: The slices, shape `(count, ...)`.
        indices: Where they are, shape `(count,)`; one that occurs twice means the sum.
        dense_shape: Of the tensor, if known.
    """

    __slots__ = ("__weakref__", "_dense_shape", "_indices", "_values")

    def __init__(
        self, values: "TensorLike", indices: "TensorLike", dense_shape: "TensorLike | None" = None
    ) -> None:
        convert = _operators.ops.as_tensor
        self._values: Tensor = convert(values)
        self._indices: Tensor = convert(indices)
        whole = dense_shape is None or _are_ints(dense_shape)
        self._dense_shape: Any = dense_shape if whole else convert(dense_shape)

    @property
    def values(self) -> Tensor:
        """The slices."""
        return self._values

    @property
    def indices(self) -> Tensor:
        """Their indices."""
        return self._indices

    @property
    def dense_shape(self) -> Tensor | None:
        """Shape of the tensor, if known."""
        if isinstance(self._dense_shape, tuple):  # a tensor only if somebody asks
            self._dense_shape = _operators.ops.as_tensor(self._dense_shape)
        return self._dense_shape  # type: ignore[no-any-return]

    @property
    def shape(self) -> TensorShape:
        """Shape of the tensor, as far as it is known."""
        if self._dense_shape is None:
            return TensorShape([None, *self._values.shape[1:]])
        if isinstance(self._dense_shape, tuple):
            return TensorShape(self._dense_shape)
        return TensorShape(self._dense_shape.numpy().tolist())

    @property
    def dtype(self) -> DType:
        """Dtype of the slices."""
        return self._values.dtype

    @property
    def device(self) -> str:
        """Where the slices are."""
        return self._values.device

    @property
    def name(self) -> str:
        """A name, which TensorFlow has only for graphs."""
        return "IndexedSlices"

    def __neg__(self) -> "IndexedSlices":
        return self._with(-self._values)

    def _with(self, values: "TensorLike") -> "IndexedSlices":
        """Other slices at the same places."""
        return IndexedSlices(values, self._indices, self._dense_shape)

    def __tf_tensor__(self) -> Tensor:
        if self._dense_shape is None:
            raise ValueError(
                "Tensor conversion requested for IndexedSlices without shape: give it a "
                f"`dense_shape`. Received: {self}"
            )
        return _operators.ops.densified(self)  # type: ignore[no-any-return]

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        return self.__tf_tensor__().__array__(dtype, copy)

    def __repr__(self) -> str:
        parts: dict[str, Any] = {"indices": self._indices, "values": self._values}
        if self._dense_shape is not None:
            parts["dense_shape"] = self.dense_shape
        return f"IndexedSlices({', '.join(f'{name}={part!s}' for name, part in parts.items())})"

    def __tf_flatten__(self) -> Any:
        if isinstance(self._dense_shape, Tensor):
            return None, (self._values, self._indices, self._dense_shape)
        return self._dense_shape, (self._values, self._indices)

    @classmethod
    def __tf_unflatten__(cls, metadata: Any, parts: Any) -> "IndexedSlices":
        return cls(parts[0], parts[1], parts[2] if len(parts) > 2 else metadata)


def _are_ints(shape: Any) -> bool:
    return isinstance(shape, tuple) and all(type(side) is int for side in shape)
