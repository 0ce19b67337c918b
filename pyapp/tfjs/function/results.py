"""What a traced function returned, as a plan to build the same from a replay's slots."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

import numpy as np

from tfjs import _operators
from tfjs.dtypes import DType
from tfjs.function.signature import components, rebuilt
from tfjs.ops._arguments import as_tensor
from tfjs.tensor import Tensor
from tfjs.tensor_shape import TensorShape
from tfjs.variable import Variable

Build: TypeAlias = Callable[[Iterator[int]], Any]


def planned(value: Any, tensors: list[Tensor]) -> tuple[Any, Build]:
    """The result as the caller gets it, and how to build it from slots; tensors are appended.

    Numbers, strings, arrays and variables become tensors, as in TensorFlow; None and other objects
    stay.
    """
    if isinstance(value, Variable):
        value = value.read_value()  # what it holds now, whatever is assigned later
    elif isinstance(value, np.ndarray | np.generic | bool | int | float | complex | str | bytes):
        value = as_tensor(value)
    if isinstance(value, Tensor):
        if any(value is other for other in tensors):
            value = _operators.ops.identity(value)
        tensors.append(value)
        return value, _one(value.dtype, value.shape)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return _several(list(value), tensors, lambda parts: type(value)(*parts))
    if isinstance(value, list | tuple):
        return _several(list(value), tensors, type(value))
    if isinstance(value, Mapping):
        keys, kind = list(value), type(value)
        made = [value[key] for key in keys]
        return _several(made, tensors, lambda parts: kind(zip(keys, parts, strict=True)))  # type: ignore[call-arg]
    parts = components(value)
    if parts is not None:
        kind, (metadata, tensors_inside) = type(value), parts
        return _several(list(tensors_inside), tensors, lambda new: rebuilt(kind, metadata, new))
    return value, lambda _: value


def _one(dtype: DType, shape: TensorShape) -> Build:
    def build(slots: Iterator[int]) -> Tensor:
        tensor = Tensor(next(slots), dtype)
        tensor._shape = shape
        return tensor

    return build


def _several(
    values: list[Any], tensors: list[Tensor], make: Callable[[list[Any]], Any]
) -> tuple[Any, Build]:
    parts = [planned(value, tensors) for value in values]
    builds = [build for _, build in parts]

    def build(slots: Iterator[int]) -> Any:
        return make([one(slots) for one in builds])

    return make([result for result, _ in parts]), build
