"""Strings changed, measured, joined and cut; where this happens is told in strings_values.py."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from tfjs import _dispatch, dtypes
from tfjs._dispatch import elementwise
from tfjs.dtypes import INTEGER
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, require_dtype
from tfjs.ops._shapes import broadcast_shape, canonical_axis, static_int, static_ints
from tfjs.ops.strings_values import mapped, measured, read, strings
from tfjs.printing import array_text
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import AxisLike, TensorLike

Unit = Literal["BYTE", "UTF8_CHAR"]


@elementwise
def lower(input: "TensorLike", encoding: str = "", name: str | None = None) -> Tensor:
    """Capital letters as small ones.

    Args:
        input: Strings.
        encoding: Empty for ASCII letters only, `"utf-8"` for all.
    """
    if _is_ascii(encoding, "lower"):
        return mapped(input, bytes.lower, "lower")
    return mapped(input, lambda s: _as_text(s).lower().encode("utf-8", "surrogateescape"), "lower")


@elementwise
def upper(input: "TensorLike", encoding: str = "", name: str | None = None) -> Tensor:
    """Small letters as capital ones.

    Args:
        input: Strings.
        encoding: Empty for ASCII letters only, `"utf-8"` for all.
    """
    if _is_ascii(encoding, "upper"):
        return mapped(input, bytes.upper, "upper")
    return mapped(input, lambda s: _as_text(s).upper().encode("utf-8", "surrogateescape"), "upper")


def _is_ascii(encoding: str, op: str) -> bool:
    if encoding not in ("", "utf-8"):
        raise InvalidArgumentError(
            f'{op}: expected encoding "" or "utf-8". Received: encoding={encoding!r}.', op=op
        )
    return not encoding


def _as_text(item: bytes) -> str:
    return item.decode("utf-8", "surrogateescape")


@elementwise
def strip(input: "TensorLike", name: str | None = None) -> Tensor:
    """Strings without white space at their ends."""
    return mapped(input, bytes.strip, "strip")


@elementwise
def length(input: "TensorLike", unit: Unit = "BYTE", name: str | None = None) -> Tensor:
    """How long each string is, int32.

    Args:
        input: Strings.
        unit: Counts bytes, or characters of UTF-8.
    """
    count = _character_count if _is_character(unit, "length") else len
    return measured(input, count, dtypes.int32, "length")


def _is_character(unit: str, op: str) -> bool:
    if unit not in ("BYTE", "UTF8_CHAR"):
        raise InvalidArgumentError(
            f"{op}: expected unit BYTE or UTF8_CHAR. Received: unit={unit!r}.", op=op
        )
    return unit == "UTF8_CHAR"


def _character_count(item: bytes) -> int:
    return sum((byte & 0xC0) != 0x80 for byte in item)


@elementwise
def substr(
    input: "TensorLike",
    pos: "TensorLike",
    len: "TensorLike",
    unit: Unit = "BYTE",
    name: str | None = None,
) -> Tensor:
    """A part of each string.

    Args:
        input: Strings.
        pos: Where the part begins; negative from the end. Broadcasts against `input`.
        len: How long it is at most; of the shape and dtype of `pos`.
        unit: Counts bytes, or characters of UTF-8.

    Raises:
        InvalidArgumentError: `pos` outside a string, or shapes that do not go together.
    """
    op = "substr"
    array = read(input, op)
    begins, sizes = (
        np.asarray(require_dtype(as_tensor(n, op=op), INTEGER, op, argument).numpy())
        for n, argument in ((pos, "pos"), (len, "len"))
    )
    if begins.shape != sizes.shape:
        raise InvalidArgumentError(
            f"{op}: pos and len should have the same shape. Received: {begins.shape} and "
            f"{sizes.shape}.",
            op=op,
        )
    characters = _is_character(unit, op)
    shape = broadcast_shape(array.shape, begins.shape, op)
    parts = zip(
        *(np.broadcast_to(a, shape).reshape(-1) for a in (array, begins, sizes)), strict=True
    )
    return strings((_part(s, int(b), int(n), characters) for s, b, n in parts), shape)


def _part(item: bytes, begin: int, size: int, characters: bool) -> bytes:
    units: Any = _split_characters(item) if characters else item
    if not -len(units) <= begin <= len(units):
        raise InvalidArgumentError(
            f"substr: pos {begin} out of range for string {item!r}", op="substr"
        )
    start = begin + len(units) if begin < 0 else begin
    part = units[start : start + max(size, 0)]
    return b"".join(part) if characters else part


def _split_characters(item: bytes) -> list[bytes]:
    starts = [i for i, byte in enumerate(item) if (byte & 0xC0) != 0x80]
    return [item[a:b] for a, b in zip(starts, [*starts[1:], len(item)], strict=True)]


@elementwise
def join(inputs: Sequence["TensorLike"], separator: str = "", name: str | None = None) -> Tensor:
    """Strings at the same place of several tensors, one after the other.

    Args:
        inputs: Tensors of one shape, or scalars.
        separator: Goes between them.

    Raises:
        InvalidArgumentError: Shapes that differ.
    """
    arrays = [read(each, "join", "inputs") for each in inputs]
    if not arrays:
        return strings([b""], ())
    shape = next((a.shape for a in arrays if a.ndim), ())
    if any(a.ndim and a.shape != shape for a in arrays):
        shapes = ", ".join(str(a.shape) for a in arrays)
        raise InvalidArgumentError(
            f"join: expected tensors of one shape, or scalars. Received: {shapes}.", op="join"
        )
    between = separator.encode()
    columns = (np.broadcast_to(a, shape).reshape(-1) for a in arrays)
    return strings((between.join(row) for row in zip(*columns, strict=True)), shape)


@_dispatch.dispatched
def reduce_join(
    inputs: "TensorLike",
    axis: "AxisLike" = None,
    keepdims: bool = False,
    separator: str = "",
    name: str | None = None,
) -> Tensor:
    """Strings along axes, one after the other.

    Args:
        inputs: Strings.
        axis: Along which; the first one given varies fastest. All, in row-major order, if None.
        keepdims: Whether the axes stay, with size 1.
        separator: Goes between strings.

    Raises:
        InvalidArgumentError: An axis that is not there, or twice the same.
    """
    op = "reduce_join"
    array = read(inputs, op)
    given = range(array.ndim) if axis is None else static_ints(axis, op, "axis")[::-1]
    axes = [canonical_axis(a, array.ndim, op) for a in given]
    if len(set(axes)) != len(axes):
        raise InvalidArgumentError(f"{op}: expected distinct axes. Received: axis={axis}.", op=op)
    kept = [i for i in range(array.ndim) if i not in axes]
    outer = [array.shape[i] for i in kept]
    rows = (
        array.transpose(kept + axes).reshape(int(np.prod(outer, dtype=int)), -1)
        if axes
        else (array.reshape(-1, 1))
    )
    sizes = [1 if i in axes else n for i, n in enumerate(array.shape)] if keepdims else outer
    between = separator.encode()
    return strings((between.join(row) for row in rows), tuple(sizes))


def unsorted_segment_join(
    inputs: "TensorLike",
    segment_ids: "TensorLike",
    num_segments: Any,
    separator: str = "",
    name: str | None = None,
) -> Tensor:
    """Strings that share a number, one after the other.

    Args:
        inputs: Strings, shape `segment_ids.shape + inner`.
        segment_ids: Integers in `[0, num_segments)`.
        num_segments: Length of the result.
        separator: Goes between strings.

    Returns:
        Shape `(num_segments,) + inner`; empty strings where there are none.

    Raises:
        InvalidArgumentError: A number out of range, or shapes that do not go together.
    """
    op = "unsorted_segment_join"
    array = read(inputs, op, "inputs")
    ids = np.asarray(as_tensor(segment_ids, op=op).numpy())
    count = static_int(num_segments, op, "num_segments")
    if array.shape[: ids.ndim] != ids.shape:
        raise InvalidArgumentError(
            f"{op}: inputs.shape must start with segment_ids.shape. Received: {array.shape} and "
            f"{ids.shape}.",
            op=op,
        )
    if ids.size and not (ids.min() >= 0 and ids.max() < count):
        raise InvalidArgumentError(f"{op}: a segment id is out of range [0, {count}).", op=op)
    inner = array.shape[ids.ndim :]
    width = int(np.prod(inner, dtype=int))
    groups: list[list[bytes]] = [[] for _ in range(count * width)]
    for number, row in zip(ids.reshape(-1), array.reshape(ids.size, width), strict=True):
        for column, item in enumerate(row):
            groups[number * width + column].append(item)
    between = separator.encode()
    return strings((between.join(g) for g in groups), (count, *inner))


def format(
    template: str,
    inputs: Any,
    placeholder: str = "{}",
    summarize: int = 3,
    name: str | None = None,
) -> Tensor:
    """A scalar string with tensors written into a template.

    Args:
        template: Text with a placeholder for each tensor.
        inputs: A tensor, or a list of them.
        placeholder: What stands for a tensor.
        summarize: How many elements to write at both ends of each dimension; -1 for all.

    Raises:
        ValueError: Another number of placeholders than of tensors.
    """
    items = list(inputs) if isinstance(inputs, list | tuple) else [inputs]
    pieces = template.split(placeholder)
    if len(pieces) != len(items) + 1:
        raise ValueError(
            f"{len(pieces) - 1} placeholder(s) in template does not match {len(items)} tensor(s) "
            "provided as input"
        )
    written = [array_text(np.asarray(as_tensor(i, op="format").numpy()), summarize) for i in items]
    whole = "".join(p + w for p, w in zip(pieces, [*written, ""], strict=True))
    return strings([whole.encode("utf-8", "surrogateescape")], ())
