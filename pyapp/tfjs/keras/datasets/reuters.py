"""`keras.datasets.reuters`: newswires as lists of word numbers, of 46 topics."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from tfjs.keras.datasets._reviews import Words, listed, read
from tfjs.keras.datasets._sources import GOOGLE, located

_DIGEST = "d6586e694ee56d7a4e65172e12b3e987c03096cb01eab99753921ef915959916"
_WORDS_DIGEST = "4d44cc38712099c9e383dc6e5f11a921"
_TOPICS = (
    "cocoa grain veg-oil earn acq wheat copper housing money-supply coffee sugar trade reserves "
    "ship cotton carcass crude nat-gas cpi money-fx interest gnp meal-feed alum oilseed gold tin "
    "strategic-metal livestock retail ipi iron-steel rubber heat jobs lei bop zinc orange pet-chem "
    "dlr gas silver wpi hog lead"
)


def load_data(
    path: Any = "reuters.npz",
    num_words: int | None = None,
    skip_top: int = 0,
    maxlen: int | None = None,
    test_split: float = 0.2,
    seed: int = 113,
    start_char: int | None = 1,
    oov_char: int | None = 2,
    index_from: int = 3,
) -> Any:
    """The newswires: 11 228, of which a part is to test with.

    Args:
        path: The name that the download gets; or the path of `reuters.npz`, where there is no
            network.
        num_words: See `imdb.load_data`.
        skip_top: See `imdb.load_data`.
        maxlen: See `imdb.load_data`.
        test_split: Part of the newswires that is to test with.
        seed: Of the order.
        start_char: See `imdb.load_data`.
        oov_char: See `imdb.load_data`.
        index_from: See `imdb.load_data`.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: arrays of lists of numbers, and of topics.

    Raises:
        UnavailableError: They cannot be downloaded.
        DataLossError: A file that is not the data set's.
    """
    file = located(path, f"{GOOGLE}reuters.npz", _DIGEST)
    x, y = read(file, "x", "y")
    order = np.arange(len(x))
    np.random.RandomState(seed).shuffle(order)
    words = Words(num_words, skip_top, maxlen, start_char, oov_char, index_from)
    texts, labels = words.short(words.shifted(x[order]), y[order])
    texts = words.limited(texts)
    count = int(len(texts) * (1 - test_split))
    return (
        (listed(texts[:count]), np.array(labels[:count])),
        (listed(texts[count:]), np.array(labels[count:])),
    )


def get_word_index(path: Any = "reuters_word_index.json") -> dict[str, int]:
    """The number of each word, before `index_from` is added.

    Args:
        path: The name that the download gets; or the path of the file.
    """
    file = located(path, f"{GOOGLE}reuters_word_index.json", _WORDS_DIGEST)
    return json.loads(Path(file).read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def get_label_names() -> tuple[str, ...]:
    """Names of the topics, by their numbers."""
    return tuple(_TOPICS.split())
