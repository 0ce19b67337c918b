"""Tensors made by a rule: ranges, identity matrices, one-hot rows."""

import builtins
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from tfjs import _bridge, dtypes
from tfjs._dispatch import dispatched
from tfjs.dtypes import INTEGER, NUMERIC, REAL
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array, require_dtype
from tfjs.ops._families import filled
from tfjs.ops._shapes import canonical_axis, static_int, static_ints
from tfjs.ops.casting import cast
from tfjs.ops.comparison import equal, where
from tfjs.ops.math import add, multiply, subtract
from tfjs.ops.shaping import broadcast_to, expand_dims, sizes_of, transpose
from tfjs.tensor import Tensor
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, ShapeLike, TensorLike

_one_hot = _bridge.Instruction("oneHot", op="one_hot")


@overload
def range(limit: Any, /, *, delta: Any = 1, dtype: "DTypeLike | None" = None) -> Tensor: ...
@overload
def range(
    start: Any, limit: Any, delta: Any = 1, dtype: "DTypeLike | None" = None, name: str = "range"
) -> Tensor: ...
def range(
    start: Any,
    limit: Any = None,
    delta: Any = 1,
    dtype: "DTypeLike | None" = None,
    name: str = "range",
) -> Tensor:
    """Numbers from `start` (0 if only one is given) up to, without, `limit` in steps of `delta`.

    The dtype is that of the arguments if None is given: int32 for Python ints, float32 for floats.

    Raises:
        InvalidArgumentError: A step of 0, or in the wrong direction.
    """
    first, last = (0, start) if limit is None else (start, limit)
    wanted = None if dtype is None else dtypes.as_dtype(dtype)
    found = [_number(value, wanted) for value in (first, last, delta)]
    target = wanted or _range_dtype([kind for _, kind in found])
    begin, end, step = (int(n) if target.is_integer else n for n, _ in found)
    if step == 0:
        raise InvalidArgumentError("range: Requires delta != 0: 0", op="range")
    if (step > 0 and begin > end) or (step < 0 and begin < end):
        sign = "<=" if step > 0 else ">="
        raise InvalidArgumentError(
            f"range: Requires start {sign} limit when delta {'>' if step > 0 else '<'} 0. "
            f"Received: start={begin}, limit={end}.",
            op="range",
        )
    if target.is_floating:
        kind = np.float64 if target is dtypes.float64 else np.float32
        values = kind(begin) + np.arange(np.ceil(abs((end - begin) / step))) * kind(step)
    else:
        values = np.arange(begin, end, step)
    return from_array(values.astype(target.as_numpy_dtype), target, None, "range")


def _number(value: Any, wanted: dtypes.DType | None) -> tuple[Any, dtypes.DType]:
    """An argument of `range`, and its dtype; only tensors may be of another one than `wanted`."""
    if type(value) is int and abs(value) < 2**31 and (wanted is None or wanted in REAL):
        return value, wanted or dtypes.int32
    is_tensor = isinstance(value, Tensor | Variable)
    tensor = as_tensor(value, None if is_tensor else wanted, op="range")
    return tensor.numpy().item(), tensor.dtype


def _range_dtype(found: list[dtypes.DType]) -> dtypes.DType:
    order = (dtypes.int32, dtypes.int64, dtypes.float16, dtypes.bfloat16, dtypes.float32)
    ranks = (*order, dtypes.float64)
    for kind in found:
        if kind not in ranks:
            raise TypeError(
                f"range: expected numbers of dtype {', '.join(d.name for d in ranks)}. Received: "
                f"{kind.name}. Use tf.cast, or give `dtype`."
            )
    return max(found, key=ranks.index)


def linspace(
    start: "TensorLike", stop: "TensorLike", num: Any, name: str | None = None, axis: int = 0
) -> Tensor:
    """`num` evenly spaced numbers from `start` to `stop`, both included, along a new axis.

    Integers become float64. `stop` takes the dtype of `start`.

    Raises:
        InvalidArgumentError: A negative `num`, or an axis that is not there.
    """
    first = as_tensor(start, op="linspace")
    last = as_tensor(stop, first.dtype, op="linspace")
    require_dtype(first, NUMERIC, "linspace", "start")
    if first.dtype.is_integer:
        first, last = cast(first, dtypes.float64), cast(last, dtypes.float64)
    count = static_int(num, "linspace", "num")
    if count < 0:
        raise InvalidArgumentError(
            f"linspace: expected num >= 0. Received: {count}.", op="linspace"
        )
    place = canonical_axis(axis, max(first.ndim, last.ndim) + 1, "linspace")
    computed = isinstance(start, Tensor | Variable) or isinstance(stop, Tensor | Variable)
    if computed and count > 0 and (_bridge.is_taping() or _bridge.is_recording()):
        return _between(first, last, count, place)
    values = np.linspace(first.numpy(), last.numpy(), count, axis=place)
    return from_array(np.asarray(values, first.dtype.as_numpy_dtype), first.dtype, None, "linspace")


def _between(first: Tensor, last: Tensor, count: int, place: int) -> Tensor:
    """`linspace` of what is not to be read: as tapes and programs need it."""
    rank = max(first.ndim, last.ndim)
    steps = np.linspace(0.0, 1.0, count).reshape([-1, *[1] * (rank - place)])
    share = from_array(steps.astype(first.dtype.as_numpy_dtype), first.dtype, None, "linspace")
    sizes = sizes_of(first if first.ndim == rank else last)
    ends = (x if x.ndim == rank else broadcast_to(x, sizes) for x in (first, last))
    low, high = (expand_dims(x, place) for x in ends)
    return add(multiply(low, subtract(1.0, share)), multiply(high, share))


def eye(
    num_rows: Any,
    num_columns: Any = None,
    batch_shape: "ShapeLike | None" = None,
    dtype: "DTypeLike" = dtypes.float32,
    name: str | None = None,
) -> Tensor:
    """Ones on the diagonal and zeros elsewhere: shape `batch_shape + (num_rows, num_columns)`."""
    rows = static_int(num_rows, "eye", "num_rows")
    columns = rows if num_columns is None else static_int(num_columns, "eye", "num_columns")
    if min(rows, columns) < 0:
        raise InvalidArgumentError(
            f"eye: num_rows and num_columns must be non-negative. Received: {rows}, {columns}.",
            op="eye",
        )
    kind = dtypes.as_dtype(dtype)
    matrix = from_array(np.eye(rows, columns, dtype=kind.as_numpy_dtype), kind, None, "eye")
    if batch_shape is None:
        return matrix
    batch = static_ints(batch_shape, "eye", "batch_shape")
    return broadcast_to(matrix, (*batch, rows, columns))


@dispatched
def one_hot(
    indices: "TensorLike",
    depth: Any,
    on_value: "TensorLike | None" = None,
    off_value: "TensorLike | None" = None,
    axis: int | None = None,
    dtype: "DTypeLike | None" = None,
    name: str | None = None,
) -> Tensor:
    """Rows of `off_value` with `on_value` at the index; an index outside `[0, depth)` sets nothing.

    Args:
        indices: Any shape, integers.
        depth: Length of the new axis.
        on_value: 1 if None.
        off_value: 0 if None.
        axis: Where the new axis goes; last if None.
        dtype: That of the values; float32 if there are none.
    """
    empty = isinstance(indices, list | tuple) and not indices
    places = as_tensor(indices, dtypes.int32 if empty else None, op="one_hot")
    require_dtype(places, INTEGER, "one_hot", "indices")
    count = static_int(depth, "one_hot", "depth")
    kind = None if dtype is None else dtypes.as_dtype(dtype)
    given = [as_tensor(v, kind, op="one_hot") for v in (on_value, off_value) if v is not None]
    kind = kind or (given[0].dtype if given else dtypes.float32)
    if len(given) < 2 and not kind.is_numeric:
        raise TypeError(
            f"one_hot: expected `on_value` and `off_value` for dtype {kind.name}, which has no "
            "numbers. Received: one of them, or none."
        )
    if count >= 2:
        ones = Tensor(_one_hot((places._slot,), (count, 1, 0, "int32")), dtypes.int32)
    elif count >= 0:  # too few for the kernel
        first = equal(expand_dims(places, -1), cast(0, places.dtype))
        ones = cast(
            first if count else filled((*sizes_of(places), 0), 0, dtypes.bool), dtypes.int32
        )
    else:
        raise InvalidArgumentError(
            f"one_hot: depth must be non-negative. Received: depth={count}.", op="one_hot"
        )
    if on_value is None and off_value is None:
        out = cast(cast(ones, dtypes.float32), kind) if kind.is_complex else cast(ones, kind)
    else:
        on = as_tensor(1 if on_value is None else on_value, hint=kind, op="one_hot")
        off = as_tensor(0 if off_value is None else off_value, hint=kind, op="one_hot")
        out = where(cast(ones, dtypes.bool), on, off)
    if axis is None or axis == -1 or axis == places.ndim:
        return out
    at = canonical_axis(axis, places.ndim + 1, "one_hot")
    order = list(builtins.range(places.ndim))
    order.insert(at, places.ndim)
    return transpose(out, order)
