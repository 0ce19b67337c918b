"""Seeds as TensorFlow combines them: the global one, an operation's own, and those counted out.

An operation draws from two seeds. Outside a traced function an operation without a seed of its own
gets one from a generator that the global seed starts; inside, the count of such operations so far.
"""

import random
from dataclasses import dataclass
from typing import Final

from tfjs import _bridge

_MODULUS: Final = 2**31 - 1
_WITHOUT_GLOBAL: Final = 87654321
"""Stands in for the global seed where only an operation has one."""

_reset = _bridge.Instruction("random.reset", "own", op="random.set_seed")


@dataclass
class _Trace:
    """A function being traced: the global seed of that moment, and operations seeded by count."""

    seed: int | None
    count: int = 0


class Seeds:
    """The seeds of a session."""

    def __init__(self) -> None:
        self.session: int | None = None
        self._numbers = random.Random()
        self._traces: list[_Trace] = []

    def set(self, seed: int) -> None:
        """Begin anew from a global seed."""
        self.session = int(seed)
        self._numbers = random.Random(self.session)
        _bridge.drop(_reset(()))

    def begin_trace(self) -> None:
        """Count operations from 0 until `end_trace`."""
        self._traces.append(_Trace(self._traces[-1].seed if self._traces else self.session))

    def end_trace(self) -> None:
        """Go on as before `begin_trace`."""
        self._traces.pop()

    def pair(self, op_seed: int | None) -> tuple[int, int, bool]:
        """The two seeds of an operation, and whether its generator is shared by later calls.

        Both seeds are 0 if nothing was seeded: the generator then starts anywhere.
        """
        shared = not _bridge.is_recording()
        trace = self._traces[-1] if self._traces else None
        session = self.session if trace is None else trace.seed
        if session is None:
            if op_seed is None:
                return 0, 0, shared
            return _WITHOUT_GLOBAL, int(op_seed) % _MODULUS, shared
        if op_seed is None:
            if trace is None:
                op_seed, shared = self._numbers.randint(0, _MODULUS), False
            else:
                op_seed, trace.count = trace.count, trace.count + 1
        first, second = session % _MODULUS, int(op_seed) % _MODULUS
        return (first, second, shared) if first or second else (0, _MODULUS, shared)


seeds: Final = Seeds()
