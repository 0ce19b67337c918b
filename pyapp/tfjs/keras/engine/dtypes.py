"""Names of dtypes, as Keras writes them: "float32" whatever was given."""

from typing import Any, Final

from tfjs import dtypes
from tfjs.keras import config

_PYTHON: Final[dict[Any, str]] = {bool: "bool", int: "int64", float: "float32", str: "string"}
FLOATS: Final = frozenset({"float16", "bfloat16", "float32", "float64"})


def standardize_dtype(dtype: Any) -> str:
    """The name of a dtype; the session's floating one if None.

    Args:
        dtype: A name, a `tf.DType`, a NumPy dtype, or one of Python's types.

    Raises:
        ValueError: No dtype.
    """
    if dtype is None:
        return config.floatx()
    if type(dtype) is str and dtype in _known:
        return dtype
    if type(dtype) is dtypes.DType:
        return dtype.name
    try:
        if dtype in _PYTHON:
            return _PYTHON[dtype]
        return dtypes.as_dtype(dtype).name
    except TypeError:
        raise ValueError(f"Invalid dtype: {dtype}") from None


def is_float_dtype(dtype: Any) -> bool:
    """Whether a dtype is floating."""
    return standardize_dtype(dtype) in FLOATS


def is_int_dtype(dtype: Any) -> bool:
    """Whether a dtype is of integers, with or without a sign."""
    return standardize_dtype(dtype).lstrip("u").startswith("int")


_known: Final = frozenset(
    {
        *FLOATS,
        *{"int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"},
        *{"bool", "string", "complex64", "complex128"},
    }
)
