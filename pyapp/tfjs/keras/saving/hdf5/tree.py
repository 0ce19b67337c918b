"""Writing HDF5: groups, arrays and attributes, in the file format's second generation.

Source: the HDF5 File Format Specification, version 3.0. A file is a superblock (version 2), then
one object header (version 2) for each group and array, with the arrays' bytes and the heap of long
texts between them. There are no links but hard ones, no chunks, no compression.
"""

import struct
from typing import Any

import numpy as np

from tfjs.keras.saving.hdf5.checksum import lookup3
from tfjs.keras.saving.hdf5.types import attribute_value, dataspace, datatype, packed

_UNDEFINED = 0xFFFF_FFFF_FFFF_FFFF
_SUPERBLOCK_SIZE = 48
_MAX_MESSAGE = 0xFFFF

_DATASPACE, _LINK_INFO, _DATATYPE, _FILL_VALUE, _LINK = 1, 2, 3, 5, 6
_LAYOUT, _GROUP_INFO, _ATTRIBUTE = 8, 10, 12


class Group:
    """What a file holds: groups inside groups, arrays by name, and attributes.

    Attributes:
        attrs: Name -> text, number, array of numbers, or list of texts.
    """

    def __init__(self) -> None:
        self.attrs: dict[str, Any] = {}
        self._members: dict[str, Group | np.ndarray[Any, Any]] = {}

    def create_group(self, path: str) -> "Group":
        """The group of this path, made with those above it where it is new.

        Raises:
            ValueError: There is an array on the way.
        """
        group = self
        for part in path.split("/"):
            member = group._members.setdefault(part, Group())
            if not isinstance(member, Group):
                raise ValueError(f"Cannot make the group {path!r}: {part!r} is an array.")
            group = member
        return group

    def create_dataset(self, path: str, data: Any) -> None:
        """Put an array, a number, a text or bytes at a path.

        Raises:
            ValueError: There is something already.
            TypeError: HDF5 has no type for it here.
        """
        above, _, name = path.rpartition("/")
        group = self.create_group(above) if above else self
        if name in group._members:
            raise ValueError(f"Cannot make the array {path!r}: the name is taken.")
        array = np.asarray(data)
        datatype(array.dtype)
        group._members[name] = array

    def put(self, name: str, member: "Group | np.ndarray[Any, Any]") -> None:
        """Take a group or an array that is there already."""
        self._members[name] = member

    def __contains__(self, path: str) -> bool:
        return self._found(path) is not None

    def group(self, path: str) -> "Group":
        """The group of this path.

        Raises:
            KeyError: There is none.
        """
        found = self._found(path)
        if not isinstance(found, Group):
            raise KeyError(path)
        return found

    def dataset(self, path: str) -> "np.ndarray[Any, Any]":
        """The array of this path.

        Raises:
            KeyError: There is none.
        """
        found = self._found(path)
        if found is None or isinstance(found, Group):
            raise KeyError(path)
        return found

    def _found(self, path: str) -> "Group | np.ndarray[Any, Any] | None":
        found: Group | np.ndarray[Any, Any] | None = self
        for part in path.split("/"):
            found = found._members.get(part) if isinstance(found, Group) else None
        return found

    def items(self) -> "list[tuple[str, Group | np.ndarray[Any, Any]]]":
        """Names and what they stand for."""
        return list(self._members.items())


def write(root: Group) -> bytes:
    """The bytes of a file with this content.

    Raises:
        TypeError: An attribute that HDF5 has no type for here.
        ValueError: An attribute of more than 64 kB that is not a text.
    """
    file = bytearray(_SUPERBLOCK_SIZE)
    address = _group(file, root)
    head = b"\x89HDF\r\n\x1a\n" + struct.pack("<BBBB", 2, 8, 8, 0)
    head += struct.pack("<QQQQ", 0, _UNDEFINED, len(file), address)
    file[:_SUPERBLOCK_SIZE] = head + struct.pack("<I", lookup3(head))
    return bytes(file)


def _group(file: bytearray, group: Group) -> int:
    messages = [
        (_LINK_INFO, struct.pack("<BBQQ", 0, 0, _UNDEFINED, _UNDEFINED)),
        (_GROUP_INFO, b"\0\0"),
    ]
    for name, member in group.items():
        at = _group(file, member) if isinstance(member, Group) else _array(file, member)
        text = name.encode()
        link = struct.pack("<BBBH", 1, 0b10001, 1, len(text)) + text + struct.pack("<Q", at)
        messages.append((_LINK, link))
    return _header(file, messages + _attributes(file, group.attrs))


def _array(file: bytearray, array: "np.ndarray[Any, Any]") -> int:
    data = packed(array)
    start = _append(file, data) if data else _UNDEFINED
    return _header(
        file,
        [
            (_DATASPACE, dataspace(array.shape)),
            (_DATATYPE, datatype(array.dtype)),
            (_FILL_VALUE, b"\x03\x0a"),
            (_LAYOUT, struct.pack("<BBQQ", 3, 1, start, len(data))),
        ],
    )


def _attributes(file: bytearray, attributes: dict[str, Any]) -> list[tuple[int, bytes]]:
    messages = []
    for name, value in attributes.items():
        text = name.encode() + b"\0"
        kind, space, data = attribute_value(value, lambda body: _heap(file, body))
        head = struct.pack("<BBHHHB", 3, 0, len(text), len(kind), len(space), 1)
        message = head + text + kind + space + data
        if len(message) > _MAX_MESSAGE:
            raise ValueError(
                f"The attribute {name!r} takes {len(message):,} bytes; an attribute of an HDF5 "
                f"file has room for {_MAX_MESSAGE:,}."
            )
        messages.append((_ATTRIBUTE, message))
    return messages


def _heap(file: bytearray, body: bytes) -> int:
    """Put one text into a global heap of its own."""
    padded = -len(body) % 8
    entry = struct.pack("<HHIQ", 1, 1, 0, len(body)) + body + bytes(padded)
    size = max(4096, 16 + len(entry) + 16)
    heap = b"GCOL" + struct.pack("<BBHQ", 1, 0, 0, size) + entry
    heap += struct.pack("<HHIQ", 0, 0, 0, size - len(heap))
    return _append(file, heap.ljust(size, b"\0"))


def _header(file: bytearray, messages: list[tuple[int, bytes]]) -> int:
    body = b"".join(struct.pack("<BHB", kind, len(data), 0) + data for kind, data in messages)
    head = b"OHDR" + struct.pack("<BBI", 2, 0b10, len(body)) + body
    return _append(file, head + struct.pack("<I", lookup3(head)))


def _append(file: bytearray, data: bytes) -> int:
    file.extend(bytes(-len(file) % 8))
    address = len(file)
    file.extend(data)
    return address
