"""One of several functions, chosen by a tensor's value."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tfjs import _bridge
from tfjs.errors import InvalidArgumentError
from tfjs.flow._structure import Flat
from tfjs.ops._arguments import as_tensor
from tfjs.tensor import Tensor
from tfjs.variable import Variable


def cond(
    pred: Any,
    true_fn: Callable[[], Any] | None = None,
    false_fn: Callable[[], Any] | None = None,
    name: str | None = None,
) -> Any:
    """What `true_fn()` gives if `pred` is true, else what `false_fn()` gives.

    Args:
        pred: A boolean scalar.
        true_fn: Takes no arguments.
        false_fn: Likewise; what it gives has the structure and dtypes of what `true_fn` gives.

    While a `tf.function` is traced, both branches are recorded, and each replay runs one of them.
    Where that is not possible (shapes differ, values are read), the branch that was taken is
    guarded.

    Raises:
        TypeError: A branch that cannot be called.
    """
    for branch, argument in ((true_fn, "true_fn"), (false_fn, "false_fn")):
        if not callable(branch):
            raise TypeError(f"{argument!r} must be callable. Received: {branch!r}")
    return choose(pred, (false_fn, true_fn), as_index=bool)  # type: ignore[arg-type]


def switch_case(
    branch_index: Any,
    branch_fns: Any,
    default: Callable[[], Any] | None = None,
    name: str = "switch_case",
) -> Any:
    """What the function with a given number gives.

    Args:
        branch_index: An integer scalar.
        branch_fns: Functions of no arguments: a list, a dict by number, or pairs of both.
        default: For a number that none has; the last function if None.

    Raises:
        TypeError: Not functions, or not numbered by ints.
        ValueError: No functions, or numbers that do not go from 0 up without gaps.
    """
    functions = _numbered(branch_fns)
    if default is not None:
        functions = [*functions, default]
    last = len(functions) - 1
    return choose(branch_index, functions, as_index=lambda i: i if 0 <= int(i) < last else last)


def _numbered(branch_fns: Any) -> list[Callable[[], Any]]:
    if isinstance(branch_fns, Mapping):
        branch_fns = list(branch_fns.items())
    if not isinstance(branch_fns, list | tuple):
        raise TypeError(
            "switch_case: expected `branch_fns` to be a dict, list or tuple of functions. "
            f"Received: {type(branch_fns).__name__}."
        )
    if not branch_fns:
        raise ValueError("switch_case: expected at least one function in `branch_fns`.")
    if not all(callable(item) for item in branch_fns):
        pairs = [item for item in branch_fns if isinstance(item, tuple) and len(item) == 2]
        if len(pairs) != len(branch_fns) or not all(isinstance(n, int) for n, _ in pairs):
            raise TypeError("switch_case: expected functions, or pairs of an int and a function.")
        numbers = sorted(number for number, _ in pairs)
        if numbers != list(range(len(pairs))):
            raise ValueError(
                f"branch indices must form contiguous range of [0 to {len(pairs)}) but found "
                f"{{{', '.join(map(str, numbers))}}}"
            )
        branch_fns = [function for _, function in sorted(pairs, key=lambda pair: pair[0])]
    if not all(callable(function) for function in branch_fns):
        raise TypeError("switch_case: expected functions that can be called.")
    return list(branch_fns)


def case(
    pred_fn_pairs: Any,
    default: Callable[[], Any] | None = None,
    exclusive: bool = False,
    strict: bool = False,
    name: str = "case",
) -> Any:
    """What the function of the first true predicate gives.

    Args:
        pred_fn_pairs: Pairs of a boolean scalar and a function of no arguments.
        default: For when none is true.
        exclusive: Whether more than one true predicate is an error.
        strict: Accepted.

    Raises:
        InvalidArgumentError: None is true and there is no default; or several are, if `exclusive`.
    """
    pairs = list(pred_fn_pairs.items() if isinstance(pred_fn_pairs, Mapping) else pred_fn_pairs)
    for pair in pairs:
        if not (isinstance(pair, tuple | list) and len(pair) == 2 and callable(pair[1])):
            raise TypeError(f"case: expected pairs of a predicate and a function. Received: {pair}")
    pairs = [(p.deref() if hasattr(p, "deref") else p, function) for p, function in pairs]
    if exclusive and sum(bool(pred) for pred, _ in pairs) > 1:
        raise InvalidArgumentError(
            "case: More than one condition evaluated as True but exclusive=True.", op="case"
        )
    return _first(pairs, default)


def _first(pairs: Sequence[tuple[Any, Callable[[], Any]]], default: Any) -> Any:
    if not pairs:
        if default is None:
            raise InvalidArgumentError("case: None of the conditions evaluated as True.", op="case")
        return default()
    (pred, function), *rest = pairs
    if not rest and default is None:
        return function() if bool(pred) else _first((), None)
    return cond(pred, function, lambda: _first(rest, default))


def choose(
    index: Any, functions: Sequence[Callable[[], Any]], *, as_index: Callable[[Any], int]
) -> Any:
    """What one of the functions gives; as one step of a program if the index may vary.

    Args:
        index: A number or boolean, perhaps a tensor; numbers outside stand for the last function.
        functions: Of no arguments.
        as_index: From the value of `index` to a place in `functions`.
    """
    if isinstance(index, Variable):
        index = index.read_value()
    if _bridge.is_staging() and isinstance(index, Tensor) and _bridge.varies(index._slot):
        try:
            return _staged(index, functions)
        except _bridge.UnfitError:
            if _bridge.is_inside_part():
                raise
    value = as_tensor(index).numpy().item() if isinstance(index, Tensor) else index
    return functions[as_index(value)]()


def _staged(index: Tensor, functions: Sequence[Callable[[], Any]]) -> Any:
    if index.shape.num_elements() != 1:
        raise _bridge.UnfitError("the predicate is not a scalar")
    recorded = [record_branch(function) for function in functions]
    parts, results = zip(*recorded, strict=True)
    if any(result.key != results[0].key for result in results):
        raise _bridge.UnfitError("the branches give different structures, dtypes or shapes")
    slots = _bridge.run_branches(index._slot, parts, results[0].slots)
    return results[0].rebuilt(slots)


def record_branch(function: Callable[[], Any]) -> tuple[_bridge.Part, Flat]:
    """The function as a part, and what it gave.

    Raises:
        UnfitError: It cannot be one; also if it raises, as a branch that is not taken may.
    """
    made: list[Flat] = []

    def body(_: list[int]) -> list[int]:
        made.append(Flat(function()))
        return made[0].slots

    try:
        part, _ = _bridge.Part.record((), body)
    except Exception as error:
        raise _bridge.UnfitError(f"a branch raises {type(error).__name__}") from error
    return part, made[0]
