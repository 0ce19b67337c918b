"""Words of a text, and numbers for them: as Keras 2 has them."""

import hashlib
from collections.abc import Callable
from typing import Any, Final

FILTERS: Final = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n'
"""What separates words besides blanks."""


def text_to_word_sequence(
    input_text: str, filters: str = FILTERS, lower: bool = True, split: str = " "
) -> list[str]:
    """The words of a text.

    Args:
        input_text: The text.
        filters: Characters that stand for the separator.
        lower: Whether capitals are made small first.
        split: The separator.
    """
    text = input_text.lower() if lower else input_text
    text = text.translate({ord(mark): split for mark in filters})
    return [word for word in text.split(split) if word]


def hashing_trick(
    text: str,
    n: int,
    hash_function: Any = None,
    filters: str = FILTERS,
    lower: bool = True,
    split: str = " ",
    analyzer: Callable[[str], Any] | None = None,
) -> list[int]:
    """A number from 1 to `n - 1` for each word, the same for equal words.

    Args:
        text: The text.
        n: How many numbers.
        hash_function: Python's `hash` if None, which differs from session to session; "md5" for one
            that stays; or a function.
        filters: See `text_to_word_sequence`.
        lower: Likewise.
        split: Likewise.
        analyzer: Gives the words, in place of these three.
    """
    if hash_function == "md5":
        hash_function = _md5
    number = hash if hash_function is None else hash_function
    words = text_to_word_sequence(text, filters, lower, split) if analyzer is None else None
    return [number(word) % (n - 1) + 1 for word in (analyzer(text) if analyzer else words or ())]


def _md5(word: str) -> int:
    return int(hashlib.md5(word.encode(), usedforsecurity=False).hexdigest(), 16)


def one_hot(
    input_text: str,
    n: int,
    filters: str = FILTERS,
    lower: bool = True,
    split: str = " ",
    analyzer: Callable[[str], Any] | None = None,
) -> list[int]:
    """`hashing_trick` with Python's `hash`."""
    return hashing_trick(input_text, n, hash, filters, lower, split, analyzer)
