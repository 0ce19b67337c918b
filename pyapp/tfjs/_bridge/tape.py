"""Gradient tapes of the host, by number; see web/worker/host/tape.js."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import count
from typing import Any, TypeAlias
from weakref import WeakValueDictionary

from tfjs._bridge import faults, handles, state
from tfjs._bridge.host import JsException, create_proxy, host, to_js
from tfjs._bridge.instruction import when_resolving

watch_slot = host.watch_slot
reset_tape = host.reset_tape
free_tape = host.free_tape

_paused: list[int] = []

Backward: TypeAlias = Callable[[list[int]], Sequence[int]]
"""Slots that it owns from then on -> slots, 0 for none."""


class ByHand:
    """A gradient by hand that tapes know of."""

    __slots__ = ("__weakref__", "backward", "number")

    def __init__(self, backward: Backward) -> None:
        self.backward = backward
        self.number = next(_numbers)
        _by_number[self.number] = self


class KnownGradients(list[ByHand]):
    """The gradients by hand that a tape knows of.

    JavaScript has their numbers only; the tape of Python's owns them, so that a tape and a gradient
    that reaches it are a cycle that Python can see, and collects.
    """

    __slots__ = ("__weakref__",)


_numbers = count(1)
_by_number: WeakValueDictionary[int, ByHand] = WeakValueDictionary()
_known: WeakValueDictionary[int, KnownGradients] = WeakValueDictionary()


def make_tape(watches_variables: bool, known: KnownGradients) -> int:
    """A tape that does not record yet.

    Args:
        watches_variables: Whether reading a trainable variable watches it.
        known: Gets the gradients by hand that the tape will know of.
    """
    tape = host.make_tape(watches_variables)
    _known[tape] = known
    return tape


def start_tape(tape: int) -> None:
    """Let a tape record."""
    host.start_tape(tape)
    state.tapes += 1


def stop_tape(tape: int) -> None:
    """Let a tape that records stop."""
    host.stop_tape(tape)
    state.tapes -= 1


def pause_tapes() -> None:
    """Let no tape record until `resume_tapes`."""
    host.pause_tapes()
    _paused.append(state.tapes)
    state.tapes = 0


def resume_tapes() -> None:
    """Let those tapes record that did before."""
    host.resume_tapes()
    state.tapes = _paused.pop()


def is_taping() -> bool:
    """Whether a tape records."""
    return state.tapes > 0


def watched_variables(tape: int) -> list[int]:
    """Slots of the variables that a tape has seen."""
    return host.watched_variables(tape).to_py()  # type: ignore[no-any-return]


def gradient(
    tape: int,
    targets: Sequence[int],
    weights: Sequence[int],
    sources: Sequence[int],
    *,
    slices: bool,
) -> list[tuple[int, int]]:
    """Slots of the gradients of weighted targets, 0 for a source that is not connected.

    Args:
        tape: Which has recorded from sources to targets.
        targets: Slots.
        weights: Slot of the gradient of each target; 0 for ones.
        sources: Slots of tensors or variables.
        slices: Whether the gradient of a table of which rows were picked is to be those rows'.

    Returns:
        For each source the slot of its gradient, and that of the rows' indices, 0 if it is whole.
    """
    handles.flush_if_many()
    ends, wanted = to_js(list(targets)), to_js(list(sources))
    try:
        found = host.gradient(tape, ends, to_js(list(weights)), wanted, slices).to_py()
        return list(zip(found[::2], found[1::2], strict=True))
    except JsException as error:
        if "no gradient is defined" in str(error.message):
            raise LookupError(f"tape.gradient: {error.message}.") from error
        faults.fail(error, "tape.gradient")


def custom_gradient(inputs: Sequence[int], outputs: Sequence[int], backward: Backward) -> None:
    """Connect outputs with inputs for the tapes that record.

    Args:
        inputs: Slots.
        outputs: Slots.
        backward: From slots of the outputs' gradients to slots of the inputs'. It must keep the
            tensors of what it returns until it is called again or freed.
    """
    _let_gradients_be_called()
    by_hand = ByHand(backward)
    tapes = host.custom_gradient(to_js(list(inputs)), to_js(list(outputs)), by_hand.number)
    for tape in tapes.to_py():
        _known[tape].append(by_hand)


def _call(number: int, slots: Any) -> Any:
    return to_js(list(_by_number[number].backward(slots.to_py())))


@cache
def _let_gradients_be_called() -> None:
    host.set_backward(create_proxy(_call))


when_resolving(_let_gradients_be_called)
