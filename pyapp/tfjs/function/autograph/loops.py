"""Loops of rewritten functions as one step of a program."""

from collections.abc import Callable, Sequence
from typing import Any

from tfjs import _bridge, dtypes
from tfjs.flow._structure import Flat, settle_arrays
from tfjs.function.autograph.state import UNDEFINED, Get, Put, as_state
from tfjs.ops._arguments import as_tensor
from tfjs.ops.casting import cast
from tfjs.ops.math import add, greater, less, logical_and, logical_or
from tfjs.tensor import Tensor


class StagedLoop:
    """A loop whose variables are carried from one iteration to the next.

    Args:
        get: Values of the variables that the body assigns.
        put: Sets them.
        local: Which of them nobody else reads; those without a value are left without one.

    Raises:
        UnfitError: A variable that is read later has no value yet.
    """

    def __init__(self, get: Get, put: Put, local: Sequence[int]) -> None:
        self._get, self._put = get, put
        self._start = get()
        self._dropped = {i for i in local if self._start[i] is UNDEFINED}
        self._kept = [i for i in range(len(self._start)) if i not in self._dropped]

    def run(self, test: Callable[[], Any], body: Callable[[], None]) -> None:
        """Go round while `test` holds.

        Raises:
            UnfitError: It cannot be one step.
        """
        before, part, after = self._body((), lambda _: body())
        condition, _ = self._part(before, (), lambda _: self._test(test))
        slots = _bridge.run_loop(condition, part, before.slots, (), after.slots)
        self._given(before.rebuilt(slots))

    def _first(self) -> Flat:
        values = [self._start[i] for i in self._kept]
        if any(value is UNDEFINED for value in values):
            raise _bridge.UnfitError("a variable has no value before the loop")
        return Flat(values, as_state)

    def _given(self, values: Sequence[Any]) -> None:
        everything: list[Any] = [UNDEFINED] * len(self._start)
        for index, value in zip(self._kept, values, strict=True):
            everything[index] = value
        self._put(everything)

    def _body(
        self,
        extra: Sequence[Tensor],
        body: Callable[[list[Tensor]], Any],
        following: Callable[[Tensor], Tensor] | None = None,
    ) -> tuple[Flat, _bridge.Part, Flat]:
        """The state before, the body as a part, and the state after.

        Args:
            extra: Examples of what the part takes besides the state.
            body: Takes those.
            following: From the first of them to one more result of the part.
        """

        def run(inputs: list[Tensor]) -> Flat:
            body(inputs)
            now = self._get()
            return Flat([now[i] for i in self._kept], as_state)

        def more(inputs: list[Tensor]) -> list[Tensor]:
            return [] if following is None else [following(inputs[0])]

        before = self._first()
        part, after = self._part(before, extra, run, more)
        if before.key != after.key and settle_arrays(before.value, after.value):
            before = self._first()
            part, after = self._part(before, extra, run, more)
        if before.key != after.key:
            raise _bridge.UnfitError("what the body leaves differs from what it found")
        return before, part, after

    def _part(
        self,
        before: Flat,
        extra: Sequence[Tensor],
        run: Callable[[list[Tensor]], Flat],
        more: Callable[[list[Tensor]], list[Tensor]] = lambda _: [],
    ) -> tuple[_bridge.Part, Flat]:
        made: list[Flat] = []
        others: list[Tensor] = []
        width = len(before.tensors)

        def body(slots: list[int]) -> list[int]:
            self._given(before.rebuilt(slots[:width]))
            pairs = zip(slots[width:], extra, strict=True)
            given = [Tensor(slot, example.dtype) for slot, example in pairs]
            made.append(run(given))
            others.extend(more(given))
            return [*made[0].slots, *(tensor._slot for tensor in others)]

        inputs = [*before.slots, *(tensor._slot for tensor in extra)]
        try:
            part, _ = _bridge.Part.record(inputs, body)
        except Exception as error:
            raise _bridge.UnfitError(f"the body raises {type(error).__name__}") from error
        finally:
            self._put(self._start)
        return part, made[0]

    def _test(self, test: Callable[[], Any]) -> Flat:
        answer = as_tensor(test())
        if answer.shape.num_elements() != 1:
            raise _bridge.UnfitError("the condition is not a scalar")
        return Flat(answer)


class RowLoop(StagedLoop):
    """A loop over the rows of a tensor."""

    def run(  # type: ignore[override]
        self, rows: Tensor, body: Callable[[Any], None], test: Callable[[], Any] | None
    ) -> None:
        """Go through the rows, as long as `test` holds after each.

        Raises:
            UnfitError: It cannot be one step.
        """
        before, part, after = self._body((rows[0],), lambda inputs: body(inputs[0]))
        condition = None
        if test is not None:
            condition, _ = self._part(before, (), lambda _: self._test(test))
        slots = _bridge.run_loop(
            condition, part, before.slots, (rows._slot,), after.slots, limit=int(rows.shape[0])
        )
        self._given(before.rebuilt(slots))


class RangeLoop(StagedLoop):
    """A loop over numbers that are known only at its run.

    Args:
        get: See `StagedLoop`, as the next two.
        put: Sets them.
        local: Which of them nobody else reads.
        first: The first number.
        last: Where the numbers end.
        delta: The step.
        dtype: Of the numbers.
    """

    def __init__(
        self,
        get: Get,
        put: Put,
        local: Sequence[int],
        first: Any,
        last: Any,
        delta: Any,
        dtype: Any,
    ) -> None:
        super().__init__(get, put, local)
        numbers = [as_tensor(number) for number in (first, last, delta)]
        floats = [n.dtype for n in numbers if n.dtype.is_floating]
        longs = [n.dtype for n in numbers if n.dtype is dtypes.int64]
        kind = dtypes.as_dtype(dtype) if dtype is not None else [*floats, *longs, dtypes.int32][0]
        self.first, self.last, self.delta = (cast(n, kind) for n in numbers)

    def within(self, number: Tensor) -> Tensor:
        """Whether a number lies before the end."""
        zero = cast(as_tensor(0), self.delta.dtype)
        up = logical_and(greater(self.delta, zero), less(number, self.last))
        return logical_or(up, logical_and(less(self.delta, zero), greater(number, self.last)))

    def next(self, number: Tensor) -> Tensor:
        """The number after this one."""
        return add(number, self.delta)

    def run(  # type: ignore[override]
        self, body: Callable[[Any], None], test: Callable[[], Any] | None
    ) -> None:
        """Go through the numbers, as long as `test` holds after each.

        Raises:
            UnfitError: It cannot be one step.
        """
        before, part, after = self._body((self.first,), lambda inputs: body(inputs[0]), self.next)
        condition, _ = self._part(before, (self.first,), lambda inputs: self._both(inputs[0], test))
        state = [*before.slots, self.first._slot]
        examples = [*after.slots, self.first._slot]
        slots = _bridge.run_loop(condition, part, state, (), examples)
        _bridge.drop(slots.pop())
        self._given(before.rebuilt(slots))

    def _both(self, number: Tensor, test: Callable[[], Any] | None) -> Flat:
        going = self.within(number)
        return Flat(going if test is None else logical_and(going, self._test(test).tensors[0]))
