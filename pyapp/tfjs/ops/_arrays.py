"""Python's values as arrays, with the dtype that TensorFlow infers for them.

Lists of Python numbers become int32, or int64 where int32 has not enough room, float32, complex128
or bool; arrays and NumPy's numbers keep their own dtype. As in TensorFlow, real numbers may follow
a complex one in a list, but come before it only where complex128 is asked for.
"""

import array as arrays
from collections.abc import Sequence
from typing import Any

import numpy as np

from tfjs import dtypes
from tfjs.dtypes import DType
from tfjs.tensor_shape import TensorShape

_WHOLE = (int, float)
_NARROWED = {dtypes.float64: dtypes.float32, dtypes.int64: dtypes.int32}


def array_of(
    value: Any, op: str, *, complex_wanted: bool = False
) -> "tuple[np.ndarray[Any, Any], DType, bool]":
    """A value as an array.

    Args:
        value: Anything that NumPy can make an array of.
        op: For messages.
        complex_wanted: Whether complex128 is asked for.

    Returns:
        The array; its dtype; whether that dtype was the value's own, not inferred.

    Raises:
        ValueError: Lists of unequal lengths or of several kinds, or a value of another kind.
    """
    if isinstance(value, TensorShape) and not value.is_fully_defined():
        raise ValueError(f"{op}: Cannot convert a partially known TensorShape {value} to a Tensor.")
    types = leaf_types(value) if isinstance(value, list | tuple) else set()
    number = complex in types and not types.intersection((str, bytes, np.str_, np.bytes_))
    if not (number and (complex_wanted or _first(value) is complex)):
        _check_mixture(value, types, op)
    array = _made(value, types, op)
    if array.dtype == np.object_:
        array = _of_objects(array, types, value, op)
    if array.dtype == np.object_:
        return array, dtypes.string, True
    try:
        own = dtypes.as_dtype(array.dtype)
    except TypeError:
        raise ValueError(
            f"{op}: Failed to convert a NumPy array to a Tensor (Unsupported numpy type: "
            f"{array.dtype})."
        ) from None
    if isinstance(value, memoryview | arrays.array):
        own = dtypes.int32 if own.wraps else _NARROWED.get(own, own)
        return array, own, False
    if isinstance(value, TensorShape) and not value:
        return array.astype(np.int32), dtypes.int32, True
    if hasattr(value, "__array__"):
        return array, own, True
    return array, _inferred(array, own, types), False


def leaf_types(value: Sequence[Any]) -> set[type]:
    """Types of what the innermost lists hold."""
    types = set(map(type, value))
    for kind in (list, tuple):
        if kind in types:
            types.discard(kind)
            for item in value:
                if type(item) is kind:
                    types |= leaf_types(item)
    return types


def _first(value: Any) -> type:
    """Type of the first of all innermost items."""
    while isinstance(value, list | tuple) and value:
        value = value[0]
    return type(value)


def _check_mixture(value: Any, types: set[type], op: str) -> None:
    if type(None) in types:
        raise ValueError(
            f"{op}: Attempt to convert a value (None) with an unsupported type "
            "(<class 'NoneType'>) to a Tensor."
        )
    if len(types) < 2:
        return
    text = types.intersection((str, bytes, np.str_, np.bytes_))
    mixed = (
        (text and len(types) > len(text))
        or (bool in types and not types <= {bool, np.bool_})
        or (complex in types and types.intersection(_WHOLE))
    )
    if mixed:
        raise ValueError(
            f"{op}: Can't convert Python sequence with mixed types to Tensor. "
            f"Received: {value!r:.200}"
        )


def _made(value: Any, types: set[type], op: str) -> "np.ndarray[Any, Any]":
    try:
        # NumPy's own kind of bytes drops zeros at their end.
        if isinstance(value, bytes) or bytes in types:
            return np.asarray(value, object)
        return np.asarray(value)
    except ValueError as error:
        raise ValueError(
            f"{op}: Can't convert non-rectangular Python sequence to Tensor."
        ) from error


def _of_objects(
    array: "np.ndarray[Any, Any]", types: set[type], value: Any, op: str
) -> "np.ndarray[Any, Any]":
    """Text as it is, and numbers that are too large for NumPy's integers as fractions."""
    items = array.reshape(-1).tolist()
    if all(isinstance(item, str | bytes) for item in items):
        return array
    if types and types <= set(_WHOLE):
        if float in types:
            return array.astype(np.float64)
        raise ValueError(
            f"{op}: Can't convert Python sequence with out-of-range integer to Tensor. Received: "
            f"{value!r:.200}"
        )
    bad = value if array.ndim == 0 else next(i for i in items if not isinstance(i, str | bytes))
    raise ValueError(
        f"{op}: Attempt to convert a value ({bad!r:.200}) with an unsupported type ({type(bad)}) "
        "to a Tensor."
    )


def _inferred(array: "np.ndarray[Any, Any]", own: DType, types: set[type]) -> DType:
    if array.size == 0:
        return dtypes.float32
    if own is dtypes.float64 and types.intersection((np.float64, np.ndarray)):
        return own
    if own is dtypes.int64 and (array.min() < -(2**31) or array.max() >= 2**31):
        return own
    if own is dtypes.uint64:
        return dtypes.int64
    return _NARROWED.get(own, own)
