"""The numbers that TensorFlow's `tf.data` shuffles and samples by: Philox 4x32-10, one at a time.

Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3". The key is the first seed, the
upper half of the counter the second; the four words of a block come in order.
"""

import secrets
from typing import Any, Final

import numpy as np

_MULTIPLIERS: Final = (np.uint64(0xD2511F53), np.uint64(0xCD9E8D57))
_WEYL: Final = (0x9E3779B9, 0xBB67AE85)
_WORD: Final = np.uint64(0xFFFFFFFF)
_SHIFT: Final = np.uint64(32)
_ROUNDS: Final = 10
_SCRAMBLE: Final = (0x3EC8F720, 0x02461E29)
"""The key under which a stateless operation turns its seed into a key and a counter."""
_FIRST_BLOCKS: Final = 16
_MOST_BLOCKS: Final = 4096
_WORDS_OF_BLOCK: Final = 4


class Numbers:
    """Whole numbers of 32 bits, those of TensorFlow for the same two seeds.

    Args:
        seed: The first seed; with both 0, numbers that nobody can foresee.
        seed2: The second seed.
    """

    def __init__(self, seed: int, seed2: int) -> None:
        if seed == 0 and seed2 == 0:
            seed, seed2 = secrets.randbits(63), secrets.randbits(63)
        self._key = (seed & 0xFFFFFFFF, (seed >> 32) & 0xFFFFFFFF)
        self._upper = (np.uint64(seed2 & 0xFFFFFFFF), np.uint64((seed2 >> 32) & 0xFFFFFFFF))
        self._blocks = 0
        self._ready: list[int] = []

    def next(self) -> int:
        """The next number."""
        if not self._ready:
            count = min(max(self._blocks, _FIRST_BLOCKS), _MOST_BLOCKS)
            self._ready = self._words(count)[::-1].tolist()
            self._blocks += count
        return self._ready.pop()

    def several(self, count: int) -> "np.ndarray[Any, Any]":
        """The next `count` numbers, as an array of uint64."""
        ready = np.array(self._ready[::-1], np.uint64)
        missing = max(count - len(ready), 0)
        blocks = -(-missing // _WORDS_OF_BLOCK)
        numbers = np.concatenate([ready, self._words(blocks)]) if blocks else ready
        self._blocks += blocks
        self._ready = numbers[count:][::-1].tolist()
        return numbers[:count]

    def permutation(self, count: int) -> "np.ndarray[Any, Any]":
        """The numbers below `count` in the order in which `tf.random.shuffle` puts them."""
        drawn = self.several(count - 1).astype(np.int64) % np.arange(count, 1, -1)
        order = list(range(count))
        for place, ahead in enumerate(drawn.tolist()):
            other = place + ahead
            order[place], order[other] = order[other], order[place]
        return np.array(order)

    def _words(self, count: int) -> "np.ndarray[Any, Any]":
        """The words of the next blocks, in order."""
        places = np.arange(self._blocks, self._blocks + count, dtype=np.uint64)
        upper = [np.full(count, half) for half in self._upper]
        return _mixed(self._key, [places & _WORD, places >> _SHIFT, *upper])


def _mixed(key: tuple[int, int], counter: list[Any]) -> "np.ndarray[Any, Any]":
    """The words that ten rounds make of counters, block by block."""
    (first, second), (a, b, c, d) = key, counter
    for _ in range(_ROUNDS):
        one, two = a * _MULTIPLIERS[0], c * _MULTIPLIERS[1]
        a, b, c, d = (
            (two >> _SHIFT) ^ b ^ np.uint64(first),
            two & _WORD,
            (one >> _SHIFT) ^ d ^ np.uint64(second),
            one & _WORD,
        )
        first = (first + _WEYL[0]) & 0xFFFFFFFF
        second = (second + _WEYL[1]) & 0xFFFFFFFF
    return np.stack([a, b, c, d], axis=-1).reshape(-1)


def fraction(seed: int, seed2: int) -> float:
    """The number in [0, 1) that a stateless operation of TensorFlow draws first from a seed."""
    halves = [np.uint64((n >> shift) & 0xFFFFFFFF) for n in (seed, seed2) for shift in (0, 32)]
    mixed = _mixed(_SCRAMBLE, halves)
    zero = np.uint64(0)
    words = _mixed((int(mixed[0]), int(mixed[1])), [zero, zero, mixed[2], mixed[3]])
    return ((int(words[0]) & 0xFFFFF) * 2.0**32 + int(words[1])) * 2.0**-52
