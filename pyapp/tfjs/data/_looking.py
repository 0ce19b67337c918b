"""A look at the first elements of a stage that leaves no trace: nothing drawn, nothing kept."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

from tfjs.data.stages.stage import Stage

_looking = False


def is_looking() -> bool:
    """Whether elements are only looked at: what is drawn for them must not count."""
    return _looking


def first_elements(source: Stage, count: int) -> list[Any]:
    """The first elements, as if nobody had asked for them."""
    global _looking
    before, _looking = _looking, True
    try:
        with closing(_generator(source.elements())) as elements:
            return [element for element, _ in zip(elements, range(count), strict=False)]
    finally:
        _looking = before


def _generator(elements: Iterator[Any]) -> Any:
    yield from elements
