"""Elements rejected, or mixed in again, until their classes come in the shares that are wanted."""

from collections.abc import Callable, Iterator
from itertools import repeat
from typing import Any, Final

import numpy as np

from tfjs.data import _values
from tfjs.data._philox import fraction
from tfjs.data.stages.stage import Stage

_END: Final = object()
_ESTIMATED_AFTER: Final = 32
"""Elements between two estimates of the shares that the classes have."""
_SEEN_BEFORE: Final = 10
"""Elements of each class that the first estimate takes as seen."""


class Resampled(Stage):
    """Pairs of a class and its element, the classes in other shares than they come in.

    With a share `p` of a class and a wanted one `t`, the elements of one iteration are accepted
    with the chance `(t / p - m) / (M - m)`, where `m` and `M` are the least and the largest of all
    `t / p`; those of another iteration, as they are, come in between with the chance `m`. That
    rejects as little as can be. All ends with the first of the two iterations.

    Args:
        source: Pairs of a class and its element.
        wanted: Share of each class.
        shares: Those that the classes have; estimated from what comes if None.
        numbers: Random numbers, two of which make a draw.
    """

    label = "_DirectedInterleaveDataset"

    def __init__(
        self, source: Stage, wanted: np.ndarray, shares: np.ndarray | None, numbers: Stage
    ) -> None:
        self._source, self._wanted, self._shares = source, wanted, shares
        self._numbers = numbers

    def elements(self) -> Iterator[Any]:
        """The pairs, drawn anew in each iteration if the numbers are."""
        numbers = self._numbers.elements()

        def draw() -> float:
            return fraction(int(next(numbers)), int(next(numbers)))

        plain, accepted = self._source.elements(), self._accepted(draw)
        for _, mixed in self._chances():
            item = next(plain if draw() < mixed else accepted, _END)
            if item is _END:
                return
            yield item

    def _accepted(self, draw: Callable[[], float]) -> Iterator[Any]:
        for pair, (chances, _) in zip(self._source.elements(), self._chances(), strict=False):
            if draw() < chances[int(_values.host(pair[0]))]:
                yield pair

    def _chances(self) -> Iterator[tuple[np.ndarray, float]]:
        """For each element: by how much each class is accepted, and the share mixed in."""
        if self._shares is not None:
            yield from repeat(self._ratios(self._shares))
        seen = np.full(self._wanted.shape, _SEEN_BEFORE, np.int64)
        kinds = (int(_values.host(pair[0])) for pair in self._source.elements())
        while batch := [kind for _, kind in zip(range(_ESTIMATED_AFTER), kinds, strict=False)]:
            seen += np.bincount(batch, minlength=len(seen))
            yield from repeat(self._ratios(seen / seen.sum()), _ESTIMATED_AFTER)

    def _ratios(self, shares: np.ndarray) -> tuple[np.ndarray, float]:
        ratios = self._wanted / (shares.astype(np.float32) + np.finfo(np.float32).tiny)
        least, most = ratios.min(), ratios.max()
        with np.errstate(invalid="ignore"):
            return (ratios - least) / (most - least), float(least)

    def spec(self) -> Any:
        """Of the pairs."""
        return self._source.spec()
