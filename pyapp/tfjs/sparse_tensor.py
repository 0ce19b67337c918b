"""`SparseTensor`: the entries of a tensor that are not zero, and where they are."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
from tfjs._dispatch import Composite
from tfjs.dtypes import DType
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops._shapes import static_ints
from tfjs.tensor import Tensor
from tfjs.tensor_shape import TensorShape
from tfjs.variable import Variable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tfjs._typing import ShapeLike, TensorLike


class SparseTensor(Composite):
    """Entries of a tensor that is zero elsewhere.

    Places are kept on the host, where shapes are decided; values are a tensor, through which
    gradients flow.

    Args:
        indices: Where the entries are, integers, shape `(count, rank)`.
        values: The entries, shape `(count,)`.
        dense_shape: Of the whole tensor, `rank` integers.

    Raises:
        ValueError: Shapes that do not go together.
    """

    __slots__ = ("_places", "_sizes", "_values")

    def __init__(
        self, indices: "TensorLike", values: "TensorLike", dense_shape: "ShapeLike"
    ) -> None:
        given = indices.numpy() if isinstance(indices, Tensor | Variable) else indices
        self._places: NDArray[np.intp] = np.asarray(given, np.intp)
        self._values: Tensor = as_tensor(values, op="SparseTensor")
        self._sizes = static_ints(dense_shape, "SparseTensor", "dense_shape")
        if self._places.size == 0 and self._places.ndim != 2:
            self._places = self._places.reshape(0, len(self._sizes))
        if self._places.ndim != 2 or self._values.ndim != 1:
            raise ValueError(
                "SparseTensor: expected indices of rank 2 and values of rank 1. Received: shapes "
                f"{self._places.shape} and {self._values.shape}."
            )
        if self._places.shape != (len(self._values), len(self._sizes)):
            raise ValueError(
                f"SparseTensor: expected indices of shape {(len(self._values), len(self._sizes))}. "
                f"Received: {self._places.shape}."
            )

    @property
    def indices(self) -> Tensor:
        """Where the entries are, int64, shape `(count, rank)`."""
        return from_array(self._places, dtypes.int64, None, "indices")

    @property
    def values(self) -> Tensor:
        """The entries, shape `(count,)`."""
        return self._values

    @property
    def dense_shape(self) -> Tensor:
        """Shape of the whole tensor, int64."""
        return from_array(np.asarray(self._sizes, np.intp), dtypes.int64, None, "dense_shape")

    @property
    def shape(self) -> TensorShape:
        """Shape of the whole tensor."""
        return TensorShape(self._sizes)

    def get_shape(self) -> TensorShape:
        """Shape of the whole tensor."""
        return self.shape

    @property
    def rank(self) -> int:
        """Number of dimensions."""
        return len(self._sizes)

    @property
    def dtype(self) -> DType:
        """Dtype of the entries."""
        return self._values.dtype

    def with_values(self, new_values: "TensorLike") -> "SparseTensor":
        """Other entries at the same places."""
        return SparseTensor(self._places, new_values, self._sizes)

    def __tf_flatten__(self) -> Any:
        return (self._places.tobytes(), self._sizes), (self._values,)

    @classmethod
    def __tf_unflatten__(cls, metadata: Any, parts: Any) -> "SparseTensor":
        places, sizes = metadata
        return cls(np.frombuffer(places, np.intp).reshape(-1, len(sizes)), parts[0], sizes)

    def _to_components(self) -> list[Tensor]:
        return [self.indices, self.values, self.dense_shape]

    def _from_components(self, parts: list[Any]) -> "SparseTensor":
        return SparseTensor(*parts)

    def __getitem__(self, key: Any) -> Any:
        raise TypeError("'SparseTensor' object is not subscriptable. Use tf.sparse.slice.")

    __eq__, __ne__, __hash__ = object.__eq__, object.__ne__, object.__hash__

    def __repr__(self) -> str:
        return (
            f"SparseTensor(indices={self.indices!s}, values={self.values!s}, "
            f"dense_shape={self.dense_shape!s})"
        )

    __str__ = __repr__


def in_bounds(sparse: SparseTensor, op: str) -> SparseTensor:
    """`sparse`, if its places are in order, each once and inside the shape.

    Raises:
        InvalidArgumentError: They are not.
    """
    places, sizes = sparse._places, np.asarray(sparse._sizes, np.intp)
    if len(places) and ((places < 0) | (places >= sizes)).any():
        raise InvalidArgumentError(f"{op}: indices are out of bounds of {list(sizes)}.", op=op)
    flat = np.ravel_multi_index(tuple(places.T), sparse._sizes) if places.size else np.zeros(0)
    if (np.diff(flat) <= 0).any():
        raise InvalidArgumentError(
            f"{op}: indices are out of order or repeated. Use tf.sparse.reorder.", op=op
        )
    return sparse
