"""Reductions of the rows that share a number: `tf.math.segment_*` and `unsorted_segment_*`."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.dtypes import FLOATING, INTEGER, NUMERIC, REAL, DType
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, require_dtype
from tfjs.ops._families import filled, wrapped
from tfjs.ops._shapes import product, static_int
from tfjs.ops.arithmetic import truediv
from tfjs.ops.casting import cast
from tfjs.ops.comparison import equal, where
from tfjs.ops.complex import imag, joined, real
from tfjs.ops.gathering import gather, scatter_nd
from tfjs.ops.joining import concat
from tfjs.ops.math import (
    add,
    greater,
    greater_equal,
    is_finite,
    is_nan,
    less,
    logical_and,
    maximum,
    minimum,
    multiply,
    sqrt,
    subtract,
)
from tfjs.ops.reductions import cumsum, reduce_sum
from tfjs.ops.shaping import reshaped, sizes_of
from tfjs.ops.slicing import slice
from tfjs.ops.sorting import argsort
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_sum = _bridge.Instruction("unsortedSegmentSum", op="unsorted_segment_sum")
_range = _bridge.Instruction("segmentRange", "own", op="segment_sum")


class _Segments:
    """Rows and their numbers, checked: `rows` of shape `(count, width)`, `ids` `(count,)`."""

    def __init__(
        self,
        data: Any,
        segment_ids: Any,
        num_segments: Any,
        op: str,
        accepts: frozenset[DType] = NUMERIC,
    ) -> None:
        x = require_dtype(as_tensor(data, op=op), accepts, op, "data")
        ids = _id_tensor(segment_ids, op)
        self.count = static_int(num_segments, op, "num_segments")
        if self.count < 0:
            raise InvalidArgumentError(
                f"{op}: expected num_segments >= 0. Received: {self.count}.", op=op
            )
        sizes, places = sizes_of(x), sizes_of(ids)
        if sizes[: len(places)] != places:
            raise InvalidArgumentError(
                f"{op}: data.shape = {list(sizes)} does not start with segment_ids.shape = "
                f"{list(places)}.",
                op=op,
            )
        _check_on_host(segment_ids, self.count, op)
        self.dtype = x.dtype
        self.inner = sizes[len(places) :]
        self.length = product(places)
        self.rows = reshaped(x, (self.length, product(self.inner)))
        self.ids = reshaped(ids, (self.length,))
        if self.length and not self.count:
            raise InvalidArgumentError(f"{op}: segment_ids are out of range [0, 0).", op=op)

    @property
    def is_empty(self) -> bool:
        return self.count == 0 or 0 in sizes_of(self.rows)

    def shaped(self, result: Tensor) -> Tensor:
        return wrapped(reshaped(result, (self.count, *self.inner)))

    def filled(self, value: float) -> Tensor:
        return filled((self.count, *self.inner), value, self.dtype, (self.rows,))


def _id_tensor(segment_ids: Any, op: str) -> Tensor:
    if not isinstance(segment_ids, Tensor | Variable):
        segment_ids = np.asarray(segment_ids)
        if segment_ids.size == 0:
            segment_ids = segment_ids.astype(np.int32)
    return require_dtype(as_tensor(segment_ids, op=op), INTEGER, op, "segment_ids")


def _check_on_host(segment_ids: Any, count: int, op: str) -> None:
    """Numbers that come from the host are checked; those of a tensor drop out if too large."""
    if isinstance(segment_ids, Tensor | Variable):
        return
    ids = np.asarray(segment_ids)
    if ids.size and ids.max() >= count:
        raise InvalidArgumentError(
            f"{op}: segment_ids = {ids.max()} is out of range [0, {count})", op=op
        )


def unsorted_segment_sum(
    data: "TensorLike", segment_ids: "TensorLike", num_segments: Any, name: str | None = None
) -> Tensor:
    """Sum of the rows that share a number.

    Args:
        data: Shape `segment_ids.shape + inner`, numbers.
        segment_ids: Integers in `[0, num_segments)`; a row with a negative number is left out.
        num_segments: Length of the result.

    Returns:
        Shape `(num_segments,) + inner`; 0 where no row has the number.

    Raises:
        InvalidArgumentError: Shapes that do not go together, a number that is too large.

    Differs from TensorFlow: numbers in a tensor are not checked; those too large are left out.
    """
    return _summed(_Segments(data, segment_ids, num_segments, "unsorted_segment_sum"))


def _summed(parts: _Segments) -> Tensor:
    if parts.is_empty:
        return parts.filled(0)
    if parts.dtype.is_integer:
        return parts.shaped(_summed_integers(parts.rows, parts))
    if parts.dtype.is_complex:
        return parts.shaped(
            joined(_added(real(parts.rows), parts), _added(imag(parts.rows), parts))
        )
    return parts.shaped(_added(parts.rows, parts))


def _added(rows: Tensor, parts: _Segments) -> Tensor:
    return Tensor(_sum((rows._slot, parts.ids._slot), (parts.count,)), rows.dtype)


def _summed_integers(rows: Tensor, parts: _Segments) -> Tensor:
    """Sums of integers, for which TF.js's kernel multiplies by floats; the last row is for others.

    Integers have no gradient, so that of the kernel is not missed.
    """
    ids = cast(parts.ids, dtypes.int32)
    known = logical_and(greater_equal(ids, 0), less(ids, parts.count))
    places = where(known, ids, filled((), parts.count, dtypes.int32))
    width = sizes_of(rows)[1]
    sums = scatter_nd(reshaped(places, (parts.length, 1)), rows, (parts.count + 1, width))
    return slice(sums, [0, 0], [parts.count, width])


def _counts(parts: _Segments) -> Tensor:
    """How many rows each number has, int32, shape `(num_segments, 1)`."""
    return _summed_integers(filled((parts.length, 1), 1, dtypes.int32), parts)


def _divided(parts: _Segments, root: bool) -> Tensor:
    if parts.is_empty:
        return parts.filled(0)
    counts = cast(maximum(_counts(parts), 1), parts.dtype)
    divisor = reshaped(sqrt(counts) if root else counts, (parts.count, *(1 for _ in parts.inner)))
    return truediv(_summed(parts), divisor)


def unsorted_segment_mean(
    data: "TensorLike", segment_ids: "TensorLike", num_segments: Any, name: str | None = None
) -> Tensor:
    """Mean of the rows that share a number; 0 where there are none.

    Arguments and result as for `unsorted_segment_sum`; of integers, the mean is float64.
    """
    return _divided(_Segments(data, segment_ids, num_segments, "unsorted_segment_mean"), False)


def unsorted_segment_sqrt_n(
    data: "TensorLike", segment_ids: "TensorLike", num_segments: Any, name: str | None = None
) -> Tensor:
    """Sum of the rows that share a number, over the square root of how many they are.

    Arguments and result as for `unsorted_segment_sum`; `data` is floating.
    """
    op = "unsorted_segment_sqrt_n"
    floating = require_dtype(as_tensor(data, op=op), FLOATING, op, "data")
    return _divided(_Segments(floating, segment_ids, num_segments, op), True)


def _folded(parts: _Segments, combine: Callable[[Any, Any], Tensor], otherwise: float) -> Tensor:
    """Combine the rows of each number, `otherwise` where there are none.

    Rows are put in the order of their numbers. Then each takes in the row 1, 2, 4 … before it if
    that has the same number, so that the last of a number has taken in all of them: as many steps
    as the logarithm of the number of rows, each a kernel with a gradient.
    """
    if parts.is_empty:
        return parts.filled(otherwise)
    order = argsort(parts.ids)
    x, ids = gather(parts.rows, order), gather(parts.ids, order)
    width = sizes_of(x)[1]
    step = 1
    while step < parts.length:
        rest = parts.length - step
        later, earlier = slice(x, [step, 0], [rest, width]), slice(x, [0, 0], [rest, width])
        same = equal(slice(ids, [step], [rest]), slice(ids, [0], [rest]))
        merged = where(reshaped(same, (rest, 1)), combine(later, earlier), later)
        x = concat([slice(x, [0, 0], [step, width]), merged], 0)
        step *= 2
    counts = _counts(parts)
    left_out = subtract(parts.length, reduce_sum(counts))
    last = subtract(add(cumsum(counts), left_out), 1)
    picked = gather(x, reshaped(maximum(last, 0), (parts.count,)))
    return parts.shaped(where(greater(counts, 0), picked, filled((), otherwise, parts.dtype)))


def _chosen(
    parts: _Segments, combine: Callable[[Any, Any], Tensor], otherwise: float, last: float
) -> Tensor:
    """The largest or smallest row of each number; its gradient is shared by those equal to it.

    NaN is passed over, as in TensorFlow: it becomes the `last` of all numbers.
    """
    if parts.dtype.is_floating:
        parts.rows = where(is_nan(parts.rows), filled((), last, parts.dtype), parts.rows)
    differentiated = _bridge.is_taping() or _bridge.is_recording()  # a tape may see the program
    if not differentiated or parts.is_empty or not parts.dtype.is_floating:
        return _folded(parts, combine, otherwise)
    _bridge.pause_tapes()
    try:
        found = _folded(parts, combine, otherwise)
        flat = reshaped(found, (parts.count, sizes_of(parts.rows)[1]))
        ids = minimum(maximum(cast(parts.ids, dtypes.int32), 0), parts.count - 1)
        own = gather(flat, ids)
        same = equal(parts.rows, own)
        hits = cast(same, parts.dtype)
        shares = Tensor(_sum((hits._slot, parts.ids._slot), (parts.count,)), parts.dtype)
        weights = truediv(hits, gather(maximum(shares, 1.0), ids))
        none = filled(sizes_of(parts.rows), 0, parts.dtype)
    finally:
        _bridge.resume_tapes()
    held = multiply(where(same, parts.rows, none), weights)
    through = Tensor(_sum((held._slot, parts.ids._slot), (parts.count,)), parts.dtype)
    _bridge.pause_tapes()
    try:
        # Both are nearly the same: neither step rounds.
        rest = where(is_finite(flat), subtract(flat, through), filled((), 0, parts.dtype))
    finally:
        _bridge.resume_tapes()
    return parts.shaped(add(rest, through))


def _lowest(dtype: DType) -> float:
    return float(dtype.min) if dtype.is_floating else max(dtype.min, -(2**31))


def _highest(dtype: DType) -> float:
    return float(dtype.max) if dtype.is_floating else min(dtype.max, 2**31 - 1)


def unsorted_segment_max(
    data: "TensorLike", segment_ids: "TensorLike", num_segments: Any, name: str | None = None
) -> Tensor:
    """Largest of the rows that share a number; the lowest number there is where there are none.

    Arguments and result as for `unsorted_segment_sum`.
    """
    parts = _Segments(data, segment_ids, num_segments, "unsorted_segment_max", REAL)
    return _chosen(parts, maximum, _lowest(parts.dtype), -math.inf)


def unsorted_segment_min(
    data: "TensorLike", segment_ids: "TensorLike", num_segments: Any, name: str | None = None
) -> Tensor:
    """Smallest of the rows that share a number; the highest number there is where there are none.

    Arguments and result as for `unsorted_segment_sum`.
    """
    parts = _Segments(data, segment_ids, num_segments, "unsorted_segment_min", REAL)
    return _chosen(parts, minimum, _highest(parts.dtype), math.inf)


def unsorted_segment_prod(
    data: "TensorLike", segment_ids: "TensorLike", num_segments: Any, name: str | None = None
) -> Tensor:
    """Product of the rows that share a number; 1 where there are none.

    Arguments and result as for `unsorted_segment_sum`.
    """
    return _folded(_Segments(data, segment_ids, num_segments, "unsorted_segment_prod"), multiply, 1)


def _in_order(data: Any, segment_ids: Any, op: str) -> _Segments:
    """Rows whose numbers do not decrease; their last one says how many there are."""
    ids = _id_tensor(segment_ids, op)
    if ids.ndim != 1:
        raise InvalidArgumentError(f"{op}: segment_ids should be a vector.", op=op)
    x = as_tensor(data, op=op)
    if x.ndim == 0 or sizes_of(x)[0] != sizes_of(ids)[0]:
        raise InvalidArgumentError(
            f"{op}: segment_ids should be the same size as dimension 0 of input. Received: "
            f"{ids.shape} and {x.shape}.",
            op=op,
        )
    # Only its shape matters: a program checks that against the one that it was recorded with.
    span = Tensor(_range((ids._slot,)), dtypes.int32)
    return _Segments(x, ids, sizes_of(span)[0], op)


def segment_sum(data: "TensorLike", segment_ids: "TensorLike", name: str | None = None) -> Tensor:
    """Sum of the rows that share a number, where numbers are in order.

    Args:
        data: Shape `(count, ...)`, numbers.
        segment_ids: Shape `(count,)`, integers >= 0 that do not decrease.

    Returns:
        Shape `(last + 1, ...)`; 0 where no row has the number.

    Raises:
        InvalidArgumentError: Numbers that decrease or are negative, or not one for each row.
    """
    return _summed(_in_order(data, segment_ids, "segment_sum"))


def segment_mean(data: "TensorLike", segment_ids: "TensorLike", name: str | None = None) -> Tensor:
    """Mean of the rows that share a number, 0 where there are none; see `segment_sum`."""
    parts = _in_order(data, segment_ids, "segment_mean")
    return cast(_divided(parts, False), parts.dtype)


def segment_max(data: "TensorLike", segment_ids: "TensorLike", name: str | None = None) -> Tensor:
    """Largest of the rows that share a number, 0 where there are none; see `segment_sum`."""
    return _chosen(_in_order(data, segment_ids, "segment_max"), maximum, 0, -math.inf)


def segment_min(data: "TensorLike", segment_ids: "TensorLike", name: str | None = None) -> Tensor:
    """Smallest of the rows that share a number, 0 where there are none; see `segment_sum`."""
    return _chosen(_in_order(data, segment_ids, "segment_min"), minimum, 0, math.inf)


def segment_prod(data: "TensorLike", segment_ids: "TensorLike", name: str | None = None) -> Tensor:
    """Product of the rows that share a number, 1 where there are none; see `segment_sum`."""
    return _folded(_in_order(data, segment_ids, "segment_prod"), multiply, 1)
