"""Text in its encodings: code points, characters, and one encoding into another."""

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np

from tfjs import dtypes
from tfjs._dispatch import elementwise
from tfjs.dtypes import INTEGER
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array, require_dtype
from tfjs.ops.strings_split import taken_apart
from tfjs.ops.strings_values import mapped, strings, vector
from tfjs.ragged_tensor import RaggedTensor
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike
    from tfjs.ragged_tensor import Values

Errors = Literal["strict", "replace", "ignore"]

_WRITTEN: Final = {"UTF-8": "utf-8", "UTF-16-BE": "utf-16-be", "UTF-32-BE": "utf-32-be"}
_READ: Final = {"UTF-16": "utf-16-be", "UTF-32": "utf-32-be", "US-ASCII": "ascii"}


class _Handling(NamedTuple):
    """What to do with what is no text."""

    encoding: str
    errors: str
    replacement: int
    control: bool
    op: str


def _handling(encoding: str, errors: str, replacement: int, control: bool, op: str) -> _Handling:
    if errors not in ("strict", "replace", "ignore"):
        raise InvalidArgumentError(
            f"{op}: errors must be 'strict', 'replace' or 'ignore'. Received: {errors!r}.", op=op
        )
    name = _WRITTEN.get(encoding.upper()) or _READ.get(encoding.upper()) or encoding
    try:
        "".encode(name)
    except LookupError as error:
        raise InvalidArgumentError(
            f"{op}: Could not create converter for input encoding: {encoding}", op=op
        ) from error
    if not 0 <= replacement <= 0x10FFFF:
        raise InvalidArgumentError(
            f"{op}: replacement_char out of unicode codepoint range. Received: {replacement}.",
            op=op,
        )
    return _Handling(name, errors, replacement, bool(control), op)


def _characters(item: bytes, how: _Handling) -> Iterator[tuple[int, int]]:
    """Code points of a text and the bytes where they begin."""
    at = 0
    while at < len(item):
        try:
            good, bad = item[at:].decode(how.encoding), 0
        except UnicodeDecodeError as error:
            good = item[at : at + error.start].decode(how.encoding)
            bad = max(error.end - error.start, 1)
        for character in good:
            point = ord(character)
            if how.control and how.errors == "replace" and point < 0x20:
                point = how.replacement
            yield point, at
            at += len(character.encode(how.encoding))
        if not bad:
            return
        if how.errors == "strict":
            raise InvalidArgumentError(
                f"{how.op}: Invalid formatting on input string: {item!r:.100}", op=how.op
            )
        if how.errors == "replace":
            yield how.replacement, at
        at += bad


def _encoded(points: Sequence[int], how: _Handling) -> bytes:
    text = []
    for point in points:
        if not 0 <= point <= 0x10FFFF or 0xD800 <= point <= 0xDFFF:
            if how.errors == "strict":
                raise InvalidArgumentError(
                    f"{how.op}: Code point is out of range for Unicode, or a noncharacter: "
                    f"{point}.",
                    op=how.op,
                )
            if how.errors == "ignore":
                continue
            point = how.replacement
        text.append(chr(point))
    return "".join(text).encode(how.encoding)


def _written(encoding: str, op: str) -> str:
    if encoding not in _WRITTEN:
        raise InvalidArgumentError(
            f"{op}: expected output_encoding UTF-8, UTF-16-BE or UTF-32-BE. Received: "
            f"{encoding!r}.",
            op=op,
        )
    return _WRITTEN[encoding]


def _int32(items: Sequence[int]) -> Tensor:
    return from_array(np.array(items, np.int32), dtypes.int32, None, "unicode_decode")


def _int64(items: Sequence[int]) -> Tensor:
    return from_array(np.array(items, np.int32), dtypes.int64, None, "unicode_decode")


def unicode_decode(
    input: "TensorLike | RaggedTensor",
    input_encoding: str,
    errors: Errors = "replace",
    replacement_char: int = 0xFFFD,
    replace_control_characters: bool = False,
    name: str | None = None,
) -> "Values":
    """The code points of each text.

    Args:
        input: Strings, a tensor or ragged.
        input_encoding: `"UTF-8"`, `"UTF-16-BE"`, `"UTF-32-BE"`, or one that Python knows.
        errors: What is no text raises (`"strict"`), becomes `replacement_char` or is left out.
        replacement_char: A code point.
        replace_control_characters: Whether those below 32 become `replacement_char` too.

    Returns:
        int32; a vector for a scalar, otherwise ragged, with one dimension more than `input`.

    Raises:
        InvalidArgumentError: An unknown encoding; with `"strict"`, what is no text.
    """
    how = _handling(
        input_encoding, errors, replacement_char, replace_control_characters, "unicode_decode"
    )
    return taken_apart(input, lambda s: [p for p, _ in _characters(s, how)], _int32, how.op)


def unicode_decode_with_offsets(
    input: "TensorLike | RaggedTensor",
    input_encoding: str,
    errors: Errors = "replace",
    replacement_char: int = 0xFFFD,
    replace_control_characters: bool = False,
    name: str | None = None,
) -> "tuple[Values, Values]":
    """As `unicode_decode`, and the byte at which each code point begins, int64."""
    how = _handling(
        input_encoding, errors, replacement_char, replace_control_characters, "unicode_decode"
    )
    points = taken_apart(input, lambda s: [p for p, _ in _characters(s, how)], _int32, how.op)
    places = taken_apart(input, lambda s: [a for _, a in _characters(s, how)], _int64, how.op)
    return points, places


def unicode_split(
    input: "TensorLike | RaggedTensor",
    input_encoding: str,
    errors: Errors = "replace",
    replacement_char: int = 0xFFFD,
    name: str | None = None,
) -> "Values":
    """The characters of each text, as strings in its encoding.

    Arguments and shape of the result as for `unicode_decode`.
    """
    how = _handling(input_encoding, errors, replacement_char, False, "unicode_split")
    _written(input_encoding, "unicode_split")

    def pieces(item: bytes) -> list[bytes]:
        return [_encoded([point], how) for point, _ in _characters(item, how)]

    return taken_apart(input, pieces, vector, how.op)


def unicode_split_with_offsets(
    input: "TensorLike | RaggedTensor",
    input_encoding: str,
    errors: Errors = "replace",
    replacement_char: int = 0xFFFD,
    name: str | None = None,
) -> "tuple[Values, Values]":
    """As `unicode_split`, and the byte at which each character begins, int64."""
    how = _handling(input_encoding, errors, replacement_char, False, "unicode_split")
    places = taken_apart(input, lambda s: [a for _, a in _characters(s, how)], _int64, how.op)
    return unicode_split(input, input_encoding, errors, replacement_char), places


def unicode_encode(
    input: "TensorLike | RaggedTensor",
    output_encoding: str,
    errors: Errors = "replace",
    replacement_char: int = 0xFFFD,
    name: str | None = None,
) -> "Values":
    """The texts of code points: the last dimension becomes a string.

    Args:
        input: int32, a tensor or ragged, of rank 1 or more.
        output_encoding: `"UTF-8"`, `"UTF-16-BE"` or `"UTF-32-BE"`.
        errors: What is no code point raises (`"strict"`), becomes `replacement_char` or is left
            out.
        replacement_char: A code point.

    Raises:
        InvalidArgumentError: With `"strict"`, what is no code point.
        ValueError: A scalar.
    """
    op = "unicode_encode"
    how = _handling(output_encoding, errors, replacement_char, False, op)
    _written(output_encoding, op)
    if isinstance(input, RaggedTensor):
        return _encoded_rows(input, how)
    x = require_dtype(as_tensor(input, op=op), INTEGER, op, "input")
    if x.ndim == 0:
        raise ValueError("input_tensor's rank must be at least 1.")
    array = np.asarray(x.numpy())
    rows = array.reshape(int(np.prod(array.shape[:-1], dtype=int)), array.shape[-1])
    return strings((_encoded(row.tolist(), how) for row in rows), array.shape[:-1])


def _encoded_rows(ragged: RaggedTensor, how: _Handling) -> "Values":
    inner = ragged._values
    if isinstance(inner, RaggedTensor):
        return ragged.with_values(_encoded_rows(inner, how))
    if inner.ndim > 1:
        rows = [_encoded(row.tolist(), how) for row in inner.numpy().reshape(-1, inner.shape[-1])]
        return ragged.with_values(strings(rows, tuple(inner.shape[:-1])))  # type: ignore[arg-type]
    points = inner.numpy().tolist()
    splits = ragged._splits
    ends = itertools.pairwise(splits)
    return vector(_encoded(points[a:b], how) for a, b in ends)


@elementwise
def unicode_transcode(
    input: "TensorLike",
    input_encoding: str,
    output_encoding: str,
    errors: Errors = "replace",
    replacement_char: int = 0xFFFD,
    replace_control_characters: bool = False,
    name: str | None = None,
) -> Tensor:
    """Each text in another encoding.

    Args:
        input: Strings.
        input_encoding: `"UTF-8"`, `"UTF-16-BE"`, `"UTF-32-BE"`, or one that Python knows.
        output_encoding: One of the first three.
        errors: What is no text raises (`"strict"`), becomes `replacement_char` or is left out.
        replacement_char: A code point.
        replace_control_characters: Whether those below 32 become `replacement_char` too.

    Raises:
        InvalidArgumentError: An unknown encoding; with `"strict"`, what is no text.
    """
    op = "unicode_transcode"
    how = _handling(input_encoding, errors, replacement_char, replace_control_characters, op)
    out = how._replace(encoding=_written(output_encoding, op))

    def change(item: bytes) -> bytes:
        return _encoded([point for point, _ in _characters(item, how)], out)

    return mapped(input, change, op)
