"""Gradient tapes of the host, by number; see web/worker/host/tape.js."""

from collections.abc import Callable, Sequence
from typing import Any

from tfjs._bridge import faults, handles, state
from tfjs._bridge.host import JsException, create_proxy, host, to_js

make_tape = host.make_tape
watch_slot = host.watch_slot
reset_tape = host.reset_tape
free_tape = host.free_tape

_paused: list[int] = []


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


def custom_gradient(
    inputs: Sequence[int], outputs: Sequence[int], backward: Callable[[list[int]], Sequence[int]]
) -> None:
    """Connect outputs with inputs for the tapes that record.

    Args:
        inputs: Slots.
        outputs: Slots.
        backward: From slots of the outputs' gradients, which it owns, to slots of the inputs', 0
            for none. It must keep the tensors of what it returns until it is called again or freed.
    """

    def called(slots: Any) -> Any:
        return to_js(list(backward(slots.to_py())))

    host.custom_gradient(to_js(list(inputs)), to_js(list(outputs)), create_proxy(called))
