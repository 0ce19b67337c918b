"""Events as TensorBoard reads them: protocol buffers, one a record of a file.

The messages are TensorFlow's Event, Summary, SummaryMetadata and TensorProto, as far as they are
needed; numbers of fields are those of their definitions.
"""

import struct
import time
from typing import Any

import numpy as np

from tfjs import dtypes
from tfjs.dtypes import NUMBERS
from tfjs.io.records import checksum
from tfjs.protos import wire

SCALAR, TENSOR, BLOBS = 1, 2, 3
"""What kind of data a plugin of TensorBoard shows."""


def first_event() -> bytes:
    """What a file begins with."""
    return _clock() + wire.block(3, b"brain.Event:2")


def event(step: int, tag: str, values: Any, metadata: bytes) -> bytes:
    """An event with one summary: of an array."""
    body = wire.block(1, tag.encode()) + wire.block(8, _tensor(values)) + wire.block(9, metadata)
    return raw_event(step, wire.block(1, body))


def raw_event(step: int, summary: bytes) -> bytes:
    """An event with a summary that is written already."""
    return _clock() + wire.key(2, wire.VARINT) + wire.varint(step) + wire.block(5, summary)


def metadata(plugin: str, kind: int, description: str | None = None, content: bytes = b"") -> bytes:
    """Which plugin of TensorBoard a summary belongs to, and what it says of it."""
    data = wire.block(1, plugin.encode()) + (wire.block(2, content) if content else b"")
    text = wire.block(3, description.encode()) if description else b""
    return wire.block(1, data) + text + wire.key(4, wire.VARINT) + wire.varint(kind)


def record(data: bytes) -> bytes:
    """A record of a file, with its length and checksums."""
    length = struct.pack("<Q", len(data))
    sums = [struct.pack("<I", checksum(part)) for part in (length, data)]
    return length + sums[0] + data + sums[1]


def _clock() -> bytes:
    return wire.key(1, wire.WIDE) + struct.pack("<d", time.time())


def _tensor(values: Any) -> bytes:
    """A TensorProto."""
    if values.dtype == np.object_:
        shape, kind = values.shape, "string"
        body = b"".join(wire.block(8, item) for item in values.reshape(-1).tolist())
    else:
        shape, kind = values.shape, dtypes.as_dtype(values.dtype).name
        body = wire.block(4, np.ascontiguousarray(values).tobytes())
    sizes = b"".join(
        wire.block(2, wire.key(1, wire.VARINT) + wire.varint(size) if size else b"")
        for size in shape
    )
    head = wire.key(1, wire.VARINT) + wire.varint(NUMBERS[kind])
    return head + wire.block(2, sizes) + body
