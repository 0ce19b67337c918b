"""Python values as messages: what `await py(...)` gives to JavaScript.

| Python                                   | JavaScript                                            |
|------------------------------------------|-------------------------------------------------------|
| `None`                                   | `null`                                                |
| `bool`, `str`, `float`                   | boolean, string, number                               |
| `int`                                    | number; a BigInt beyond 2**53                         |
| `list`, `tuple`, `set`, `range`          | array                                                 |
| `dict`, dataclass, named tuple           | plain object (keys become strings)                    |
| `bytes`, `bytearray`, `memoryview`       | `Uint8Array`                                          |
| ndarray, `tf.Tensor`, `tf.Variable`      | typed array with `.shape` and `.dtype`                |
| a pandas frame of up to 100,000 rows     | array of objects, one for each row: `console.table`   |
| a pandas series of up to 100,000 items   | plain object, keys from its index                     |
| dates and times                          | string (ISO 8601)                                     |
| anything else; what nests too deep, or holds itself | its `repr`                                 |
"""

import dataclasses
import datetime
from typing import Any

import numpy as np
from pyodide.ffi import to_js

import tfjs as tf

ARRAY_KEY = "$array"
_MAX_DEPTH = 32
_MAX_ROWS = 100_000
_TYPED = frozenset(
    "int8 uint8 int16 uint16 int32 uint32 int64 uint64 float32 float64".split()  # noqa: SIM905
)


def to_message(value: Any, path: tuple[int, ...] = ()) -> Any:
    """`value` as something that crosses to the page: JSON-like, big ints, and typed arrays.

    Args:
        path: Ids of the containers that hold `value`; one of them inside itself becomes its repr.
    """
    if value is None or isinstance(value, bool | str | float | int):
        return _plain(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return to_js(memoryview(bytes(value)))
    if isinstance(value, tf.Tensor | tf.Variable):
        return _array(value.numpy())
    if isinstance(value, np.generic):
        return to_message(value.item(), path)
    if isinstance(value, np.ndarray):
        return _array(value)
    if id(value) in path or len(path) >= _MAX_DEPTH:
        return repr(value)
    return _container(value, (*path, id(value)))


def _container(value: Any, path: tuple[int, ...]) -> Any:
    """Objects and arrays; the repr of anything that is neither."""
    if type(value).__module__.partition(".")[0] == "pandas" and hasattr(value, "to_dict"):
        return _frame(value, path)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return {f.name: to_message(getattr(value, f.name), path) for f in fields}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, dict):
        return {str(key): to_message(item, path) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset | range):
        return [to_message(item, path) for item in value]
    return repr(value)


def _frame(value: Any, path: tuple[int, ...]) -> Any:
    """Rows of a frame, items of a series; an index that is not just numbers becomes a column."""
    if len(value) > _MAX_ROWS:
        return repr(value)
    if not hasattr(value, "columns"):
        return to_message(value.to_dict(), path)
    if type(value.index).__name__ != "RangeIndex":
        value = value.reset_index(allow_duplicates=True)
    # A row is an object: of columns that share a name, the last is in it.
    value = value.loc[:, ~value.columns.duplicated(keep="last")]
    return to_message(value.to_dict("records"), path)


def _plain(value: Any) -> Any:
    """The base type's value, so that subclasses (enums, `str` kinds) cross as what they are."""
    if value is None or isinstance(value, bool):
        return value
    for base in (str, int, float):
        if isinstance(value, base):
            return base(value)
    return value


def _array(array: np.ndarray[Any, Any]) -> Any:
    """A typed array with its shape, or nested lists for dtypes that JavaScript has no array for."""
    if array.dtype == np.bool_:
        flat = array.astype(np.uint8)
    elif array.dtype == np.float16:
        flat = array.astype(np.float32)
    elif array.dtype.kind == "c":
        flat = np.stack([array.real, array.imag], axis=-1)
    elif array.dtype.name in _TYPED:
        flat = array
    else:
        return to_message(array.tolist())
    if array.ndim == 0 and array.dtype.kind in "biuf":
        return array.item()
    message = {
        ARRAY_KEY: np.ascontiguousarray(flat).reshape(-1),
        "shape": list(array.shape),
        "dtype": array.dtype.name,
    }
    return message
