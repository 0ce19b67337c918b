"""Messages with fields that are declared in a table."""

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from tfjs.protos import wire
from tfjs.protos.wire import DecodeError as DecodeError


class Message:
    """Base of messages; a subclass says its fields in `FIELDS`.

    Args:
        **values: Of the fields.

    Raises:
        ValueError: A field that there is not.
    """

    FIELDS: ClassVar[dict[str, tuple[int, Any]]] = {}
    """Name -> number, and a kind of `fields.py` that reads and writes it."""

    def __init__(self, **values: Any) -> None:
        self._values = {name: kind.empty() for name, (_, kind) in self.FIELDS.items()}
        for name, value in values.items():
            if name not in self.FIELDS:
                raise ValueError(f'Protocol message {type(self).__name__} has no "{name}" field.')
            if value is not None:
                self._values[name] = self.FIELDS[name][1].given(value)
                self._noted(name)

    def _noted(self, name: str) -> None:
        """A field has been given."""

    def __getattr__(self, name: str) -> Any:
        values = self.__dict__.get("_values", {})
        if name in values:
            return values[name]
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("_"):
            super().__setattr__(name, value)
            return
        if name not in self.FIELDS:
            raise AttributeError(f"Assignment not allowed (no field {name!r} in protocol message).")
        self._values[name] = self.FIELDS[name][1].given(value)
        self._noted(name)

    def SerializeToString(self, deterministic: bool = True) -> bytes:  # noqa: N802 - Google's name
        """The message as bytes."""
        parts = (kind.written(number, self._values[n]) for n, (number, kind) in self.FIELDS.items())
        return b"".join(parts)

    def ByteSize(self) -> int:  # noqa: N802 - Google's name
        """How many bytes it takes."""
        return len(self.SerializeToString())

    @classmethod
    def FromString(cls, serialized: bytes) -> Self:  # noqa: N802 - Google's name
        """A message out of bytes.

        Raises:
            DecodeError: The bytes are no such message.
        """
        message = cls()
        message.MergeFromString(serialized)
        return message

    def ParseFromString(self, serialized: bytes) -> int:  # noqa: N802 - Google's name
        """Take what bytes say in place of what there is."""
        self.Clear()
        return self.MergeFromString(serialized)

    def MergeFromString(self, serialized: bytes) -> int:  # noqa: N802 - Google's name
        """Add what bytes say to what there is."""
        by_number = {number: (name, kind) for name, (number, kind) in self.FIELDS.items()}
        for number, form, value in wire.fields(memoryview(bytes(serialized))):
            if number in by_number:
                name, kind = by_number[number]
                self._values[name] = kind.read(self._values[name], form, value)
                self._noted(name)
        return len(serialized)

    def Clear(self) -> None:  # noqa: N802 - Google's name
        """Empty all fields."""
        for name, (_, kind) in self.FIELDS.items():
            self._values[name] = kind.empty()

    def CopyFrom(self, other: Self) -> None:  # noqa: N802 - Google's name
        """Take what another message says."""
        self.ParseFromString(other.SerializeToString())

    def HasField(self, name: str) -> bool:  # noqa: N802 - Google's name
        """Whether a field has been given."""
        return bool(self._values[name])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self._values == other._values

    __hash__ = None  # type: ignore[assignment]

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return "\n".join(_lines(self, 0))

    __str__ = __repr__


def _lines(message: Message, depth: int) -> Iterable[str]:
    indent = "  " * depth
    for name, value in message._values.items():
        if isinstance(value, dict):
            items: list[Any] = [_Entry(k, v) for k, v in sorted(value.items())]
        else:
            items = list(value) if isinstance(value, list) else [] if value is None else [value]
        for item in items:
            if isinstance(item, Message | _Entry):
                yield f"{indent}{name} {{"
                yield from (
                    item.lines(depth + 1) if isinstance(item, _Entry) else _lines(item, depth + 1)
                )
                yield f"{indent}}}"
            else:
                text = f'"{item.decode("latin-1")}"' if isinstance(item, bytes) else f"{item}"
                yield f"{indent}{name}: {text}"


class _Entry:
    """One entry of a map, to be printed."""

    def __init__(self, key: str, value: Message) -> None:
        self._key, self._value = key, value

    def lines(self, depth: int) -> Iterable[str]:
        """The entry as text."""
        indent = "  " * depth
        yield f'{indent}key: "{self._key}"'
        yield f"{indent}value {{"
        yield from _lines(self._value, depth + 1)
        yield f"{indent}}}"
