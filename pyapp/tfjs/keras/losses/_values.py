"""What losses and metrics are called with, on its way to tensors of one dtype and rank."""

from typing import Any

import numpy as np

from tfjs import dtypes
from tfjs.keras.config import floatx
from tfjs.ops._arguments import as_tensor
from tfjs.ops.casting import cast
from tfjs.ops.shaping import expand_dims, sizes_of, squeeze
from tfjs.tensor import Tensor
from tfjs.variable import Variable

_SHORT = {"float": "float32", "int": "int32"}


def dtype_name(dtype: Any) -> str:
    """The name of the dtype that a loss or metric computes in.

    Args:
        dtype: A dtype or its name, a policy with a `compute_dtype`, or None for
            `keras.config.floatx()`.
    """
    if dtype is None:
        return floatx()
    dtype = getattr(dtype, "compute_dtype", dtype)
    if isinstance(dtype, str):
        dtype = _SHORT.get(dtype, dtype)
    return dtypes.as_dtype(dtype).name


def tensor_of(value: Any, dtype: Any = None) -> Tensor:
    """`value` as a tensor, converted to `dtype` if that is not None; arrays are on the host."""
    if isinstance(value, Tensor | Variable) or hasattr(value, "__tf_tensor__"):
        tensor = as_tensor(value)
        return tensor if dtype is None else cast(tensor, dtype)
    if dtype is None:
        return as_tensor(value)
    if isinstance(value, list | tuple) and _holds_tensors(value):
        return cast(as_tensor(value), dtype)
    target = dtypes.as_dtype(dtype)
    array = np.asarray(value)
    if array.dtype.kind in "biuf":
        array = array.astype(target.as_numpy_dtype)
    return as_tensor(array, target)


def _holds_tensors(values: Any) -> bool:
    if isinstance(values, list | tuple):
        return any(map(_holds_tensors, values))
    return isinstance(values, Tensor | Variable)


def mapped(function: Any, value: Any) -> Any:
    """`function` of a value, or of each one in a dictionary or in a list that holds tensors."""
    if isinstance(value, dict):
        return {key: mapped(function, part) for key, part in value.items()}
    if isinstance(value, list | tuple) and any(_is_part(part) for part in value):
        parts = [mapped(function, part) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else type(value)(parts)
    return function(value)


def _is_part(value: Any) -> bool:
    return isinstance(value, Tensor | Variable | dict)


def mask_of(value: Any) -> Tensor | None:
    """The mask that layers left on their output, or None."""
    return getattr(value, "_keras_mask", None)


def same_rank(x1: Tensor, x2: Tensor, expand_rank_1: bool = True) -> tuple[Tensor, Tensor]:
    """Two tensors whose ranks differ by a last axis of size 1, made equal.

    Args:
        x1: Any shape.
        x2: Any shape.
        expand_rank_1: Whether a vector gets the other's last axis; else that is removed.
    """
    if x1.ndim == x2.ndim + 1 and sizes_of(x1)[-1] == 1:
        if x2.ndim == 1 and expand_rank_1:
            return x1, expand_dims(x2, -1)
        return squeeze(x1, -1), x2
    if x2.ndim == x1.ndim + 1 and sizes_of(x2)[-1] == 1:
        if x1.ndim == 1 and expand_rank_1:
            return expand_dims(x1, -1), x2
        return x1, squeeze(x2, -1)
    return x1, x2


def pair(y_true: Any, y_pred: Any) -> tuple[Tensor, Tensor]:
    """Truth and prediction as tensors of the prediction's dtype, and of one rank."""
    guess = tensor_of(y_pred)
    return same_rank(tensor_of(y_true, guess.dtype), guess)
