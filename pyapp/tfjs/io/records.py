"""`tf.io.TFRecordWriter`: files of records, each with its length and checksums."""

import gzip
import struct
import zlib
from pathlib import Path
from typing import Any

from tfjs.errors import FailedPreconditionError, InvalidArgumentError

_POLYNOMIAL = 0x82F63B78


def _table() -> list[int]:
    table = []
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ (_POLYNOMIAL if value & 1 else 0)
        table.append(value)
    return table


_TABLE = _table()


def checksum(data: bytes) -> int:
    """CRC-32C of bytes (Castagnoli), turned and shifted as record files want it."""
    crc, table = 0xFFFFFFFF, _TABLE
    for byte in data:
        crc = table[(crc ^ byte) & 0xFF] ^ crc >> 8
    crc ^= 0xFFFFFFFF
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


class TFRecordOptions:
    """How a file of records is compressed.

    Args:
        compression_type: `"GZIP"`, `"ZLIB"`, nothing, or other options.
        compression_level: 0 to 9.
        flush_mode: Accepted, as are those that follow but `compression_level`.

    Raises:
        ValueError: No such compression.
    """

    compression_type_map = {0: "", 1: "ZLIB", 2: "GZIP"}  # noqa: RUF012 - TensorFlow's

    def __init__(
        self,
        compression_type: Any = None,
        flush_mode: Any = None,
        input_buffer_size: int | None = None,
        output_buffer_size: int | None = None,
        window_bits: int | None = None,
        compression_level: int | None = None,
        compression_method: Any = None,
        mem_level: int | None = None,
        compression_strategy: Any = None,
    ) -> None:
        self.compression_type = self.get_compression_type_string(compression_type)
        self.compression_level = compression_level

    @classmethod
    def get_compression_type_string(cls, options: Any) -> str:
        """The name of a compression, given by name, number, or in options."""
        if isinstance(options, TFRecordOptions):
            return options.compression_type
        name = cls.compression_type_map.get(options, options) if options else ""
        if name not in cls.compression_type_map.values():
            raise ValueError(f"Not a valid compression_type: {options!r}")
        return str(name)


class TFRecordWriter:
    """Writes a file of records; also a context.

    Args:
        path: Of the file.
        options: `TFRecordOptions`, or the name of a compression.

    Example:
        >>> with tf.io.TFRecordWriter("some.tfrecord") as file:
        ...     file.write(b"one record")
    """

    def __init__(self, path: Any, options: Any = None) -> None:
        self._options = TFRecordOptions(options)
        if isinstance(options, TFRecordOptions):
            self._options = options
        self._path = Path(path)
        self._path.write_bytes(b"")
        self._parts: list[bytes] | None = []

    def write(self, record: bytes) -> None:
        """Add a record.

        Raises:
            FailedPreconditionError: The file is closed.
            TypeError: No bytes.
        """
        if self._parts is None:
            raise FailedPreconditionError("TFRecordWriter: the file is closed.")
        data = record.numpy() if hasattr(record, "numpy") else record
        if isinstance(data, str):
            data = data.encode()
        if not isinstance(data, bytes):
            raise TypeError(f"TFRecordWriter: expected bytes. Received: {record!r:.80}.")
        length = struct.pack("<Q", len(data))
        self._parts += [length, struct.pack("<I", checksum(length))]
        self._parts += [data, struct.pack("<I", checksum(data))]

    def flush(self) -> None:
        """Write what there is to the file."""
        if self._parts is None:
            raise FailedPreconditionError("TFRecordWriter: the file is closed.")
        self._path.write_bytes(_compressed(b"".join(self._parts), self._options))

    def close(self) -> None:
        """Write the file, and accept no more records."""
        if self._parts is not None:
            self.flush()
            self._parts = None

    def __enter__(self) -> "TFRecordWriter":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _compressed(data: bytes, options: TFRecordOptions) -> bytes:
    level = -1 if options.compression_level is None else options.compression_level
    if options.compression_type == "GZIP":
        return gzip.compress(data, 9 if level < 0 else level)
    return zlib.compress(data, level) if options.compression_type == "ZLIB" else data


def decompressed(data: bytes, kind: str, op: str) -> bytes:
    """Bytes before they were compressed.

    Raises:
        InvalidArgumentError: No such compression, or damaged bytes.
    """
    if kind not in ("", "GZIP", "ZLIB"):
        raise InvalidArgumentError(
            f"{op}: expected a compression of '', 'ZLIB' or 'GZIP'. Received: {kind!r}.", op=op
        )
    try:
        return gzip.decompress(data) if kind == "GZIP" else zlib.decompress(data) if kind else data
    except (OSError, EOFError, zlib.error) as error:
        raise InvalidArgumentError(f"{op}: damaged {kind} data: {error}.", op=op) from error
