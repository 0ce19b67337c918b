"""Texts as lists of word numbers, cut and limited as `imdb` and `reuters` offer it."""

import pickle
import zipfile
from dataclasses import dataclass
from typing import Any

import numpy as np

from tfjs.errors import DataLossError
from tfjs.keras.datasets._pickles import array


@dataclass(frozen=True)
class Words:
    """Which words are kept, and how.

    Args:
        most: Numbers below this are kept; all if None.
        skipped: Numbers below this are left out.
        longest: Texts of this many words or more are left out; none if None.
        start: The number in front of each text, or None.
        missing: The number in the place of words that are left out; None to drop them.
        shift: Is added to each number.
    """

    most: int | None
    skipped: int
    longest: int | None
    start: int | None
    missing: int | None
    shift: int

    def shifted(self, texts: Any) -> list[list[int]]:
        """Texts with their numbers shifted, and the start in front."""
        front = [] if self.start is None else [self.start]
        if not front and not self.shift:
            return [list(text) for text in texts]
        return [front + [word + self.shift for word in text] for text in texts]

    def short(self, texts: list[list[int]], labels: Any) -> tuple[list[list[int]], Any]:
        """Texts that are short enough, and their labels.

        Raises:
            ValueError: None is.
        """
        if not self.longest:
            return texts, labels
        kept = [i for i, text in enumerate(texts) if len(text) < self.longest]
        if not kept:
            raise ValueError(
                f"After filtering for sequences shorter than maxlen={self.longest}, no sequence "
                "was kept. Increase maxlen."
            )
        return [texts[i] for i in kept], [labels[i] for i in kept]

    def limited(self, texts: list[list[int]]) -> list[list[int]]:
        """Texts of words that are kept."""
        most = self.most or max(max(text) for text in texts)
        low = self.skipped
        if self.missing is None:
            return [[word for word in text if low <= word < most] for text in texts]
        return [[w if low <= w < most else self.missing for w in text] for text in texts]


def read(path: str, *names: str) -> list[Any]:
    """Arrays of numbers and of lists out of an `.npz` file.

    Raises:
        DataLossError: It is no such file.
    """
    try:
        return [array(path, name) for name in names]
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, pickle.UnpicklingError) as error:
        raise DataLossError(
            f"expected {path} to hold the arrays {', '.join(names)}. Received: {error}.",
            op="load_data",
        ) from error


def listed(texts: list[list[int]]) -> Any:
    """An array of lists, also where all are of one length."""
    out = np.empty(len(texts), object)
    out[:] = texts
    return out
