"""Rows of files of comma-separated values."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np

from tfjs import dtypes
from tfjs.data import _values
from tfjs.data.stages.files import FromFiles
from tfjs.dtypes import DType
from tfjs.errors import InvalidArgumentError
from tfjs.tensor import Tensor
from tfjs.type_spec import TensorSpec

KINDS = (dtypes.float32, dtypes.float64, dtypes.int32, dtypes.int64, dtypes.string)
_NAMES = {d: d.name.rstrip("3264") for d in KINDS} | {dtypes.int32: "int32", dtypes.int64: "int64"}
_INT32 = (-(2**31), 2**31 - 1)


@dataclass(frozen=True)
class Column:
    """What a field is read as; `default` is None where one is required."""

    dtype: DType
    default: Any


def column_of(value: Any) -> Column:
    """A column from a dtype (required), an empty tensor (required) or a default.

    Raises:
        TypeError: No such dtype.
    """
    if isinstance(value, DType | type | np.dtype) or (
        isinstance(value, str) and value in dtypes.ALL
    ):
        return _accepted(Column(dtypes.as_dtype(value), None))
    dtype = value.dtype if isinstance(value, Tensor) else None
    leaf = np.asarray(_values.host(_values.component(value, "CsvDataset")))
    dtype = dtype or _values.dtype_of(leaf)
    flat = leaf.reshape(-1).tolist()
    if len(flat) > 1:
        raise InvalidArgumentError(
            "CsvDataset: each record default should be a scalar or empty. Received: "
            f"{value!r:.80}.",
            op="CsvDataset",
        )
    default = dtype.as_numpy_dtype(flat[0]) if flat and dtype is not dtypes.string else None
    if flat and dtype is dtypes.string:
        default = flat[0] if isinstance(flat[0], bytes) else str(flat[0]).encode()
    return _accepted(Column(dtype, default))


def _accepted(column: Column) -> Column:
    if column.dtype not in KINDS:
        raise TypeError(
            f"CsvDataset: expected columns of {', '.join(k.name for k in KINDS)}. "
            f"Received: {column.dtype.name}."
        )
    return column


@dataclass(frozen=True)
class Dialect:
    """How a file is written: its delimiter, quotes, header, text for nothing, and encoding."""

    delimiter: str = ","
    quotes: bool = True
    header: bool = False
    nothing: str = ""
    encoding: str = "utf-8"

    def rows(self, file: BinaryIO) -> Iterator[list[str]]:
        """The fields of each record, the header's too."""
        text = io.TextIOWrapper(file, encoding=self.encoding, newline="")
        quoting: Any = csv.QUOTE_MINIMAL if self.quotes else csv.QUOTE_NONE
        return csv.reader(text, delimiter=self.delimiter, quoting=quoting)


class Rows(FromFiles):
    """Records as tuples of their fields.

    Args:
        names: Names of files.
        compression: `""`, `"GZIP"` or `"ZLIB"`.
        columns: What the chosen fields are read as.
        dialect: How the files are written.
        chosen: Places of the chosen fields; all if None.
        excluded: Places of fields that are left out.
    """

    label = "CsvDatasetV2"

    def __init__(
        self,
        names: list[str],
        compression: str,
        columns: Sequence[Column],
        dialect: Dialect,
        chosen: Sequence[int] | None,
        excluded: Sequence[int] | None = None,
    ) -> None:
        super().__init__(names, compression)
        self._columns, self._dialect = list(columns), dialect
        self._chosen = None if chosen is None else list(chosen)
        self._excluded = set(excluded or ())

    def read(self, file: BinaryIO, name: str) -> Iterator[Any]:
        """Record by record."""
        rows = self._dialect.rows(file)
        if self._dialect.header:
            next(rows, None)
        readers = [_reader(i, c, self._dialect.nothing) for i, c in enumerate(self._columns)]
        for row in rows:
            yield tuple([read(text) for read, text in zip(readers, self._fields(row), strict=True)])

    def _fields(self, row: list[str]) -> list[str]:
        fields = row or [""]
        if self._chosen is not None:
            if self._chosen and self._chosen[-1] >= len(fields):
                raise _broken(
                    f"Expect at least {self._chosen[-1] + 1} fields but have {len(fields)} in "
                    "record"
                )
            return [fields[i] for i in self._chosen]
        if self._excluded:
            fields = [field for i, field in enumerate(fields) if i not in self._excluded]
        if len(fields) != len(self._columns):
            raise _broken(f"Expect {len(self._columns)} fields but have {len(fields)} in record")
        return fields

    def spec(self) -> Any:
        """A tuple of scalars."""
        return tuple(TensorSpec((), column.dtype) for column in self._columns)


def _broken(text: str) -> InvalidArgumentError:
    return InvalidArgumentError(text, op="CsvDataset")


def _reader(place: int, column: Column, nothing: str) -> Callable[[str], Any]:
    """The function that reads one field."""
    dtype, default = column.dtype, column.default
    make: Any = dtype.as_numpy_dtype

    def read(text: str) -> Any:
        if text in ("", nothing):
            if default is None:
                raise _broken(f"Field {place} is required but missing in record!")
            return default
        if dtype is dtypes.string:
            return text.encode()
        try:
            number = make(float(text)) if dtype.is_floating else int(text)
        except ValueError:
            number = None
        if number is None or (dtype is dtypes.int32 and not _INT32[0] <= number <= _INT32[1]):
            raise _broken(f"Field {place} in record is not a valid {_NAMES[dtype]}: {text}")
        return make(number)

    return read
