"""Rows combined one after the other, with or without what came in between."""

from collections.abc import Callable
from typing import Any

from tfjs import _bridge
from tfjs.errors import InvalidArgumentError
from tfjs.flow._rows import Rows, stacked, staged_rows
from tfjs.flow._structure import Flat, as_tensors, leaves
from tfjs.function.signature import replaced
from tfjs.nest import assert_same_structure
from tfjs.ops._families import filled
from tfjs.ops.joining import concat
from tfjs.ops.shaping import expand_dims
from tfjs.tensor import Tensor


def scan(
    fn: Callable[[Any, Any], Any],
    elems: Any,
    initializer: Any = None,
    parallel_iterations: int = 10,
    back_prop: bool = True,
    swap_memory: bool = False,
    infer_shape: bool = True,
    reverse: bool = False,
    name: str | None = None,
) -> Any:
    """Combine the rows of `elems` one after the other, and give every result on the way.

    Args:
        fn: From what was accumulated and a row to what is accumulated next, of the same structure.
        elems: A tensor, or a structure of tensors with as many rows each.
        initializer: What is accumulated at first; the first row if None, which is then the first
            result too.
        parallel_iterations: Accepted.
        back_prop: Accepted.
        swap_memory: Accepted.
        infer_shape: Accepted.
        reverse: Whether to begin with the last row; results are in the order of the rows.
        name: Accepted.

    Returns:
        The structure that `fn` gives, each tensor with one more axis in front.

    Raises:
        ValueError: `fn` gives another structure or other shapes than it was given.
        InvalidArgumentError: `fn` gives other dtypes.
    """
    if not callable(fn):
        raise TypeError(f"{fn!r} is not callable")
    rows = Rows(elems, "scan")
    if initializer is not None:
        start = as_tensors(initializer)
        if rows.count == 0:
            flat = Flat(start)
            empty = [filled((0, *t.shape), 0, t.dtype) for t in flat.tensors]
            return replaced(flat.value, iter(empty))
        return _scanned(fn, rows, start, reverse)
    if rows.count == 0:
        raise ValueError("scan: expected at least one row, or an initializer. Received: none.")
    start, rest = _first(rows, reverse)
    if rest.count == 0:
        return stacked([start])
    later = Flat(_scanned(fn, rest, start, reverse))
    joined = []
    for first, tensor in zip(Flat(start).tensors, later.tensors, strict=True):
        row = expand_dims(first, 0)
        joined.append(concat([tensor, row] if reverse else [row, tensor], 0))
    return replaced(later.value, iter(joined))


def _first(rows: Rows, reverse: bool) -> tuple[Any, Rows]:
    """The row to begin with, and the others."""
    if reverse:
        return rows.row(rows.count - 1), rows.part(0, -1)
    return rows.row(0), rows.part(1, None)


def _scanned(fn: Any, rows: Rows, start: Any, reverse: bool) -> Any:
    if _bridge.is_staging():
        try:
            return staged_rows(_twice(fn), start, rows, reverse=reverse)[1]
        except _bridge.UnfitError:
            if _bridge.is_inside_part():
                raise
    state, results = start, []
    for row in _ordered(rows, reverse):
        state = _kept(as_tensors(fn(state, row)), state)
        results.append(state)
    return stacked(results[::-1] if reverse else results)


def _twice(fn: Any) -> Callable[[Any, Any], tuple[Any, Any]]:
    """The function as a step whose new state is its result too."""

    def step(state: Any, row: Any) -> tuple[Any, Any]:
        after = _kept(as_tensors(fn(state, row)), state)
        return after, after

    return step


def _kept(after: Any, before: Any) -> Any:
    """What a function of `scan` gave, which has to look like what it was given."""
    assert_same_structure(before, after)
    for old, new in zip(leaves(before), leaves(after), strict=True):
        if not (isinstance(old, Tensor) and isinstance(new, Tensor)):
            continue
        if new.dtype is not old.dtype:
            raise InvalidArgumentError(
                f"scan: expected `fn` to give {old.dtype.name}, as it was given. Received: "
                f"{new.dtype.name}. Use tf.cast.",
                op="scan",
            )
        if new.shape != old.shape:
            raise ValueError(
                f"scan: Incompatible shape for value ({new.shape}), expected ({old.shape})"
            )
    return after


def _ordered(rows: Rows, reverse: bool) -> Any:
    return (rows.row(i) for i in reversed(range(rows.count))) if reverse else rows


def foldl(
    fn: Callable[[Any, Any], Any],
    elems: Any,
    initializer: Any = None,
    parallel_iterations: int = 10,
    back_prop: bool = True,
    swap_memory: bool = False,
    name: str | None = None,
) -> Any:
    """Combine the rows of `elems` from the first to the last; the arguments are those of `scan`."""
    return _folded(fn, elems, initializer, reverse=False)


def foldr(
    fn: Callable[[Any, Any], Any],
    elems: Any,
    initializer: Any = None,
    parallel_iterations: int = 10,
    back_prop: bool = True,
    swap_memory: bool = False,
    name: str | None = None,
) -> Any:
    """Combine the rows of `elems` from the last to the first; the arguments are those of `scan`."""
    return _folded(fn, elems, initializer, reverse=True)


def _folded(fn: Any, elems: Any, initializer: Any, *, reverse: bool) -> Any:
    if not callable(fn):
        raise TypeError(f"{fn!r} is not callable")
    rows = Rows(elems, "fold")
    if initializer is None:
        if rows.count == 0:
            raise ValueError("fold: expected at least one row, or an initializer. Received: none.")
        state, rows = _first(rows, reverse)
    else:
        state = as_tensors(initializer)
    if rows.count == 0:
        return state
    if _bridge.is_staging():
        try:
            return staged_rows(
                lambda before, row: (as_tensors(fn(before, row)), ()), state, rows, reverse=reverse
            )[0]
        except _bridge.UnfitError:
            if _bridge.is_inside_part():
                raise
    for row in _ordered(rows, reverse):
        state = as_tensors(fn(state, row))
    return state
