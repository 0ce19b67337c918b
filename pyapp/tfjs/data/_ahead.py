"""What a function makes of elements, some of them while pictures of earlier ones are decoded."""

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, Final, Self

from tfjs.data._structure import flatten
from tfjs.pending import Decoders, Pending, use

_AHEAD: Final = 40
"""Results that wait while their pictures are decoded."""


class Ahead:
    """The results of a function, in order; an error is raised in its turn, and more may follow.

    As long as the function decodes no pictures, each result is made when it is asked for.

    Args:
        function: Called with each element.
        source: The elements.
    """

    def __init__(self, function: Callable[[Any], Any], source: Iterator[Any]) -> None:
        self._function, self._source = function, source
        self._decoders = Decoders()
        self._waiting: deque[tuple[Any, Exception | None]] = deque()
        self._has_more = True

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Any:
        if not self._waiting and not self._decoders.is_used:
            made = self._made(next(self._source))
            if not self._is_ahead():
                return made
            self._waiting.append((made, None))
        while self._has_more and len(self._waiting) < _AHEAD:
            self._go_on()
        if not self._waiting:
            raise StopIteration
        result, failure = self._waiting.popleft()
        if failure is not None:
            raise failure
        for leaf in flatten(result):
            if type(leaf) is Pending:
                leaf.settle()
        return result

    def _is_ahead(self) -> bool:
        return self._decoders.is_used

    def _go_on(self) -> None:
        try:
            self._waiting.append((self._made(next(self._source)), None))
        except StopIteration:
            self._has_more = False
        except Exception as error:
            self._waiting.append((None, error))

    def _made(self, element: Any) -> Any:
        before = use(self._decoders)
        try:
            return self._function(element)
        finally:
            use(before)
