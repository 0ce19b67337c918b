"""Rows sorted into groups, put together by position, kept by a mask."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _bridge, dtypes
from tfjs._dispatch import dispatched
from tfjs.dtypes import INTEGER
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, require_dtype
from tfjs.ops._shapes import canonical_axis, product, static_int
from tfjs.ops.creation import zeros
from tfjs.ops.gathering import gather
from tfjs.ops.joining import concat
from tfjs.ops.shaping import reshaped, sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tfjs._typing import TensorLike

_indices_where = _bridge.Instruction("indicesWhere", "own", op="where")
_partition_places = _bridge.Instruction("partitionPlaces", "own", op="dynamic_partition")
_stitch_places = _bridge.Instruction("stitchPlaces", "own", op="dynamic_stitch")


def rows_at(x: Tensor, places: Tensor) -> Tensor:
    """Rows of a tensor, of any dtype, at computed places."""
    if x.dtype is dtypes.string:  # no backend computes with strings
        values = np.asarray(x.numpy(), object)[np.asarray(places.numpy())]
        return as_tensor(np.asarray(values, object), dtypes.string)
    return gather(x, places, axis=0)


def dynamic_partition(
    data: "TensorLike", partitions: "TensorLike", num_partitions: Any, name: str | None = None
) -> list[Tensor]:
    """Sort rows into groups.

    Args:
        data: Shape `partitions.shape + inner`.
        partitions: The group of each row, integers in `[0, num_partitions)`.
        num_partitions: How many groups there are.

    Returns:
        For each group its rows in order, shape `(count,) + inner`.

    Raises:
        InvalidArgumentError: A group that is not there, or shapes that do not go together.
    """
    op = "dynamic_partition"
    x = as_tensor(data, op=op)
    groups = require_dtype(as_tensor(partitions, op=op), INTEGER, op, "partitions")
    count = static_int(num_partitions, op, "num_partitions")
    sizes, places = sizes_of(x), sizes_of(groups)
    if count < 1:
        raise InvalidArgumentError(f"{op}: expected num_partitions >= 1. Received: {count}.", op=op)
    if sizes[: len(places)] != places:
        raise InvalidArgumentError(
            f"{op}: data.shape must start with partitions.shape. Received: {list(sizes)} and "
            f"{list(places)}.",
            op=op,
        )
    rows = reshaped(x, (product(places), *sizes[len(places) :]))
    found = _partition_places.several((groups._slot,), (count,))
    return [rows_at(rows, Tensor(slot, dtypes.int32)) for slot in found]


def dynamic_stitch(
    indices: "Sequence[TensorLike]", data: "Sequence[TensorLike]", name: str | None = None
) -> Tensor:
    """Put rows where indices say; the last one wins where several say the same.

    Args:
        indices: Integers of any shape, for each tensor of `data`.
        data: Each of shape `indices[i].shape + inner`.

    Returns:
        Shape `(largest index + 1,) + inner`; zeros where no index points.

    Raises:
        InvalidArgumentError: A negative index, or shapes that do not go together.
    """
    op = "dynamic_stitch"
    parts = [as_tensor(d, op=op) for d in data]
    places = [require_dtype(as_tensor(_ints(i), op=op), INTEGER, op, "indices") for i in indices]
    if not parts or len(parts) != len(places):
        raise ValueError(f"{op}: expected as many indices as data. Received: {len(places)}.")
    inner = sizes_of(parts[0])[places[0].ndim :]
    flat_parts, flat_places = [], []
    for x, at in zip(parts, places, strict=True):
        sizes = sizes_of(at)
        if sizes_of(x) != (*sizes, *inner):
            raise InvalidArgumentError(
                f"{op}: expected data of shape {[*sizes, *inner]}. Received: {x.shape}.", op=op
            )
        flat_parts.append(reshaped(x, (product(sizes), *inner)))
        flat_places.append(reshaped(at, (product(sizes),)))
    rows = concat([*flat_parts, zeros((1, *inner), parts[0].dtype)], 0)
    joined = concat(flat_places, 0)
    return rows_at(rows, Tensor(_stitch_places((joined._slot,)), dtypes.int32))


def _ints(value: Any) -> Any:
    """An empty list has no dtype of its own."""
    return np.zeros(np.shape(value), np.int32) if isinstance(value, list) and not value else value


@dispatched
def boolean_mask(
    tensor: "TensorLike", mask: "TensorLike", axis: int | None = None, name: str = "boolean_mask"
) -> Tensor:
    """Keep the elements, or slices, where `mask` holds.

    Args:
        tensor: Any shape.
        mask: bool, of the shape of the axes of `tensor` from `axis` on that it covers.
        axis: First axis that `mask` covers; 0 if None.

    Returns:
        The covered axes as one, as long as there are true elements in `mask`.

    Raises:
        ValueError: A scalar mask, or one of another shape.
    """
    x = as_tensor(tensor, op="boolean_mask")
    keep = as_tensor(mask, dtypes.bool, op="boolean_mask")
    at = 0 if axis is None else canonical_axis(axis, x.ndim, "boolean_mask")
    sizes, covered = sizes_of(x), sizes_of(keep)
    if not covered:
        raise ValueError("mask cannot be scalar.")
    if sizes[at : at + len(covered)] != covered:
        raise ValueError(
            f"Shapes {sizes[at : at + len(covered)]} and {covered} are incompatible: boolean_mask "
            f"expects `mask` to cover axes of `tensor` {x.shape} from axis {at}."
        )
    count = product(covered)
    flat = reshaped(x, (*sizes[:at], count, *sizes[at + len(covered) :]))
    found = Tensor(_indices_where((reshaped(keep, (count,))._slot,)), dtypes.int32)
    places = reshaped(found, (sizes_of(found)[0],))
    if x.dtype is dtypes.string:
        values = np.take(np.asarray(flat.numpy()), np.asarray(places.numpy()), axis=at)
        return as_tensor(values, dtypes.string)
    return gather(flat, places, axis=at)
