"""Loops that go on while a condition holds."""

from collections.abc import Callable
from typing import Any

from tfjs import _bridge
from tfjs.flow._structure import Flat, as_tensors, same_kind, settle_arrays
from tfjs.ops._arguments import as_tensor
from tfjs.ops.comparison import and_
from tfjs.ops.math import add, less
from tfjs.tensor import Tensor
from tfjs.variable import Variable


def while_loop(
    cond: Callable[..., Any],
    body: Callable[..., Any],
    loop_vars: Any,
    shape_invariants: Any = None,
    parallel_iterations: int = 10,
    back_prop: bool = True,
    swap_memory: bool = False,
    maximum_iterations: Any = None,
    name: str | None = None,
) -> Any:
    """Repeat `body` while `cond` holds.

    Args:
        cond: From the loop's variables to a boolean scalar.
        body: From the loop's variables to their next values, of the same structure.
        loop_vars: A list or tuple of first values, which may be structures of tensors.
        shape_invariants: Accepted; a value may change its shape in any case.
        parallel_iterations: Accepted.
        back_prop: Accepted.
        swap_memory: Accepted.
        maximum_iterations: Most iterations; no limit if None.

    Returns:
        The last values, as a list or tuple like `loop_vars`.

    While a `tf.function` is traced, `cond` and `body` are recorded once, and each replay goes
    round as often as the values then say. A loop whose tensors change their shape, or whose body
    looks at values, is unrolled and guarded instead.

    Raises:
        TypeError: `cond` or `body` cannot be called.
        ValueError: No loop variables, or the body gives another structure.
    """
    if not callable(cond):
        raise TypeError("'cond' must be callable.")
    if not callable(body):
        raise TypeError("'body' must be callable.")
    if not isinstance(loop_vars, list | tuple | dict):
        loop_vars = [loop_vars]
    if not loop_vars:
        raise ValueError("'loop_vars' must be provided.")
    start = as_tensors(loop_vars)
    if _bridge.is_staging():
        try:
            return staged_loop(cond, body, start, maximum_iterations)
        except _bridge.UnfitError:
            if _bridge.is_inside_part():
                raise
    return _plain(cond, body, start, maximum_iterations)


def _called(function: Callable[..., Any], state: Any) -> Any:
    return function(**state) if isinstance(state, dict) else function(*state)


def _next(body: Callable[..., Any], state: Any) -> Any:
    """The state after an iteration, as a list or tuple like before."""
    result = _called(body, state)
    if not isinstance(result, list | tuple | dict) or (len(state) == 1 and len(result) != 1):
        result = [result]
    if len(result) != len(state):
        raise ValueError(
            "while_loop: The two structures don't have the same nested structure: the body takes "
            f"{len(state)} values and gives {len(result)}."
        )
    return as_tensors(result if isinstance(state, dict) else type(state)(result))


def _plain(cond: Any, body: Any, state: Any, maximum_iterations: Any) -> Any:
    limit = None if maximum_iterations is None else int(maximum_iterations)
    count = 0
    while (limit is None or count < limit) and bool(_called(cond, state)):
        state = _next(body, state)
        count += 1
    return state


def staged_loop(cond: Any, body: Any, state: Any, maximum_iterations: Any = None) -> Any:
    """The loop as one step of the program that is being recorded.

    Raises:
        UnfitError: It cannot be one.
    """
    if isinstance(maximum_iterations, Tensor | Variable):
        return _counted(cond, body, state, maximum_iterations)
    limit = None if maximum_iterations is None else int(maximum_iterations)
    before = Flat(state)
    body_part, after = _record(lambda given: _next(body, given), before)
    if before.key != after.key and settle_arrays(before.value, after.value):
        before = Flat(state)
        body_part, after = _record(lambda given: _next(body, given), before)
    same_kind(before, after)
    test, _ = _record(lambda given: as_tensor(_called(cond, given)), before)
    slots = _bridge.run_loop(test, body_part, before.slots, (), after.slots, limit=limit)
    return before.rebuilt(slots)


def _counted(cond: Any, body: Any, state: Any, limit: Any) -> Any:
    """A loop whose limit is known only at its run: the count is part of the state."""
    last = as_tensor(limit)

    def test(pair: Any) -> Tensor:
        return and_(less(pair[0], last), as_tensor(_called(cond, pair[1])))

    def step(pair: Any) -> Any:
        return [(add(pair[0], as_tensor(1, last.dtype)), _next(body, pair[1]))]

    start = as_tensor(0, last.dtype)
    return staged_loop(test, step, [(start, state)])[0][1]


def _record(function: Callable[[Any], Any], example: Flat) -> tuple[_bridge.Part, Flat]:
    made: list[Flat] = []

    def body(slots: list[int]) -> list[int]:
        made.append(Flat(function(example.rebuilt(slots))))
        return made[0].slots

    try:
        part, _ = _bridge.Part.record(example.slots, body)
    except Exception as error:
        raise _bridge.UnfitError(f"the body raises {type(error).__name__}") from error
    return part, made[0]
