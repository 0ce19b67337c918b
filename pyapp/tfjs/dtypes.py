"""Element types: TensorFlow's names, and what TF.js computes them in.

TF.js has float32, int32, bool, complex64 and string. Every other dtype keeps its name, its NumPy
type and its rules, and is stored in the nearest of those:

| dtype                        | stored as | what that means                                    |
|------------------------------|-----------|----------------------------------------------------|
| float32, int32, bool         | itself    | exact                                              |
| complex64, string            | itself    | exact                                              |
| float64, float16, bfloat16   | float32   | 24 bits of precision, float32's range              |
| complex128                   | complex64 | 24 bits of precision in each part                  |
| int64, uint32, uint64        | int32     | values outside ±2**31 raise when they are put in   |
| uint8, int8, uint16, int16   | int32     | casts and arithmetic wrap around as in TensorFlow  |
"""

import builtins
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import numpy as np


class DType:
    """The type of a tensor's elements; there is one object per name, so `is` compares."""

    __slots__ = ("_limits", "_numpy_name", "_numpy_type", "name", "storage", "wraps")

    def __init__(self, name: str, storage: str, numpy_name: str) -> None:
        # Nothing here asks NumPy: the library is imported before NumPy is there.
        self.name = name
        self.storage = storage
        self.wraps = name in ("uint8", "int8", "uint16", "int16")
        """Arithmetic must be brought back into range, because the storage type is wider."""
        self._numpy_name = numpy_name
        self._numpy_type: Any = None
        self._limits: tuple[Any, Any] | None = None

    @property
    def as_numpy_dtype(self) -> Any:
        """NumPy's type of the same name, or of the nearest."""
        if self._numpy_type is None:
            self._numpy_type = getattr(np, self._numpy_name)
        return self._numpy_type

    @property
    def limits(self) -> tuple[Any, Any] | None:
        """What images of this dtype go from and to: 0 and 1, or 0 and the largest integer.

        None for dtypes without an order.
        """
        if self.is_floating:
            return (0, 1)
        known = self._known_limits()
        return None if known is None else (0, known[1])

    def _known_limits(self) -> tuple[Any, Any] | None:
        if self._limits is None:
            self._limits = self._found_limits()
        return self._limits

    def _found_limits(self) -> tuple[Any, Any] | None:
        numpy_type = self.as_numpy_dtype
        if self.is_integer:
            info = np.iinfo(numpy_type)
            return (int(info.min), int(info.max))
        if self.name == "bfloat16":
            return (-3.3895314e38, 3.3895314e38)
        if self.is_floating:
            limits = np.finfo(numpy_type)
            return (numpy_type(limits.min), numpy_type(limits.max))
        return None

    @property
    def min(self) -> Any:
        """Smallest value that this dtype can hold."""
        return self._limit(0)

    @property
    def max(self) -> Any:
        """Largest value that this dtype can hold."""
        return self._limit(1)

    def _limit(self, which: int) -> Any:
        limits = self._known_limits()
        if limits is None:
            raise TypeError(f"Cannot find minimum or maximum value of {self.name}.")
        return limits[which]

    @property
    def size(self) -> int:
        """Bytes per element where TensorFlow runs; here int64 and float64 take half of theirs."""
        unlike_numpy = {"string": 0, "bfloat16": 2}.get(self.name)
        return np.dtype(self.as_numpy_dtype).itemsize if unlike_numpy is None else unlike_numpy

    @property
    def is_floating(self) -> builtins.bool:
        """Whether this is a real floating point type."""
        return self.storage == "float32"

    @property
    def is_integer(self) -> builtins.bool:
        """Whether this is an integer type; bool is none."""
        return self.storage == "int32"

    @property
    def is_bool(self) -> builtins.bool:
        """Whether this is bool."""
        return self.storage == "bool"

    @property
    def is_complex(self) -> builtins.bool:
        """Whether this is a complex type."""
        return self.storage == "complex64"

    @property
    def is_unsigned(self) -> builtins.bool:
        """Whether this is an integer type without negative values."""
        return self.name.startswith("uint")

    @property
    def is_numeric(self) -> builtins.bool:
        """Whether arithmetic makes sense."""
        return self.storage not in ("bool", "string")

    @property
    def is_quantized(self) -> builtins.bool:
        """False: quantized types are not here."""
        return False

    @property
    def is_numpy_compatible(self) -> builtins.bool:
        """True: each dtype here has a NumPy type that holds its values."""
        return True

    @property
    def as_datatype_enum(self) -> int:
        """The number of this dtype in files of TensorFlow."""
        return NUMBERS[self.name]

    def is_compatible_with(self, other: object) -> builtins.bool:
        """Whether values of `other`, anything that names a dtype, are of this one."""
        return as_dtype(other) is self

    @property
    def base_dtype(self) -> "DType":
        """This dtype; TensorFlow's reference types do not exist here."""
        return self

    @property
    def real_dtype(self) -> "DType":
        """The dtype of the real part."""
        return {"complex64": float32, "complex128": float64}.get(self.name, self)

    def __eq__(self, other: object) -> builtins.bool:
        if isinstance(other, DType):
            return self is other
        try:
            return as_dtype(other) is self
        except TypeError:
            return False

    __hash__ = object.__hash__  # one object per name; every eager operation looks dtypes up in sets

    def __repr__(self) -> str:
        return f"tf.{self.name}"

    def __str__(self) -> str:
        return f"<dtype: {self.name!r}>"

    def __int__(self) -> int:
        return self.as_datatype_enum

    def __reduce__(self) -> tuple[Any, ...]:
        return (as_dtype, (self.name,))


float32 = DType("float32", "float32", "float32")
float64 = double = DType("float64", "float32", "float64")
float16 = half = DType("float16", "float32", "float16")
bfloat16 = DType("bfloat16", "float32", "float32")
int8 = DType("int8", "int32", "int8")
int16 = DType("int16", "int32", "int16")
int32 = DType("int32", "int32", "int32")
int64 = DType("int64", "int32", "int64")
uint8 = DType("uint8", "int32", "uint8")
uint16 = DType("uint16", "int32", "uint16")
uint32 = DType("uint32", "int32", "uint32")
uint64 = DType("uint64", "int32", "uint64")
bool = DType("bool", "bool", "bool_")
complex64 = DType("complex64", "complex64", "complex64")
complex128 = DType("complex128", "complex64", "complex128")
string = DType("string", "string", "object_")

ALL: Final[Mapping[str, DType]] = {
    dtype.name: dtype
    for dtype in (
        *(float32, float64, float16, bfloat16, bool, complex64, complex128, string),
        *(int8, int16, int32, int64, uint8, uint16, uint32, uint64),
    )
}

NUMBERS: Final[Mapping[str, int]] = {
    "float32": 1,
    "float64": 2,
    "int32": 3,
    "uint8": 4,
    "int16": 5,
    "int8": 6,
    "string": 7,
    "complex64": 8,
    "int64": 9,
    "bool": 10,
    "bfloat16": 14,
    "uint16": 17,
    "complex128": 18,
    "float16": 19,
    "uint32": 22,
    "uint64": 23,
}
"""TensorFlow's numbers of dtypes."""

# Named sets that ops accept.
FLOATING: Final = frozenset(d for d in ALL.values() if d.is_floating)
INTEGER: Final = frozenset(d for d in ALL.values() if d.is_integer)
COMPLEX: Final = frozenset(d for d in ALL.values() if d.is_complex)
BOOL: Final = frozenset({bool})
REAL: Final = FLOATING | INTEGER
NUMERIC: Final = REAL | COMPLEX
ANY: Final = frozenset(ALL.values())

_BY_PYTHON: Final[Mapping[type, DType]] = {
    float: float32,
    int: int32,
    builtins.bool: bool,
    complex: complex128,
    str: string,
    bytes: string,
}


@cache
def _by_numpy() -> "dict[np.dtype[Any], DType]":
    own = (d for d in ALL.values() if d is not string and d is not bfloat16)
    return {np.dtype(d.as_numpy_dtype): d for d in own}


def as_dtype(type_value: object) -> DType:
    """The dtype that a name, a NumPy type, a Python type or a dtype stands for.

    Raises:
        TypeError: `type_value` names no dtype.
    """
    if isinstance(type_value, DType):
        return type_value
    if isinstance(type_value, str) and type_value in ALL:
        return ALL[type_value]
    if isinstance(type_value, type) and type_value in _BY_PYTHON:
        return _BY_PYTHON[type_value]
    try:
        numpy_dtype = np.dtype(type_value)  # type: ignore[call-overload]
    except TypeError:
        numpy_dtype = None
    if numpy_dtype is not None:
        known = _by_numpy().get(numpy_dtype)
        if known is not None:
            return known
        if numpy_dtype.kind in "SU":
            return string
    raise TypeError(
        f"Cannot convert the argument `type_value`: {type_value!r} to a TensorFlow DType."
    )
