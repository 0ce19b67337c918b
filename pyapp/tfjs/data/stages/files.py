"""Elements out of files: lines, records of one length, TensorFlow's records."""

import glob
import gzip
import io
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from tfjs.data import _values
from tfjs.data.stages.stage import Stage
from tfjs.errors import DataLossError, InvalidArgumentError, NotFoundError
from tfjs.type_spec import TensorSpec

_LENGTH = struct.Struct("<Q")
_CHECKSUM_BYTES = 4


def names_of(value: Any, op: str) -> list[str]:
    """Names of files: one, several, or a tensor of them."""
    leaf = _values.host(_values.component(_paths(value), op))
    items = [leaf] if isinstance(leaf, bytes) else leaf.reshape(-1).tolist()
    if not all(isinstance(item, bytes) for item in items):
        raise TypeError(f"{op}: expected names of files. Received: {value!r:.80}.")
    return [item.decode() for item in items]


def _paths(value: Any) -> Any:
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, list | tuple):
        return [str(item) if isinstance(item, Path) else item for item in value]
    return value


def matching_files(patterns: Any) -> list[bytes]:
    """Names of the files that match, sorted.

    Raises:
        InvalidArgumentError: There is none.
    """
    given = names_of(patterns, "list_files")
    found = sorted({name for pattern in given for name in glob.glob(pattern)})  # noqa: PTH207 - patterns may be absolute
    if not found:
        raise InvalidArgumentError(f"No files matched pattern: {', '.join(given)}", op="list_files")
    return [name.encode() for name in found]


def opened(name: str, compression: str, op: str) -> BinaryIO:
    """A file, unpacked if it is compressed.

    Raises:
        NotFoundError: There is none of this name.
        InvalidArgumentError: No such compression.
    """
    path = Path(name)
    if not path.is_file():
        raise NotFoundError(f"{name}; No such file or directory", op=op)
    if compression == "GZIP":
        return gzip.open(path)  # type: ignore[return-value]
    if compression == "ZLIB":
        return io.BytesIO(zlib.decompress(path.read_bytes()))
    if compression:
        raise InvalidArgumentError(
            f"{op}: expected a compression of '', 'ZLIB' or 'GZIP'. Received: {compression!r}.",
            op=op,
        )
    return path.open("rb")


class FromFiles(Stage):
    """What one file after the other holds; subclasses say how a file is read.

    Args:
        names: Names of files.
        compression: `""`, `"GZIP"` or `"ZLIB"`.
    """

    def __init__(self, names: list[str], compression: str) -> None:
        self._names, self._compression = names, compression

    def elements(self) -> Iterator[Any]:
        """File by file; a file is closed as soon as the iteration leaves it."""
        for name in self._names:
            with opened(name, self._compression, self.label) as file:
                yield from self.read(file, name)

    def read(self, file: BinaryIO, name: str) -> Iterator[Any]:
        """The elements of an open file."""
        raise NotImplementedError

    def spec(self) -> Any:
        """A scalar string."""
        return TensorSpec((), "string")


class Lines(FromFiles):
    """Lines of text, without their ends."""

    label = "TextLineDatasetV2"

    def read(self, file: BinaryIO, name: str) -> Iterator[Any]:
        """Line by line."""
        for line in file:
            yield line.removesuffix(b"\n").removesuffix(b"\r")


class FixedRecords(FromFiles):
    """Records of one length, with bytes before and after them that are passed over.

    Args:
        names: Names of files.
        compression: `""`, `"GZIP"` or `"ZLIB"`.
        size: Bytes of a record.
        header: Bytes before the first.
        footer: Bytes after the last.
    """

    label = "FixedLengthRecordDatasetV2"

    def __init__(
        self, names: list[str], compression: str, size: int, header: int, footer: int
    ) -> None:
        super().__init__(names, compression)
        self._size, self._header, self._footer = size, header, footer

    def read(self, file: BinaryIO, name: str) -> Iterator[Any]:
        """Record by record.

        Raises:
            InvalidArgumentError: The last record is cut short.
        """
        data = file.read()
        body = memoryview(data)[self._header : len(data) - self._footer]
        if len(body) % self._size:
            raise InvalidArgumentError(
                f"Excess {len(body) % self._size} bytes in the last record of {name}: expected a "
                f"multiple of {self._size} between header and footer. Received: {len(body)}.",
                op="FixedLengthRecordDataset",
            )
        for start in range(0, len(body), self._size):
            yield bytes(body[start : start + self._size])


class Records(FromFiles):
    """TensorFlow's own records: a length, a checksum of it, the bytes, a checksum of those."""

    label = "TFRecordDatasetV2"

    def read(self, file: BinaryIO, name: str) -> Iterator[Any]:
        """Record by record; checksums are passed over.

        Raises:
            DataLossError: The file ends in the middle of a record.
        """
        head = _LENGTH.size + _CHECKSUM_BYTES
        while start := file.read(head):
            size = _LENGTH.unpack(start[: _LENGTH.size])[0] if len(start) == head else -1
            body = file.read(size + _CHECKSUM_BYTES) if 0 <= size < 2**31 else b""
            if size < 0 or len(body) != size + _CHECKSUM_BYTES:
                raise DataLossError(
                    f"truncated or corrupted record in {name}", op="TFRecordDataset"
                )
            yield body[:size]
