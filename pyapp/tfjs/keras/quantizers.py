"""`tf.keras.quantizers`: values as integers of 8 and of 4 bits, and back.

Layers do not compute with them here (`Layer.quantize` is not there): every dtype computes in
float32, so that nothing would become faster.
"""

from typing import Any

import numpy as np

from tfjs import quantization
from tfjs.keras import ops
from tfjs.keras.engine.dtypes import standardize_dtype
from tfjs.keras.saving import serialization
from tfjs.ops._arguments import as_tensor
from tfjs.tensor import Tensor

_EPSILON = 1e-7


class Quantizer:
    """Base of the quantizers: gives back what it is called with.

    Args:
        output_dtype: Of what comes out.
    """

    def __init__(self, output_dtype: str = "int8") -> None:
        self.output_dtype = output_dtype

    def __call__(self, x: Any) -> Any:
        """The quantized values."""
        return x

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> "Quantizer":
        """One with these arguments."""
        return cls(**config)

    def get_config(self) -> dict[str, Any]:
        """The arguments that make an equal one."""
        raise NotImplementedError(f"{self} does not implement get_config()")


def abs_max_quantize(
    inputs: Any,
    axis: Any,
    value_range: Any = (-127, 127),
    dtype: Any = "int8",
    epsilon: float = _EPSILON,
    to_numpy: bool = False,
) -> tuple[Tensor, Tensor]:
    """Whole numbers in proportion to values, the largest one of an axis at the range's end.

    Args:
        inputs: Floating, any shape.
        axis: Along which values share a scale; an int or several.
        value_range: Smallest and largest number.
        dtype: Of the numbers.
        epsilon: Added to the largest value.
        to_numpy: Accepted; the numbers are the same.

    Returns:
        The numbers, and what values were multiplied by, with sizes of 1 along `axis`.
    """
    x = as_tensor(inputs)
    largest = ops.max(ops.abs(x), axis=axis, keepdims=True)
    scale = ops.cast(ops.divide(value_range[1], ops.add(largest, epsilon)), x.dtype)
    whole = ops.clip(ops.round(ops.multiply(x, scale)), value_range[0], value_range[1])
    return ops.cast(whole, dtype), scale


class AbsMaxQuantizer(Quantizer):
    """`abs_max_quantize` as an object.

    Args:
        axis: Used where the call says none; -1 if None.
        value_range: Smallest and largest number.
        epsilon: Added to the largest value.
        output_dtype: Of the numbers.

    Raises:
        ValueError: A range that int8 does not hold.
    """

    def __init__(
        self,
        axis: Any = None,
        value_range: Any = (-127, 127),
        epsilon: float = _EPSILON,
        output_dtype: str = "int8",
    ) -> None:
        super().__init__(output_dtype)
        self.axis = (axis,) if isinstance(axis, int) else None if axis is None else tuple(axis)
        self.value_range = value_range
        self.epsilon = epsilon
        if output_dtype == "int8" and (value_range[0] < -128 or value_range[1] > 127):
            raise ValueError(
                "Quantizer with output_dtype='int8' requires value_range to be within the interval "
                f"[-128, 127]. Received: value_range={value_range}"
            )

    def __call__(self, x: Any, axis: Any = None, to_numpy: bool = False) -> Any:
        """The numbers and their scale."""
        chosen = axis if axis is not None else self.axis if self.axis is not None else -1
        return abs_max_quantize(x, chosen, self.value_range, self.output_dtype, self.epsilon)

    def get_config(self) -> dict[str, Any]:
        """All arguments."""
        own = {"value_range": self.value_range, "epsilon": self.epsilon}
        own["output_dtype"] = self.output_dtype
        return own if self.axis is None else own | {"axis": self.axis}


def fake_quant_with_min_max_vars(
    inputs: Any,
    min_vals: Any,
    max_vals: Any,
    num_bits: int = 8,
    narrow_range: bool = False,
    axis: int | None = None,
) -> Tensor:
    """Values as if they had been stored in `num_bits` bits between two bounds.

    Args:
        inputs: Floating.
        min_vals: Smallest value; one for each place of `axis` if given.
        max_vals: Largest value, likewise.
        num_bits: From 2 to 16.
        narrow_range: Whether the smallest number of these bits is left out.
        axis: Along which bounds differ.
    """
    x, low, high = (as_tensor(value) for value in (inputs, min_vals, max_vals))
    options: dict[str, Any] = {"num_bits": int(num_bits), "narrow_range": narrow_range}
    if axis is None:
        low, high = ops.reshape(low, ()), ops.reshape(high, ())
        return quantization.fake_quant_with_min_max_vars(x, low, high, **options)
    last = ops.swapaxes(x, axis, -1)
    found = quantization.fake_quant_with_min_max_vars_per_channel(last, low, high, **options)
    return ops.swapaxes(found, -1, axis)


def pack_int4(arr: Any, axis: int = 0, dtype: str = "int8") -> tuple[Tensor, tuple[int, ...], int]:
    """Numbers of 4 bits, two of them in each number of 8.

    Args:
        arr: Of this dtype, from -8 to 7, or from 0 to 15.
        axis: Along which neighbors go together.
        dtype: "int8" or "uint8".

    Returns:
        The numbers, their shape, and how many there were along `axis`.

    Raises:
        ValueError: Another dtype was asked for.
        TypeError: `arr` is of another dtype.
    """
    _check_bytes(dtype)
    if standardize_dtype(arr.dtype) != dtype:
        raise TypeError(f"Expected {dtype} tensor for packing, got {standardize_dtype(arr.dtype)}.")
    values = np.moveaxis(np.asarray(arr), axis, 0).astype(np.uint8)
    count = len(values)
    if count % 2:
        values = np.concatenate([values, np.zeros_like(values[:1])])
    packed = (values[::2] & 15) | (values[1::2] << 4)
    packed = np.moveaxis(packed.view(dtype), 0, axis)
    return as_tensor(packed), packed.shape, count


def unpack_int4(packed: Any, orig_len: int, axis: int = 0, dtype: str = "int8") -> Tensor:
    """The numbers that `pack_int4` packed.

    Args:
        packed: int8 or uint8.
        orig_len: How many there were along `axis`.
        axis: As for `pack_int4`.
        dtype: "int8" for -8 to 7, "uint8" for 0 to 15.

    Raises:
        ValueError: Another dtype was asked for.
        TypeError: `packed` is of another one.
    """
    _check_bytes(dtype)
    if standardize_dtype(packed.dtype) not in ("int8", "uint8"):
        raise TypeError(f"Expected int8 or uint8 tensor for unpacking, got {packed.dtype}")
    values = np.moveaxis(np.asarray(packed), axis, 0).view(np.uint8)
    both = np.stack([values & 15, values >> 4], 1).reshape(-1, *values.shape[1:])[:orig_len]
    if dtype == "int8":
        both = ((both ^ 8).astype(np.int8) - 8).astype(np.int8)
    return as_tensor(np.ascontiguousarray(np.moveaxis(both, 0, axis)))


def _check_bytes(dtype: Any) -> None:
    if dtype not in ("int8", "uint8"):
        raise ValueError(f"Expected dtype to be 'int8' or 'uint8', but got '{dtype}'.")


def serialize(initializer: Any) -> Any:
    """A quantizer as a config."""
    return serialization.serialize_keras_object(initializer)


def deserialize(config: Any, custom_objects: dict[str, Any] | None = None) -> Any:
    """The quantizer of a config."""
    known = {"Quantizer": Quantizer, "AbsMaxQuantizer": AbsMaxQuantizer, **(custom_objects or {})}
    return serialization.deserialize_keras_object(config, known)


def get(identifier: Any, **kwargs: Any) -> Any:
    """A quantizer by its name, config or class, or as it is; None for None.

    Raises:
        ValueError: There is none.
    """
    if identifier is None:
        return None
    found = deserialize(identifier) if isinstance(identifier, dict) else identifier
    if isinstance(identifier, str):
        names = {"Quantizer": Quantizer, "AbsMaxQuantizer": AbsMaxQuantizer}
        names |= {"quantizer": Quantizer, "abs_max_quantizer": AbsMaxQuantizer}
        found = names.get(identifier)
    if not callable(found):
        raise ValueError(f"Could not interpret quantizer identifier: {identifier}")
    return found(**kwargs) if isinstance(found, type) else found
