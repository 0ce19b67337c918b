"""Strings on their way in and out: bytes in NumPy arrays. No backend computes with them.

Every operation of `tf.strings` but `to_hash_bucket_fast` works in Python on bytes that it reads, so
a `tf.function` that uses one on its arguments runs eagerly.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.dtypes import DType
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops.shaping import sizes_of
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tfjs._typing import TensorLike

Bytes = bytes


def string_tensor(value: "TensorLike", op: str, argument: str = "input") -> Tensor:
    """`value` as a tensor of strings.

    Raises:
        InvalidArgumentError: A tensor of something else.
        TypeError: Python values of something else.
    """
    if isinstance(value, list | tuple) and not np.size(np.asarray(value, object)):
        value = np.zeros(np.shape(value), object)
    x = as_tensor(value, op=op)
    if x.dtype is not dtypes.string and not isinstance(value, Tensor | Variable):
        raise TypeError(f"{op}: Cannot convert {value!r:.200} to EagerTensor of dtype string")
    if x.dtype is not dtypes.string:
        raise InvalidArgumentError(
            f"{op}: expected `{argument}` of dtype string. Received: {x.dtype.name} {x.shape}.",
            op=op,
        )
    return x


def read(value: "TensorLike", op: str, argument: str = "input") -> "NDArray[np.object_]":
    """The bytes of a tensor of strings, as an array of its shape."""
    x = string_tensor(value, op, argument)
    array: NDArray[np.object_] = np.empty(sizes_of(x), np.object_)
    array[...] = x.numpy()
    return array


def text(value: "TensorLike", op: str, argument: str) -> bytes:
    """One string.

    Raises:
        InvalidArgumentError: More than one.
    """
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, bytes):
        return value
    array = read(value, op, argument)
    if array.ndim:
        raise InvalidArgumentError(
            f"{op}: expected `{argument}` to be a scalar. Received: shape {array.shape}.", op=op
        )
    return bytes(array.item())


def strings(items: Iterable[bytes], shape: tuple[int, ...]) -> Tensor:
    """A tensor of strings from their bytes in row-major order."""
    flat = list(items)
    array = np.empty(len(flat), object)
    array[:] = flat
    return Tensor(_bridge.upload(array.reshape(shape), "string"), dtypes.string)


def vector(items: Iterable[bytes]) -> Tensor:
    """A vector of strings."""
    flat = list(items)
    return strings(flat, (len(flat),))


def mapped(value: "TensorLike", change: Callable[[bytes], bytes], op: str) -> Tensor:
    """Each string changed by itself."""
    array = read(value, op)
    return strings(map(change, array.reshape(-1)), array.shape)


def measured(value: "TensorLike", measure: Callable[[bytes], Any], dtype: DType, op: str) -> Tensor:
    """A number for each string."""
    array = read(value, op)
    numbers = [measure(item) for item in array.reshape(-1)]
    flat = np.array(numbers, dtype.as_numpy_dtype).reshape(array.shape)
    return from_array(flat, dtype, None, op)
