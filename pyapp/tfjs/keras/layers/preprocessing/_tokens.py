"""Texts as rows of tokens: letters made small, punctuation dropped, words split, n-grams built."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from tfjs.ops.strings_values import read, strings, vector
from tfjs.ragged_tensor import RaggedTensor
from tfjs.tensor import Tensor

Row = list[bytes]

_PUNCTUATION = b"!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'"


def standardized(x: Tensor | RaggedTensor, how: Any) -> Any:
    """Texts in one form.

    Args:
        x: Strings.
        how: `"lower"`, `"strip_punctuation"`, `"lower_and_strip_punctuation"`, None, or a function
            of the tensor.
    """
    if how is None:
        return x
    if not isinstance(how, str):
        return how(x)
    if isinstance(x, RaggedTensor):
        return x.with_flat_values(standardized(x.flat_values, how))
    array = read(x, "text_vectorization")
    changed: Iterable[bytes] = array.reshape(-1)
    if "lower" in how:
        changed = (item.lower() for item in changed)
    if "strip" in how:
        changed = (item.translate(None, _PUNCTUATION) for item in changed)
    return strings(changed, array.shape)


def split_by(how: str) -> Callable[[bytes], Row]:
    """What splits one text: at white space, or into characters."""
    return bytes.split if how == "whitespace" else _characters


def _characters(item: bytes) -> Row:
    return [character.encode() for character in item.decode("utf-8", "replace")]


def with_ngrams(row: Row, widths: Sequence[int] | None) -> Row:
    """Runs of tokens of each width, joined by spaces; the row itself for None."""
    if widths is None:
        return row
    return [
        b" ".join(row[start : start + width])
        for width in widths
        for start in range(len(row) - width + 1)
    ]


def rows_of_tokens(x: Any) -> list[Row]:
    """The rows of a matrix or ragged tensor of strings."""
    if isinstance(x, RaggedTensor):
        return [list(row) for row in x.to_list()]
    return [row.tolist() for row in read(x, "text_vectorization")]


def unsplit(x: Any) -> tuple[list[Row], tuple[int, ...]]:
    """Rows of tokens that came as such, and the shape of what they are rows of."""
    if isinstance(x, RaggedTensor):
        return rows_of_tokens(x), (int(x.nrows()),)
    if x.ndim == 2:
        return rows_of_tokens(x), (int(x.shape[0]),)
    return [read(x, "text_vectorization").reshape(-1).tolist()], ()


def ragged_of(rows: Sequence[Row]) -> RaggedTensor:
    """Rows of tokens as a ragged tensor."""
    flat = vector(item for row in rows for item in row)
    return RaggedTensor.from_row_lengths(flat, np.array([len(row) for row in rows], np.int64))


def checked_choice(name: str, value: Any, allowed: tuple[str, ...], owner: str) -> None:
    """Refuse a word that is no choice.

    Raises:
        ValueError: Neither one of `allowed`, nor None, nor a function.
    """
    if value is not None and not callable(value) and value not in allowed:
        raise ValueError(
            f"Unknown value for `{name}` argument of {owner}. Allowed values are: {allowed}. "
            f"Received: {name}={value}"
        )


def checked_options(ngrams: Any, mode: str, length: Any, ragged: bool) -> None:
    """Refuse options that do not go together, with a ValueError."""
    widths = isinstance(ngrams, tuple) and all(isinstance(n, int) for n in ngrams)
    if not (ngrams is None or isinstance(ngrams, int) or widths):
        raise ValueError(
            f"`ngrams` must be None, an integer, or a tuple of integers. Received: ngrams={ngrams}"
        )
    if mode == "int" and not (length is None or isinstance(length, int)):
        raise ValueError(
            "`output_sequence_length` must be either None or an integer when `output_mode` is "
            f"'int'. Received: output_sequence_length={length}"
        )
    if mode != "int" and length is not None:
        raise ValueError(
            "`output_sequence_length` must not be set if `output_mode` is not 'int'. Received "
            f"output_sequence_length={length}."
        )
    if ragged and mode != "int":
        raise ValueError(
            "`ragged` must not be true if `output_mode` is not `'int'`. Received: "
            f"ragged={ragged} and output_mode={mode}"
        )
