"""Recording kernels once, replaying them in one crossing.

The host appends every kernel to the program while a function runs on its first example. What the
program reads but did not compute is captured: variables by reference (a replay sees their current
value), everything else by value. See web/worker/host/recording.js.
"""

import gc
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tfjs._bridge import callbacks, faults, handles, state
from tfjs._bridge.host import JsException, host


@dataclass(frozen=True)
class Trace:
    """What a recording found out."""

    program: "Program | None"
    """None if the function cannot be replayed."""
    refusal: str
    """Why it cannot; empty if it can."""
    made: tuple[int, ...]
    """Slots of variables that were made meanwhile."""
    own_gradient: bool
    """Part of it has a gradient that is not that of its kernels: under a tape, run it instead."""


class DepartureError(Exception):
    """A replay was given up, without any effect: it met other values than the recording did."""


class LeakError(Exception):
    """A tensor of a loop's body was used outside of it: what was computed is not to be trusted.

    Nothing remains of what was assigned to variables.
    """


class Program:
    """Kernels from some inputs to some outputs.

    Freed, with the tensors it captured, when Python drops it.
    """

    __slots__ = (
        *("_address", "_calls", "_count", "_id", "_inputs", "_outputs", "_python_steps"),
        *("guards", "steps"),
    )

    def __init__(
        self, program_id: int, inputs: int, outputs: int, guards: int, steps: int, calls: bool
    ) -> None:
        self._id = program_id
        self._calls = calls
        self._python_steps = tuple(callbacks.recorded)
        self._inputs = inputs
        self._count = outputs
        self._outputs = np.zeros(max(outputs, 1), np.int32)
        self._address: int = self._outputs.__array_interface__["data"][0]
        self.guards = guards
        """Steps that compare values with those of the recording."""
        self.steps = steps

    @classmethod
    def record(
        cls,
        inputs: Sequence[int],
        body: Callable[[list[int]], Sequence[int]],
        *,
        dry: bool = False,
        on_read: Callable[[int], None] | None = None,
    ) -> tuple[Trace, Sequence[int]]:
        """Run `body` once, eagerly, and keep what it did.

        Args:
            inputs: Slots of the example's tensors.
            body: Gets a slot for each of them, to own and to compute with, and returns the slots of
                its results, which it keeps owning.
            dry: Undo what was assigned to variables.
            on_read: Called with a slot when Python reads its values meanwhile, and with 0 when it
                does something that cannot be replayed.

        Returns:
            What was recorded, and what `body` returned.

        Raises:
            LeakError: A tensor of a loop or branch was used outside; see `state.unrolled`.
        """
        handles.flush()
        slots = host.begin_recording(*inputs).to_py()
        quiet = state.dry
        state.recording, state.on_read, state.dry = True, on_read, dry or quiet
        callbacks.called_code.clear()
        callbacks.recorded.clear()
        try:
            try:
                outputs = body(slots)
            finally:
                _forget()
            if _somebody_holds_more(outputs):
                host.close_others(*outputs)
            report = json.loads(host.end_recording(dry, *outputs))
        except BaseException as error:
            callbacks.recorded.clear()
            # As in TensorFlow, where nothing is computed before a function has been traced.
            if host.abandon_recording(True):
                callbacks.give_up()
                raise LeakError from error
            callbacks.forget_calls()
            raise
        finally:
            state.recording, state.on_read, state.dry = False, None, quiet
        if report["leaked"]:
            callbacks.give_up()
            callbacks.recorded.clear()
            raise LeakError
        callbacks.forget_calls()
        program = None
        if report["id"] >= 0:
            facts = (report["guards"], report["steps"], report["calls"])
            program = cls(report["id"], len(inputs), len(outputs), *facts)
        callbacks.recorded.clear()
        made = tuple(report["made"])
        return Trace(program, report["refusal"], made, report["hasGradientOfItsOwn"]), outputs

    def replay(self, slots: Sequence[int]) -> list[int]:
        """Run the program on other inputs; the slots returned are the caller's to own.

        Raises:
            DepartureError: It met other values than the recording did; nothing has happened.
        """
        if len(slots) != self._inputs:
            raise ValueError(f"replay: expected {self._inputs} inputs. Received: {len(slots)}.")
        handles.flush_if_many()
        departure = ""
        try:
            departure = host.replay(self._id, self._address, *slots)
        except JsException as error:
            faults.fail(error, "function")
        finally:
            if self._calls:
                _settle(not departure)
        if departure:
            raise DepartureError(departure)
        return self._outputs.tolist()

    def replay_batches(
        self,
        slots: Sequence[int],
        order: "np.ndarray[Any, Any] | None",
        start: int,
        size: int,
        count: int,
    ) -> list[list[int]]:
        """Run the program on several batches of the inputs' samples, in one crossing.

        Args:
            slots: Tensors with samples along their first dimension.
            order: Numbers of the samples in the order wanted, int32 and contiguous; their own if
                None.
            start: The first sample of the first batch.
            size: Samples in a batch.
            count: Batches.

        Returns:
            Slots of the results of each batch, the caller's to own; fewer batches if the next one
            meets other values than the recording did.
        """
        if len(slots) != self._inputs:
            raise ValueError(f"replay: expected {self._inputs} inputs. Received: {len(slots)}.")
        if self._calls and count > 1:  # each batch by itself, so that none is half done twice
            batches: list[list[int]] = []
            for first in range(start, start + count * size, size):
                if not (one := self.replay_batches(slots, order, first, size, 1)):
                    break
                batches += one
            return batches
        handles.flush_if_many()
        outputs = self._count
        found = np.zeros(max(outputs * count, 1), np.int32)
        address = found.__array_interface__["data"][0]
        numbers = 0 if order is None else order.__array_interface__["data"][0]
        done = count
        try:
            done = host.replay_batches(self._id, address, numbers, start, size, count, *slots)
        except JsException as error:
            faults.fail(error, "function")
        finally:
            if self._calls:
                _settle(done == count)
        return found[: outputs * done].reshape(done, outputs).tolist()

    def describe(self) -> str:
        """The steps, one line each, for people who look for what takes time."""
        return host.describe_program(self._id)

    def __del__(self, _free: Callable[[int], None] = host.free_program) -> None:
        _free(self._id)


def _settle(whole: bool) -> None:
    """Functions of Python were called: what they did counts, or is not to be done again."""
    if whole:
        callbacks.forget_calls()
    else:
        callbacks.give_up()


def _somebody_holds_more(outputs: Sequence[int]) -> bool:
    """Whether a tensor of the recording outlives the function, other than as its result."""
    handles.flush()
    if not host.held_by_others(*outputs):
        return False
    gc.collect()  # it may be held by a cycle that nobody reaches
    handles.flush()
    return host.held_by_others(*outputs) > 0


def when_recorded(forget: Callable[[], None]) -> None:
    """Call a function when the recording under way ends: it drops tensors that were kept inside."""
    if forget not in state.when_recorded:
        state.when_recorded.append(forget)


def _forget() -> None:
    for forget in state.when_recorded:
        forget()
    state.when_recorded.clear()


def is_recording() -> bool:
    """Whether kernels are being appended to a program."""
    return state.recording


def refuse_recording(reason: str) -> None:
    """Say that what happens now cannot be replayed; nothing if nobody records."""
    if state.recording and state.on_read is not None and state.depth == 0:
        state.on_read(0)
    host.refuse_recording(reason)
