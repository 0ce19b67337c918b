"""`tf.lookup`: tables from keys to values, kept in Python dicts."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
from tfjs.dtypes import DType
from tfjs.errors import InvalidArgumentError, NotFoundError
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops.strings_numbers import to_hash_bucket_fast
from tfjs.ragged_tensor import RaggedTensor
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs import _lookup_experimental as experimental  # noqa: F401
    from tfjs._typing import DTypeLike, TensorLike


class KeyValueTensorInitializer:
    """Keys and their values, for a table.

    Args:
        keys: A vector; each key once, or with the same value.
        values: A vector, one value for each key.
        key_dtype: That of `keys` if None.
        value_dtype: That of `values` if None.
    """

    def __init__(
        self,
        keys: "TensorLike",
        values: "TensorLike",
        key_dtype: "DTypeLike | None" = None,
        value_dtype: "DTypeLike | None" = None,
        name: str | None = None,
    ) -> None:
        self._keys = as_tensor(keys, key_dtype, op="lookup")
        self._values = as_tensor(values, value_dtype, op="lookup")
        if self._keys.shape != self._values.shape:
            raise InvalidArgumentError(
                f"lookup: expected a value for each key. Received: {self._keys.shape} and "
                f"{self._values.shape}."
            )

    @property
    def key_dtype(self) -> DType:
        """Dtype of the keys."""
        return self._keys.dtype

    @property
    def value_dtype(self) -> DType:
        """Dtype of the values."""
        return self._values.dtype

    def _items(self) -> dict[Any, Any]:
        table: dict[Any, Any] = {}
        pairs = zip(self._keys.numpy().tolist(), self._values.numpy().tolist(), strict=True)
        for key, value in pairs:
            if table.setdefault(key, value) != value:
                raise InvalidArgumentError(
                    f"lookup: key {key!r} has two values, {table[key]!r} and {value!r}."
                )
        return table


class TextFileIndex:
    """What of a line `TextFileInitializer` takes, besides columns."""

    WHOLE_LINE = -2
    LINE_NUMBER = -1


class TextFileInitializer(KeyValueTensorInitializer):
    """Keys and their values in the lines of a file.

    Args:
        filename: The file.
        key_dtype: Of the keys.
        key_index: Column of the keys; or of `TextFileIndex`, the line or its number.
        value_dtype: Of the values.
        value_index: The same for the values.
        vocab_size: How many lines count; all if None.
        delimiter: Between columns.
        value_index_offset: Added to line numbers that are values.

    Raises:
        NotFoundError: There is no such file.
        ValueError: Indices that do not go with the dtypes.
    """

    def __init__(
        self,
        filename: Any,
        key_dtype: "DTypeLike",
        key_index: int,
        value_dtype: "DTypeLike",
        value_index: int,
        vocab_size: int | None = None,
        delimiter: str = "\t",
        name: str | None = None,
        value_index_offset: int = 0,
    ) -> None:
        path = Path(filename)
        if not path.is_file():
            raise NotFoundError(f"{path}; No such file or directory", op="lookup")
        if key_index == value_index:
            raise ValueError(f"Invalid key_index {key_index} and value_index {value_index}.")
        lines = path.read_bytes().splitlines()[:vocab_size]
        columns = [
            _column(lines, index, dtypes.as_dtype(kind), delimiter.encode(), offset)
            for index, kind, offset in (
                (key_index, key_dtype, 0),
                (value_index, value_dtype, value_index_offset),
            )
        ]
        super().__init__(columns[0], columns[1], key_dtype, value_dtype)


def _column(lines: list[bytes], index: int, kind: DType, delimiter: bytes, offset: int) -> Tensor:
    if index == TextFileIndex.LINE_NUMBER:
        if kind is not dtypes.int64:
            raise ValueError(f"Signature mismatch. Line numbers must be int64, got {kind.name}.")
        return as_tensor([i + offset for i in range(len(lines))], kind)
    if index == TextFileIndex.WHOLE_LINE:
        if kind.is_floating:
            raise ValueError(f"Signature mismatch. Lines must be string or int, got {kind.name}.")
        texts = lines
    else:
        texts = [line.split(delimiter)[index] for line in lines]
    values: list[Any] = list(texts)
    if kind is not dtypes.string:
        values = [int(text) if kind.is_integer else float(text) for text in texts]
    return as_tensor(values, kind)


class StaticHashTable:
    """A table that does not change.

    Args:
        initializer: Its keys and values.
        default_value: For keys that are not there.
    """

    def __init__(
        self,
        initializer: KeyValueTensorInitializer,
        default_value: Any,
        name: str | None = None,
    ) -> None:
        self.key_dtype = initializer.key_dtype
        self.value_dtype = initializer.value_dtype
        self._table = initializer._items()
        self._name = name or type(self).__name__
        self._default = as_tensor(default_value, hint=self.value_dtype).numpy()

    @property
    def default_value(self) -> Any:
        """For keys that are not there."""
        return self._default

    @property
    def name(self) -> str:
        """Name of the table."""
        return self._name

    def export(self, name: str | None = None) -> tuple[Tensor, Tensor]:
        """All keys, and their values."""
        return (
            as_tensor(list(self._table), self.key_dtype),
            as_tensor(list(self._table.values()), self.value_dtype),
        )

    def size(self, name: str | None = None) -> Tensor:
        """Number of keys, int64."""
        return as_tensor(len(self._table), dtypes.int64)

    def lookup(self, keys: Any, name: str | None = None) -> Any:
        """The value of each key, which is read.

        Args:
            keys: A tensor, or ragged.

        Raises:
            TypeError: Keys of another dtype.
        """
        if isinstance(keys, RaggedTensor):
            return keys.with_flat_values(self.lookup(keys.flat_values))
        x = as_tensor(keys, hint=self.key_dtype, op="lookup")
        if x.dtype is not self.key_dtype:
            raise TypeError(
                f"lookup: Dtype of argument `keys` must be {self.key_dtype.name}, received: "
                f"{x.dtype.name}"
            )
        array = np.asarray(x.numpy())
        found = [self._found(key) for key in array.reshape(-1).tolist()]
        kind = object if self.value_dtype is dtypes.string else self.value_dtype.as_numpy_dtype
        values = np.empty(len(found), kind)
        values[:] = found
        return from_array(values.reshape(array.shape), self.value_dtype, None, "lookup")

    def _found(self, key: Any) -> Any:
        return self._table.get(key, self._default)

    def __getitem__(self, keys: Any) -> Any:
        return self.lookup(keys)


class StaticVocabularyTable(StaticHashTable):
    """A table from strings to int64; what is not in it falls into buckets behind its values.

    Args:
        initializer: Strings and their numbers, from 0 on.
        num_oov_buckets: How many buckets there are for other strings.
    """

    def __init__(
        self,
        initializer: KeyValueTensorInitializer,
        num_oov_buckets: int,
        lookup_key_dtype: "DTypeLike | None" = None,
        name: str | None = None,
    ) -> None:
        if num_oov_buckets <= 0:
            raise ValueError(
                f"oov_buckets must be >= 1 for a table with an initializer. Received: "
                f"{num_oov_buckets}."
            )
        super().__init__(initializer, 0)
        self._buckets = num_oov_buckets

    def size(self, name: str | None = None) -> Tensor:
        """Number of keys and buckets, int64."""
        return as_tensor(len(self._table) + self._buckets, dtypes.int64)

    def _found(self, key: Any) -> Any:
        known = self._table.get(key)
        if known is not None:
            return known
        return len(self._table) + int(to_hash_bucket_fast(key, self._buckets).numpy())
