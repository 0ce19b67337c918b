"""Arguments of the methods: sizes, seeds and functions, checked."""

from typing import Any

from tfjs._seeds import seeds
from tfjs.data.stages.shuffling import Epochs, Fixed, Pair
from tfjs.errors import InvalidArgumentError
from tfjs.ops._shapes import static_int


def whole(value: Any, op: str, argument: str) -> int:
    """A whole number, also out of a tensor."""
    return static_int(value, op, argument)


def positive(value: Any, op: str, argument: str) -> int:
    """A whole number above 0.

    Raises:
        InvalidArgumentError: Another one.
    """
    number = whole(value, op, argument)
    if number <= 0:
        raise InvalidArgumentError(
            f"{op}: `{argument}` must be greater than zero. Received: {argument}={number}.", op=op
        )
    return number


def seed_pair(seed: Any, op: str) -> Pair:
    """The two seeds of an operation; both 0 if nothing is seeded."""
    own = None if seed is None else whole(seed, op, "seed")
    first, second, _ = seeds.pair(own)
    return first, second


def epochs(seed: Any, op: str, *, anew: bool) -> Epochs | Fixed:
    """Seeds for one iteration after the other, new ones each time if `anew`."""
    pair = seed_pair(seed, op)
    return Epochs(pair, anew=True) if anew else Fixed(pair)
