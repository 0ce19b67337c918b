"""`tf.lookup.experimental`: tables that change."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike

Key = tuple[Any, ...]


class MutableHashTable:
    """A table from keys to values that can be changed, kept in a Python dict.

    Args:
        key_dtype: Of the keys.
        value_dtype: Of the values.
        default_value: For keys that are not there; its shape is that of every value.
        name: Of the table.
        checkpoint: Ignored: tables are not saved.
        experimental_is_anonymous: Ignored.
    """

    def __init__(
        self,
        key_dtype: "DTypeLike",
        value_dtype: "DTypeLike",
        default_value: Any,
        name: str = "MutableHashTable",
        checkpoint: bool = True,
        experimental_is_anonymous: bool = False,
    ) -> None:
        self._key_dtype = dtypes.as_dtype(key_dtype)
        self._value_dtype = dtypes.as_dtype(value_dtype)
        self._name = name
        self._default = self._array(default_value, self._value_dtype)
        self._key_shape: tuple[int, ...] = ()
        self._table: dict[Key, Any] = {}

    @property
    def key_dtype(self) -> dtypes.DType:
        """Dtype of the keys."""
        return self._key_dtype

    @property
    def value_dtype(self) -> dtypes.DType:
        """Dtype of the values."""
        return self._value_dtype

    @property
    def name(self) -> str:
        """Name of the table."""
        return self._name

    def size(self, name: str | None = None) -> Tensor:
        """Number of keys, int64."""
        return as_tensor(len(self._table), dtypes.int64)

    def insert(self, keys: Any, values: Any, name: str | None = None) -> None:
        """Give keys their values, new or in place of old ones.

        Raises:
            InvalidArgumentError: Not a value of the right shape for each key.
        """
        rows, outer = self._rows(keys)
        array = self._array(values, self._value_dtype)
        if array.shape != (*outer, *self._default.shape):
            raise InvalidArgumentError(
                f"Expected shape {[*outer, *self._default.shape]} for value, got "
                f"{list(array.shape)}",
                op="insert",
            )
        flat = array.reshape(len(rows), *self._default.shape)
        self._table.update(zip(rows, flat, strict=True))

    def remove(self, keys: Any, name: str | None = None) -> None:
        """Forget keys; those that are not there do not matter.

        Raises:
            TypeError: Keys of another dtype.
        """
        for row in self._rows(keys)[0]:
            self._table.pop(row, None)

    def lookup(
        self, keys: Any, dynamic_default_values: Any = None, name: str | None = None
    ) -> Tensor:
        """The value of each key.

        Args:
            keys: A tensor of them.
            dynamic_default_values: In place of the default value: of the shape of a value, or one
                for each key.
        """
        rows, outer = self._rows(keys)
        shape = (len(rows), *self._default.shape)
        others = self._default
        if dynamic_default_values is not None:
            others = self._array(dynamic_default_values, self._value_dtype)
            others = others.reshape(shape) if others.size == np.prod(shape, dtype=int) else others
        others = np.broadcast_to(others, shape)
        found = np.empty(shape, others.dtype)
        for place, row in enumerate(rows):
            found[place] = self._table.get(row, others[place])
        result = found.reshape((*outer, *self._default.shape))
        return from_array(result, self._value_dtype, None, "lookup")

    def __getitem__(self, keys: Any) -> Tensor:
        return self.lookup(keys)

    def export(self, name: str | None = None) -> tuple[Tensor, Tensor]:
        """All keys, and their values."""
        keys, values = list(self._table), list(self._table.values())
        kinds = (self._key_dtype, self._value_dtype)
        shapes = ((len(keys), *self._key_shape), (len(keys), *self._default.shape))
        whole = []
        for part, kind, shape in zip((keys, values), kinds, shapes, strict=True):
            array = np.empty(shape, object if kind is dtypes.string else kind.as_numpy_dtype)
            for place, item in enumerate(part):
                array[place] = np.asarray(item, array.dtype).reshape(shape[1:])
            whole.append(from_array(array, kind, None, "export"))
        return whole[0], whole[1]

    def _array(self, value: Any, kind: dtypes.DType) -> "np.ndarray[Any, Any]":
        text = object if kind is dtypes.string else None
        return np.asarray(as_tensor(value, hint=kind, op=self._name).numpy(), text)

    def _rows(self, keys: Any) -> tuple[list[Key], tuple[int, ...]]:
        tensor = as_tensor(keys, hint=self._key_dtype, op=self._name)
        if tensor.dtype is not self._key_dtype:
            raise TypeError(
                f"Dtype of argument `keys` must be {self._key_dtype.name}, received: "
                f"{tensor.dtype.name}"
            )
        array = self._array(tensor, self._key_dtype)
        depth = array.ndim - len(self._key_shape)
        flat = array.reshape(int(np.prod(array.shape[:depth], dtype=int)), -1).tolist()
        return [tuple(row) for row in flat], array.shape[:depth]


class DenseHashTable(MutableHashTable):
    """A `MutableHashTable` that has two keys which may not be used.

    Args:
        key_dtype: Of the keys.
        value_dtype: Of the values.
        default_value: For keys that are not there.
        empty_key: A key that is never used; its shape is that of every key.
        deleted_key: Another one.
        initial_num_buckets: Ignored.
        name: Of the table.
        checkpoint: Ignored: tables are not saved.
        experimental_is_anonymous: Ignored.
    """

    def __init__(
        self,
        key_dtype: "DTypeLike",
        value_dtype: "DTypeLike",
        default_value: Any,
        empty_key: Any,
        deleted_key: Any,
        initial_num_buckets: int | None = None,
        name: str = "MutableDenseHashTable",
        checkpoint: bool = True,
        experimental_is_anonymous: bool = False,
    ) -> None:
        super().__init__(key_dtype, value_dtype, default_value, name)
        given = [self._array(k, self._key_dtype) for k in (empty_key, deleted_key)]
        self._refused = {tuple(key.reshape(-1).tolist()) for key in given}
        self._key_shape = given[0].shape
        if len(self._refused) == 1:
            raise InvalidArgumentError("Empty and deleted keys cannot be equal", op=name)

    def insert(self, keys: Any, values: Any, name: str | None = None) -> None:
        """Give keys their values, new or in place of old ones.

        Raises:
            InvalidArgumentError: One of the two keys that may not be used.
        """
        if self._refused & set(self._rows(keys)[0]):
            raise InvalidArgumentError(
                "Using the empty_key or the deleted_key as a table key is not allowed", op="insert"
            )
        super().insert(keys, values)

    insert_or_assign = insert

    def erase(self, keys: Any, name: str | None = None) -> None:
        """Forget keys."""
        self.remove(keys)

    def lookup(self, keys: Any, name: str | None = None) -> Tensor:  # type: ignore[override]
        """The value of each key."""
        return super().lookup(keys)
