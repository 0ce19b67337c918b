"""How the cases of golden files are written: tensors, calls, and values for them.

Values are small and have few digits, so that the files stay small.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

COMPLEX = {"complex64": "float32", "complex128": "float64"}
"""Complex dtypes -> that of their parts."""


@dataclass
class T:
    """A tensor argument; each value of a complex one is a pair."""

    values: Any
    dtype: str = "float32"
    shape: tuple[int, ...] | None = None


@dataclass
class Case:
    """One call."""

    op: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any] = field(default_factory=dict)


def c(op: str, *args: Any, **kwargs: Any) -> Case:
    return Case(op, args, kwargs)


def e(expression: str) -> Case:
    """The value of an expression of `tf` and `np`."""
    return Case("eval", (expression,))


_random = np.random.default_rng(7)


def restart() -> None:
    """Begin the random values anew, so that a family's do not depend on other families."""
    global _random
    _random = np.random.default_rng(7)


def r(*shape: int, low: float = -2, high: float = 2) -> T:
    """Random float32 values with three digits."""
    return T(np.round(_random.uniform(low, high, shape), 3).tolist(), shape=shape)


def i(*shape: int, low: int = -5, high: int = 6, dtype: str = "int32") -> T:
    """Random integers."""
    return T(_random.integers(low, high, shape).tolist(), dtype)


def z(*shape: int, dtype: str = "complex64") -> T:
    """Random complex values with three digits in each part."""
    return T(np.round(_random.uniform(-2, 2, (*shape, 2)), 3).tolist(), dtype, shape)
