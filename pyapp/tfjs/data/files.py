"""Datasets out of files: lines, records, and comma-separated values."""

from typing import Any, Self

from tfjs.data import _arguments
from tfjs.data.dataset import Dataset
from tfjs.data.stages.files import FixedRecords, Lines, Records, names_of


def _compression(value: Any) -> str:
    return "" if value is None else str(value)


class TextLineDataset(Dataset):
    """The lines of text files, without their ends, as strings.

    Args:
        filenames: Names of files in Python's file system.
        compression_type: `"GZIP"`, `"ZLIB"`, or nothing.
        buffer_size: Accepted.
        num_parallel_reads: Accepted.

    Raises:
        NotFoundError: While it is iterated: no such file.
    """

    def __new__(
        cls,
        filenames: Any,
        compression_type: Any = None,
        buffer_size: Any = None,
        num_parallel_reads: Any = None,
        name: str | None = None,
    ) -> Self:
        """A dataset of the lines."""
        return cls._of(Lines(names_of(filenames, cls.__name__), _compression(compression_type)))


class FixedLengthRecordDataset(Dataset):
    """Records of one length out of binary files, as strings.

    Args:
        filenames: Names of files.
        record_bytes: Bytes of a record.
        header_bytes: Bytes to pass over at the beginning of a file.
        footer_bytes: Bytes to pass over at its end.
        buffer_size: Accepted.
        compression_type: `"GZIP"`, `"ZLIB"`, or nothing.
        num_parallel_reads: Accepted.
    """

    def __new__(
        cls,
        filenames: Any,
        record_bytes: Any,
        header_bytes: Any = None,
        footer_bytes: Any = None,
        buffer_size: Any = None,
        compression_type: Any = None,
        num_parallel_reads: Any = None,
        name: str | None = None,
    ) -> Self:
        """A dataset of the records."""
        size = _arguments.positive(record_bytes, cls.__name__, "record_bytes")
        header = _arguments.whole(header_bytes or 0, cls.__name__, "header_bytes")
        footer = _arguments.whole(footer_bytes or 0, cls.__name__, "footer_bytes")
        names = names_of(filenames, cls.__name__)
        compression = _compression(compression_type)
        return cls._of(FixedRecords(names, compression, size, header, footer))


class TFRecordDataset(Dataset):
    """The records of TFRecord files, as strings.

    Args:
        filenames: Names of files.
        compression_type: `"GZIP"`, `"ZLIB"`, or nothing.
        buffer_size: Accepted.
        num_parallel_reads: Accepted.
    """

    def __new__(
        cls,
        filenames: Any,
        compression_type: Any = None,
        buffer_size: Any = None,
        num_parallel_reads: Any = None,
        name: str | None = None,
    ) -> Self:
        """A dataset of the records."""
        return cls._of(Records(names_of(filenames, cls.__name__), _compression(compression_type)))
