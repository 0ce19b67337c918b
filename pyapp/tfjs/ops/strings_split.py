"""Strings taken apart into rows of pieces, and pieces put together to n-grams."""

import itertools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from tfjs import _dispatch, dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor
from tfjs.ops._shapes import canonical_axis, static_int, static_ints
from tfjs.ops.ragged_conversion import ragged_from_tensor
from tfjs.ops.rows import splits_of_lengths
from tfjs.ops.strings_values import read, string_tensor, strings, text, vector
from tfjs.ragged_tensor import RaggedTensor
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike
    from tfjs.ragged_tensor import Values


def taken_apart(
    value: "TensorLike | RaggedTensor",
    pieces: Callable[[bytes], Sequence[Any]],
    tensor_of: Callable[[Sequence[Any]], Tensor],
    op: str,
) -> "Values":
    """Each string as a row of pieces.

    Args:
        value: Strings, a tensor or ragged.
        pieces: Takes one string apart.
        tensor_of: Makes a vector of all pieces.
        op: For messages.

    Returns:
        A vector for a scalar; otherwise ragged, with one dimension more than `value`.
    """
    if isinstance(value, RaggedTensor):
        if len(value.flat_values.shape) == 1:
            return value.with_flat_values(_rows(value.flat_values, pieces, tensor_of, op))
        inner = ragged_from_tensor(value.flat_values, None, None, 1, dtypes.int64)
        return taken_apart(value.with_flat_values(inner), pieces, tensor_of, op)
    x = string_tensor(value, op)
    if x.ndim == 0:
        return tensor_of(pieces(x.numpy()))
    if x.ndim == 1:
        return _rows(x, pieces, tensor_of, op)
    ragged = ragged_from_tensor(x, None, None, x.ndim - 1, dtypes.int64)
    return taken_apart(ragged, pieces, tensor_of, op)


def _rows(
    x: Tensor,
    pieces: Callable[[bytes], Sequence[Any]],
    tensor_of: Callable[[Sequence[Any]], Tensor],
    op: str,
) -> RaggedTensor:
    rows = [pieces(item) for item in read(x, op)]
    flat = [piece for row in rows for piece in row]
    return RaggedTensor(tensor_of(flat), splits_of_lengths([len(row) for row in rows]))


def split(
    input: "TensorLike | RaggedTensor",
    sep: "TensorLike | None" = None,
    maxsplit: int = -1,
    name: str | None = None,
) -> "Values":
    """The pieces of each string between separators.

    Args:
        input: Strings, a tensor or ragged.
        sep: What separates; white space, any amount of it, if None or empty.
        maxsplit: How many separators count at most; all if negative.

    Returns:
        A vector for a scalar; otherwise ragged, with one dimension more than `input`.
    """
    between = b"" if sep is None else text(sep, "split", "sep")
    limit = static_int(maxsplit, "split", "maxsplit")

    def pieces(item: bytes) -> list[bytes]:
        if limit == 0:
            return [item]
        return item.split(between or None, max(limit, -1))

    return taken_apart(input, pieces, vector, "split")


def bytes_split(input: "TensorLike | RaggedTensor", name: str | None = None) -> "Values":
    """The bytes of each string.

    Args:
        input: Strings, a tensor or ragged.

    Returns:
        A vector for a scalar; otherwise ragged, with one dimension more than `input`.
    """

    def pieces(item: bytes) -> list[bytes]:
        return [item[i : i + 1] for i in range(len(item))]

    return taken_apart(input, pieces, vector, "bytes_split")


def ngrams(
    data: "TensorLike | RaggedTensor",
    ngram_width: int | Sequence[int],
    separator: str = " ",
    pad_values: str | tuple[str, str] | None = None,
    padding_width: int | None = None,
    preserve_short_sequences: bool = False,
    name: str | None = None,
) -> "Values":
    """Neighbors in each row, put together.

    Args:
        data: Strings; the last dimension holds rows.
        ngram_width: How many neighbors; of several widths, all of the first come first.
        separator: Goes between neighbors.
        pad_values: What stands before and behind a row, one string for both sides or a pair; no
            padding if None.
        padding_width: How many of it, one less than the width at most; just that if None.
        preserve_short_sequences: Whether a row too short for any width becomes one n-gram.

    Returns:
        A vector for a vector; ragged otherwise, or a tensor if `data` is one.

    Raises:
        InvalidArgumentError: A width below 1, or a negative `padding_width`.
        TypeError: `pad_values` that are no strings.
    """
    op = "ngrams"
    widths = static_ints(ngram_width, op, "ngram_width")
    if min(widths, default=0) < 1:
        raise InvalidArgumentError(f"{op}: All ngram_widths must be greater than 0", op=op)
    if padding_width is not None and padding_width < 1:
        raise InvalidArgumentError(f"{op}: padding_width must be greater than 0", op=op)
    most = 0 if pad_values is None else padding_width
    fill = _pads(pad_values)

    def of_row(row: list[bytes]) -> list[bytes]:
        found: list[bytes] = []
        for width in widths:
            count = width - 1 if most is None else min(most, width - 1)
            padded = [fill[0]] * count + row + [fill[1]] * count
            found += [
                separator.encode().join(padded[i : i + width])
                for i in range(len(padded) - width + 1)
            ]
        if not found and preserve_short_sequences and row:
            count = most or 0
            found.append(separator.encode().join([fill[0]] * count + row + [fill[1]] * count))
        return found

    if isinstance(data, RaggedTensor):
        return _grams(data, of_row)
    x = string_tensor(data, op, "data")
    if x.ndim == 0:
        raise InvalidArgumentError(f"{op}: expected data of rank 1 or more.", op=op)
    if x.ndim == 1:
        return vector(of_row(list(read(x, op))))
    ragged = ragged_from_tensor(x, None, None, x.ndim - 1, dtypes.int64)
    return _grams(ragged, of_row).to_tensor(default_value="")


def _pads(pad_values: Any) -> list[bytes]:
    """What stands before and behind a row."""
    pads = (pad_values, pad_values) if isinstance(pad_values, str | bytes) else pad_values
    if pads is None:
        return [b"", b""]
    if len(pads) != 2 or not all(isinstance(p, str | bytes) for p in pads):
        raise TypeError(f"ngrams: pad_values must be a string, or a pair. Received: {pads!r}.")
    return [p.encode() if isinstance(p, str) else p for p in pads]


def _grams(ragged: RaggedTensor, of_row: Callable[[list[bytes]], list[bytes]]) -> RaggedTensor:
    inner = ragged._values
    if isinstance(inner, RaggedTensor):
        return ragged.with_values(_grams(inner, of_row))
    items = list(read(inner, "ngrams"))
    splits = ragged._splits
    rows = [of_row(items[a:b]) for a, b in itertools.pairwise(splits)]
    flat = vector([gram for row in rows for gram in row])
    return RaggedTensor(flat, splits_of_lengths([len(r) for r in rows]), ragged._splits_dtype)


@_dispatch.register("RaggedTensor", "reduce_join")
def ragged_reduce_join(
    inputs: RaggedTensor,
    axis: Any = None,
    keepdims: bool = False,
    separator: str = "",
    name: str | None = None,
) -> Any:
    """Strings of each row, one after the other; `axis` is the last one, or None for all.

    Raises:
        ValueError: Another axis.
    """
    between = separator.encode()
    if axis is None:
        items = read(inputs.flat_values, "reduce_join").reshape(-1)
        return strings([between.join(items)], ())
    rank = len(inputs.shape)
    axes = [canonical_axis(a, rank, "reduce_join") for a in static_ints(axis, "join", "axis")]
    result: Values = inputs
    for at in sorted(axes, reverse=True):
        if at != len(result.shape) - 1:
            raise ValueError("reduce_join: a ragged tensor is joined along its last axes only.")
        result = _joined_rows(result, between)
    return result


def _joined_rows(values: "Values", between: bytes) -> "Values":
    if isinstance(values, RaggedTensor) and len(values.shape) > 2:
        return values.with_values(_joined_rows(values._values, between))
    if isinstance(values, RaggedTensor):
        items = list(read(cast("Tensor", values._values), "reduce_join"))
        splits = values._splits
        return vector(between.join(items[a:b]) for a, b in itertools.pairwise(splits))
    array = np.asarray(as_tensor(values).numpy())
    rows = array.reshape(-1, array.shape[-1])
    return strings((between.join(row) for row in rows), array.shape[:-1])
