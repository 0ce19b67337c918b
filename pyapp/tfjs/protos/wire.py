"""The encoding of protocol buffers: numbered fields, each a varint, 32 or 64 bits, or bytes."""

from collections.abc import Iterator

VARINT, WIDE, BYTES, NARROW = 0, 1, 2, 5


class DecodeError(ValueError):
    """Bytes that are no message."""


def varint(value: int) -> bytes:
    """A whole number, seven bits in a byte; negative ones as 64 bits in two's complement."""
    rest, out = value & (2**64 - 1), bytearray()
    while rest > 0x7F:
        out.append(rest & 0x7F | 0x80)
        rest >>= 7
    out.append(rest)
    return bytes(out)


def signed(value: int) -> int:
    """A number of 64 bits with its sign."""
    return value - 2**64 if value >= 2**63 else value


def key(number: int, kind: int) -> bytes:
    """What stands before the value of a field."""
    return varint(number << 3 | kind)


def block(number: int, data: bytes) -> bytes:
    """A field of bytes."""
    return key(number, BYTES) + varint(len(data)) + data


def read_varint(data: memoryview, at: int) -> tuple[int, int]:
    """A number, and where what follows it begins.

    Raises:
        DecodeError: The bytes end too early.
    """
    value = shift = 0
    while True:
        if at >= len(data) or shift > 63:
            raise DecodeError("Error parsing message: a number is cut off.")
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value & (2**64 - 1), at


def fields(data: memoryview) -> Iterator[tuple[int, int, int | memoryview]]:
    """Number, kind and value of each field.

    Raises:
        DecodeError: The bytes are no message.
    """
    at = 0
    while at < len(data):
        head, at = read_varint(data, at)
        number, kind = head >> 3, head & 7
        value: int | memoryview
        if kind == VARINT:
            value, at = read_varint(data, at)
        elif kind in (WIDE, NARROW, BYTES):
            size = {WIDE: 8, NARROW: 4}.get(kind, 0)
            if kind == BYTES:
                size, at = read_varint(data, at)
            value, at = data[at : at + size], at + size
            if at > len(data):
                raise DecodeError("Error parsing message: a field is cut off.")
        else:
            raise DecodeError(f"Error parsing message: no field has the wire type {kind}.")
        if number == 0:
            raise DecodeError("Error parsing message: a field has the number 0.")
        yield number, kind, value
