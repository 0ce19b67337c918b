"""Pairs of words for word vectors (Mikolov et al. 2013, arXiv 1301.3781)."""

import random
from typing import Any

import numpy as np

_EULER = 0.577


def make_sampling_table(size: int, sampling_factor: float = 1e-5) -> "np.ndarray[Any, Any]":
    """How probably a word is kept, by its rank among frequent words, as word2vec has it.

    The rank is made into a frequency by Zipf's law; shape `(size,)`.
    """
    rank = np.arange(size)
    rank[0] = 1
    rarity = rank * (np.log(rank) + _EULER) + 0.5 - 1.0 / (12.0 * rank)
    share = sampling_factor * rarity
    return np.minimum(1.0, share / np.sqrt(share))


def skipgrams(
    sequence: Any,
    vocabulary_size: int,
    window_size: int = 4,
    negative_samples: float = 1.0,
    shuffle: bool = True,
    categorical: bool = False,
    sampling_table: Any = None,
    seed: int | None = None,
) -> tuple[list[list[int]], list[Any]]:
    """Words with one of their neighbors, labeled 1, and with a random word, labeled 0.

    Args:
        sequence: Numbers of words; 0 is none.
        vocabulary_size: How many words there are.
        window_size: How far neighbors are.
        negative_samples: How many random pairs for each true one.
        shuffle: Whether the pairs are shuffled.
        categorical: Whether labels are `[0, 1]` and `[1, 0]`.
        sampling_table: How probably each word is kept.
        seed: Of the shuffle; Python's `random` makes all draws, as in Keras.
    """
    couples = []
    for place, word in enumerate(sequence):
        if not word:
            continue
        if sampling_table is not None and sampling_table[word] < random.random():
            continue
        start, stop = max(0, place - window_size), place + window_size + 1
        near = (*sequence[start:place], *sequence[place + 1 : stop])
        couples += [[word, other] for other in near if other]
    labels: list[Any] = [[0, 1] if categorical else 1 for _ in couples]
    if negative_samples > 0:
        count = int(len(couples) * negative_samples)
        words = [first for first, _ in couples]
        random.shuffle(words)
        couples += [
            [words[i % len(words)], random.randint(1, vocabulary_size - 1)] for i in range(count)
        ]
        labels += [[1, 0] if categorical else 0 for _ in range(count)]
    if shuffle:
        if seed is None:
            seed = random.randint(0, 10_000_000)
        for each in (couples, labels):
            random.seed(seed)
            random.shuffle(each)
    return couples, labels
