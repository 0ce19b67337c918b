"""Arguments of layers that reshape: sizes per axis, pairs per axis, where space begins."""

from collections.abc import Sequence
from typing import Any

Shape = tuple[int | None, ...]
Pairs = tuple[tuple[int, int], ...]


def standardized_tuple(
    value: Any, n: int, name: str, *, allow_zero: bool = False
) -> tuple[int, ...]:
    """`n` ints from one int or from a sequence of them.

    Raises:
        ValueError: Not `n` ints, or one that is too small.
    """
    message = f"The `{name}` argument must be a tuple of {n} integers. Received {name}={value}"
    if isinstance(value, int):
        items: tuple[Any, ...] = (value,) * n
    else:
        try:
            items = tuple(value)
        except TypeError:
            raise ValueError(message) from None
        if len(items) != n:
            raise ValueError(message)
    for item in items:
        if not hasattr(item, "__index__"):
            raise ValueError(f"{message}, including element {item} of type {type(item)}")
    low = {item for item in items if item < (0 if allow_zero else 1)}
    if low:
        limit = ">= 0" if allow_zero else "> 0"
        raise ValueError(f"{message}, including values {low} that do not satisfy `value {limit}`")
    return tuple(int(item) for item in items)


def standardized_pairs(value: Any, n: int, name: str) -> Pairs:
    """For each of `n` axes how much before and after, from one int, `n` ints or `n` pairs.

    Raises:
        ValueError: Something else, or a negative amount.
    """
    if isinstance(value, int):
        if value < 0:
            raise ValueError(f"`{name}` cannot be negative. Received: {name}={value}.")
        return ((value, value),) * n
    if not hasattr(value, "__len__"):
        raise ValueError(
            f"`{name}` should be either an int, a tuple of {n} ints, or a tuple of {n} tuples of 2 "
            f"ints (before and after). Received: {name}={value}."
        )
    if len(value) != n:
        count = "two" if n == 2 else n
        raise ValueError(f"`{name}` should have {count} elements. Received: {name}={value}.")
    pairs = []
    for item, nth in zip(value, ("1st", "2nd", "3rd"), strict=False):
        before, after = standardized_tuple(item, 2, f"{nth} entry of {name}", allow_zero=True)
        pairs.append((before, after))
    return tuple(pairs)


def first_spatial_axis(data_format: str) -> int:
    """Where the axes of space begin behind the batch."""
    return 2 if data_format == "channels_first" else 1


def changed_sizes(shape: Sequence[int | None], at: int, pairs: Pairs, sign: int) -> Shape:
    """`shape` with pairs added to (or taken from) its sizes from axis `at` on; None stays None."""
    sizes = list(shape)
    for axis, pair in enumerate(pairs, start=at):
        size = sizes[axis]
        if size is not None:
            sizes[axis] = size + sign * sum(pair)
    return tuple(sizes)
