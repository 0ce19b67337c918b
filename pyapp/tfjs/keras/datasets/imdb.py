"""`keras.datasets.imdb`: reviews of films as lists of word numbers, good or bad."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from tfjs.keras.datasets._reviews import Words, listed, read
from tfjs.keras.datasets._sources import GOOGLE, located

_DIGEST = "69664113be75683a8fe16e3ed0ab59fda8886cb3cd7ada244f7d9544e4676b9f"
_WORDS_DIGEST = "bfafd718b763782e994055a2d397834f"


def load_data(
    path: Any = "imdb.npz",
    num_words: int | None = None,
    skip_top: int = 0,
    maxlen: int | None = None,
    seed: int = 113,
    start_char: int | None = 1,
    oov_char: int | None = 2,
    index_from: int = 3,
    **kwargs: Any,
) -> Any:
    """The reviews: 25 000 to train with and 25 000 to test with.

    Args:
        path: The name that the download gets; or the path of `imdb.npz`, where there is no network.
        num_words: Only the so many most frequent words are kept; all if None.
        skip_top: So many of the most frequent words are left out.
        maxlen: Longer reviews are left out; none if None.
        seed: Of the order.
        start_char: The number in front of each review.
        oov_char: The number in the place of words that are left out; None to drop them.
        index_from: Is added to the words' numbers.
        **kwargs: `nb_words`, the old name of `num_words`.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: arrays of lists of numbers, and of labels 0 and 1.

    Raises:
        UnavailableError: They cannot be downloaded.
        DataLossError: A file that is not the data set's.
    """
    num_words = kwargs.pop("nb_words", num_words)
    if kwargs:
        raise TypeError(f"Unrecognized keyword arguments: {kwargs}.")
    file = located(path, f"{GOOGLE}imdb.npz", _DIGEST)
    parts = read(file, "x_train", "y_train", "x_test", "y_test")
    random = np.random.RandomState(seed)
    for first in (0, 2):
        order = np.arange(len(parts[first]))
        random.shuffle(order)
        parts[first : first + 2] = [part[order] for part in parts[first : first + 2]]
    words = Words(num_words, skip_top, maxlen, start_char, oov_char, index_from)
    x_train, y_train = words.short(words.shifted(parts[0]), parts[1])
    x_test, y_test = words.short(words.shifted(parts[2]), parts[3])
    texts = words.limited([*x_train, *x_test])
    count = len(x_train)
    return (
        (listed(texts[:count]), np.array(y_train)),
        (listed(texts[count:]), np.array(y_test)),
    )


def get_word_index(path: Any = "imdb_word_index.json") -> dict[str, int]:
    """The number of each word, before `index_from` is added.

    Args:
        path: The name that the download gets; or the path of the file.
    """
    file = located(path, f"{GOOGLE}imdb_word_index.json", _WORDS_DIGEST)
    return json.loads(Path(file).read_text(encoding="utf-8"))  # type: ignore[no-any-return]
