"""Tensors from values."""

from typing import TYPE_CHECKING

import numpy as np

from tfjs import _bridge, dtypes
from tfjs._dispatch import elementwise
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops._families import filled
from tfjs.ops._shapes import static_ints
from tfjs.ops.shaping import broadcast_to, reshaped
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, ShapeLike, TensorLike


def convert_to_tensor(
    value: "TensorLike",
    dtype: "DTypeLike | None" = None,
    dtype_hint: "DTypeLike | None" = None,
    name: str | None = None,
) -> Tensor:
    """Make a tensor of a value; a tensor is returned as it is.

    Args:
        value: Tensor, variable, array, number, string, or nested lists of those.
        dtype: What it must be; found from `value` if None: float32 for Python floats, int32 for
            ints.
        dtype_hint: Tried if `dtype` is None and `value` has no dtype of its own.

    Raises:
        ValueError: A tensor of another dtype; lists of unequal lengths.
        TypeError: A value that cannot be of this dtype.
    """
    if isinstance(value, Variable):
        return as_tensor(value.read_value(), dtype)
    hint = None if dtype_hint is None else dtypes.as_dtype(dtype_hint)
    return as_tensor(value, dtype, hint=hint)


def constant(
    value: "TensorLike",
    dtype: "DTypeLike | None" = None,
    shape: "ShapeLike | None" = None,
    name: str | None = "Const",
) -> Tensor:
    """A new tensor with the given values.

    Args:
        value: Array, number, string, or nested lists.
        dtype: Found from `value` if None: float32 for Python floats, int32 for ints.
        shape: The values are laid out in this shape; a single value fills it.

    Raises:
        TypeError: A value that cannot be of this dtype, or that does not fill `shape`.
    """
    wanted = None if dtype is None else dtypes.as_dtype(dtype)
    if shape is None:
        if isinstance(value, Tensor | Variable):
            if wanted is not None and value.dtype is not wanted:
                raise TypeError(
                    f"constant: Expected tensor {value.numpy()} with dtype {wanted!r}, but got "
                    f"dtype {value.dtype!r}. Use tf.cast."
                )
            return convert_to_tensor(value)
        return as_tensor(value, wanted) if wanted is None else _converted(value, wanted)
    array = np.asarray(value)
    sizes = static_ints(shape, "constant", "shape")
    if array.size == 1:
        array = np.broadcast_to(array.reshape(()), sizes)
    elif array.size != np.prod(sizes, dtype=int):
        raise TypeError(
            f"Eager execution of tf.constant with unsupported shape. Tensor has {array.size} "
            f"elements, but got `shape` {sizes} with {np.prod(sizes, dtype=int)} elements."
        )
    laid_out = array.reshape(sizes)
    hint = dtypes.float32 if array.dtype == np.float64 else dtypes.int32
    return from_array(laid_out, wanted, None if isinstance(value, np.ndarray) else hint, "constant")


def _converted(value: "TensorLike", wanted: dtypes.DType) -> Tensor:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return as_tensor(value, wanted, op="constant")
    return from_array(value, wanted, None, "constant")


def zeros(
    shape: "ShapeLike",
    dtype: "DTypeLike" = dtypes.float32,
    name: str | None = None,
    layout: None = None,
) -> Tensor:
    """A tensor of zeros (False for bool, empty strings for string)."""
    return _everywhere(0, static_ints(shape, "zeros", "shape"), dtypes.as_dtype(dtype))


def ones(
    shape: "ShapeLike",
    dtype: "DTypeLike" = dtypes.float32,
    name: str | None = None,
    layout: None = None,
) -> Tensor:
    """A tensor of ones (True for bool).

    Raises:
        TypeError: Strings.
    """
    if dtypes.as_dtype(dtype) is dtypes.string:
        raise TypeError("ones: expected a dtype of numbers or bool. Received: string.")
    return _everywhere(1, static_ints(shape, "ones", "shape"), dtypes.as_dtype(dtype))


@elementwise
def zeros_like(
    input: "TensorLike",
    dtype: "DTypeLike | None" = None,
    name: str | None = None,
    layout: None = None,
) -> Tensor:
    """Zeros in the shape of `input`, and in its dtype if none is given."""
    x = as_tensor(input, op="zeros_like")
    return zeros(x.shape, x.dtype if dtype is None else dtype)


@elementwise
def ones_like(
    input: "TensorLike",
    dtype: "DTypeLike | None" = None,
    name: str | None = None,
    layout: None = None,
) -> Tensor:
    """Ones in the shape of `input`, and in its dtype if none is given."""
    x = as_tensor(input, op="ones_like")
    return ones(x.shape, x.dtype if dtype is None else dtype)


def fill(
    dims: "ShapeLike", value: "TensorLike", name: str | None = None, layout: None = None
) -> Tensor:
    """A tensor of shape `dims` with the scalar `value` everywhere.

    Raises:
        InvalidArgumentError: `value` is no scalar.
    """
    scalar = as_tensor(value, op="fill")
    if scalar.shape.num_elements() != 1:
        raise InvalidArgumentError(
            f"fill: value must be a scalar. Received: value of shape {scalar.shape}.", op="fill"
        )
    sizes = static_ints(dims, "fill", "dims")
    if min(sizes, default=0) < 0:
        raise InvalidArgumentError(f"fill: Dimension {min(sizes)} must be >= 0", op="fill")
    if scalar.dtype is dtypes.string:
        text = np.full(sizes, np.asarray(scalar.numpy(), object).reshape(()), object)
        return from_array(text, dtypes.string, None, "fill")
    return broadcast_to(reshaped(scalar, ()), sizes)


def _everywhere(value: int, sizes: tuple[int, ...], dtype: dtypes.DType) -> Tensor:
    if min(sizes, default=0) < 0:
        raise InvalidArgumentError(f"fill: Dimension {min(sizes)} must be >= 0", op="fill")
    if dtype is dtypes.string or dtype.is_complex or 0 in sizes:
        blank = b"" if dtype is dtypes.string else value
        array = np.full(sizes, blank, object if dtype is dtypes.string else dtype.as_numpy_dtype)
        return Tensor(_bridge.upload(array, dtype.storage), dtype)
    return filled(sizes, value, dtype)
