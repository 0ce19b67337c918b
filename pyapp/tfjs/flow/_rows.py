"""Loops over the rows of tensors: what each iteration takes, and what becomes of its results."""

from collections.abc import Callable, Iterator
from typing import Any

from tfjs import _bridge
from tfjs._dispatch import Composite
from tfjs.errors import InvalidArgumentError
from tfjs.flow._structure import Flat, as_tensors, leaves, mapped
from tfjs.function.signature import replaced
from tfjs.ops.joining import stack
from tfjs.ops.shaping import expand_dims, tile
from tfjs.tensor import Tensor


class Rows:
    """Tensors whose rows belong together, in a structure."""

    def __init__(self, elems: Any, op: str) -> None:
        self.elems = as_tensors(elems)
        self.flat = None if _composite(self.elems) else Flat(self.elems)
        found = leaves(self.elems)
        if not found:
            raise ValueError(f"{op}: expected at least one tensor in `elems`.")
        if any(len(leaf.shape) == 0 for leaf in found):
            raise ValueError(f"{op}: elements in elems must be 1+ dimensional Tensors, not scalars")
        counts = {int(leaf.shape[0]) for leaf in found}
        if len(counts) > 1:
            raise InvalidArgumentError(
                f"{op}: expected tensors with as many rows each. Received: "
                f"{', '.join(str(leaf.shape) for leaf in found)}.",
                op=op,
            )
        self.count = counts.pop()

    def __iter__(self) -> Iterator[Any]:
        for index in range(self.count):
            yield self.row(index)

    def row(self, index: int) -> Any:
        """The structure with one row of each tensor."""
        return _picked(self.elems, index)

    def part(self, first: int, last: int | None) -> "Rows":
        """Some of the rows."""
        return Rows(_picked(self.elems, slice(first, last)), "scan")


def _composite(value: Any) -> bool:
    return any(isinstance(leaf, Composite) for leaf in leaves(value))


def _picked(value: Any, key: Any) -> Any:
    if isinstance(value, Tensor | Composite):
        return value[key]
    return mapped(lambda item: _picked(item, key), value)


def stacked(results: list[Any]) -> Any:
    """A structure of tensors for each row as one structure of tensors with one more axis."""
    flats = [Flat(result) for result in results]
    columns = zip(*[flat.tensors for flat in flats], strict=True)
    return replaced(flats[0].value, iter([stack(list(column)) for column in columns]))


def staged_rows(
    step: Callable[[Any, Any], tuple[Any, Any]], state: Any, rows: Rows, *, reverse: bool = False
) -> tuple[Any, Any]:
    """A loop over rows as one step of the program that is being recorded.

    Args:
        step: From state and row to the next state, and a result.
        state: Structure of tensors; an empty tuple for none.
        rows: At least one.
        reverse: Whether the last row comes first.

    Returns:
        The state at the end, and the stacked results in the order of the rows.

    Raises:
        UnfitError: It cannot be one.
    """
    if rows.flat is None or rows.count == 0:
        raise _bridge.UnfitError("rows of a ragged or sparse tensor, or none")
    before, example = Flat(state), Flat(rows.row(0))
    made: list[Any] = []

    def body(slots: list[int]) -> list[int]:
        width = len(before.tensors)
        given = before.rebuilt(slots[:width])
        after, result = map(Flat, step(given, example.rebuilt(slots[width:])))
        if after.key != before.key:
            raise _bridge.UnfitError("what the body gives differs from what it takes")
        looks = [repeated(tensor, rows.count) for tensor in result.tensors]
        made.append((after, result, looks))
        return after.slots + result.slots

    try:
        part, _ = _bridge.Part.record(before.slots + example.slots, body)
    except Exception as error:
        raise _bridge.UnfitError(f"the body raises {type(error).__name__}") from error
    after, result, looks = made.pop()
    examples = after.slots + [look._slot for look in looks]
    slots = _bridge.run_loop(
        None, part, before.slots, rows.flat.slots, examples, limit=rows.count, reverse=reverse
    )
    width = len(before.tensors)
    return before.rebuilt(slots[:width]), result.rebuilt(slots[width:])


def repeated(tensor: Tensor, count: int) -> Tensor:
    """`count` times the same row."""
    return tile(expand_dims(tensor, 0), [count] + [1] * tensor.ndim)
