"""Diagonals of matrices: taken out, put in, and bands around them."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops._shapes import product, static_int, static_ints
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.gathering import gather
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.shaping import broadcast_to, expand_dims, reshaped, sizes_of
from tfjs.ops.slicing import stepped
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_ALIGNMENTS = ("RIGHT_LEFT", "LEFT_RIGHT", "LEFT_LEFT", "RIGHT_RIGHT")


def band_part(
    input: "TensorLike", num_lower: Any, num_upper: Any, name: str | None = None
) -> Tensor:
    """Keep a band around the diagonal of matrices, zeros elsewhere; -1 keeps that whole side.

    Raises:
        InvalidArgumentError: Rank below 2, or a band wider than the matrix.
    """
    x = _matrices(input, "band_part")
    rows, columns = sizes_of(x)[-2:]
    lower = static_int(num_lower, "band_part", "num_lower")
    upper = static_int(num_upper, "band_part", "num_upper")
    if lower > rows or upper > columns:
        raise InvalidArgumentError(
            f"band_part: num_lower and num_upper must be less or equal to the number of rows "
            f"({rows}) and columns ({columns}). Received: {lower}, {upper}.",
            op="band_part",
        )
    offset = np.subtract.outer(np.arange(rows), np.arange(columns))
    inside = (offset <= (lower if lower >= 0 else rows)) & (
        -offset <= (upper if upper >= 0 else columns)
    )
    return where(from_array(inside, None, None, "band_part"), x, cast(0, x.dtype))


def diag(
    diagonal: "TensorLike",
    name: str = "diag",
    k: Any = 0,
    num_rows: Any = -1,
    num_cols: Any = -1,
    padding_value: "TensorLike" = 0,
    align: str = "RIGHT_LEFT",
) -> Tensor:
    """Matrices with the given diagonals.

    Args:
        diagonal: Shape `(..., n)` for one diagonal, `(..., diagonals, n)` for several, the highest
            first.
        k: Which: 0 is the main one, above it they are positive; `(lowest, highest)` for several.
        num_rows: Of the matrices; the least that hold the diagonals if -1.
        num_cols: Likewise.
        padding_value: Everywhere else.
        align: How diagonals shorter than `n` lie in their row, those above the main one first.

    Returns:
        Shape `(..., num_rows, num_cols)`.
    """
    x = as_tensor(diagonal, op="diag")
    low, high = _offsets(k, "diag")
    several = high > low
    if x.ndim < 1 + several or (several and sizes_of(x)[-2] != high - low + 1):
        raise InvalidArgumentError(
            f"diag: expected {high - low + 1} diagonals for k={k}. Received: {x.shape}.", op="diag"
        )
    length = sizes_of(x)[-1]
    rows, columns = _sizes(
        static_int(num_rows, "diag", "num_rows"),
        static_int(num_cols, "diag", "num_cols"),
        (length - min(high, 0), length + max(low, 0)),
    )
    lead = sizes_of(x)[: -1 - several]
    places = _places_in_diagonals(rows, columns, low, high, align, length)
    flat = reshaped(x, (*lead, (high - low + 1) * length))
    return _picked(flat, places, cast(padding_value, x.dtype), "diag")


def _sizes(rows: int, columns: int, least: tuple[int, int]) -> tuple[int, int]:
    if rows == -1 and columns == -1:
        return max(least), max(least)
    rows, columns = least[0] if rows == -1 else rows, least[1] if columns == -1 else columns
    if rows < least[0] or columns < least[1] or (rows != least[0] and columns != least[1]):
        raise InvalidArgumentError(
            f"diag: expected matrices of {least[0]} by {least[1]}, with more rows or more columns. "
            f"Received: num_rows={rows}, num_cols={columns}.",
            op="diag",
        )
    return rows, columns


def diag_part(
    input: "TensorLike",
    name: str = "diag_part",
    k: Any = 0,
    padding_value: "TensorLike" = 0,
    align: str = "RIGHT_LEFT",
) -> Tensor:
    """The diagonals of matrices.

    Args:
        input: Shape `(..., rows, columns)`.
        k: Which, as for `diag`.
        padding_value: Fills up those that are shorter than the longest.
        align: As for `diag`.

    Returns:
        Shape `(..., n)` for one diagonal, `(..., diagonals, n)` for several, the highest first.
    """
    x = _matrices(input, "diag_part")
    *batch, rows, columns = sizes_of(x)
    low, high = _checked_offsets(k, rows, columns, "diag_part")
    flat = reshaped(x, (*batch, rows * columns))
    if low == high == 0:
        return stepped(flat, len(batch), 0, min(rows, columns), columns + 1)
    length = max(_length(rows, columns, d) for d in range(low, high + 1))
    places = np.full((high - low + 1, length), -1)
    inside = _places_in_diagonals(rows, columns, low, high, align, length)
    at = np.argwhere(inside >= 0)
    places.reshape(-1)[inside[tuple(at.T)]] = at @ [columns, 1]
    out = _picked(flat, places, cast(padding_value, x.dtype), "diag_part")
    return out if high > low else reshaped(out, (*batch, length))


def set_diag(
    input: "TensorLike",
    diagonal: "TensorLike",
    name: str = "set_diag",
    k: Any = 0,
    align: str = "RIGHT_LEFT",
) -> Tensor:
    """Matrices with diagonals replaced.

    Args:
        input: Shape `(..., rows, columns)`.
        diagonal: As `diag_part` gives them.
        k: Which, as for `diag`.
        align: As for `diag`.

    Raises:
        InvalidArgumentError: Diagonals of other lengths.
    """
    x = _matrices(input, "set_diag")
    *batch, rows, columns = sizes_of(x)
    low, high = _checked_offsets(k, rows, columns, "set_diag")
    values = as_tensor(diagonal, hint=x.dtype, op="set_diag")
    length = max(_length(rows, columns, d) for d in range(low, high + 1))
    wanted = (*batch, *((high - low + 1,) if high > low else ()), length)
    if sizes_of(values) != wanted:
        raise InvalidArgumentError(
            f"set_diag: expected diagonals of shape {list(wanted)}. Received: {values.shape}.",
            op="set_diag",
        )
    if low == high == 0:
        on = from_array(np.eye(rows, columns, dtype=bool), None, None, "set_diag")
        return where(on, expand_dims(values, -1 if rows <= columns else -2), x)
    places = _places_in_diagonals(rows, columns, low, high, align, length)
    flat = reshaped(values, (*batch, (high - low + 1) * length))
    return _picked(flat, places, x, "set_diag")


def tensor_diag(diagonal: "TensorLike", name: str | None = None) -> Tensor:
    """A tensor of twice the rank, zero but where both halves of the index agree."""
    x = as_tensor(diagonal, op="tensor_diag")
    if x.ndim < 1:
        raise InvalidArgumentError(
            "tensor_diag: expected rank >= 1. Received: 0.", op="tensor_diag"
        )
    sizes = sizes_of(x)
    return reshaped(diag(reshaped(x, (product(sizes),))), (*sizes, *sizes))


def tensor_diag_part(input: "TensorLike", name: str | None = None) -> Tensor:
    """What lies where both halves of the index agree; undoes `tensor_diag`.

    Raises:
        InvalidArgumentError: Halves of the shape that differ.
    """
    x = as_tensor(input, op="tensor_diag_part")
    sizes, half = sizes_of(x), x.ndim // 2
    if not half or sizes[:half] != sizes[half:]:
        raise InvalidArgumentError(
            f"tensor_diag_part: expected a shape of two equal halves. Received: {x.shape}.",
            op="tensor_diag_part",
        )
    n = product(sizes[:half])
    return reshaped(diag_part(reshaped(x, (n, n))), sizes[:half])


def trace(x: "TensorLike", name: str | None = None) -> Tensor:
    """Sum of the diagonals of matrices."""
    return reduce_sum(diag_part(x), -1)


def _matrices(value: Any, op: str) -> Tensor:
    x = as_tensor(value, op=op)
    if x.ndim < 2:
        raise InvalidArgumentError(
            f"{op}: input must be at least 2-dim, received shape: {x.shape}.", op=op
        )
    return x


def _offsets(k: Any, op: str) -> tuple[int, int]:
    both = static_ints(k, op, "k")
    low, high = both[0], both[-1]
    if len(both) not in (1, 2) or low > high:
        raise InvalidArgumentError(
            f"{op}: expected k to be one diagonal, or the lowest and the highest. Received: {k}.",
            op=op,
        )
    return low, high


def _checked_offsets(k: Any, rows: int, columns: int, op: str) -> tuple[int, int]:
    low, high = _offsets(k, op)
    if (low <= -rows or high >= columns) and (low, high) != (0, 0):
        raise InvalidArgumentError(
            f"{op}: expected diagonals inside {rows} by {columns}. Received: k={k}.", op=op
        )
    return low, high


def _length(rows: int, columns: int, offset: int) -> int:
    return min(rows + min(offset, 0), columns - max(offset, 0))


def _places_in_diagonals(
    rows: int, columns: int, low: int, high: int, align: str, length: int
) -> "np.ndarray[Any, Any]":
    """For each place of a matrix, where its value lies among the diagonals; -1 if in none."""
    if align not in _ALIGNMENTS:
        raise InvalidArgumentError(
            f"expected align to be one of {_ALIGNMENTS}. Received: {align!r}.", op="diag"
        )
    above, below = align.split("_")
    row, column = np.indices((rows, columns))
    offset = column - row
    size = np.minimum(rows + np.minimum(offset, 0), columns - np.maximum(offset, 0))
    left = np.where(
        offset == 0,
        above == "LEFT" or below == "LEFT",
        np.where(offset > 0, above == "LEFT", below == "LEFT"),
    )
    place = np.minimum(row, column) + np.where(left, 0, length - size)
    inside = (offset >= low) & (offset <= high)
    return np.where(inside, (high - offset) * length + place, -1)


def _picked(flat: Tensor, places: "np.ndarray[Any, Any]", otherwise: Tensor, op: str) -> Tensor:
    """Values of the last axis at `places`, and `otherwise` where those are -1."""
    inside = from_array(places >= 0, None, None, op)
    if sizes_of(flat)[-1] == 0:
        return broadcast_to(otherwise, (*sizes_of(flat)[:-1], *places.shape))
    at = from_array(np.maximum(places, 0).astype(np.int32), None, None, op)
    return where(inside, gather(flat, at, axis=-1), otherwise)
