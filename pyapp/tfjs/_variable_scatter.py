"""Updates of some rows or elements of a variable: the `scatter_*` methods of `tf.Variable`."""

from typing import TYPE_CHECKING, Any

from tfjs import _operators
from tfjs._operators import Operators
from tfjs.indexed_slices import IndexedSlices
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from typing import Self

    from tfjs._typing import TensorLike


class ScatterUpdates(Operators):
    """What a variable inherits: rows named by index, elements named by coordinates."""

    __slots__ = ()

    _cell: Tensor

    def _given(self, value: Tensor) -> "Self":
        """Take a new value; the variable says how."""
        raise NotImplementedError

    def _scatter(self, how: str, delta: Any) -> "Self":
        if not isinstance(delta, IndexedSlices):
            raise TypeError(
                f"Argument `sparse_delta` must be a `tf.IndexedSlices`. Received arg: {delta!r}"
            )
        return self._given(_operators.ops.scattered(self._cell, how, delta.indices, delta.values))

    def _scatter_nd(self, how: str, indices: "TensorLike", updates: "TensorLike") -> "Self":
        return self._given(_operators.ops.scattered_nd(self._cell, how, indices, updates))

    def scatter_add(
        self, sparse_delta: IndexedSlices, use_locking: bool = False, name: str | None = None
    ) -> "Self":
        """Add slices to rows; a row named twice gets both."""
        return self._scatter("add", sparse_delta)

    def scatter_sub(
        self, sparse_delta: IndexedSlices, use_locking: bool = False, name: str | None = None
    ) -> "Self":
        """Subtract slices from rows."""
        return self._scatter("sub", sparse_delta)

    def scatter_update(
        self, sparse_delta: IndexedSlices, use_locking: bool = False, name: str | None = None
    ) -> "Self":
        """Replace rows by slices."""
        return self._scatter("update", sparse_delta)

    def scatter_max(
        self, sparse_delta: IndexedSlices, use_locking: bool = False, name: str | None = None
    ) -> "Self":
        """Replace elements of rows by larger ones of slices."""
        return self._scatter("max", sparse_delta)

    def scatter_min(
        self, sparse_delta: IndexedSlices, use_locking: bool = False, name: str | None = None
    ) -> "Self":
        """Replace elements of rows by smaller ones of slices."""
        return self._scatter("min", sparse_delta)

    def scatter_mul(
        self, sparse_delta: IndexedSlices, use_locking: bool = False, name: str | None = None
    ) -> "Self":
        """Multiply rows by slices."""
        return self._scatter("mul", sparse_delta)

    def scatter_div(
        self, sparse_delta: IndexedSlices, use_locking: bool = False, name: str | None = None
    ) -> "Self":
        """Divide rows by slices."""
        return self._scatter("div", sparse_delta)

    def batch_scatter_update(
        self, sparse_delta: IndexedSlices, use_locking: bool = False, name: str | None = None
    ) -> "Self":
        """Replace rows by slices, each batch entry its own: the leading axes belong together."""
        value = _operators.ops.batch_scattered(
            self._cell, sparse_delta.indices, sparse_delta.values
        )
        return self._given(value)

    def scatter_nd_add(
        self, indices: "TensorLike", updates: "TensorLike", name: str | None = None
    ) -> "Self":
        """Add to elements or slices, named by coordinates."""
        return self._scatter_nd("add", indices, updates)

    def scatter_nd_sub(
        self, indices: "TensorLike", updates: "TensorLike", name: str | None = None
    ) -> "Self":
        """Subtract from elements or slices, named by coordinates."""
        return self._scatter_nd("sub", indices, updates)

    def scatter_nd_update(
        self, indices: "TensorLike", updates: "TensorLike", name: str | None = None
    ) -> "Self":
        """Replace elements or slices, named by coordinates."""
        return self._scatter_nd("update", indices, updates)

    def scatter_nd_max(
        self, indices: "TensorLike", updates: "TensorLike", name: str | None = None
    ) -> "Self":
        """Replace elements, named by coordinates, by larger ones."""
        return self._scatter_nd("max", indices, updates)

    def scatter_nd_min(
        self, indices: "TensorLike", updates: "TensorLike", name: str | None = None
    ) -> "Self":
        """Replace elements, named by coordinates, by smaller ones."""
        return self._scatter_nd("min", indices, updates)
