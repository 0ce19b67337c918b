"""Loops and branches as one step of the program that is being recorded.

Their bodies are recorded by themselves first, as parts; see web/worker/host/flow.js.
"""

import json
from collections.abc import Callable, Sequence

from tfjs._bridge import faults, handles, state
from tfjs._bridge.host import JsException, host, to_js


class UnfitError(BaseException):
    """Something cannot become one step: Python has to run it, and is guarded.

    Not an Exception, so that no `except Exception` of a user's function takes it for its own.
    """


class Part:
    """The recorded body of a loop, its condition, or a branch.

    Freed when Python drops it, unless a step took it over.
    """

    __slots__ = ("assigned", "id")

    def __init__(self, part: int, assigned: tuple[int, ...]) -> None:
        self.id = part
        self.assigned = assigned
        """Slots of the variables that it assigns."""

    @classmethod
    def record(
        cls, inputs: Sequence[int], body: Callable[[list[int]], Sequence[int]]
    ) -> "tuple[Part, Sequence[int]]":
        """Run `body` on examples, and keep what it did; no assignment remains.

        Args:
            inputs: Slots of the examples.
            body: Gets a slot for each of them, to own, and returns the slots of its results, which
                it keeps owning.

        Raises:
            UnfitError: It read values, or did something else that cannot be repeated blindly.
        """
        handles.flush()
        slots = host.begin_part(*inputs).to_py()
        taping, reading = state.tapes, state.on_read
        state.tapes, state.on_read, state.depth = 0, _refuse, state.depth + 1
        try:
            outputs = body(slots)
            if state.tapes != 0:
                raise UnfitError("a tape is used across the edge of a loop or branch")
        except BaseException:
            host.abandon_part()
            raise
        else:
            report = json.loads(host.end_part(*outputs))
        finally:
            state.tapes, state.on_read, state.depth = taping, reading, state.depth - 1
        if report["id"] < 0:
            raise UnfitError(report["refusal"])
        part = cls(report["id"], tuple(report["assigned"]))
        if report["hasGradientOfItsOwn"] and state.tapes > 0:
            raise UnfitError("something in it has a gradient of its own")
        return part, outputs

    def __del__(self, _free: Callable[[int], None] = host.free_part) -> None:
        _free(self.id)


def _refuse(slot: int) -> None:
    """Stop before Python goes on with a value that is only an example's."""
    if host.varies(slot):
        raise UnfitError("values are read in a loop or branch")


def is_staging() -> bool:
    """Whether loops and branches become steps of a program now."""
    return state.recording and not state.unrolled and state.tapes <= 1


def is_inside_part() -> bool:
    """Whether a part is being recorded: values are those of an example."""
    return state.depth > 0


def depth() -> int:
    """How many parts are being recorded, one in the other."""
    return state.depth


def unroll(on: bool) -> bool:
    """Say whether loops and branches are unrolled; gives what was so before."""
    before, state.unrolled = state.unrolled, on
    return before


def varies(slot: int) -> bool:
    """Whether a replay may find another value in a slot."""
    return state.recording and host.varies(slot)


def run_branches(index: int, parts: Sequence[Part], examples: Sequence[int]) -> list[int]:
    """Run one of several parts, and record that as one step.

    Args:
        index: Slot of the number of the branch.
        parts: The branches; the last one also stands for numbers outside.
        examples: Slots of results as they look.

    Returns:
        Slots of the results.

    Raises:
        UnfitError: Shapes differ from those of the examples.
    """
    cells = _assigned(parts)
    ids = to_js([part.id for part in parts])
    try:
        slots = host.run_branches(index, ids, to_js(cells), to_js(list(examples)))
    except JsException as error:
        faults.fail(error, "cond")
    return _given(slots, len(examples), cells)


def run_loop(
    condition: Part | None,
    body: Part,
    loop_state: Sequence[int],
    elements: Sequence[int],
    examples: Sequence[int],
    *,
    limit: int | None = None,
    reverse: bool = False,
) -> list[int]:
    """Run a part again and again, and record that as one step.

    Args:
        condition: Takes the state, gives a boolean; None for a loop that `limit` alone ends.
        body: Takes the state and a row of each element tensor; gives the next state, and rows.
        loop_state: Slots.
        elements: Slots of tensors whose rows the body gets, one in each iteration.
        examples: Slots of the state and of the stacked rows, as they look at the end.
        limit: Most iterations.
        reverse: Whether the last row comes first.

    Returns:
        Slots of the state at the end, and of the stacked rows.

    Raises:
        UnfitError: Shapes change from one iteration to the next.
    """
    if condition is not None and condition.assigned:
        raise UnfitError("the condition of a loop assigns a variable")
    cells = _assigned([body])
    values, rows = to_js(list(loop_state)), to_js(list(elements))
    first = 0 if condition is None else condition.id
    end = -1 if limit is None else limit
    looks = to_js(list(examples))
    try:
        slots = host.run_loop(first, body.id, values, rows, end, reverse, to_js(cells), looks)
    except JsException as error:
        faults.fail(error, "while_loop")
    return _given(slots, len(examples), cells)


def _assigned(parts: Sequence[Part]) -> list[int]:
    return list(dict.fromkeys(cell for part in parts for cell in part.assigned))


def _given(slots: object, results: int, cells: list[int]) -> list[int]:
    """Assign what belongs to variables; the rest are results."""
    if slots is None:
        raise UnfitError("shapes differ from those of the example")
    found: list[int] = slots.to_py()  # type: ignore[attr-defined]
    for cell, slot in zip(cells, found[results:], strict=True):
        host.assign(cell, slot)
        handles.drop(slot)
    return found[:results]
