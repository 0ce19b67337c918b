"""Shuffling as TensorFlow does it, down to the order for given seeds."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import numpy as np

from tfjs.data._looking import is_looking
from tfjs.data._philox import Numbers
from tfjs.data.stages.stage import Picking, Stage

Pair = tuple[int, int]


class Epochs:
    """Seeds for one iteration after the other.

    Args:
        pair: The seeds of the operation.
        anew: Whether each iteration gets seeds of its own.
    """

    def __init__(self, pair: Pair, *, anew: bool) -> None:
        self._numbers = Numbers(*pair) if anew else None
        self._pair = pair

    def __call__(self) -> Pair:
        """The seeds of the next iteration."""
        if self._numbers is None or is_looking():
            return self._pair
        return self._numbers.next(), self._numbers.next()


class Fixed:
    """Seeds that stay the same for every iteration, also where nobody has chosen any."""

    def __init__(self, pair: Pair) -> None:
        self._pair = pair if any(pair) else (Numbers(0, 0).next(), Numbers(0, 0).next())

    def __call__(self) -> Pair:
        """The seeds."""
        return self._pair


class Shuffle(Picking):
    """Elements drawn from a buffer that is filled up again after each draw.

    Args:
        source: The step before.
        size: Places in the buffer; negative for all elements.
        seeds: Gives the pair of seeds of an iteration.
    """

    label = "_ShuffleDataset"

    def __init__(self, source: Stage, size: int, seeds: Callable[[], Pair]) -> None:
        super().__init__(source)
        self._size = size
        self._seeds = seeds

    def pick(self, start: Any) -> Iterator[Any]:
        """The elements; their seeds are those of the moment in which the iteration begins."""
        return self._drawn(start, Numbers(*self._seeds()))

    def _drawn(self, start: Any, numbers: Numbers) -> Iterator[Any]:
        """A draw: the chosen element gives its place to the oldest one, whose place is filled."""
        source = start()
        size = self._size
        ring = list(source if size < 0 else islice(source, size))
        first = 0
        for item in source if len(ring) == size else ():
            oldest = first % size
            chosen = (first + numbers.next() % size) % size
            picked = ring[chosen]
            ring[chosen] = ring[oldest]
            ring[oldest] = item
            first += 1
            yield picked
        if ring:
            oldest = first % len(ring)
            yield from _emptied(ring[oldest:] + ring[:oldest], numbers)


def _emptied(items: list[Any], numbers: Numbers) -> Iterator[Any]:
    """What is left, drawn until nothing is; the draws are made at once, as arrays."""
    places = np.arange(len(items), dtype=np.uint64)
    draws = numbers.several(len(items)) % (np.uint64(len(items)) - places) + places
    for place, chosen in enumerate(draws.tolist()):
        items[place], items[chosen] = items[chosen], items[place]
    items.reverse()
    while items:
        yield items.pop()
