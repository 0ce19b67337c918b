"""Arguments of one dtype, by Keras's rules: numbers take the tensor's, floats win over integers."""

from typing import Any, Final

import numpy as np

from tfjs import dtypes
from tfjs.dtypes import DType
from tfjs.keras.config import floatx
from tfjs.ops.casting import cast
from tfjs.ops.creation import convert_to_tensor
from tfjs.tensor import Tensor
from tfjs.variable import Variable

_ORDER: Final = (
    *("bool", "uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64"),
    *("float16", "bfloat16", "float32", "float64", "complex64", "complex128"),
)
_RANKS: Final = {name: place for place, name in enumerate(_ORDER)}
_NUMBERS: Final = frozenset({int, float, bool})
_SIGNED: Final = {"uint8": "int16", "uint16": "int32", "uint32": "int64", "uint64": "float32"}


def result_type(*kinds: Any) -> str:
    """Name of the dtype that values of several dtypes are computed in.

    Args:
        *kinds: Dtypes, or `int`, `float` and `bool` for Python's numbers, which do not widen a
            dtype of their own kind.
    """
    weak = [kind for kind in kinds if isinstance(kind, type) and kind in _NUMBERS]
    strong = [
        dtypes.as_dtype(kind).name
        for kind in kinds
        if not (isinstance(kind, type) and kind in _NUMBERS)
    ]
    found = _joined(strong) if strong else ""
    for kind in weak:
        if kind is float and not _floats(found):
            found = floatx()
        elif kind is int and found in ("", "bool"):
            found = "int32"
        elif kind is bool and not found:
            found = "bool"
    return found


def _joined(names: list[str]) -> str:
    found = names[0]
    for name in names[1:]:
        one, two = sorted((found, name), key=lambda n: _RANKS[n])
        if {one, two} == {"float16", "bfloat16"}:
            two = "float32"
        elif one in _SIGNED and two.startswith("int") and _RANKS[one] > _RANKS[f"u{two}"]:
            two = _SIGNED[one]
        elif one.startswith("int") and two.startswith("uint"):
            two = _SIGNED[two]
        elif "int64" in one and two in ("float16", "bfloat16"):
            two = floatx()
        found = two
    return found


def _floats(name: str) -> bool:
    return "float" in name or "complex" in name


def promoted(x1: Any, x2: Any) -> tuple[Tensor, Tensor]:
    """Both arguments as tensors of one dtype."""
    if type(x1) is Tensor and type(x2) is Tensor and x1.dtype is x2.dtype:
        return x1, x2
    kind = dtypes.as_dtype(result_type(kind_of(x1), kind_of(x2)))
    return as_kind(x1, kind), as_kind(x2, kind)


def kind_of(x: Any) -> Any:
    """The dtype of a value, or the type of a Python number."""
    if isinstance(x, Tensor | Variable):
        return x.dtype
    if isinstance(x, bool | int | float):
        return type(x)
    array = np.asarray(x)
    if isinstance(x, np.ndarray | np.generic):
        return array.dtype.name
    return {"f": float, "i": int, "u": int, "b": bool}.get(array.dtype.kind, array.dtype.name)


def as_kind(x: Any, kind: DType) -> Tensor:
    """A value as a tensor of a dtype."""
    if isinstance(x, Tensor | Variable):
        return convert_to_tensor(x) if x.dtype is kind else cast(x, kind)
    if isinstance(x, bool | int | float):
        return cast(x, kind) if isinstance(x, bool) else convert_to_tensor(x, dtype=kind)
    return cast(convert_to_tensor(x), kind)


def floating(x: Any) -> Tensor:
    """A value as a floating tensor; integers become the session's floating dtype."""
    tensor = convert_to_tensor(x)
    if tensor.dtype.is_floating or tensor.dtype.is_complex:
        return tensor
    return cast(tensor, floatx())
