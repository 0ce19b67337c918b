"""The variables of a rewritten function that a branch or loop assigns."""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

import numpy as np

from tfjs import _bridge
from tfjs.flow._structure import Flat, mapped
from tfjs.ops._arguments import as_tensor
from tfjs.tensor import Tensor

Get: TypeAlias = Callable[[], list[Any]]
Put: TypeAlias = Callable[[Sequence[Any]], None]

_NUMBERS = (bool, int, float, complex)
_PLAIN = (bool, int, float, complex, str, bytes, type(None))


class _Undefined:
    def __repr__(self) -> str:
        return "UNDEFINED"


UNDEFINED: Final = _Undefined()
"""Stands for the value of a variable that has none."""


def as_state(value: Any) -> Any:
    """Numbers as tensors, also in structures; other objects stay what they are."""
    if isinstance(value, Tensor):
        return value
    if isinstance(value, (*_NUMBERS, np.ndarray, np.generic)):
        return as_tensor(value)
    return mapped(as_state, value)


def is_same_plain(one: Any, other: Any) -> bool:
    """Whether two values are one Python value, which need not become a tensor."""
    return type(one) is type(other) and isinstance(one, _PLAIN) and bool(one == other)


class Branches:
    """The branches of an `if` as one step.

    Args:
        get: Values of the variables that the branches assign.
        put: Sets them.
        start: Their values before.
        local: Which of them nobody else reads; those without a value are left without one.
    """

    def __init__(self, get: Get, put: Put, start: list[Any], local: Sequence[int]) -> None:
        self._get, self._put, self._start = get, put, start
        self._dropped = {i for i in local if start[i] is UNDEFINED}

    def run(self, test: Tensor, branches: Sequence[Callable[[], Any]], returns: bool) -> Any:
        """Record the branches, and run the one that is due.

        Raises:
            UnfitError: It cannot be one step.
        """
        (one, first), (other, second) = (self._record(branch, returns) for branch in branches)
        for a, b in zip(first, second, strict=True):
            if a.key != b.key:
                raise _bridge.UnfitError("the branches leave different structures or shapes")
        examples = [slot for flat in first for slot in flat[1].slots]
        slots = iter(_bridge.run_branches(test._slot, (one, other), examples))
        values: list[Any] = []
        for a, b in zip(first, second, strict=True):
            made = a[1].rebuilt([next(slots) for _ in a[1].tensors])
            keep = a[0] is b[0] or is_same_plain(a[0], b[0])
            values.append(a[0] if keep else made)
        result = values.pop() if returns else None
        for index in sorted(self._dropped):
            values.insert(index, UNDEFINED)
        self._put(values)
        return result

    def _record(self, branch: Callable[[], Any], returns: bool) -> Any:
        """The part of a branch, and the values it leaves: as they are, and as tensors."""
        left: list[Any] = []

        def body(_: list[int]) -> list[int]:
            self._put(self._start)
            result = branch()
            values = [v for i, v in enumerate(self._get()) if i not in self._dropped]
            if returns:
                values.append(result)
            left.extend(Left((value, Flat(value, as_state))) for value in values)
            return [slot for flat in left for slot in flat[1].slots]

        try:
            part, _ = _bridge.Part.record((), body)
        except Exception as error:
            raise _bridge.UnfitError(f"a branch raises {type(error).__name__}") from error
        finally:
            self._put(self._start)
        return part, left


class Left(tuple[Any, Flat]):
    """A value that a branch leaves, as it is and as tensors."""

    __slots__ = ()

    @property
    def key(self) -> Any:
        """What both branches must agree on."""
        return self[1].key
