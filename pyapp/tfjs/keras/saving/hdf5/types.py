"""Types of HDF5's elements, shapes, and the bytes of values."""

import struct
from collections.abc import Callable
from typing import Any

import numpy as np

# Of an IEEE number: bit of the sign, of the exponent, size of both parts, bias.
_FLOATS = {2: (15, 10, 5, 10, 15), 4: (31, 23, 8, 23, 127), 8: (63, 52, 11, 52, 1023)}
_UTF8_TEXT = struct.pack("<B3BI", 0x19, 0x01, 0x01, 0, 16) + struct.pack(
    "<B3BI", 0x13, 0x10, 0, 0, 1
)
"""A text of any length; its bytes are in a heap."""


def datatype(dtype: "np.dtype[Any]") -> bytes:
    """The message that describes an element.

    Raises:
        TypeError: It is no number, truth value or row of bytes.
    """
    size = dtype.itemsize
    if dtype.kind == "f" and size in _FLOATS:
        sign, exponent, exponent_size, mantissa_size, bias = _FLOATS[size]
        head = struct.pack("<B3BI", 0x11, 0x20, sign, 0, size)
        parts = struct.pack("<HHBBBB", 0, 8 * size, exponent, exponent_size, 0, mantissa_size)
        return head + parts + struct.pack("<I", bias)
    if dtype.kind in "iu":
        signed = 0x08 if dtype.kind == "i" else 0
        return struct.pack("<B3BIHH", 0x10, signed, 0, 0, size, 0, 8 * size)
    if dtype.kind == "b":
        return _truth()
    if dtype.kind == "S":
        return struct.pack("<B3BI", 0x13, 0x01, 0, 0, max(1, size))
    raise TypeError(
        f"An HDF5 file takes numbers, truth values and bytes here. Received an array of {dtype}."
    )


def _truth() -> bytes:
    """An enumeration of FALSE and TRUE over one byte, as h5py writes it."""
    base = struct.pack("<B3BIHH", 0x10, 0x08, 0, 0, 1, 0, 8)
    names = b"FALSE\0\0\0" + b"TRUE\0\0\0\0"
    return struct.pack("<B3BI", 0x18, 2, 0, 0, 1) + base + names + b"\0\1"


def dataspace(shape: tuple[int, ...]) -> bytes:
    """The message that describes a shape."""
    kind = 1 if shape else 0
    return struct.pack("<BBBB", 2, len(shape), 0, kind) + struct.pack(f"<{len(shape)}Q", *shape)


def packed(array: "np.ndarray[Any, Any]") -> bytes:
    """The elements' bytes, little-endian, last axis fastest."""
    return array.astype(array.dtype.newbyteorder("<"), order="C", copy=False).tobytes()


def attribute_value(value: Any, keep: Callable[[bytes], int]) -> tuple[bytes, bytes, bytes]:
    """Type, shape and bytes of an attribute.

    Args:
        value: Text, bytes, number, array of numbers or list of texts.
        keep: Puts the bytes of a text of any length into a heap, and tells where it lies.
    """
    if isinstance(value, str):
        body = value.encode()
        return _UTF8_TEXT, dataspace(()), struct.pack("<IQI", len(body), keep(body), 1)
    if isinstance(value, list | tuple) and all(isinstance(item, str | bytes) for item in value):
        texts = [item.encode() if isinstance(item, str) else item for item in value]
        width = max((len(text) for text in texts), default=1)
        value = np.array(texts, dtype=f"S{max(1, width)}")
    array = np.asarray(value)
    return datatype(array.dtype), dataspace(array.shape), packed(array)
