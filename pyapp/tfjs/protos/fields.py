"""Kinds of fields: how each is given, written and read."""

import struct
from collections.abc import Iterable
from typing import Any

from tfjs.protos import wire

_FLOAT = struct.Struct("<f")


class Bytes:
    """Many byte strings."""

    def empty(self) -> list[bytes]:
        """None of them."""
        return []

    def given(self, values: Iterable[Any]) -> list[bytes]:
        """As bytes.

        Raises:
            TypeError: Something else.
        """
        found = list(values)
        for value in found:
            if not isinstance(value, bytes):
                raise TypeError(
                    f"{value!r:.80} has type {type(value).__name__}, but expected bytes"
                )
        return found

    def written(self, number: int, values: list[bytes]) -> bytes:
        """One field for each."""
        return b"".join(wire.block(number, value) for value in values)

    def read(self, values: list[bytes], form: int, value: Any) -> list[bytes]:
        """One more."""
        values.append(bytes(value))
        return values


class Floats:
    """Many float32, packed."""

    def empty(self) -> list[float]:
        """None of them."""
        return []

    def given(self, values: Iterable[Any]) -> list[float]:
        """Rounded to float32."""
        return [_FLOAT.unpack(_FLOAT.pack(float(value)))[0] for value in values]

    def written(self, number: int, values: list[float]) -> bytes:
        """One field for all."""
        return wire.block(number, struct.pack(f"<{len(values)}f", *values)) if values else b""

    def read(self, values: list[float], form: int, value: Any) -> list[float]:
        """More of them, packed or one alone."""
        data = bytes(value)
        if len(data) % _FLOAT.size:
            raise wire.DecodeError("Error parsing message: a float is cut off.")
        values.extend(struct.unpack(f"<{len(data) // _FLOAT.size}f", data))
        return values


class Integers:
    """Many int64, packed."""

    def empty(self) -> list[int]:
        """None of them."""
        return []

    def given(self, values: Iterable[Any]) -> list[int]:
        """As whole numbers.

        Raises:
            TypeError: Fractions.
            ValueError: Numbers of more than 64 bits.
        """
        found = [value.__index__() if hasattr(value, "__index__") else value for value in values]
        for value in found:
            if not isinstance(value, int):
                raise TypeError(f"{value!r:.80} has type {type(value).__name__}, but expected int")
            if not -(2**63) <= value < 2**63:
                raise ValueError(f"Value out of range: {value}")
        return found

    def written(self, number: int, values: list[int]) -> bytes:
        """One field for all."""
        return wire.block(number, b"".join(map(wire.varint, values))) if values else b""

    def read(self, values: list[int], form: int, value: Any) -> list[int]:
        """More of them, packed or one alone."""
        if form == wire.VARINT:
            values.append(wire.signed(value))
            return values
        at = 0
        while at < len(value):
            number, at = wire.read_varint(value, at)
            values.append(wire.signed(number))
        return values


class One:
    """A message inside a message.

    Args:
        kind: Its class.
        always: Whether it is there even if it was not given.
    """

    def __init__(self, kind: Any, always: bool = True) -> None:
        self._kind, self._always = kind, always

    def empty(self) -> Any:
        """An empty one."""
        return self._kind()

    def given(self, value: Any) -> Any:
        """The message, or a dict of its fields."""
        return self._kind(**value) if isinstance(value, dict) else value

    def written(self, number: int, value: Any) -> bytes:
        """One field."""
        data = value.SerializeToString()
        return wire.block(number, data) if data or not self._always else b""

    def read(self, message: Any, form: int, value: Any) -> Any:
        """What the bytes say besides."""
        message.MergeFromString(bytes(value))
        return message


class Many(One):
    """Several messages inside a message."""

    def empty(self) -> Any:
        """None of them."""
        return []

    def given(self, value: Any) -> Any:
        """A list of them."""
        return [super(Many, self).given(item) for item in value]

    def written(self, number: int, value: Any) -> bytes:
        """One field for each."""
        return b"".join(wire.block(number, item.SerializeToString()) for item in value)

    def read(self, message: Any, form: int, value: Any) -> Any:
        """One more."""
        message.append(self._kind.FromString(bytes(value)))
        return message


class Named(dict[str, Any]):
    """Messages by name; one that is asked for is made."""

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self._kind = kind

    def __missing__(self, name: str) -> Any:
        self[name] = self._kind()
        return self[name]


class Map(One):
    """Messages by name inside a message."""

    def empty(self) -> Any:
        """None of them."""
        return Named(self._kind)

    def given(self, value: Any) -> Any:
        """A dict of them."""
        found = Named(self._kind)
        found.update({str(name): super(Map, self).given(item) for name, item in value.items()})
        return found

    def written(self, number: int, value: Any) -> bytes:
        """One field for each name, in order."""
        return b"".join(
            wire.block(
                number,
                wire.block(1, name.encode()) + wire.block(2, value[name].SerializeToString()),
            )
            for name in sorted(value)
        )

    def read(self, message: Any, form: int, value: Any) -> Any:
        """One more."""
        parts = {number: bytes(part) for number, _, part in wire.fields(value)}
        message[parts.get(1, b"").decode()] = self._kind.FromString(parts.get(2, b""))
        return message
