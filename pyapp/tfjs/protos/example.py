"""`tf.train.Example` and what it consists of: features by name, as record files hold them."""

from typing import Any, ClassVar

from tfjs.protos import fields, wire
from tfjs.protos.message import Message


class BytesList(Message):
    """Byte strings: `BytesList(value=[b"…"])`."""

    FIELDS: ClassVar[dict[str, tuple[int, Any]]] = {"value": (1, fields.Bytes())}


class FloatList(Message):
    """Numbers, as float32: `FloatList(value=[…])`."""

    FIELDS: ClassVar[dict[str, tuple[int, Any]]] = {"value": (1, fields.Floats())}


class Int64List(Message):
    """Whole numbers: `Int64List(value=[…])`."""

    FIELDS: ClassVar[dict[str, tuple[int, Any]]] = {"value": (1, fields.Integers())}


class Feature(Message):
    """A list of one of three kinds: `Feature(int64_list=Int64List(value=[…]))`."""

    FIELDS: ClassVar[dict[str, tuple[int, Any]]] = {
        "bytes_list": (1, fields.One(BytesList)),
        "float_list": (2, fields.One(FloatList)),
        "int64_list": (3, fields.One(Int64List)),
    }

    def __init__(self, **values: Any) -> None:
        self._which: str | None = None
        super().__init__(**values)

    def _noted(self, name: str) -> None:
        if self._which not in (None, name):
            self._values[self._which] = self.FIELDS[self._which][1].empty()
        self._which = name

    def WhichOneof(self, group: str = "kind") -> str | None:  # noqa: N802 - Google's name
        """The name of the list that it holds, or None."""
        if self._which is None:
            return next((name for name, part in self._values.items() if part.value), None)
        return self._which

    def HasField(self, name: str) -> bool:  # noqa: N802 - Google's name
        """Whether this is the list that it holds."""
        return self.WhichOneof() == name

    def Clear(self) -> None:  # noqa: N802 - Google's name
        """Hold nothing."""
        super().Clear()
        self._which = None

    def SerializeToString(self, deterministic: bool = True) -> bytes:  # noqa: N802 - Google's name
        """The feature as bytes; a list that is empty is said to be there."""
        which = self.WhichOneof()
        if which is None:
            return b""
        return wire.block(self.FIELDS[which][0], self._values[which].SerializeToString())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Feature) and self._values == other._values

    __hash__ = None


class Features(Message):
    """Features by name: `Features(feature={"name": Feature(…)})`."""

    FIELDS: ClassVar[dict[str, tuple[int, Any]]] = {"feature": (1, fields.Map(Feature))}


class Example(Message):
    """What a record usually holds: `Example(features=Features(…))`."""

    FIELDS: ClassVar[dict[str, tuple[int, Any]]] = {"features": (1, fields.One(Features))}


class FeatureList(Message):
    """A feature for each step of a sequence."""

    FIELDS: ClassVar[dict[str, tuple[int, Any]]] = {"feature": (1, fields.Many(Feature))}


class FeatureLists(Message):
    """Sequences by name."""

    FIELDS: ClassVar[dict[str, tuple[int, Any]]] = {"feature_list": (1, fields.Map(FeatureList))}


class SequenceExample(Message):
    """Features of a whole sequence (`context`) and of its steps (`feature_lists`)."""

    FIELDS: ClassVar[dict[str, tuple[int, Any]]] = {
        "context": (1, fields.One(Features)),
        "feature_lists": (2, fields.One(FeatureLists)),
    }
