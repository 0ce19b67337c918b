"""How often values occur: counts, histograms, confusion."""

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.dtypes import INTEGER, REAL
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array, require_dtype, same_dtype
from tfjs.ops._families import filled
from tfjs.ops._shapes import product, static_int
from tfjs.ops.arithmetic import truediv
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.math import (
    add,
    floor,
    greater,
    less,
    maximum,
    minimum,
    multiply,
    subtract,
)
from tfjs.ops.reductions import count_nonzero
from tfjs.ops.segments import unsorted_segment_sum
from tfjs.ops.shaping import reshaped, sizes_of, squeeze
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike

_range = _bridge.Instruction("countRange", "own", op="bincount")


def bincount(
    arr: "TensorLike",
    weights: "TensorLike | None" = None,
    minlength: Any = None,
    maxlength: Any = None,
    dtype: "DTypeLike" = dtypes.int32,
    name: str | None = None,
    axis: Literal[0, -1] | None = None,
    binary_output: bool = False,
) -> Tensor:
    """How often each integer from 0 on occurs, or the sum of its weights.

    Args:
        arr: Integers >= 0, any shape; of rank 2 at most if `axis` is -1.
        weights: Shape of `arr`; they are added up in place of ones.
        minlength: The result is at least as long.
        maxlength: The result is at most as long: larger integers are left out.
        dtype: Of the result without `weights`, which decide otherwise.
        axis: 0 or None counts over everything, -1 within each row.
        binary_output: 1 for what occurs, however often.

    Returns:
        Shape `(length,)`, or `(rows, length)` for rows; `length` is one more than the largest
        integer, within the limits given.

    Raises:
        InvalidArgumentError: A negative integer.
        ValueError: `weights` with `binary_output`, or another `axis`.
    """
    op = "bincount"
    x = as_tensor(_whole(arr), op=op)
    x = x if x.dtype.is_integer or x.dtype is dtypes.string else cast(x, dtypes.int32)
    require_dtype(x, INTEGER, op, "arr")
    if weights is not None and binary_output:
        raise ValueError("Arguments `binary_output` and `weights` are mutually exclusive.")
    if axis not in (None, 0, -1):
        raise ValueError(f"Unsupported value for argument axis={axis}. Only 0 and -1 are.")
    if axis == -1 and x.ndim > 2:
        raise ValueError(f"{op}: expected rows of rank 2 at most. Received: arr {x.shape}.")
    per_value = None if weights is None else as_tensor(weights, op=op)
    if per_value is not None and per_value.shape != x.shape:
        raise InvalidArgumentError(
            f"{op}: weights must have the shape of arr. Received: {per_value.shape} and {x.shape}.",
            op=op,
        )
    length = _length(x, minlength, maxlength)
    rows = sizes_of(x)[0] if axis == -1 and x.ndim == 2 else 1
    flat = reshaped(x, (product(sizes_of(x)),))
    kind = dtypes.as_dtype(dtype) if per_value is None else per_value.dtype
    values = (
        filled(sizes_of(flat), 1, kind)
        if per_value is None
        else reshaped(per_value, sizes_of(flat))
    )
    counts = unsorted_segment_sum(values, _numbered(flat, length, rows), length * rows)
    if binary_output:
        counts = cast(greater(counts, cast(0, kind)), kind)
    return reshaped(counts, (rows, length)) if axis == -1 and x.ndim == 2 else counts


def _whole(arr: Any) -> Any:
    """An empty list has no dtype of its own."""
    return np.zeros(np.shape(arr), np.int32) if isinstance(arr, list) and not np.size(arr) else arr


def _length(x: Tensor, minlength: Any, maxlength: Any) -> int:
    # Only its shape matters: a program checks that against the one that it was recorded with.
    length = sizes_of(Tensor(_range((x._slot,)), dtypes.int32))[0]
    if minlength is not None:
        length = max(length, static_int(minlength, "bincount", "minlength"))
    if maxlength is not None:
        length = min(length, static_int(maxlength, "bincount", "maxlength"))
    return length


def _numbered(flat: Tensor, length: int, rows: int) -> Tensor:
    """Where each integer is counted; -1 for those that are left out."""
    places = cast(flat, dtypes.int32)
    if rows > 1:
        across = sizes_of(flat)[0] // rows
        starts = np.repeat(np.arange(rows, dtype=np.int32) * length, across)
        places = add(places, from_array(starts, dtypes.int32, None, "bincount"))
    left_out = filled((), -1, dtypes.int32)
    return where(less(cast(flat, dtypes.int32), length), places, left_out)


def confusion_matrix(
    labels: "TensorLike",
    predictions: "TensorLike",
    num_classes: Any = None,
    weights: "TensorLike | None" = None,
    dtype: "DTypeLike" = dtypes.int32,
    name: str | None = None,
) -> Tensor:
    """How often each class was taken for each: row for the label, column for the prediction.

    Args:
        labels: Classes, shape `(count,)`, integers >= 0. An extra last axis of size 1 is removed.
        predictions: Likewise.
        num_classes: Size of the matrix; one more than the largest class if None.
        weights: Shape `(count,)`; they are added up in place of ones.
        dtype: Of the result.

    Returns:
        Shape `(num_classes, num_classes)`.

    Raises:
        InvalidArgumentError: A class below 0, or not below `num_classes`; shapes that differ.
        ValueError: `weights` of another shape.
    """
    op = "confusion_matrix"
    truth, guess = as_tensor(_whole(labels), op=op), as_tensor(_whole(predictions), op=op)
    if truth.ndim == guess.ndim + 1:
        truth = squeeze(truth, [-1])
    elif guess.ndim == truth.ndim + 1:
        guess = squeeze(guess, [-1])
    if truth.shape != guess.shape:
        raise InvalidArgumentError(
            f"{op}: expected labels and predictions of one shape. Received: {truth.shape} and "
            f"{guess.shape}.",
            op=op,
        )
    kind = dtypes.as_dtype(dtype)
    pairs = [cast(truth, dtypes.int32), cast(guess, dtypes.int32)]
    spans = [sizes_of(Tensor(_range((p._slot,)), dtypes.int32))[0] for p in pairs]
    size = max(spans) if num_classes is None else static_int(num_classes, op, "num_classes")
    if max(spans) > size:
        argument = "labels" if spans[0] > size else "predictions"
        raise InvalidArgumentError(f"{op}: `{argument}` out of bound: a class >= {size}.", op=op)
    places = add(multiply(pairs[0], size), pairs[1])
    values = (
        filled(sizes_of(places), 1, kind)
        if weights is None
        else cast(as_tensor(weights, op=op), kind)
    )
    if values.shape != places.shape:
        raise ValueError(
            f"{op}: expected weights of shape {places.shape}. Received: {values.shape}."
        )
    return reshaped(unsorted_segment_sum(values, places, size * size), (size, size))


def histogram_fixed_width_bins(
    values: "TensorLike",
    value_range: "TensorLike",
    nbins: Any = 100,
    dtype: "DTypeLike" = dtypes.int32,
    name: str | None = None,
) -> Tensor:
    """The bin of each value, among equal ones from `value_range[0]` to `value_range[1]`.

    Args:
        values: Any shape, numbers. Those outside the range fall into the first or last bin.
        value_range: Two numbers, of the dtype of `values`; they are read to be checked.
        nbins: How many bins.
        dtype: Of the result, int32 or int64.

    Raises:
        InvalidArgumentError: A range that is empty, or no bins.
    """
    op = "histogram_fixed_width_bins"
    x, limits = _with_limits(values, value_range, op)
    count = static_int(nbins, op, "nbins")
    if count <= 0:
        raise InvalidArgumentError(f"{op}: nbins should be a positive number.", op=op)
    low, high = cast(limits[0], dtypes.float32), cast(limits[1], dtypes.float32)
    scaled = truediv(subtract(cast(x, dtypes.float32), low), subtract(high, low))
    places = floor(multiply(scaled, float(count)))
    return cast(minimum(maximum(places, 0.0), float(count - 1)), dtype)


def _with_limits(values: Any, value_range: Any, op: str) -> tuple[Tensor, Tensor]:
    x, limits = same_dtype(values, value_range, op)
    require_dtype(x, REAL, op, "values")
    if limits.shape != (2,):
        raise InvalidArgumentError(
            f"{op}: value_range should have two elements. Received: shape {limits.shape}.", op=op
        )
    low, high = limits.numpy()
    if low >= high:
        raise InvalidArgumentError(
            f"{op}: value_range[0] should be less than value_range[1]. Received: [{low}, {high}].",
            op=op,
        )
    return x, limits


def histogram_fixed_width(
    values: "TensorLike",
    value_range: "TensorLike",
    nbins: Any = 100,
    dtype: "DTypeLike" = dtypes.int32,
    name: str | None = None,
) -> Tensor:
    """How many values each bin holds; bins and arguments as for `histogram_fixed_width_bins`.

    Returns:
        Shape `(nbins,)`.
    """
    bins = histogram_fixed_width_bins(values, value_range, nbins)
    flat = reshaped(bins, (product(sizes_of(bins)),))
    ones = filled(sizes_of(flat), 1, dtypes.as_dtype(dtype))
    return unsorted_segment_sum(ones, flat, static_int(nbins, "histogram", "nbins"))


def zero_fraction(value: "TensorLike", name: str | None = None) -> Tensor:
    """What part of all elements is zero, float32; NaN of nothing."""
    x = as_tensor(value, op="zero_fraction")
    size = product(sizes_of(x))
    filled_places = cast(count_nonzero(x), dtypes.float32)
    return truediv(subtract(float(size), filled_places), float(size) if size else 0.0)
