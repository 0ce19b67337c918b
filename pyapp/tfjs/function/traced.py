"""A function traced for one signature: its programs, and the one that serves a call."""

import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from tfjs import _bridge
from tfjs._seeds import seeds
from tfjs.function.guards import Guards
from tfjs.function.results import Build, planned
from tfjs.function.signature import replaced
from tfjs.tensor import Tensor
from tfjs.variable import Variable

_MAX_VARIANTS = 8
"""Programs for one signature that differ in values which Python looked at."""

LIBRARY = __name__.partition(".")[0]


class Variant:
    """One program, what it depends on, and how its result is built."""

    __slots__ = ("build", "guards", "own_gradient", "program")

    def __init__(
        self, program: _bridge.Program, build: Build, guards: Guards, own_gradient: bool
    ) -> None:
        self.program = program
        self.build = build
        self.guards = guards
        self.own_gradient = own_gradient


class Traced:
    """All that is known about calls of one signature."""

    def __init__(
        self, function: Callable[..., Any], name: str, traceable: Callable[[], Callable[..., Any]]
    ) -> None:
        self._function = function
        self._traceable = traceable
        self._name = name
        self.variants: list[Variant] = []
        self.eager = False
        """Replays do not pay, or are not possible: the function runs as plain Python."""

    def __call__(
        self, args: tuple[Any, ...], kwargs: dict[str, Any], tensors: list[Tensor]
    ) -> tuple[Any, bool]:
        """The result of a call, and whether Python ran for it."""
        if self.eager:
            return planned(self._function(*args, **kwargs), [])[0], True
        taping = _bridge.is_taping()
        for position, variant in enumerate(self.variants):
            if not variant.guards.hold():
                continue
            if taping and variant.own_gradient:
                return planned(self._function(*args, **kwargs), [])[0], True
            try:
                slots = variant.program.replay([tensor._slot for tensor in tensors])
            except _bridge.DepartureError:
                continue
            if position:
                self.variants.insert(0, self.variants.pop(position))
            if _bridge.given_up_calls:
                _bridge.forget_calls()
            return variant.build(iter(slots)), False
        return self.trace(args, kwargs, tensors), True

    def trace(
        self,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        tensors: list[Tensor],
        *,
        dry: bool = False,
    ) -> Any:
        """Run the function on an example, and keep its program.

        Args:
            args: Of the function.
            kwargs: Of the function.
            tensors: Those among the arguments.
            dry: Undo what was assigned to variables.

        Raises:
            ValueError: Variables were made that nobody keeps.
        """
        try:
            return self._record(args, kwargs, tensors, dry=dry)
        except _bridge.LeakError:
            before = _bridge.unroll(True)
            try:
                return self._record(args, kwargs, tensors, dry=dry)
            finally:
                _bridge.unroll(before)

    def _record(
        self, args: tuple[Any, ...], kwargs: dict[str, Any], tensors: list[Tensor], *, dry: bool
    ) -> Any:
        builds: list[Build] = []
        results: list[Any] = []
        held: list[Any] = []
        places: list[str] = []
        function = self._traceable()

        def body(slots: list[int]) -> list[int]:
            own: Iterator[Tensor] = iter(
                [Tensor(slot, t.dtype) for slot, t in zip(slots, tensors, strict=True)]
            )
            given = replaced(args, own)
            named = replaced(kwargs, own)
            outputs: list[Tensor] = []
            seeds.begin_trace()
            try:
                result, build = planned(function(*given, **named), outputs)
            finally:
                seeds.end_trace()
            for tensor in outputs:
                for name in ("_keras_logits", "_keras_mask"):
                    if getattr(tensor, name, None) is not None:
                        delattr(tensor, name)
            results.append(result)
            builds.append(build)
            held.append(outputs)
            return [tensor._slot for tensor in outputs]

        refused: list[str] = []

        def noted(slot: int) -> None:
            (places if slot else refused).append(_place())

        trace, _ = _bridge.Program.record(
            [tensor._slot for tensor in tensors],
            body,
            dry=dry,
            on_read=noted,
        )
        held.clear()
        self._check_variables(trace.made)
        if trace.made:
            # What went with the making took place once: the next call is recorded, without it.
            return results.pop()
        if trace.program is None:
            self._give_up(trace.refusal, refused or places)
        else:
            guards = Guards(self._function, (*args, *kwargs.values()))
            self.variants.insert(0, Variant(trace.program, builds[0], guards, trace.own_gradient))
            self.variants = [v for v in self.variants if v.guards.hold()]
            if len(self.variants) > _MAX_VARIANTS:
                self._give_up("each call reads other values", places)
        return results.pop()

    def _give_up(self, reason: str, places: list[str]) -> None:
        """Run as plain Python from now on, and say so once."""
        self.eager = True
        self.variants = []
        where = f" ({places[0]})" if places else ""
        warnings.warn(
            f"tf.function: {self._name} runs as plain Python from now on, because it cannot be "
            f"replayed: {reason}{where}. Results are the same, but each operation costs a call.",
            RuntimeWarning,
            stacklevel=_outside(),
        )

    def _check_variables(self, made: tuple[int, ...]) -> None:
        if any(Variable._of_slot(slot) is None for slot in made):
            raise ValueError(
                "tf.function only supports singleton tf.Variables created on the first call. Make "
                "sure the tf.Variable is only created once or created outside tf.function."
            )


def _outside() -> int:
    """How many frames up the caller of the library is."""
    level, frame = 1, sys._getframe(1)
    while frame.f_back is not None and _is_ours(frame):
        level, frame = level + 1, frame.f_back
    return level


def _place() -> str:
    """File and line of the innermost code outside the library."""
    frame = sys._getframe(1)
    while frame.f_back is not None and _is_ours(frame):
        frame = frame.f_back
    return f"{frame.f_code.co_filename}, line {frame.f_lineno}"


def _is_ours(frame: Any) -> bool:
    return str(frame.f_globals.get("__name__", "")).partition(".")[0] == LIBRARY
