"""Recording instructions once, replaying them in one crossing.

The host appends every instruction to the program while it runs on the first example. What the
program reads but did not compute is captured: variables by reference (a replay sees their current
value), everything else by value.
"""

from collections.abc import Callable, Sequence

from tfjs._bridge import faults, handles
from tfjs._bridge.host import JsException, host


class Program:
    """Instructions from `inputs` to `outputs`, both lists of slots.

    Freed, with the tensors it captured, when Python drops it.
    """

    __slots__ = ("_id", "input_count")

    def __init__(self, program_id: int, input_count: int) -> None:
        self._id = program_id
        self.input_count = input_count

    @classmethod
    def record(
        cls, inputs: Sequence[int], body: Callable[[], Sequence[int]]
    ) -> tuple["Program", Sequence[int]]:
        """Run `body` once, eagerly, and keep what it did.

        Args:
            inputs: Slots that a replay gives anew.
            body: Computes with those slots and returns the slots of its results, which it keeps
                owning.

        Returns:
            The program, and what `body` returned.
        """
        handles.flush()
        host.begin_recording(*inputs)
        try:
            outputs = body()
            program_id = host.end_recording(*outputs)
        except BaseException:
            host.abandon_recording()
            raise
        return cls(program_id, len(inputs)), outputs

    def replay(self, slots: Sequence[int]) -> list[int]:
        """Run the program on other inputs; the slots returned are the caller's to own."""
        if len(slots) != self.input_count:
            raise ValueError(f"replay: expected {self.input_count} inputs. Received: {len(slots)}.")
        handles.flush_if_many()
        try:
            return host.replay(self._id, *slots).to_py()  # type: ignore[no-any-return]
        except JsException as error:
            faults.fail(error, "function")

    def __del__(self, _free: Callable[[int], None] = host.free_program) -> None:
        _free(self._id)


def is_recording() -> bool:
    """Whether instructions are being appended to a program."""
    return host.is_recording()
